"""Words that one text has and another lacks, though a reader's noise is allowed for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.folding import fold, plain

_TELLING = 4
"""Letters from which added words count as something written; fewer are noise."""
_ALIKE = 75.0
"""Similarity 0..100 above which words may be another reading of print anywhere in the other text."""
_LONG = 6
"""Shorter words are like a stretch of any noise by chance."""
_IN_PLACE, _SLACK = 1.5, 2
"""Words in the place of others may have so many times their letters, and so many more, to be a misreading."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands at one place of both texts, but for words that the other has elsewhere."""

    mine: str
    theirs: str


def adds_words(text: str, other: str) -> bool:
    """True when `text` says something, if only one word, that `other` does not.

    Each word of `other` answers for one word of `text` only, so a remark made of words that are also
    printed elsewhere on the page counts as added. Word order and line breaks do not matter. Where the other
    text has as many letters of its own at the same place, both are readings of the same print.
    """
    places = tuple(_places(_words(text), _words(other)))
    unread = "".join(place.theirs for place in places)
    return any(_adds(place, unread) for place in places)


def _adds(place: _Place, unread: str) -> bool:
    gained, lost = len(place.mine), len(place.theirs)
    if gained < _TELLING or gained <= _IN_PLACE * lost + (_SLACK if lost else 0):
        return False
    alike = fuzz.partial_ratio if len(place.mine) <= len(unread) else fuzz.ratio
    return len(place.mine) < _LONG or alike(place.mine, unread) <= _ALIKE


def _places(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[_Place]:
    """Where the texts differ; words that the other has somewhere, and in the same number, are left out."""
    only_mine, only_theirs = _Lacking.of(mine, theirs), _Lacking.of(theirs, mine)
    at_mine = at_theirs = 0
    for same in (*Levenshtein.opcodes(mine, theirs), None):
        if same is None or (same.tag == "equal" and not _is_slight(mine[same.src_start : same.src_end])):
            ends = (same.src_start, same.dest_start) if same else (len(mine), len(theirs))
            yield _Place(only_mine.between(at_mine, ends[0]), only_theirs.between(at_theirs, ends[1]))
            at_mine, at_theirs = (same.src_end, same.dest_end) if same else ends


def _is_slight(words: Sequence[str]) -> bool:
    """True for a word so short that misread print on both sides of it is of one piece."""
    return sum(map(len, words)) < _TELLING


@dataclass(frozen=True, slots=True)
class _Lacking:
    """The words of a text, empty where the other text has them too."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, words: Sequence[str], others: Sequence[str]) -> _Lacking:
        had, lacking = Counter(others), []
        for word in words:
            had[word] -= 1
            lacking.append(word if had[word] < 0 else "")
        return cls(tuple(lacking))

    def between(self, start: int, end: int) -> str:
        return "".join(self.words[start:end])


def _words(text: str) -> list[str]:
    """Folded words; those without letters are left out."""
    return [fold(word) for word in text.split() if _letters(word)]


def _letters(word: str) -> int:
    return sum(c.isalpha() for c in plain(word))
