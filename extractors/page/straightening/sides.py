"""Straight edges in a picture, brighter on one side: what the sides of a sheet look like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture

Points = npt.NDArray[np.float64]
_STEP = 40.0
"""Gradient (Sobel, 3 x 3) of a visible edge."""
_TILT = 32
"""Degrees that a side may be off level or upright."""
_ASTRAY = 5
"""Degrees that an edge pixel's own gradient may be off the line's."""
_MOST = 4
"""Candidates for each side."""
_APART = (6, 12)
"""Degrees and pixels within which two lines are one."""
_FEW = 0.15
"""Of the picture's shorter side: edge pixels of a line that may be a side."""
_CLOSE, _CROOKED, _SOME = 4.0, 20.0, 10
"""Pixels and degrees off a line, at most, of edge pixels that it is fitted to; how many, at least."""
_WITHIN = 0.5
"""Of a side: what must lie within the picture for it to be judged."""
_FRAME = 0.5
"""What the picture's own side counts for, where the sheet runs out of it."""


@dataclass(frozen=True, slots=True)
class Side:
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
class Edges:
    """Edge pixels of the small picture."""

    places: Points
    """(x, y) of each."""
    angles: Points
    """Degrees of the direction in which each becomes brighter, 0 to 360."""
    share: npt.NDArray[np.float32]
    """Rows by columns: 1 where there is an edge pixel or one is next to it."""


def edges_of(plain: Picture) -> Edges:
    """The edge pixels of a small picture without print."""
    across = cv2.Sobel(plain, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(plain, cv2.CV_32F, 0, 1)
    strength, angle = cv2.cartToPolar(across, down, angleInDegrees=True)
    seen = strength >= _STEP
    rows, columns = np.nonzero(seen)
    places = np.column_stack((columns, rows)).astype(np.float64)
    return Edges(places, angle[rows, columns].astype(np.float64), seen.astype(np.float32))


def frame_of(shape: tuple[int, ...]) -> tuple[tuple[int, Side], ...]:
    """The picture's own sides, for a sheet that runs out of it: (quarter turns into the sheet, line)."""
    high, wide = shape[:2]
    offsets = ((1, 0.0), (2, 1.0 - wide), (3, 1.0 - high), (0, 0.0))
    return tuple((turn, Side(90.0 * turn, offset, frame=True)) for turn, offset in offsets)


def sides_of(edges: Edges, facing: int, shape: tuple[int, ...]) -> list[Side]:
    """The lines with most edge pixels whose brighter side lies in direction `facing`, degrees."""
    off = (edges.angles - facing + 180) % 360 - 180
    near = np.abs(off) <= _TILT + _ASTRAY
    places, off = edges.places[near], off[near]
    reach = round(float(np.hypot(shape[0], shape[1])))
    tilts = np.arange(-_TILT, _TILT + 1)
    votes = np.zeros((len(tilts), 2 * reach + 1), np.float32)
    for place, tilt in enumerate(tilts.tolist()):
        own = places[np.abs(off - tilt) <= _ASTRAY]
        offsets = np.rint(np.dot(own, Side(facing + tilt, 0).normal)).astype(np.intp) + reach
        votes[place] = np.bincount(offsets, minlength=2 * reach + 1)[: 2 * reach + 1]
    votes = np.asarray(cv2.blur(votes, (3, 1)))
    return list(_peaks(votes, facing, _FEW * min(shape)))


def _peaks(votes: npt.NDArray[np.float32], facing: int, least: float) -> Iterator[Side]:
    turn, shift = _APART
    reach = votes.shape[1] // 2
    for _ in range(_MOST):
        tilt, offset = np.unravel_index(int(votes.argmax()), votes.shape)
        if votes[tilt, offset] < least:
            return
        yield Side(float(facing + tilt - _TILT), float(offset - reach))
        votes[max(tilt - turn, 0) : tilt + turn + 1, max(offset - shift, 0) : offset + shift + 1] = 0


def fit(edges: Edges, line: Side) -> Side:
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
    return Side(angle, float(normal @ (x, y)))


def seen_share(edges: Edges, line: Side, start: Points, end: Points) -> float:
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
    return float(hits.max(axis=0)[shown].mean()) if shown.mean() >= _WITHIN else 0.0
