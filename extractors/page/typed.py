"""A born-digital page: what of its ink is left to be looked at.

Words and ruled lines that the file itself drew are no hand's, no stamp's and no code's. Most such pages bear
nothing else, or a logo: the networks then look at that alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture
from extractors.page.rules import Rule, Rules
from extractors.page.signing.anchors import Anchor, Spotted
from extractors.page.strokes import Mask
from models.drawn import Drawn
from models.paper import Box, Word

_INK = 225
"""Shade of a flattened page: darker dots may be a pale pen's."""
_SPARE = 0.015
"""Inches around a word or rule that its softened edges may reach."""
_CELL, _FEWEST = 8, 4
"""Pixels: side of the squares in which ink is counted; less ink in one is the edge of something known."""
_AROUND = 0.2
"""Inches around what is left that are looked at with it."""
_ASIDE, _ABOVE = (2.0, 4.5), (2.0, 1.5)
"""Inches left and right of a signature's label, and above and below it, in which somebody may have signed."""
_WHITE = np.uint8(255)
_LARGE = 1.8
"""Of the words' usual height: a name in the face of a script, and bars set in type, are larger."""
_SMALL = 0.1
"""Of the page: more is a ground or a part that holds words, not something drawn over them."""
_BARS = 0.12
"""Inches: lines that lie closer beside each other may be the bars of a code."""
_GROUND = (0.002, 0.4)
"""Of a filled shape that bears ink other than words: more is a ground, less is nothing."""
_PLAIN = frozenset("-–—:;/.,&|%+=_*#@'\"()") | frozenset("€$£")  # noqa: RUF001 - signs as they are printed
"""Signs that may stand alone. Other signs and letters may be a box of a face of such, ticked or not."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to be looked at."""

    pens: Mask | None
    """1 for dots that may be a hand's or a stamp's; None for all."""
    marks: Picture
    """The page, white but for what may be boxes to be ticked, and codes."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of the page beside its picture."""

    drawn: Drawn
    words: Sequence[Word]
    labels: Spotted
    rules: Rules


