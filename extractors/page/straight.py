"""Lays a photographed sheet flat for reading, and says where on the picture each place of it was."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.bend import Bend, find_bend
from extractors.page.engines.port import Picture
from extractors.page.flatten import flatten
from extractors.page.quad import find_quad
from models.paper import Box, Page

Points = npt.NDArray[np.float64]
_MARGIN = 0.07
"""Of the sheet's sides: how much of what lies around it stays in view, so that nothing is ever cut off."""
_GRID = 24
"""Pixels between places whose way is worked out; between them it is straight."""
_SHALLOW = 0.002
"""Of the page's height: lines that stray less are straight enough."""


@dataclass(frozen=True, slots=True)
class Lens:
    """The way from the page laid flat to the picture as received; both of one size."""

    matrix: Points
    """Homography (3, 3), pixels to pixels, applied after the bend."""
    size: tuple[int, int]
    """Width and height, pixels."""
    bend: Bend | None = None
    sideways: bool = False
    """The bend was measured on the page turned by 90 degrees counter-clockwise."""

    def received(self, places: Points) -> Points:
        """Pixels (x, y) of the picture as received where `places` of the flat page lie; shape (N, 2)."""
        bent = self._bent(places)
        spots = np.column_stack((bent, np.ones(len(bent)))) @ self.matrix.T
        return np.asarray(spots[:, :2] / spots[:, 2:])

    def _bent(self, places: Points) -> Points:
        if self.bend is None:
            return places
        x, y = (places / self.size).T
        if self.sideways:
            return np.column_stack((x - self.bend.drop(y, 1 - x), y)) * self.size
        return np.column_stack((x, y + self.bend.drop(x, y))) * self.size


@dataclass(frozen=True, slots=True)
class View:
    """A page as it is read."""

    flat: Picture
    """Flattened: paper white."""
    lens: Lens | None = None
    """None for a page that is read as received."""


def view_of(picture: Picture) -> View:
    """The page of a gray picture, flattened; laid flat too where it is clearly a sheet on a table."""
    quad = find_quad(picture)
    if quad is None:
        return View(flatten(picture))
    lens = Lens(_unfolding(quad, picture.shape), picture.shape[1::-1])
    flat = _seen_through(picture, lens)
    bent = _with_bend(lens, flat)
    return View(flat, lens) if bent is lens else View(_seen_through(picture, bent), bent)


def _with_bend(lens: Lens, flat: Picture) -> Lens:
    """The lens with the bend of the printed lines, whichever way they run; itself where they are straight."""
    level, beside = find_bend(flat), None
    if level is None:
        beside = find_bend(np.ascontiguousarray(np.rot90(flat)))
    bend = level or beside
    if bend is None or bend.depth < _SHALLOW:
        return lens
    return Lens(lens.matrix, lens.size, bend, sideways=level is None)


def as_received(page: Page, lens: Lens) -> Page:
    """The page with every place where it lies on the picture as received; words keep their level ones too."""
    words = tuple(
        replace(word, box=_received(word.box, page.turned, lens), laid_flat=word.box) for word in page.words
    )
    codes = tuple(replace(code, box=_received(code.box, page.turned, lens)) for code in page.barcodes)
    signed = tuple(replace(one, box=_received(one.box, page.turned, lens)) for one in page.signatures)
    return replace(page, words=words, barcodes=codes, signatures=signed)


def _received(box: Box, turned: int, lens: Lens) -> Box:
    """Around where the corners of a box lie; both are fractions of pages turned clockwise by `turned`."""
    corners = np.array([(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)])
    spots = lens.received(_turned(corners, -turned) * lens.size) / lens.size
    spots = _turned(spots, turned).clip(0, 1)
    (x0, y0), (x1, y1) = spots.min(axis=0).tolist(), spots.max(axis=0).tolist()
    return Box(x0, y0, x1, y1)


def _turned(places: Points, degrees: int) -> Points:
    """Fractions of a page as fractions of the page turned clockwise by a multiple of 90 degrees."""
    for _ in range(degrees // 90 % 4):
        places = np.column_stack((1 - places[:, 1], places[:, 0]))
    return places


def _unfolding(quad: Points, shape: tuple[int, ...]) -> Points:
    """The homography from a page of `shape` to the picture, with the sheet in `quad` as large as it goes."""
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    size = np.array([sides[0] + sides[2], sides[1] + sides[3]]) / 2
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    to_unit = cv2.getPerspectiveTransform(quad.astype(np.float32), unit)
    before, after = _margins(np.asarray(to_unit, np.float64), shape)
    canvas = np.array([shape[1], shape[0]], float)
    size *= (canvas / (size * (1 + before + after))).min()
    first = (canvas - size * (1 + before + after)) / 2 + size * before
    target = (unit * size + first).astype(np.float32)
    return np.asarray(cv2.getPerspectiveTransform(target, quad.astype(np.float32)), np.float64)


def _margins(to_unit: Points, shape: tuple[int, ...]) -> tuple[Points, Points]:
    """What the picture shows beyond left and top, right and bottom of the sheet; in sheets, few."""
    high, wide = shape[:2]
    frame = np.array([[0, 0, 1], [wide, 0, 1], [wide, high, 1], [0, high, 1]], float) @ to_unit.T
    seen = frame[:, :2] / frame[:, 2:]
    return -seen.min(axis=0).clip(-_MARGIN, 0), (seen.max(axis=0) - 1).clip(0, _MARGIN)


def _seen_through(picture: Picture, lens: Lens) -> Picture:
    """The flat page, flattened too; white where the picture ends."""
    wide, high = lens.size
    columns, rows = (np.arange(0, side + _GRID, _GRID, dtype=float) for side in (wide, high))
    grid = np.stack(np.meshgrid(columns, rows), axis=-1)
    ways = lens.received(grid.reshape(-1, 2)).reshape(grid.shape).astype(np.float32)
    x, y = (_between(np.ascontiguousarray(ways[:, :, axis]), (wide, high)) for axis in (0, 1))
    flat = flatten(
        np.asarray(cv2.remap(picture, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), np.uint8)
    )
    flat[(x < 0) | (y < 0) | (x > wide - 1) | (y > high - 1)] = 255
    return flat


def _between(ways: npt.NDArray[np.float32], size: tuple[int, int]) -> npt.NDArray[np.float32]:
    """Values of the grid at every pixel of `size`."""
    enlarge = np.array([[_GRID, 0, 0], [0, _GRID, 0]], np.float64)
    whole = cv2.warpAffine(ways, enlarge, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(whole, np.float32)
