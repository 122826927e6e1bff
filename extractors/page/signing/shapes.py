"""The shape of the ink of a page's signatures: cut out, without ruled lines and print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from extractors.likeness import shape_of
from extractors.page.engines.port import Picture
from extractors.page.rules import find_rules
from extractors.page.strokes import Mask
from models.paper import Box, Ink, SignatureRegion, Word

_AROUND = 0.5
"""Inches around a region in which its ruled lines are looked for."""
_RIM = 0.03
"""Inches around the region's box that may hold more of its ink."""
_SHADES = (130.0, 222.0)
"""Shades of a flattened page between which ink is parted from paper: a faint pen is far from black."""
_CALM = 0.003
"""Inches: the grain of a scan is smoothed by so much."""
_CROSSING = 0.055
"""Inches, most, of a stroke that a ruled line hides."""


def described(
    regions: Iterable[SignatureRegion],
    flat: Picture,
    dpi: float,
    words: Sequence[Word],
    pen: Mask | None = None,
) -> tuple[SignatureRegion, ...]:
    """The regions, each one where ink lies with its shape.

    Args:
        regions: those of an upright, flattened page.
        flat: that page.
        dpi: pixels an inch of it.
        words: what is read on it.
        pen: 1 where the ink of signatures lies, of the page's size. Where None, dark pixels are taken that
            neither ruled lines nor print explain.
    """
    print_ = tuple(word.box for word in words if word.ink is Ink.PRINT)

    def shape(box: Box) -> str:
        return shape_of(_ink(flat, dpi, box, print_) if pen is None else _cut(pen, box, round(_RIM * dpi)))

    return tuple(replace(one, likeness=shape(one.box)) if one.present else one for one in regions)


def _ink(flat: Picture, dpi: float, box: Box, print_: Sequence[Box]) -> Mask:
    """The pen's ink in `box`; strokes go on where a ruled line crosses them."""
    wide = _cut(flat, box, round((_AROUND + _RIM) * dpi))
    rules = _inner(np.asarray(find_rules(wide, dpi).mask, np.uint8), flat, box, dpi)
    near = np.asarray(
        cv2.GaussianBlur(_cut(flat, box, round(_RIM * dpi)), (0, 0), max(0.3, _CALM * dpi)), np.uint8
    )
    ruled = cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0
    bare = _printed_in(near.shape, flat.shape, box, round(_RIM * dpi), print_)
    ink = (near <= _edge(near[~ruled & ~bare])).astype(np.uint8)
    ink[ruled | bare] = 0
    ink[ruled & (_joined(ink, max(5, round(_CROSSING * dpi)) | 1) > 0)] = 1
    return np.asarray(ink, np.uint8)


def _edge(shades: Picture) -> float:
    """The shade that parts ink from paper best, by Otsu."""
    if not shades.size:
        return _SHADES[0]
    best, _ = cv2.threshold(shades.reshape(-1, 1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return min(max(float(best), _SHADES[0]), _SHADES[1])


def _joined(ink: Mask, reach: int) -> Mask:
    """The ink with gaps closed down and along both diagonals."""
    diagonal = np.eye(reach, dtype=np.uint8)
    ways = (np.ones((reach, 1), np.uint8), diagonal, np.ascontiguousarray(diagonal[:, ::-1]))
    closed = [cv2.morphologyEx(ink, cv2.MORPH_CLOSE, way) for way in ways]
    return np.asarray(np.maximum.reduce(closed), np.uint8)


def _span(shape: tuple[int, ...], box: Box, rim: int) -> tuple[int, int, int, int]:
    """Top, bottom, left and right pixel of a box and its rim, within a page of `shape`."""
    rows, columns = shape[:2]
    top, bottom = round(box.y0 * rows) - rim, round(box.y1 * rows) + rim
    left, right = round(box.x0 * columns) - rim, round(box.x1 * columns) + rim
    return max(top, 0), min(bottom, rows), max(left, 0), min(right, columns)


def _cut(page: Picture, box: Box, rim: int) -> Picture:
    top, bottom, left, right = _span(page.shape, box, rim)
    return np.ascontiguousarray(page[top:bottom, left:right])


def _inner(mask: Mask, flat: Picture, box: Box, dpi: float) -> Mask:
    """Of a mask of the wide cut the part that is the near one."""
    top, bottom, left, right = _span(flat.shape, box, round(_RIM * dpi))
    first, _, side, _ = _span(flat.shape, box, round((_AROUND + _RIM) * dpi))
    return np.ascontiguousarray(mask[top - first : bottom - first, left - side : right - side])


def _printed_in(
    size: tuple[int, ...], shape: tuple[int, ...], box: Box, rim: int, print_: Sequence[Box]
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """True where words are printed, in the near cut of `size`."""
    top, _, left, _ = _span(shape, box, rim)
    bare = np.zeros(size, bool)
    for word in print_:
        above, below, before, after = _span(shape, word, 1)
        bare[max(above - top, 0) : max(below - top, 0), max(before - left, 0) : max(after - left, 0)] = True
    return bare
