"""Finds the sheet of paper in a phone's picture: the four sides against what it lies on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture
from extractors.page.straightening.sides import Points, Side, edges_of, fit, frame_of, seen_share, sides_of

_LONG_SIDE = 400
"""Pixels of the picture that is looked at."""
_PRINT = 9
"""Pixels there: print and rules are thinner and vanish, the sheet stays."""
_BOWED, _FOUND, _WELL = 0.2, 0.5, 0.62
"""Share of a side to be seen as a straight edge: of one that may be bowed, of the others, on average."""
_ROUND_ABOUT = 3
"""Sides of the picture, at least, that something darker than paper runs along."""
_LEAST = 0.25
"""Of the picture that a sheet must take."""
_DARKER = 0.93
"""Shade of what surrounds the sheet over the sheet's own, at most."""
_EXACT = 0.25
"""Degrees: where all four sides are truer, they are drawn, as on a screen's picture, and nothing slants."""
_BEYOND = 0.1
"""Of the picture's longer side: how far a corner may lie outside."""
_SQUARE = 35
"""Degrees that a corner may be off 90."""
_REACH, _INNER, _SOME = 5, 40, 10
"""Pixels from a side at which inside and outside are compared, first and well within; spots, at least."""
_LIKE, _BITS, _FARTHEST = 0.87, 3, 0.4
"""Of the sheet's shade: what may be sheet still; in how many spots; how many sheets out it is looked for."""


@dataclass(frozen=True, slots=True)
class Quad:
    """A sheet in a picture."""

    corners: Points
    """(x, y) in pixels, top left first, clockwise; shape (4, 2)."""
    beyond: tuple[float, float, float, float]
    """How far a bent sheet may reach beyond its top, right, bottom and left side, in sheets."""


def find_quad(picture: Picture) -> Quad | None:
    """The sheet that `picture` shows; None where none is clearly seen, as on scans: they show only paper."""
    shrink = max(picture.shape) / _LONG_SIDE
    size = (max(1, round(picture.shape[1] / shrink)), max(1, round(picture.shape[0] / shrink)))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    if not _has_frame(small):
        return None
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_PRINT, _PRINT), np.uint8))
    plain = np.asarray(cv2.medianBlur(closed, 5), np.uint8)
    sides = _best(plain)
    corners = None if sides is None else _corners(sides)
    if sides is None or corners is None:
        return None
    top, right, bottom, left = _beyond(plain, sides, corners)
    return Quad((corners + 0.5) * shrink - 0.5, (top, right, bottom, left))


def _has_frame(small: Picture) -> bool:
    """False where the picture's own rim is paper on two sides or more, as on nearly all scans."""
    rim = max(2, min(small.shape) // 60)
    bright = _DARKER * float(np.percentile(small, 80))
    rims = (small[:rim], small[:, -rim:], small[-rim:], small[:, :rim])
    return sum(float(np.median(part)) < bright for part in rims) >= _ROUND_ABOUT


def _best(plain: Picture) -> list[Side] | None:
    """The four lines that are best seen to be the sides of a sheet."""
    edges = edges_of(plain)
    candidates = [[*sides_of(edges, 90 * turn, plain.shape), frame] for turn, frame in frame_of(plain.shape)]
    best: Sequence[Side] | None = None
    most = _WELL
    for sides in product(*candidates):
        if sum(side.frame for side in sides) > 1:
            continue
        corners = _corners(sides)
        if corners is None or not _is_sheet(corners, plain.shape):
            continue
        seen = [seen_share(edges, side, *ends) for side, ends in zip(sides, _ends(corners), strict=True)]
        if _is_clear(seen) and np.mean(seen) > most and _is_against_table(plain, sides, corners):
            best, most = sides, float(np.mean(seen))
    if best is None:
        return None
    fitted = [fit(edges, side) for side in best]
    return None if all(_is_exact(side) for side in fitted) else fitted


def _is_exact(side: Side) -> bool:
    """True for a side as level or upright as only a drawn one is."""
    return side.frame or abs((side.angle + 45) % 90 - 45) < _EXACT


def _is_clear(seen: Sequence[float]) -> bool:
    """True for shares of the four sides that leave at most one of them in doubt."""
    least, *others = sorted(seen)
    return least >= _BOWED and min(others) >= _FOUND


def _corners(sides: Sequence[Side]) -> Points | None:
    """Where top, right, bottom and left side meet: top left first, clockwise."""
    found = []
    for one, other in ((3, 0), (0, 1), (1, 2), (2, 3)):
        normals = np.array([sides[one].normal, sides[other].normal])
        if abs(np.linalg.det(normals)) < np.cos(np.deg2rad(_SQUARE)):
            return None
        found.append(np.linalg.solve(normals, [sides[one].offset, sides[other].offset]))
    return np.array(found)


def _ends(corners: Points) -> Iterator[tuple[Points, Points]]:
    """Both ends of the top, right, bottom and left side."""
    return ((corners[place], corners[(place + 1) % 4]) for place in range(4))


def _is_sheet(corners: Points, shape: tuple[int, ...]) -> bool:
    high, wide = shape[:2]
    margin = _BEYOND * max(high, wide)
    inside = (corners >= -margin) & (corners <= np.array([wide, high]) + margin)
    return bool(inside.all()) and cv2.contourArea(corners.astype(np.float32)) >= _LEAST * high * wide


def _is_against_table(plain: Picture, sides: Sequence[Side], corners: Points) -> bool:
    """True where it is darker all around the sheet than on it, close by and farther out.

    Something as bright farther out is the sheet's own other part, or a sheet to be read as well. Where the
    sheet runs out of the picture, it must reach the picture's end.
    """
    for side, (start, end) in zip(sides, _ends(corners), strict=True):
        spots = start + np.linspace(0.1, 0.9, 40)[:, None] * (end - start)
        paper = _median(_shades(plain, spots + _REACH * side.normal))
        if side.frame and paper < _DARKER * _median(_shades(plain, spots + _INNER * side.normal)):
            return False
        rings = (_shades(plain, spots - step * side.normal) for step in range(_REACH, _LONG_SIDE, _PRINT))
        if any(ring.size >= _SOME and _median(ring) > _DARKER * paper for ring in rings):
            return False
    return True


def _beyond(plain: Picture, sides: Sequence[Side], corners: Points) -> Iterator[float]:
    """For each side, how far out there is anything as bright as the sheet, in sheets."""
    high, wide = (float(np.linalg.norm(corners[one] - corners[0])) for one in (3, 1))
    for side, (start, end), size in zip(sides, _ends(corners), (high, wide) * 2, strict=True):
        spots = start + np.linspace(-0.1, 1.1, 60)[:, None] * (end - start)
        paper = _LIKE * _median(_shades(plain, spots + _REACH * side.normal))
        steps = range(1, round(_FARTHEST * size))
        rings = ((step, _shades(plain, spots - step * side.normal)) for step in steps)
        yield max((step / size for step, ring in rings if (ring >= paper).sum() >= _BITS), default=0.0)


def _shades(plain: Picture, spots: Points) -> npt.NDArray[np.uint8]:
    """Shades at `spots` (x, y), those outside the picture left out."""
    columns, rows = np.rint(spots).astype(int).T
    within = (rows >= 0) & (rows < plain.shape[0]) & (columns >= 0) & (columns < plain.shape[1])
    return np.asarray(plain[rows[within], columns[within]], np.uint8)


def _median(shades: npt.NDArray[np.uint8]) -> float:
    """Their median; 0 where there are none."""
    return float(np.median(shades)) if shades.size else 0.0
