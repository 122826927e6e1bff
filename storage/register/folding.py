"""How texts are compared in searches: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 40
"""Characters of a word that count; what readers make of a line of dots may be longer."""
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """`text` as it is compared in searches: letters and digits only, no accents, no case."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def words(text: str) -> tuple[str, ...]:
    """The distinct words of `text` in their order, folded, each at most `LONGEST_WORD` characters."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    joined = "".join(character for character in plain if not unicodedata.combining(character))
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(joined)))
