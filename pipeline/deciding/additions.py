"""Words that one text has and another lacks, though a reader's noise is allowed for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.folding import fold, plain

_TELLING = 4
"""Letters from which added words count as something written; fewer are noise."""
_ALIKE = 75.0
"""Similarity 0..100 above which words may be another reading of print anywhere in the other text."""
_LONG = 6
"""Shorter words are like a stretch of any noise by chance."""
_IN_PLACE = 60.0
"""The same for words that stand between or beside the same neighbours in both texts."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring words that the other text lacks, folded and joined, and the folded words around them."""

    text: str
    letters: int
    before: str
    after: str

    def in_place_of(self, other: _Run) -> bool:
        return bool(self.before and self.before == other.before) or bool(
            self.after and self.after == other.after
        )


def adds_words(text: str, other: str) -> bool:
    """True when `text` says something, if only one word, that `other` does not.

    Each word of `other` answers for one word of `text` only, so a remark made of words that are also
    printed elsewhere on the page counts as added. Word order and line breaks do not matter.
    """
    left = tuple(_lacking(other, text))
    return any(run.letters >= _TELLING and not _is_noise(run, left) for run in _lacking(text, other))


def _is_noise(run: _Run, left: Sequence[_Run]) -> bool:
    """True when the words are another reading of words that only the other text has."""
    rest = "".join(one.text for one in left)
    alike = fuzz.partial_ratio if len(run.text) <= len(rest) else fuzz.ratio
    if len(run.text) >= _LONG and alike(run.text, rest) > _ALIKE:
        return True
    return any(run.in_place_of(one) and fuzz.ratio(run.text, one.text) >= _IN_PLACE for one in left)


def _lacking(text: str, other: str) -> Iterator[_Run]:
    """Runs of words of `text` that are not among those of `other`; words without letters part none."""
    words = [word for word in text.split() if _letters(word)]
    had = Counter(fold(word) for word in other.split())
    start, before = 0, ""
    for at, word in enumerate([*words, ""]):
        folded = fold(word)
        if word and had[folded] == 0:
            continue
        had[folded] -= 1
        if at > start:
            yield _run(words[start:at], before, folded)
        start, before = at + 1, folded


def _run(words: Sequence[str], before: str, after: str) -> _Run:
    return _Run("".join(map(fold, words)), sum(map(_letters, words)), before, after)


def _letters(word: str) -> int:
    return sum(c.isalpha() for c in plain(word))
