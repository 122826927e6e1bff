"""Finds the sheet of paper in a phone's picture: the four sides against what it lies on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture

Points = npt.NDArray[np.float64]
_LONG_SIDE = 400
"""Pixels of the picture that is looked at."""
_PRINT = 9
"""Pixels there: print and rules are thinner and vanish, the sheet stays."""
_STEP = 40.0
"""Gradient (Sobel, 3 x 3) of a visible edge."""
_TILT = 32
"""Degrees that a side may be off level or upright."""
_ASTRAY = 5
"""Degrees that an edge pixel's own gradient may be off the line's."""
_LINES = 4
"""Candidates for each side."""
_APART = (6, 12)
"""Degrees and pixels within which two lines are one."""
_BOWED, _FOUND, _WELL = 0.2, 0.5, 0.62
"""Share of a side to be seen as a straight edge: of one that may be bowed, of the others, on average."""
_FRAME = 0.5
"""What the picture's own side counts for, where the sheet runs out of it."""
_ROUND_ABOUT = 3
"""Sides of the picture, at least, that something darker than paper runs along."""
_FEW = 0.15
"""Of the picture's shorter side: edge pixels of a line that may be a side."""
_LEAST = 0.25
"""Of the picture that a sheet must take."""
_DARKER = 0.93
"""Shade of what surrounds the sheet over the sheet's own, at most."""
_CLOSE, _CROOKED = 4.0, 20.0
"""Pixels and degrees off a line, at most, of edge pixels that it is fitted to."""
_EXACT = 0.25
"""Degrees: where all four sides are truer, they are drawn, as on a screen's picture, and nothing slants."""
_BEYOND = 0.1
"""Of the picture's longer side: how far a corner may lie outside."""
_SQUARE = 35
"""Degrees that a corner may be off 90."""
_LIKE, _BITS, _FARTHEST = 0.87, 3, 0.4
"""Of the sheet's shade: what may be sheet still; in how many spots; how many sheets out it is looked for."""
_REACH, _INNER, _SOME = 5, 40, 10
"""Pixels from a side at which inside and outside are compared, first and well within; spots, at least."""


@dataclass(frozen=True, slots=True)
class Quad:
    """A sheet in a picture."""

    corners: Points
    """(x, y) in pixels, top left first, clockwise; shape (4, 2)."""
    beyond: tuple[float, float, float, float]
    """How far a bent sheet may reach beyond its top, right, bottom and left side, in sheets."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Points p with p . (cos, sin) = offset; the paper lies where it is more."""

    angle: float
    """Degrees of the direction into the sheet, clockwise from the right."""
    offset: float
    frame: bool = False
    """It is the picture's own side."""

    @property
    def normal(self) -> Points:
        """Unit vector into the sheet."""
        turn = np.deg2rad(self.angle)
        return np.array([np.cos(turn), np.sin(turn)])


@dataclass(frozen=True, slots=True)
class _Edges:
    """Edge pixels of the small picture."""

    places: Points
    """(x, y) of each."""
    angles: Points
    """Degrees of the direction in which each becomes brighter, 0 to 360."""
    share: npt.NDArray[np.float32]
    """Rows by columns: 1 where there is an edge pixel or one is next to it."""


def find_quad(picture: Picture) -> Quad | None:
    """The sheet that `picture` shows; None where none is clearly seen, as on scans: they show only paper."""
    shrink = max(picture.shape) / _LONG_SIDE
    size = (max(1, round(picture.shape[1] / shrink)), max(1, round(picture.shape[0] / shrink)))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    if not _has_frame(small):
        return None
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_PRINT, _PRINT), np.uint8))
    plain = np.asarray(cv2.medianBlur(closed, 5), np.uint8)
    lines = _best(plain)
    corners = None if lines is None else _corners(lines)
    if lines is None or corners is None:
        return None
    top, right, bottom, left = _beyond(plain, lines, corners)
    return Quad((corners + 0.5) * shrink - 0.5, (top, right, bottom, left))


