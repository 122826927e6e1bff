"""Identifiers as scanners misread them: separators dropped, look-alikes made one, one character away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from rapidfuzz.distance import Levenshtein

from models.decision import Agreement

_LOOK_ALIKES = str.maketrans("OQILSBZG", "00115826")
_MASK = str.maketrans({**dict.fromkeys("0123456789", "9"), **dict.fromkeys(ascii_uppercase, "A")})
_SEPARATORS = re.compile(r"[\W_]+")
_SEPARATORS_IN_LINE = re.compile(r"(?:[^\w\n]|_)+")
_LEADING_LETTERS = re.compile(r"^[A-Z]+", re.MULTILINE)
_LEADING_ZEROS = re.compile(r"^0+", re.MULTILINE)
_LAST_GROUP = re.compile(r"\d.*[\W_](\d+)$")
_SHORTEST_EDITED = 5
"""Shorter numbers have too many neighbours for one edit to mean anything."""
_SHORTEST_STEM = 3


def plain(text: str) -> str:
    """`text` in capitals without separators and blanks: 'inv-2026/0044' gives 'INV20260044'."""
    if text.isascii():
        if text.isalnum():
            return text.upper()
    else:
        text = unicodedata.normalize("NFKC", text)
    return _SEPARATORS.sub("", text.replace("|", "I")).upper()


def fold(text: str) -> str:
    """`plain` with look-alikes made one: O and Q are 0, I and L are 1, S is 5, B is 8, Z is 2, G is 6."""
    return plain(text).translate(_LOOK_ALIKES)


def mask(text: str) -> str:
    """The shape of an identifier: 9 for every digit, A for every letter: 'INV-12' gives 'AAA99'."""
    return plain(text).translate(_MASK)


def resembles(one: str, other: str) -> bool:
    """True for shapes (see `mask`) that one character more, less or misread would make the same."""
    return Levenshtein.distance(one, other, score_cutoff=1) <= 1


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


def forms_of_all(texts: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Folded form, stem and tail of each text, empty where it has none; much quicker than one by one."""
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1:  # a text holds a line break, or there are no texts
        return [fold(t) for t in texts], [stem(t) for t in texts], [tail(t) for t in texts]
    bare = _plain_lines(joined)
    stems = _LEADING_LETTERS.sub("", bare)
    stems = _LEADING_ZEROS.sub("", stems).translate(_LOOK_ALIKES)
    return (
        bare.translate(_LOOK_ALIKES).split("\n"),
        [rest if len(rest) >= _SHORTEST_STEM else "" for rest in stems.split("\n")],
        ["" if text.isalnum() else tail(text) for text in texts],
    )


def masks_of_all(texts: Sequence[str]) -> set[str]:
    """The shapes of all texts, see `mask`."""
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1:
        return {mask(text) for text in texts}
    return set(_plain_lines(joined).translate(_MASK).split("\n"))


def _plain_lines(joined: str) -> str:
    """`plain` of every line."""
    if not joined.isascii():
        joined = unicodedata.normalize("NFKC", joined)
    return _SEPARATORS_IN_LINE.sub("", joined.replace("|", "I")).upper()


@dataclass(frozen=True, slots=True)
class Spelling:
    """An identifier in the forms by which it is compared."""

    text: str
    bare: str
    """See `plain`."""
    folded: str
    stem: str

    @classmethod
    def of(cls, text: str) -> Spelling:
        """All forms of `text`."""
        bare = plain(text)
        return cls(text, bare, bare.translate(_LOOK_ALIKES), _stem(bare))

    def agreement(self, expected: Spelling) -> Agreement | None:
        """How this, as read, agrees with a number of the ledger: see `compare`."""
        if self.bare == expected.bare:
            return Agreement.EXACT
        if self.folded == expected.folded or self._same_stem(expected):
            return Agreement.FOLDED
        long_enough = min(len(self.folded), len(expected.folded)) >= _SHORTEST_EDITED
        if (long_enough and self.near(expected)) or self._is_tail(expected):
            return Agreement.EDITED
        return None

    def near(self, other: Spelling) -> bool:
        """True for different identifiers that a look-alike or one misread character would swap."""
        if self.bare == other.bare:
            return False
        return Levenshtein.distance(self.folded, other.folded, score_cutoff=1) <= 1

    def _same_stem(self, expected: Spelling) -> bool:
        if not self.stem or self.stem != expected.stem:
            return False
        return len({_prefix(self.bare), _prefix(expected.bare)} - {""}) <= 1

    def _is_tail(self, expected: Spelling) -> bool:
        bare = self.bare.lstrip("0")
        return bare != "" and expected.bare.endswith(bare) and bare == tail(expected.text)


def compare(read: str, expected: str) -> Agreement | None:
    """How an identifier as read agrees with one of the ledger; None when it does not.

    Leading zeros, or a letter prefix, that only one side has count as FOLDED; a number shortened to its
    last group of digits as EDITED.
    """
    return Spelling.of(read).agreement(Spelling.of(expected))


def near(one: str, other: str) -> bool:
    """True for different identifiers that a look-alike or one misread character would swap."""
    return Spelling.of(one).near(Spelling.of(other))


def _stem(bare: str) -> str:
    rest = bare.lstrip(ascii_uppercase).lstrip("0").translate(_LOOK_ALIKES)
    return rest if len(rest) >= _SHORTEST_STEM else ""


def _prefix(bare: str) -> str:
    return bare[: len(bare) - len(bare.lstrip(ascii_uppercase))]
