"""Which words of a page are its form's own print: those that earlier papers print in the same place. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Self

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from extractors.page.letters import folded, letters
from extractors.page.returning.placing import Placing, placing
from models.paper import Box, Ink, Page, Word

PAPERS = 3
"""Other papers that must print a word in the same place before it counts as the form's."""
_ALIKE = 8
"""Papers of the same form that are asked, the most alike first."""
_LOOKED_AT = 16
"""Pages that are laid over each other at most; the others share fewer words."""
_SHARED = 8
"""Words that two pages of one form share at least."""
_AS_ALIKE = 0.6
"""Of the words that the most alike page shares in place: fewer, and it is likely another form."""
_AGREEING = 0.5
"""Share of the papers asked that must print a word."""
_SAME_PAPER = 0.6
"""Share of figures above which two pages are scans of one paper, not two papers."""
_EDGE = 0.004
"""Of the page's height, 1.2 mm of A4: how far a printed word's ends may miss those of its like."""
_HEIGHT = (0.66, 1.5)
"""Of one printed word's height to the other's."""
_SAME_WORD = 80.0
"""Likeness 0..100 of two readings of one printed word."""
_SHORTEST = 3
_FIGURES = 4

Words = Sequence[Word]
_Boxes = npt.NDArray[np.float64]
"""Shape (N, 4): left, top, right, bottom; lengths of the page's height."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A page of some paper, with what its form and the paper itself are known by."""

    words: tuple[Word, ...]
    named: frozenset[str]
    """Words of three letters or more, by their letters."""
    figures: frozenset[str]
    """Numbers of four figures or more: they differ from paper to paper."""

    @classmethod
    def by(cls, words: tuple[Word, ...]) -> Self:
        """Found once for a page that many others are compared with."""
        texts = frozenset(letters(word.text) for word in words)
        named = frozenset(text for text in texts if len(text) >= _SHORTEST and not text.isdigit())
        figures = frozenset(text for text in texts if sum(sign.isdigit() for sign in text) >= _FIGURES)
        return cls(words, named, figures)


def known_print(page: Page, earlier: Sequence[Shown]) -> tuple[int, ...]:
    """0-based places in `page.words` of what its form prints, told by pages of `earlier` papers.

    What a pen or a stamp wrote is never among them, nor what differs from paper to paper. Empty where
    fewer than three other papers of this form are known.
    """
    alike = _of_this_form(Shown.by(page.words), earlier)
    if len(alike) < PAPERS:
        return ()
    boxes = _boxes((word.level for word in page.words), page.aspect)
    times = sum(_shown(page, boxes, words, placed) for words, placed in alike)
    needed = max(PAPERS, ceil(_AGREEING * len(alike)))
    return tuple(np.flatnonzero(times >= needed).tolist())


def print_of(page: Page, issued: Words) -> tuple[int, ...]:
    """0-based places in `page.words` of what the very note printed when it was issued, unsigned.

    Empty where `issued` is another form.
    """
    placed = placing(issued, page.words)
    if placed is None:
        return ()
    boxes = _boxes((word.level for word in page.words), page.aspect)
    return tuple(np.flatnonzero(_shown(page, boxes, issued, placed)).tolist())


def _of_this_form(page: Shown, earlier: Sequence[Shown]) -> list[tuple[Words, Placing]]:
    """Pages of the same form, one a paper, the most alike first, with how they lie on this one."""
    shares = sorted(((len(page.named & other.named), at) for at, other in enumerate(earlier)), reverse=True)
    laid: list[tuple[Words, Placing]] = []
    figures = [page.figures]
    for shared, at in shares[:_LOOKED_AT]:
        other = earlier[at]
        if shared < _SHARED or any(_same(other.figures, known) for known in figures):
            continue
        placed = placing(other.words, page.words)
        if placed is not None:
            laid.append((other.words, placed))
            figures.append(other.figures)
    laid.sort(key=lambda pair: -pair[1].pairs)
    return [pair for pair in laid[:_ALIKE] if pair[1].pairs >= _AS_ALIKE * laid[0][1].pairs]


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) > _SAME_PAPER * min(len(one), len(other))


def _shown(page: Page, boxes: _Boxes, other: Words, placed: Placing) -> npt.NDArray[np.bool_]:
    """For each word of `page`, whether the other page prints it in the same place; both must be print."""
    theirs = _boxes((placed.box(word.level) for word in other), page.aspect)
    near = _near(boxes, theirs)
    shown = np.zeros(len(boxes), bool)
    for place, word in enumerate(page.words):
        if word.ink is not Ink.PRINT:
            continue
        beneath: list[int] = np.flatnonzero(near[place]).tolist()
        inks = (other[number].ink is Ink.PRINT for number in beneath)
        shown[place] = bool(beneath) and all(inks) and _as_long(boxes[place], theirs[beneath])
        if shown[place]:
            read = [
                other[number].text for number in sorted(beneath, key=lambda number: float(theirs[number, 0]))
            ]
            shown[place] = _reads(word.text, read)
    return shown


def _near(boxes: _Boxes, theirs: _Boxes) -> npt.NDArray[np.bool_]:
    """(N, M): which of the other page's words lie where a word lies, on its line and as high as it."""
    if not len(boxes) or not len(theirs):
        return np.zeros((len(boxes), len(theirs)), bool)
    mine = boxes[:, None, :]
    wide = np.minimum(mine[..., 2], theirs[:, 2]) - np.maximum(mine[..., 0], theirs[:, 0])
    high = np.minimum(mine[..., 3], theirs[:, 3]) - np.maximum(mine[..., 1], theirs[:, 1])
    mine_size, their_size = (sides[:, 2:] - sides[:, :2] for sides in (boxes, theirs))
    least_wide = np.minimum(mine_size[:, None, 0], their_size[:, 0])
    tall, their_tall = mine_size[:, None, 1], their_size[:, 1]
    ratio = tall / np.maximum(their_tall, 1e-9)
    return np.asarray(
        (wide > least_wide / 2)
        & (high > np.minimum(tall, their_tall) / 2)
        & (ratio > _HEIGHT[0])
        & (ratio < _HEIGHT[1])
    )


def _as_long(box: npt.NDArray[np.float64], beneath: _Boxes) -> bool:
    """True where the words beneath reach from end to end of the box, or beyond."""
    return bool(beneath[:, 0].min() <= box[0] + _EDGE and beneath[:, 2].max() >= box[2] - _EDGE)


def _reads(text: str, printed: Sequence[str]) -> bool:
    """True where the words `printed` hold `text`, but for what readers take for each other.

    A number must be there to the figure, and so must what is shorter than a word.
    """
    mine, theirs = folded(text), [folded(word) for word in printed]
    whole = "".join(theirs)
    if len(mine) < _SHORTEST or any(sign.isdigit() for sign in text):
        return mine == whole or mine in theirs
    return len(mine) <= len(whole) + 1 and fuzz.partial_ratio(mine, whole) >= _SAME_WORD


def _boxes(boxes: Iterator[Box], aspect: float) -> _Boxes:
    rows = [(box.x0 * aspect, box.y0, box.x1 * aspect, box.y1) for box in boxes]
    return np.array(rows, np.float64).reshape(-1, 4)