def _has_frame(small: Picture) -> bool:
    """False where the picture's own rim is paper on two sides or more, as on nearly all scans."""
    rim = max(2, min(small.shape) // 60)
    bright = _DARKER * float(np.percentile(small, 80))
    rims = (small[:rim], small[:, -rim:], small[-rim:], small[:, :rim])
    return sum(float(np.median(part)) < bright for part in rims) >= _ROUND_ABOUT


def _best(plain: Picture) -> list[_Line] | None:
    """The four lines that are best seen to be the sides of a sheet."""
    edges = _edges(plain)
    sides = [[*_lines(edges, 90 * turn, plain.shape), frame] for turn, frame in _frame(plain.shape)]
    best: Sequence[_Line] | None = None
    most = _WELL
    for lines in product(*sides):
        if sum(line.frame for line in lines) > 1:
            continue
        corners = _corners(lines)
        if corners is None or not _is_sheet(corners, plain.shape):
            continue
        seen = [_seen(edges, line, *ends) for line, ends in zip(lines, _ends(corners), strict=True)]
        if _is_clear(seen) and np.mean(seen) > most and _is_against_table(plain, lines, corners):
            best, most = lines, float(np.mean(seen))
    if best is None:
        return None
    fitted = [_fitted(edges, line) for line in best]
    return None if all(_is_exact(line) for line in fitted) else fitted


def _fitted(edges: _Edges, line: _Line) -> _Line:
    """The line through the edge pixels close to it."""
    off = np.abs((edges.angles - line.angle + 180) % 360 - 180)
    near = (np.abs(edges.places @ line.normal - line.offset) <= _CLOSE) & (off <= _CROOKED)
    if line.frame or near.sum() < _SOME:
        return line
    along, up, x, y = cv2.fitLine(
        edges.places[near].astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01
    ).ravel()
    normal = np.array([-up, along])
    normal *= np.sign(normal @ line.normal)
    angle = float(np.rad2deg(np.arctan2(normal[1], normal[0])))
    return _Line(angle, float(normal @ (x, y)))


def _is_exact(line: _Line) -> bool:
    """True for a side as level or upright as only a drawn one is."""
    return line.frame or abs((line.angle + 45) % 90 - 45) < _EXACT


def _is_clear(seen: Sequence[float]) -> bool:
    """True for shares of the four sides that leave at most one of them in doubt."""
    least, *others = sorted(seen)
    return least >= _BOWED and min(others) >= _FOUND


def _frame(shape: tuple[int, ...]) -> tuple[tuple[int, _Line], ...]:
    """The picture's own sides, for a sheet that runs out of it: (quarter turns into the sheet, line)."""
    high, wide = shape[:2]
    offsets = ((1, 0.0), (2, 1.0 - wide), (3, 1.0 - high), (0, 0.0))
    return tuple((turn, _Line(90.0 * turn, offset, frame=True)) for turn, offset in offsets)


def _edges(plain: Picture) -> _Edges:
    across = cv2.Sobel(plain, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(plain, cv2.CV_32F, 0, 1)
    strength, angle = cv2.cartToPolar(across, down, angleInDegrees=True)
    seen = strength >= _STEP
    rows, columns = np.nonzero(seen)
    places = np.column_stack((columns, rows)).astype(np.float64)
    return _Edges(places, angle[rows, columns].astype(np.float64), seen.astype(np.float32))


def _lines(edges: _Edges, facing: int, shape: tuple[int, ...]) -> list[_Line]:
    """The lines with most edge pixels whose brighter side lies in direction `facing`, degrees."""
    off = (edges.angles - facing + 180) % 360 - 180
    near = np.abs(off) <= _TILT + _ASTRAY
    places, off = edges.places[near], off[near]
    reach = round(float(np.hypot(shape[0], shape[1])))
    tilts = np.arange(-_TILT, _TILT + 1)
    votes = np.zeros((len(tilts), 2 * reach + 1), np.float32)
    for place, tilt in enumerate(tilts.tolist()):
        own = places[np.abs(off - tilt) <= _ASTRAY]
        offsets = np.rint(np.dot(own, _Line(facing + tilt, 0).normal)).astype(np.intp) + reach
        votes[place] = np.bincount(offsets, minlength=2 * reach + 1)[: 2 * reach + 1]
    votes = np.asarray(cv2.blur(votes, (3, 1)))
    return list(_peaks(votes, facing, _FEW * min(shape)))


def _peaks(votes: npt.NDArray[np.float32], facing: int, least: float) -> Iterator[_Line]:
    turn, shift = _APART
    reach = votes.shape[1] // 2
    for _ in range(_LINES):
        tilt, offset = np.unravel_index(int(votes.argmax()), votes.shape)
        if votes[tilt, offset] < least:
            return
        yield _Line(float(facing + tilt - _TILT), float(offset - reach))
        votes[max(tilt - turn, 0) : tilt + turn + 1, max(offset - shift, 0) : offset + shift + 1] = 0


def _corners(lines: Sequence[_Line]) -> Points | None:
    """Where top, right, bottom and left side meet: top left first, clockwise."""
    found = []
    for one, other in ((3, 0), (0, 1), (1, 2), (2, 3)):
        normals = np.array([lines[one].normal, lines[other].normal])
        if abs(np.linalg.det(normals)) < np.cos(np.deg2rad(_SQUARE)):
            return None
        found.append(np.linalg.solve(normals, [lines[one].offset, lines[other].offset]))
    return np.array(found)


def _ends(corners: Points) -> Iterator[tuple[Points, Points]]:
    """Both ends of the top, right, bottom and left side."""
    return ((corners[place], corners[(place + 1) % 4]) for place in range(4))


def _is_sheet(corners: Points, shape: tuple[int, ...]) -> bool:
    high, wide = shape[:2]
    margin = _BEYOND * max(high, wide)
    inside = (corners >= -margin) & (corners <= np.array([wide, high]) + margin)
    return bool(inside.all()) and cv2.contourArea(corners.astype(np.float32)) >= _LEAST * high * wide


def _seen(edges: _Edges, line: _Line, start: Points, end: Points) -> float:
    """Share of a side within the picture, 0..1, along which there are edge pixels."""
    if line.frame:
        return _FRAME
    steps = max(2, round(float(np.linalg.norm(end - start)) / 2))
    spots = start + np.linspace(0.03, 0.97, steps)[:, None] * (end - start)
    shifts = np.arange(-3, 4)[:, None, None] * line.normal
    columns, rows = np.rint(spots + shifts).astype(int).transpose(2, 0, 1)
    high, wide = edges.share.shape
    within = (rows >= 0) & (rows < high) & (columns >= 0) & (columns < wide)
    hits = edges.share[rows.clip(0, high - 1), columns.clip(0, wide - 1)] * within
    shown = within.any(axis=0)
    return float(hits.max(axis=0)[shown].mean()) if shown.mean() >= _FOUND else 0.0


def _is_against_table(plain: Picture, lines: Sequence[_Line], corners: Points) -> bool:
    """True where it is darker all around the sheet than on it, close by and farther out.

    Something as bright farther out is the sheet's own other part, or a sheet to be read as well. Where the
    sheet runs out of the picture, it must reach the picture's end.
    """
    for line, (start, end) in zip(lines, _ends(corners), strict=True):
        spots = start + np.linspace(0.1, 0.9, 40)[:, None] * (end - start)
        paper = np.median(_shades(plain, spots + _REACH * line.normal))
        if line.frame:
            inner = _shades(plain, spots + _INNER * line.normal)
            if not inner.size or paper < _DARKER * np.median(inner):
                return False
        rings = (_shades(plain, spots - step * line.normal) for step in range(_REACH, _LONG_SIDE, _PRINT))
        if any(ring.size >= _SOME and np.median(ring) > _DARKER * paper for ring in rings):
            return False
    return True


def _beyond(plain: Picture, lines: Sequence[_Line], corners: Points) -> Iterator[float]:
    """For each side, how far out there is anything as bright as the sheet, in sheets."""
    high, wide = (float(np.linalg.norm(corners[one] - corners[0])) for one in (3, 1))
    for line, (start, end), side in zip(lines, _ends(corners), (high, wide) * 2, strict=True):
        spots = start + np.linspace(-0.1, 1.1, 60)[:, None] * (end - start)
        paper = _LIKE * np.median(_shades(plain, spots + _REACH * line.normal))
        steps = range(1, round(_FARTHEST * side))
        rings = ((step, _shades(plain, spots - step * line.normal)) for step in steps)
        yield max((step / side for step, ring in rings if (ring >= paper).sum() >= _BITS), default=0.0)


def _shades(plain: Picture, spots: Points) -> npt.NDArray[np.uint8]:
    """Shades at `spots` (x, y), those outside the picture left out."""
    columns, rows = np.rint(spots).astype(int).T
    within = (rows >= 0) & (rows < plain.shape[0]) & (columns >= 0) & (columns < plain.shape[1])
    return np.asarray(plain[rows[within], columns[within]], np.uint8)
