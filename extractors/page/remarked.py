"""Ink of a pen that was read as a remark: whatever place it stands in, it is nobody's signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.remarks.said import said
from models.paper import Box, Ink, Word, around

_READ = 0.7
"""Confidence, least, of each word of a remark that is known surely."""
_LETTERS = 4
"""Letters, least, of a remark: shorter words are easily seen in a scribble."""
_LONGEST = 8
"""Words of a remark; more are conditions."""
_APART = 2.0
"""Word heights between two words of one remark."""


def remark_boxes(words: Sequence[Word], aspect: float) -> tuple[Box, ...]:
    """Boxes around what people wrote and that plainly says what was wrong; `aspect` is width over height."""
    return tuple(around(word.box for word in run) for run in _runs(words, aspect) if _is_remark(run))


def _is_remark(run: Sequence[Word]) -> bool:
    text = " ".join(word.text for word in run)
    if len(run) > _LONGEST or sum(map(str.isalpha, text)) < _LETTERS:
        return False
    return any(one.about and not one.none and one.confidence == 1 for one in said(text))


def _runs(words: Sequence[Word], aspect: float) -> Iterator[list[Word]]:
    """Neighbours of one line that a hand may have written: what looks so, capitals and figures."""
    run: list[Word] = []
    for word in words:
        fits = run and word.line == run[-1].line and _is_near(run[-1].box, word.box, aspect)
        if run and not (fits and _may_be_hand(word)):
            yield run
            run = []
        if _may_be_hand(word):
            run.append(word)
    if run:
        yield run


def _may_be_hand(word: Word) -> bool:
    capitals = not any(map(str.islower, word.text)) and not word.text.endswith(":")
    return word.confidence >= _READ and (word.ink is Ink.HAND or (word.ink is Ink.PRINT and capitals))


def _is_near(one: Box, other: Box, aspect: float) -> bool:
    return (other.x0 - one.x1) * aspect <= _APART * max(one.height, other.height)
