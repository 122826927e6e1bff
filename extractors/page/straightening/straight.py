"""Lays a photographed sheet flat for reading, and says where on the picture each place of it was."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture
from extractors.page.straightening.bend import Bend, find_bend
from extractors.page.straightening.flatten import flatten
from extractors.page.straightening.quad import Quad, find_quad
from models.paper import Box, Page

Points = npt.NDArray[np.float64]
_MARGIN = 0.07
"""Of the sheet's sides: how much of what lies around it stays in view at least; a dark letterhead may."""
_LONG_SIDE, _SKETCH = 2400, 1100
"""Pixels, most, of a page laid flat; of one that is only looked at for its bend."""
_GRID = 24
"""Pixels between places whose way is worked out; between them it is straight."""
_COARSER = 0.8
"""Of the picture's own size: a page laid flat that is smaller is drawn from a smaller picture."""
_SHALLOW = 0.002
"""Of the page's height: lines that stray less are straight enough."""
_SLIGHT = 3.0
"""Degrees between lines of a sheet that ought to be parallel: less, and it is read best as received."""
_PAPER, _INCHES = (1.25, 1.5), 11.4
"""Longer over shorter side of office paper, and its longer side."""


@dataclass(frozen=True, slots=True)
class Lens:
    """The way from a page laid flat to the picture as received; places are fractions of each."""

    matrix: Points
    """Homography (3, 3), applied after the bend."""
    bend: Bend | None = None
    sideways: bool = False
    """The bend was measured on the page turned by 90 degrees counter-clockwise."""

    def received(self, places: Points) -> Points:
        """Where on the picture as received `places` (x, y) of the flat page lie; shape (N, 2)."""
        spots = np.column_stack((self._bent(places), np.ones(len(places)))) @ self.matrix.T
        return np.asarray(spots[:, :2] / spots[:, 2:])

    def twist(self, aspect: float) -> float:
        """Degrees, most, between lines of the picture that are parallel on the sheet.

        `aspect` is the picture's width over its height.
        """
        x, y = (side.ravel() for side in np.meshgrid(*[np.linspace(0.1, 0.9, 9)] * 2))
        places = np.column_stack((x, y))
        steps = (self.received(places + step) - self.received(places) for step in ((0.01, 0), (0, 0.01)))
        return max(float(np.ptp(np.rad2deg(np.arctan2(way[:, 1], way[:, 0] * aspect)))) for way in steps)

    def _bent(self, places: Points) -> Points:
        if self.bend is None:
            return places
        x, y = places.T
        if self.sideways:
            return np.column_stack((x - self.bend.drop(y, 1 - x), y))
        return np.column_stack((x, y + self.bend.drop(x, y)))


@dataclass(frozen=True, slots=True)
class View:
    """A page as it is read."""

    flat: Picture
    """Flattened: paper white."""
    dpi: float
    """Pixels an inch of it."""
    lens: Lens | None = None
    """None for a page that is read as received."""


def view_of(picture: Picture, dpi: float) -> View:
    """The page of a gray picture, flattened; laid flat too where it is clearly a sheet on a table."""
    quad = find_quad(picture)
    if quad is None:
        return View(flatten(picture), dpi)
    lens, sheet = _unfolding(quad, picture.shape)
    size = min(1.0, _LONG_SIDE / max(picture.shape))
    sketch = size * _SKETCH / _LONG_SIDE
    scale = _scale(quad.corners, np.ptp(sheet, axis=0) * picture.shape[1::-1])
    lens = _with_bend(lens, _alone(_seen_through(picture, lens, (sketch, scale)), sheet))
    if lens.twist(picture.shape[1] / picture.shape[0]) < _SLIGHT:
        return View(flatten(picture), dpi)
    flat = _seen_through(picture, lens, (size, scale))
    return View(flat, _dpi(np.ptp(sheet, axis=0) * flat.shape[1::-1]) or dpi * scale * size, lens)


def as_received(page: Page, lens: Lens) -> Page:
    """The page with every place where it lies on the picture as received; words keep their level ones too."""
    words = tuple(
        replace(word, box=_received(word.box, page.turned, lens), laid_flat=word.box) for word in page.words
    )
    codes = tuple(replace(code, box=_received(code.box, page.turned, lens)) for code in page.barcodes)
    signed = tuple(replace(one, box=_received(one.box, page.turned, lens)) for one in page.signatures)
    marks = tuple(replace(one, box=_received(one.box, page.turned, lens)) for one in page.marks)
    boxes = tuple(replace(tick, box=_received(tick.box, page.turned, lens)) for tick in page.ticks)
    return replace(page, words=words, barcodes=codes, signatures=signed, marks=marks, ticks=boxes)


def received_box(box: Box, turned: int, lens: Lens) -> Box:
    """Where a box of a page laid flat, turned clockwise by `turned`, lies on the picture as received."""
    return _received(box, turned, lens)


