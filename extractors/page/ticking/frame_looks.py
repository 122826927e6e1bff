"""Whether a place of a page looks like a small printed frame: lines that end at their corners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture
from models.paper import Ink, Word

Mask = npt.NDArray[np.uint8]
_INK = 190
"""Gray below which a flattened page is inked; thin frames are pale on coarse scans."""
_SAMPLES, _DARKEST = 60, 3
"""Words that tell how dark a page is printed; percent of their darkest."""
_FAINT, _FAINTEST = 130, 222
"""Gray of print from which on a page is faint; of the palest ink that is looked for."""
_PALE = 205
"""The same for what a pen left, of the page with its grain smoothed."""
_EDGE = 0.3
"""By how much a side is more inked than what lies beside it."""
_BEYOND = (3, 9)
"""Pixels past a corner, where the lines of a table go on."""
_INKED = 0.8
"""Share of such a piece that must be inked."""
_CELLS = 3
"""Lines that go on past the corners, least, of a cell of a table."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A printed frame; pixels."""

    left: int
    top: int
    side: int
    round: bool
    sureness: float
    """Share of its line that is inked."""
    clear: bool = False
    """A square that is inked all around and that nothing outside touches."""
    bracketed: bool = False
    """Two printed brackets with room between them, as in "[ ] damaged"."""

    @property
    def right(self) -> int:
        """Just past its line."""
        return self.left + self.side

    @property
    def bottom(self) -> int:
        """Just below its line."""
        return self.top + self.side

    @property
    def middle(self) -> tuple[float, float]:
        """Centre (x, y)."""
        return self.left + self.side / 2, self.top + self.side / 2


@dataclass(frozen=True, slots=True)
class Inked:
    """The page's ink, and the same with level and upright strokes thickened by a pixel to each side."""

    dark: Mask
    level: Mask
    upright: Mask
    pale: Mask
    """Ink of a failing pen too."""
    dpi: float


def ink_level(flat: Picture, words: Sequence[Word]) -> int:
    """Gray below which a page is inked: higher where its print is faint."""
    rows, columns = flat.shape
    darkest = []
    for word in words[:: max(len(words) // _SAMPLES, 1)]:
        box = word.box
        cut = flat[
            round(box.y0 * rows) : round(box.y1 * rows), round(box.x0 * columns) : round(box.x1 * columns)
        ]
        if word.ink is Ink.PRINT and cut.size:
            darkest.append(float(np.percentile(cut, _DARKEST)))
    seen = [gray for gray in darkest if gray < _FAINTEST]
    faint = median(seen) if seen else 0.0
    return _INK if faint < _FAINT else round(min(max((faint + 255) / 2, _INK), _FAINTEST))


def inked(flat: Picture, dpi: float, level_of_ink: int = _INK) -> Inked:
    """Ink of a flattened page, darker than a gray of 0 (black) to 255."""
    dark = (flat < level_of_ink).astype(np.uint8)
    level = cv2.dilate(dark, np.ones((3, 1), np.uint8))
    upright = cv2.dilate(dark, np.ones((1, 3), np.uint8))
    calm = cv2.GaussianBlur(flat, (3, 3), 0)
    pale = (calm < max(_PALE, level_of_ink)).astype(np.uint8)
    return Inked(dark, np.asarray(level, np.uint8), np.asarray(upright, np.uint8), pale, dpi)


def is_frame(page: Inked, frame: Frame) -> bool:
    """True where the line is a line, and ends at the corners."""
    return _corners(page, frame) and _edges(page, frame) >= _CELLS and _goes_on(page, frame) < _CELLS


def _corners(page: Inked, frame: Frame) -> bool:
    """True where all corners are inked, or close by: letters are rounder."""
    return all(
        page.dark[max(y - 1, 0) : y + 2, max(x - 1, 0) : x + 2].any()
        for x in (frame.left, frame.right - 1)
        for y in (frame.top, frame.bottom - 1)
    )


def _edges(page: Inked, frame: Frame) -> int:
    """Sides that are inked more than what lies four pixels in or out."""
    step, (left, top, side) = max(4, round(0.02 * page.dpi)), (frame.left, frame.top, frame.side)
    clear = 0
    for mask, sign, at in (
        (page.level, -1, top), (page.level, 1, top + side - 1),
        (page.upright.T, -1, left), (page.upright.T, 1, left + side - 1),
    ):  # fmt: skip
        along = slice(left + 3, left + side - 3) if mask is page.level else slice(top + 3, top + side - 3)
        own, out, within = (
            float(mask[at + way, along].mean()) if 0 <= at + way < mask.shape[0] else 0.0
            for way in (0, sign * step, -sign * step)
        )
        clear += own - min(out, within) >= _EDGE
    return clear


def _goes_on(page: Inked, frame: Frame) -> int:
    """Of the eight ways on from its corners, those that are inked."""
    rows, columns = page.dark.shape
    on = 0
    for at in (frame.top, frame.bottom - 1):
        for first in (frame.left - _BEYOND[1], frame.right + _BEYOND[0]):
            cut = page.level[min(max(at, 0), rows - 1), max(first, 0) : first + _BEYOND[1] - _BEYOND[0]]
            on += cut.size > 0 and float(cut.mean()) >= _INKED
    for at in (frame.left, frame.right - 1):
        for first in (frame.top - _BEYOND[1], frame.bottom + _BEYOND[0]):
            cut = page.upright[max(first, 0) : first + _BEYOND[1] - _BEYOND[0], min(max(at, 0), columns - 1)]
            on += cut.size > 0 and float(cut.mean()) >= _INKED
    return on


def roundness(page: Inked, left: int, top: int, size: tuple[int, int]) -> float:
    """Share of the ellipse that touches all sides of a piece of ink that is inked."""
    angles = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    around_line = thick(page, (left, top, left + size[0], top + size[1]))
    x = ((0.5 + (0.5 - 1.5 / size[0]) * np.cos(angles)) * size[0]).astype(int).clip(0, size[0] - 1)
    y = ((0.5 + (0.5 - 1.5 / size[1]) * np.sin(angles)) * size[1]).astype(int).clip(0, size[1] - 1)
    return float(around_line[y, x].mean())


def thick(page: Inked, room: tuple[int, int, int, int]) -> Mask:
    """The ink in `room` (left, top, right, bottom), a pixel thicker on all sides."""
    left, top, right, bottom = room
    cut = np.ascontiguousarray(page.dark[top:bottom, left:right])
    return np.asarray(cv2.dilate(cut, np.ones((3, 3), np.uint8)), np.uint8)
