"""Lays a page as it was issued under the page that came back, and keeps the ink that was added. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture
from extractors.page.returning.placing import Placing, placing
from extractors.page.strokes import Mask
from models.paper import Box, Word

_WIDE = 1700
"""Pixels across at which pages are compared: about 200 an inch of a letter page."""
_TILES = ((216, 18), (120, 7))
"""Side of a tile and how far it may have slipped, pixels; the second pass starts where the first ended."""
_LEAST_TILE, _INKED = 0.01, 60
"""Share of a tile that must be darker by so many shades than paper to tell where the tile lies."""
_NEIGHBOURS = 2
"""Tiles that agree on a slip, at least."""
_WHITE = 255
_LIKE = 0.35
"""Correlation from which on a tile is found again."""
_STRAY = 0.006
"""Correlation that each pixel of slip must win: along a ruled line all places look the same."""
_PALE = 235
"""Shade of an issued page that explains ink: as pale as paper that is hardly printed on."""
_CLOSEST, _FARTHEST = 1.5, 5.0
"""Pixels by which print may have come back thicker."""
_USUAL = 97.5
"""Per cent of the print's own ink that must be explained."""
_FAINTEST, _DARKEST, _GRAIN = 205, 150, 4.5
"""Shades that part ink from paper, at most and at least; grains below bare paper where that lies between."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A flattened, upright page with its words."""

    flat: Picture
    words: Sequence[Word]
    """Their level boxes are fractions of `flat`."""


@dataclass(frozen=True, slots=True)
class Registered:
    """The page that came back beside what was issued."""

    likeness: float
    """0..1: share of the issued ink that the returned page shows in its place."""
    shown: Picture
    """The returned page at the resolution of the masks."""
    ink: Mask
    """All ink of the returned page; about 200 pixels an inch."""
    explained: Mask
    """Where the issued page has print; as large as `ink`."""
    placed: Placing
    """From the issued page to the returned one, by words; local slips are in the masks."""

    @property
    def added(self) -> Mask:
        """Ink that the issued page does not explain, dust included."""
        return np.asarray(self.ink & (1 - self.explained), np.uint8)


def register(issued: Leaf, returned: Leaf) -> Registered | None:
    """What of `returned` is the print of `issued`; None where the two are not the same form."""
    placed = placing(issued.words, returned.words)
    if placed is None:
        return None
    shown = _sized(returned.flat)
    printed = _laid(issued.flat, placed, shown.shape)
    for side, reach in _TILES:
        printed = _slipped(printed, shown, side, reach)
    ink = _ink(shown)
    core = np.asarray(printed < _level(printed), np.uint8)
    explained = _thickened(np.asarray(printed < _PALE, np.uint8), core, ink)
    found = np.asarray(cv2.dilate(ink, np.ones((3, 3), np.uint8)), np.uint8) & core
    likeness = float(found.sum()) / max(float(core.sum()), 1.0)
    return Registered(likeness, shown, ink, explained, placed)


