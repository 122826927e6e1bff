"""What put ink on a page: a small network labels every spot as rule, print, stamp, handwriting or signature.

`docs/ink.md` is the network's card: how it was trained, how it scored, and on what it fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.onnx import shipped
from extractors.page.engines.port import Floats, Picture
from extractors.page.strokes import Mask
from models.paper import Box

_DPI = 100
"""Dots an inch at which the network looks; its answer has a cell for two by two of them."""
_STEP = 16
_LONGEST = 2600
"""Dots: a longer page is looked at coarser."""
_PAPER = 40
"""Cells of paper around the ink that the network sees with it."""
_PRINT = 80
"""The same where other ink is known: by the print around it the network knows a pen from print."""
_SHADE = 235
"""Of a flattened page: a cell whose darkest dot is lighter bears no ink."""


class Label(IntEnum):
    """What a cell is, in the order of the network's answer."""

    PAPER = 0
    RULE = 1
    PRINT = 2
    STAMP = 3
    HAND = 4
    SIGNATURE = 5


@dataclass(frozen=True, slots=True)
class InkMap:
    """The labels of a page, cell by cell."""

    chances: Floats
    """(labels, rows, columns): 0..1, summing to 1 over the labels where a cell bears ink; else 0."""
    ink: Mask
    """(rows, columns): not 0 where a cell bears ink."""
    scale: float
    """Pixels of the page's picture a cell is wide and high."""

    def within(self, box: Box) -> tuple[slice, slice]:
        """The cells that a box on the page covers, as (rows, columns); at least one."""
        rows, columns = self.ink.shape
        down, across = (box.y0 * rows, box.y1 * rows), (box.x0 * columns, box.x1 * columns)
        first, last = (int(down[0]), int(across[0])), (round(down[1]), round(across[1]))
        return slice(first[0], max(last[0], first[0] + 1)), slice(first[1], max(last[1], first[1] + 1))

    def of(self, *labels: Label) -> Floats:
        """Chance that a cell's ink is of these labels; 0 where it bears none. Shape (rows, columns)."""
        return np.asarray(self.chances[list(labels)].sum(axis=0) * self.ink, np.float32)


def label_ink(flat: Picture, dpi: float, own: Mask | None = None) -> InkMap:
    """Label the ink of an upright, flattened page of `dpi` pixels an inch.

    Where `own` (its rows and columns) is 0, ink is known and gets no label; None knows of nothing.

    Raises:
        Missing: the network's weights or onnxruntime are not installed.
    """
    shrink = min(_DPI / dpi, _LONGEST / max(flat.shape))
    size = [max(_STEP, round(side * shrink)) for side in flat.shape]
    small = np.asarray(cv2.resize(flat, (size[1], size[0]), interpolation=cv2.INTER_AREA), np.uint8)
    darkest = cv2.erode(small, np.ones((3, 3), np.uint8))[::2, ::2]
    ink = darkest < _SHADE
    if own is not None:
        columns_by_rows = ink.shape[1], ink.shape[0]
        ink &= np.asarray(cv2.resize(255 * own, columns_by_rows, interpolation=cv2.INTER_AREA)) > 0
    chances = np.zeros((len(Label), *ink.shape), np.float32)
    for rows, columns in _parts(ink, _PAPER) if own is None else _parts(ink, _PRINT, apart=True):
        logits = _looked_at(small[_doubled(rows), _doubled(columns)])
        inked = ink[rows, columns]
        chances[:, rows, columns][:, inked] = _summing_to_one(logits[:, inked])
    return InkMap(chances, ink.astype(np.uint8), 2 / shrink)


def _parts(ink: npt.NDArray[np.bool_], around: int, *, apart: bool = False) -> Iterator[tuple[slice, slice]]:
    """Rows and columns of what bears ink, with some cells around; or of each part that lies apart."""
    inked = np.flatnonzero(ink.any(axis=1))
    gaps = np.flatnonzero(apart & (np.diff(inked) > 2 * around)) + 1
    for rows in np.split(inked, gaps) if inked.size else ():
        part = slice(max(int(rows[0]) - around, 0), int(rows[-1]) + around)
        columns = np.flatnonzero(ink[part].any(axis=0))
        yield part, slice(max(int(columns[0]) - around, 0), int(columns[-1]) + around)


def _doubled(cells: slice) -> slice:
    return slice(2 * cells.start, 2 * cells.stop)


def _looked_at(small: Picture) -> Floats:
    """What the network says of every cell of two by two dots: (labels, rows, columns) logits."""
    padded = np.pad(small, [(0, -side % _STEP) for side in small.shape], constant_values=255)
    shades = (255 - padded.astype(np.float32)) / np.float32(255)
    rows, columns = (-(-side // 2) for side in small.shape)
    return shipped("ink.onnx")(shades[None, None])[0, :, :rows, :columns]


def _summing_to_one(logits: Floats) -> Floats:
    """Chances over the first axis."""
    grown = np.exp(logits - logits.max(axis=0))
    return np.asarray(grown / grown.sum(axis=0), np.float32)
