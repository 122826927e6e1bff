"""Words that one text has and another lacks, though a reader's noise is allowed for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz

from pipeline.folding import fold, plain

_TELLING = 4
"""Letters from which added words count as something written; fewer are noise."""
_SAME = 75.0
"""Similarity 0..100 above which differing words are two readings of the same print."""


def adds_words(text: str, other: str) -> bool:
    """True when `text` says something, if only one word, that `other` does not.

    Each word of `other` answers for one word of `text` only, so a remark made of words that are also
    printed elsewhere on the page counts as added. Word order and line breaks do not matter.
    """
    left = "".join(fold(word) for run in _lacking(other, text) for word in run)
    return any(_is_new(run, left) for run in _lacking(text, other))


def _lacking(text: str, other: str) -> Iterator[list[str]]:
    """Runs of neighbouring words of `text` that are not among the words of `other`."""
    had = Counter(fold(word) for word in other.split())
    run: list[str] = []
    for word in text.split():
        if had[fold(word)] > 0:
            had[fold(word)] -= 1
            yield from [run] if run else []
            run = []
        elif _letters(word):
            run.append(word)
    yield from [run] if run else []


def _is_new(run: list[str], left: str) -> bool:
    """True unless the words, taken together, are another reading of a stretch of `left`."""
    if sum(map(_letters, run)) < _TELLING:
        return False
    read = "".join(map(fold, run))
    alike = fuzz.partial_ratio(read, left) if len(read) <= len(left) else fuzz.ratio(read, left)
    return alike <= _SAME


def _letters(word: str) -> int:
    return sum(c.isalpha() for c in plain(word))