def _sized(flat: Picture) -> Picture:
    """The page at the resolution of comparison; smaller ones stay as they are."""
    shrink = _WIDE / flat.shape[1]
    if shrink >= 1:
        return flat
    return np.asarray(cv2.resize(flat, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)


def _laid(flat: Picture, placed: Placing, shape: tuple[int, ...]) -> Picture:
    """The issued page drawn where it lies on a returned page of `shape`; white beyond its edges."""
    flat = _sized(flat)
    to_seen = np.diag([shape[1], shape[0], 1.0])
    to_known = np.diag([1 / flat.shape[1], 1 / flat.shape[0], 1.0])
    whole = to_seen @ np.vstack((placed.matrix, [0, 0, 1])) @ to_known
    size = (shape[1], shape[0])
    laid = cv2.warpAffine(flat, whole[:2], size, borderMode=cv2.BORDER_CONSTANT, borderValue=_WHITE)
    return np.asarray(laid, np.uint8)


def _slipped(printed: Picture, shown: Picture, side: int, reach: int) -> Picture:
    """`printed` with each part moved to where `shown` has it: rollers stretch a page here and there."""
    rows, columns = (max(2, -(-edge // side)) for edge in shown.shape)
    slips = np.full((rows, columns, 2), np.nan, np.float32)
    inks = [np.asarray(255 - cv2.GaussianBlur(page, (0, 0), 1.0), np.uint8) for page in (printed, shown)]
    for row in range(rows):
        for column in range(columns):
            corner = _corner(row, rows, shown.shape[0], side), _corner(column, columns, shown.shape[1], side)
            slips[row, column] = _slip(inks[0], inks[1], corner, (side, reach))
    field = cv2.resize(_filled(slips), shown.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    y, x = np.mgrid[0 : shown.shape[0], 0 : shown.shape[1]].astype(np.float32)
    x, y = x - field[..., 0], y - field[..., 1]
    edge = cv2.BORDER_CONSTANT
    moved = cv2.remap(printed, x, y, cv2.INTER_LINEAR, borderMode=edge, borderValue=_WHITE)
    return np.asarray(moved, np.uint8)


def _corner(step: int, steps: int, edge: int, side: int) -> int:
    """Where the tile begins whose middle is that of the `step`th of `steps` equal parts of an edge."""
    return int(min(max((step + 0.5) * edge / steps - side / 2, 0), max(edge - side, 0)))


def _slip(
    printed: Picture, shown: Picture, corner: tuple[int, int], size: tuple[int, int]
) -> tuple[float, float]:
    """How far (x, y; pixels) a tile has moved; not a number where nothing tells."""
    (top, left), (side, reach) = corner, size
    tile = printed[top : top + side, left : left + side]
    if np.count_nonzero(tile > _INKED) < _LEAST_TILE * tile.size:
        return np.nan, np.nan
    y0, x0 = max(top - reach, 0), max(left - reach, 0)
    around = shown[y0 : top + side + reach, x0 : left + side + reach]
    likeness = cv2.matchTemplate(around, tile, cv2.TM_CCOEFF_NORMED)
    y, x = np.mgrid[0 : likeness.shape[0], 0 : likeness.shape[1]]
    y, x = y - (top - y0), x - (left - x0)
    best = np.unravel_index(int(np.argmax(likeness - _STRAY * np.hypot(x, y))), likeness.shape)
    return (float(x[best]), float(y[best])) if likeness[best] >= _LIKE else (np.nan, np.nan)


def _filled(slips: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The slips with stray ones and gaps replaced by the median of what lies around them."""
    rows, columns, _ = slips.shape
    known = ~np.isnan(slips[..., 0])
    if not known.any():
        return np.zeros_like(slips)
    usual = np.median(slips[known], axis=0)
    filled = np.empty_like(slips)
    for row in range(rows):
        for column in range(columns):
            near = slips[max(row - 1, 0) : row + 2, max(column - 1, 0) : column + 2][
                known[max(row - 1, 0) : row + 2, max(column - 1, 0) : column + 2]
            ]
            filled[row, column] = np.median(near, axis=0) if len(near) >= _NEIGHBOURS else usual
    return filled


def _ink(shown: Picture) -> Mask:
    soft = np.asarray(cv2.GaussianBlur(shown, (0, 0), 0.7), np.uint8)
    return np.asarray(soft < _level(soft), np.uint8)


def _level(flat: Picture) -> int:
    """The shade that parts ink from paper, by the grain of the paper."""
    paper = flat[::4, ::4][flat[::4, ::4] > _DARKEST + 30].astype(np.float32)
    middle = float(np.median(paper)) if paper.size else 255.0
    below = paper[paper <= middle]
    grain = float(np.percentile(middle - below, 68)) if below.size else 0.0
    return int(np.clip(middle - _GRAIN * grain, _DARKEST, _FAINTEST))


def _thickened(printed: Mask, core: Mask, ink: Mask) -> Mask:
    """The print as thick as it came back: by how far the ink around it reaches."""
    away = cv2.distanceTransform(1 - printed, cv2.DIST_L2, 5)
    around = away[(ink > 0) & (away <= _FARTHEST) & (cv2.dilate(core, np.ones((13, 13), np.uint8)) > 0)]
    reach = float(np.percentile(around, _USUAL)) if around.size else _CLOSEST
    return np.asarray(away <= np.clip(reach + 0.5, _CLOSEST, _FARTHEST), np.uint8)


def box_of(part: tuple[int, int, int, int], shape: tuple[int, ...]) -> Box:
    """Left, top, width and height in pixels of a picture of `shape`, as fractions."""
    left, top, wide, high = part
    return Box(left / shape[1], top / shape[0], (left + wide) / shape[1], (top + high) / shape[0])
