"""How texts are compared in searches: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 40
"""Characters of a word that count; what readers make of a line of dots may be longer."""
BASES = dict(zip("łøđðæœþħŧı", ("l", "o", "d", "d", "ae", "oe", "th", "h", "t", "i"), strict=True))
"""Letters that Unicode does not take apart."""
_BASES = str.maketrans(BASES)
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """`text` as it is compared in searches: letters and digits only, no accents, no case."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum()).translate(_BASES)


def words(text: str) -> tuple[str, ...]:
    """The distinct words of `text` in their order, folded, each at most `LONGEST_WORD` characters."""
    return tuple(spellings(text))


def spellings(text: str) -> dict[str, tuple[str, ...]]:
    """By each of the `words` how registers have it: as it is folded now, and as before `BASES` were known."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    joined = "".join(character for character in plain if not unicodedata.combining(character))
    found: dict[str, dict[str, None]] = {}
    for former in dict.fromkeys(_WORD.findall(joined)):
        word = former.translate(_BASES)[:LONGEST_WORD]
        found.setdefault(word, {word: None})[former[:LONGEST_WORD]] = None
    return {word: tuple(forms) for word, forms in found.items()}
