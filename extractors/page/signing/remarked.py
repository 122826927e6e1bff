"""Ink of a pen that was read as a remark: whatever place it stands in, it is nobody's signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.remarks.capitals import in_capitals
from extractors.remarks.plain import LONGEST, is_named, plainly_wrong, surely_wrong
from extractors.remarks.space import remark_spaces
from models.paper import Box, Ink, Page, PageKind, Word, around

_READ = 0.7
"""Confidence, least, of each word of a remark that is known surely."""
_LETTERS = 4
"""Letters, least, of a remark by hand: shorter words are easily seen in a scribble."""
_SEVERAL = 3
"""Words from which on a letter of them may be misread."""
_APART = 2.0
"""Word heights between two words of one remark."""


def remark_boxes(words: Sequence[Word], aspect: float) -> tuple[Box, ...]:
    """Boxes around what people wrote and that plainly says what was wrong; `aspect` is width over height.

    Capitals that pass for print are a remark where `in_capitals` takes them for one.
    """
    page = Page(1, PageKind.CONTENT, tuple(words), aspect=aspect)
    capitals = frozenset(map(id, in_capitals(page, remark_spaces(page))))
    return tuple(
        around(word.box for word in run) for run in _runs(words, aspect) if _is_remark(run, capitals)
    )


def _is_remark(run: Sequence[Word], capitals: frozenset[int]) -> bool:
    if any(id(word) in capitals for word in run):
        return len(run) <= LONGEST
    text = " ".join(word.text for word in run if word.ink is Ink.HAND)
    if len(run) > LONGEST or sum(map(str.isalpha, text)) < _LETTERS:
        return False
    wrong = surely_wrong(text) if len(run) >= _SEVERAL else plainly_wrong(text)
    return bool(wrong) and not is_named(" ".join(word.text for word in run))


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