def left_over(flat: Picture, dpi: float, page: Beside) -> Left:
    """What neither the words nor lone rules of an upright, flattened page explain, and where people sign."""
    shape = flat.shape
    signs = [word.box for word in page.words if _is_sign(word)]
    unusual = _unusual(page, shape, dpi)
    other = {*signs, *unusual}
    plain = [word for word in page.words if word.box not in other]
    known = _within([word.box for word in plain], shape, dpi)
    figures = _within([word.box for word in plain if any(map(str.isdigit, word.text))], shape, dpi)
    ink = (flat < _INK) & (known == 0) & (_ruled(page.rules, dpi, shape) == 0)
    windows = list(_windows(page.drawn.grounds, ink))
    pictures = ink & (_within([*page.drawn.pictures, *unusual, *windows], shape, dpi) > 0)
    frames = pictures | ink & (_within([*page.drawn.frames, *page.drawn.grounds, *signs], shape, dpi) > 0)
    pictures |= frames & (_dots(_grown(pictures, dpi), shape) > 0)
    marks, places = _grown(frames, dpi), np.zeros([-(-side // _CELL) for side in shape], np.uint8)
    for label in page.labels.labels:
        if label.role is not None:
            _open(places, label, dpi)
    pens = pictures | (_dots(places, shape) > 0) & (figures == 0)
    return Left(pens.astype(np.uint8), np.where((_dots(marks, shape) > 0) & (known == 0), flat, _WHITE))


def _unusual(page: Beside, shape: tuple[int, ...], dpi: float) -> list[Box]:
    """Words larger than the others, and words that something small was drawn over."""
    large = _LARGE * median(word.box.height for word in page.words) if page.words else 0.0
    small = [box for box in page.drawn.pictures if box.width * box.height <= _SMALL]
    over = _within(small, shape, dpi)
    return [
        word.box
        for word in page.words
        if word.box.height > large or (small and over[_pixels(word.box, shape, 0.0)].any())
    ]


def _windows(grounds: Sequence[Box], ink: npt.NDArray[np.bool_]) -> Iterator[Box]:
    """Filled shapes that show something drawn, as a pattern or what a clip leaves of them does."""
    sums = cv2.integral(ink.astype(np.uint8)) if grounds else np.zeros((1, 1), np.int32)
    for box in grounds:
        rows, columns = _pixels(box, ink.shape, 0.0)
        bottom, right = min(rows.stop, ink.shape[0]), min(columns.stop, ink.shape[1])
        area = (bottom - rows.start) * (right - columns.start)
        inked = sums[bottom, right] - sums[rows.start, right] - sums[bottom, columns.start]
        share = (inked + sums[rows.start, columns.start]) / max(area, 1)
        if _GROUND[0] <= share <= _GROUND[1]:
            yield box


def _is_sign(word: Word) -> bool:
    """True for what stands alone and may be a box: a lone letter, or signs that are none of every text."""
    letters = sum(map(str.isalnum, word.text))
    if letters == 1 and len(word.text) == 1:
        return not word.text.isdigit()
    return letters == 0 and not set(word.text) <= _PLAIN


def _ruled(rules: Rules, dpi: float, shape: tuple[int, ...]) -> Mask:
    """1 on the rules, but for those beside which others lie as close as the bars of a code."""
    drawn, thick = np.zeros(shape[:2], np.uint8), max(1, round(2 * _SPARE * dpi))
    for lines, upright in ((rules.level, False), (rules.upright, True)):
        for line in lines:
            if not any(_is_beside(line, other, dpi) for other in lines):
                ends = (line.start, line.offset), (line.end, line.last_offset)
                one, two = ((round(y), round(x)) if upright else (round(x), round(y)) for x, y in ends)
                cv2.line(drawn, one, two, 1, thick)
    return drawn


def _is_beside(line: Rule, other: Rule, dpi: float) -> bool:
    shared = min(line.end, other.end) - max(line.start, other.start)
    apart = abs(other.at(line.start) - line.offset)
    return line is not other and shared > 0 and apart <= _BARS * dpi


def _within(boxes: Iterable[Box], shape: tuple[int, ...], dpi: float) -> Mask:
    inside = np.zeros(shape[:2], np.uint8)
    for box in boxes:
        inside[_pixels(box, shape, dpi)] = 1
    return inside


def _pixels(box: Box, shape: tuple[int, ...], dpi: float) -> tuple[slice, slice]:
    (rows, columns), spare = shape[:2], round(_SPARE * dpi)
    top, bottom = int(box.y0 * rows) - spare, int(np.ceil(box.y1 * rows)) + spare
    left, right = int(box.x0 * columns) - spare, int(np.ceil(box.x1 * columns)) + spare
    return slice(max(top, 0), bottom), slice(max(left, 0), right)


def _grown(ink: npt.NDArray[np.bool_], dpi: float) -> Mask:
    """Squares with some ink and those around them: (rows, columns) of squares, 1 or 0."""
    rows, columns = (-(-side // _CELL) for side in ink.shape)
    padded = np.zeros((rows * _CELL, columns * _CELL), np.uint8)
    padded[: ink.shape[0], : ink.shape[1]] = ink
    share = cv2.resize(255 * padded, (columns, rows), interpolation=cv2.INTER_AREA)
    around = 2 * max(1, round(_AROUND * dpi / _CELL)) + 1
    found = np.asarray(share >= 255 * _FEWEST / _CELL**2, np.uint8)
    return np.asarray(cv2.dilate(found, np.ones((around, around), np.uint8)), np.uint8)


def _open(squares: Mask, label: Anchor, dpi: float) -> None:
    top, bottom = label.top - _ABOVE[0] * dpi, label.bottom + _ABOVE[1] * dpi
    left, right = label.left - _ASIDE[0] * dpi, label.right + _ASIDE[1] * dpi
    first, last = max(int(top / _CELL), 0), max(int(bottom / _CELL), 0) + 1
    squares[first:last, max(int(left / _CELL), 0) : max(int(right / _CELL), 0) + 1] = 1


def _dots(squares: Mask, shape: tuple[int, ...]) -> Mask:
    return squares.repeat(_CELL, 0).repeat(_CELL, 1)[: shape[0], : shape[1]]