def _received(box: Box, turned: int, lens: Lens) -> Box:
    """Around where the corners of a box lie; both are fractions of pages turned clockwise by `turned`."""
    corners = np.array([(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)])
    spots = _turned(lens.received(_turned(corners, -turned)), turned).clip(0, 1)
    (x0, y0), (x1, y1) = spots.min(axis=0).tolist(), spots.max(axis=0).tolist()
    return Box(x0, y0, x1, y1)


def _turned(places: Points, degrees: int) -> Points:
    """Fractions of a page as fractions of the page turned clockwise by a multiple of 90 degrees."""
    for _ in range(degrees // 90 % 4):
        places = np.column_stack((1 - places[:, 1], places[:, 0]))
    return places


def _with_bend(lens: Lens, sketch: Picture) -> Lens:
    """The lens with the bend of the printed lines, whichever way they run; itself where they are straight."""
    level, beside = find_bend(sketch), None
    if level is None:
        beside = find_bend(np.ascontiguousarray(np.rot90(sketch)))
    bend = level or beside
    if bend is None or bend.depth < _SHALLOW:
        return lens
    return Lens(lens.matrix, bend, sideways=level is None)


def _unfolding(quad: Quad, shape: tuple[int, ...]) -> tuple[Lens, Points]:
    """The lens with the sheet in `quad` as large as it goes; the sheet's two opposite corners, fractions."""
    picture = np.array([shape[1], shape[0]], float)
    sides = _sides(quad.corners)
    size = np.array([sides[0] + sides[2], sides[1] + sides[3]]) / 2 / picture
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    corners = (quad.corners / picture).astype(np.float32)
    to_unit = np.asarray(cv2.getPerspectiveTransform(corners, unit), np.float64)
    before, after = _margins(to_unit, quad)
    size /= (size * (1 + before + after)).max()
    first = (1 - size * (1 + before + after)) / 2 + size * before
    matrix = cv2.getPerspectiveTransform((unit * size + first).astype(np.float32), corners)
    return Lens(np.asarray(matrix, np.float64)), np.array([first, first + size])


def _sides(corners: Points) -> Points:
    """Lengths of the top, right, bottom and left side."""
    return np.asarray(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1))


def _margins(to_unit: Points, quad: Quad) -> tuple[Points, Points]:
    """What stays in view beyond left and top, right and bottom of the sheet; in sheets."""
    frame = np.array([[0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]], float) @ to_unit.T
    seen = frame[:, :2] / frame[:, 2:]
    top, right, bottom, left = (_MARGIN + beyond for beyond in quad.beyond)
    return (-seen.min(axis=0)).clip(0, (left, top)), (seen.max(axis=0) - 1).clip(0, (right, bottom))


def _alone(flat: Picture, sheet: Points) -> Picture:
    """The sheet in black, so that a strip of table along a bowed side is no line of its own."""
    (left, top), (right, bottom) = np.rint(sheet * flat.shape[1::-1]).astype(int).tolist()
    alone = np.zeros_like(flat)
    alone[top:bottom, left:right] = flat[top:bottom, left:right]
    return alone


def _scale(corners: Points, sheet: Points) -> float:
    """How many times larger a sheet of that width and height, pixels, is than in the picture."""
    return float(sheet.max() / _sides(corners).max())


def _dpi(sheet: Points) -> float:
    """Pixels an inch of a sheet of that width and height, pixels, by its likely size; 0 where it has none."""
    least, most = _PAPER
    return float(sheet.max() / _INCHES) if least <= sheet.max() / sheet.min() <= most else 0.0


def _seen_through(picture: Picture, lens: Lens, scales: tuple[float, float]) -> Picture:
    """The flat page, flattened too; white where the picture ends.

    `scales` are its size over the picture's, and how many times larger the sheet is in it at the same size.
    """
    wide, high = (round(side * scales[0]) for side in picture.shape[1::-1])
    if scales[0] * scales[1] < _COARSER:
        smaller = scales[0] * scales[1]
        picture = np.asarray(
            cv2.resize(picture, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA), np.uint8
        )
    x, y = _ways(lens, (wide, high), picture.shape)
    seen = cv2.remap(picture, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    flat = flatten(np.asarray(seen, np.uint8))
    flat[(x < 0) | (y < 0) | (x > picture.shape[1] - 1) | (y > picture.shape[0] - 1)] = 255
    return flat


def _ways(lens: Lens, size: tuple[int, int], shape: tuple[int, ...]) -> list[npt.NDArray[np.float32]]:
    """For every pixel of a flat page of `size` (width, height), x and y in a picture of `shape`; pixels."""
    columns, rows = (np.arange(0, side + _GRID, _GRID) + 0.5 for side in size)
    grid = np.stack(np.meshgrid(columns / size[0], rows / size[1]), axis=-1)
    ways = lens.received(grid.reshape(-1, 2)) * shape[1::-1] - 0.5
    enlarge = np.array([[_GRID, 0, 0], [0, _GRID, 0]], np.float64)
    return [
        np.asarray(
            cv2.warpAffine(
                np.ascontiguousarray(way.reshape(grid.shape[:2]), np.float32), enlarge, size,
                flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE,
            ),
            np.float32,
        )
        for way in ways.T
    ]  # fmt: skip
