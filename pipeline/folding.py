"""Identifiers as scanners misread them: separators dropped, look-alikes made one, one character away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from string import ascii_uppercase

from rapidfuzz.distance import Levenshtein

from models.decision import Agreement

_LOOK_ALIKES = str.maketrans("OQILSBZG", "00115826")
_ALPHABET = "0123456789ACDEFHJKMNPRTUVWXY"
"""Characters that a folded identifier can hold; others (umlauts) are never put in by a misreading."""
_MASK = str.maketrans({**dict.fromkeys("0123456789", "9"), **dict.fromkeys(ascii_uppercase, "A")})
_SEPARATORS = re.compile(r"[\W_]+")
_LAST_GROUP = re.compile(r"\d.*[\W_](\d+)$")
_SHORTEST_EDITED = 5
"""Shorter numbers have too many neighbours for one edit to mean anything."""
_SHORTEST_STEM = 3


def plain(text: str) -> str:
    """`text` in capitals without separators and blanks: 'inv-2026/0044' gives 'INV20260044'."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _SEPARATORS.sub("", text.replace("|", "I")).upper()


def fold(text: str) -> str:
    """`plain` with look-alikes made one: O and Q are 0, I and L are 1, S is 5, B is 8, Z is 2, G is 6."""
    return plain(text).translate(_LOOK_ALIKES)


def mask(text: str) -> str:
    """The shape of an identifier: 9 for every digit, A for every letter: 'INV-12' gives 'AAA99'."""
    return plain(text).translate(_MASK)


def stem(text: str) -> str:
    """Folded digits after a letter prefix and leading zeros: 'INV-00441' and '441' share '441'.

    Empty when fewer than three characters are left.
    """
    return _stem(plain(text))


def tail(text: str) -> str:
    """The last digits after a separator, without leading zeros: 'INV-2026-004412' gives '4412'.

    Empty when nothing stands before them but letters, or when fewer than four digits are left.
    """
    found = _LAST_GROUP.search(text)
    last = found[1].lstrip("0") if found else ""
    return last if len(last) > _SHORTEST_STEM else ""


def forms(text: str) -> tuple[str, ...]:
    """All forms under which a number of the ledger is to be found: folded, stem and tail, each once."""
    bare = plain(text)
    made = (bare.translate(_LOOK_ALIKES), _stem(bare), tail(text))
    return tuple(form for at, form in enumerate(made) if form and form not in made[:at])


def neighbours(folded: str) -> Iterator[str]:
    """Every folded identifier one character away from `folded`: dropped, changed or put in."""
    for at in range(len(folded)):
        head, rest = folded[:at], folded[at + 1 :]
        yield head + rest
        yield from (head + letter + rest for letter in _ALPHABET if letter != folded[at])
    for at in range(len(folded) + 1):
        yield from (folded[:at] + letter + folded[at:] for letter in _ALPHABET)


def compare(read: str, expected: str) -> Agreement | None:
    """How an identifier as read agrees with one of the ledger; None when it does not.

    Leading zeros, or a letter prefix, that only one side has count as FOLDED; a number shortened to its
    last group of digits as EDITED.
    """
    if plain(read) == plain(expected):
        return Agreement.EXACT
    if fold(read) == fold(expected) or _same_stem(read, expected):
        return Agreement.FOLDED
    long_enough = min(len(fold(read)), len(fold(expected))) >= _SHORTEST_EDITED
    if (long_enough and near(read, expected)) or _is_tail(read, expected):
        return Agreement.EDITED
    return None


def near(one: str, other: str) -> bool:
    """True for different identifiers that a look-alike or one misread character would swap."""
    if plain(one) == plain(other):
        return False
    return Levenshtein.distance(fold(one), fold(other), score_cutoff=1) <= 1


def _stem(bare: str) -> str:
    rest = bare.lstrip(ascii_uppercase).lstrip("0").translate(_LOOK_ALIKES)
    return rest if len(rest) >= _SHORTEST_STEM else ""


def _prefix(bare: str) -> str:
    return bare[: len(bare) - len(bare.lstrip(ascii_uppercase))]


def _same_stem(read: str, expected: str) -> bool:
    prefixes = {_prefix(plain(read)), _prefix(plain(expected))} - {""}
    return len(prefixes) <= 1 and stem(read) != "" and stem(read) == stem(expected)


def _is_tail(read: str, expected: str) -> bool:
    bare = plain(read).lstrip("0")
    return bare != "" and bare == tail(expected)
