"""Measures from printed lines and rules how a sheet bends: curl, and what perspective the sides left over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture

Numbers = npt.NDArray[np.float64]
_LONG_SIDE = 1100
"""Pixels of the picture that is looked at; print of ten points is some 10 high there."""
_INK = 150
"""Shade of a flattened page: darker is print."""
_UPRIGHT = 25
"""Pixels: what runs down the page for longer is a rule or a frame, and would tie lines together."""
_BLANK = 21
"""Pixels: a narrower gap parts words, a wider one columns."""
_HIGH, _LONG = 24, 100
"""Pixels, most and least, of a line of print."""
_BIN = 24
"""Pixels across for each point of a line."""
_LEVEL = 0.35
"""Steepest that a line may run, either way."""
_LINES = 5
"""Lines, at least, that tell a bend; and the share of the width that they must reach over."""
_WIDE = 0.5
_ROUNDS = 6
_STRAY = 1.5
"""Pixels: a point farther off is no longer believed much."""
_TELLING = 3
"""Points of a line, from which on it says how well all fit."""
_ROUGH = 1.6
"""Pixels: where the middle point is farther off its line, these are no lines."""
_POWERS = ((1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 0), (3, 1), (4, 0))
"""Of x and y in each term; both run from -1 to 1 over the picture."""
_STIFF = (0.0, 0.01, 0.03, 0.01, 0.03, 0.03, 0.1, 0.1)
"""How much each term is held back where lines say little."""


@dataclass(frozen=True, slots=True)
class Bend:
    """How far every place of a page lies below where its printed line began to be level."""

    terms: tuple[float, ...]
    """One for each of `_POWERS`; in units of the picture's height."""
    left: float
    right: float
    top: float
    bottom: float
    """Of what was measured, fractions of the picture; beyond it the bend goes on as at its edge."""

    def drop(self, x: Numbers, y: Numbers) -> Numbers:
        """Fractions of the picture's height, downwards, at places given as fractions of it."""
        x = 2 * np.clip(x, self.left, self.right) - 1
        y = 2 * np.clip(y, self.top, self.bottom) - 1
        powers = zip(self.terms, _POWERS, strict=True)
        return np.asarray(sum(term * x**across * y**down for term, (across, down) in powers))

    @property
    def depth(self) -> float:
        """How far a printed line strays from a level one, at most; fraction of the picture's height."""
        x, y = np.meshgrid(np.linspace(self.left, self.right, 15), np.linspace(self.top, self.bottom, 5))
        return float(np.ptp(self.drop(x, y), axis=1).max())


@dataclass(frozen=True, slots=True)
class _Points:
    """Points along printed lines, as -1..1 of the picture."""

    x: Numbers
    y: Numbers
    line: npt.NDArray[np.intp]
    """Which line each lies on, counted from 0."""
    pixel: float
    """Size of a pixel of the small picture in the same measure."""


def find_bend(flat: Picture) -> Bend | None:
    """The bend of a flattened page whose lines run across; None where lines are too few to tell."""
    shrink = max(1.0, max(flat.shape) / _LONG_SIDE)
    size = (round(flat.shape[1] / shrink), round(flat.shape[0] / shrink))
    small = np.asarray(cv2.resize(flat, size, interpolation=cv2.INTER_AREA), np.uint8)
    points = _points(small)
    if points is None:
        return None
    terms = _fitted(points)
    if terms is None:
        return None
    x, y = (points.x + 1) / 2, (points.y + 1) / 2
    low, high = np.quantile(x, (0.01, 0.99))
    top, bottom = np.quantile(y, (0.01, 0.99))
    return Bend(tuple((terms / 2).tolist()), float(low), float(high), float(top), float(bottom))


def _points(small: Picture) -> _Points | None:
    """Points along what is printed, line by line."""
    ink = (small < _INK).astype(np.uint8)
    tall = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_UPRIGHT, 1), np.uint8))
    ink = np.asarray(cv2.subtract(ink, cv2.dilate(tall, np.ones((1, 3), np.uint8))), np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, _BLANK), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    high, wide = small.shape
    steep = stats[:, cv2.CC_STAT_HEIGHT] - _LEVEL * stats[:, cv2.CC_STAT_WIDTH]
    lines = np.flatnonzero((stats[:, cv2.CC_STAT_WIDTH] >= _LONG) & (steep <= _HIGH))
    lines = lines[lines > 0]
    marked = np.asarray(labels, np.intp)
    parts = [part for number in lines for part in _along(marked, stats[number].tolist(), int(number))]
    if not parts:
        return None
    x, y, number = np.array(parts).T
    _, line = np.unique(number, return_inverse=True)
    reach = np.ptp(x) / wide
    if line.max() + 1 < _LINES or reach < _WIDE:
        return None
    return _Points(2 * x / wide - 1, 2 * y / high - 1, line, 2 / high)


def _along(
    labels: npt.NDArray[np.intp], stat: Sequence[int], number: int
) -> Iterator[tuple[float, float, int]]:
    """(x, y, number) of points along the foot of one component: capitals and small letters share it."""
    left, top, wide, high = stat[:4]
    part = labels[top : top + high, left : left + wide] == number
    feet = top + high - np.argmax(part[::-1], axis=0)
    inked = np.flatnonzero(part.any(axis=0))
    for start in range(0, wide - _BIN // 2, _BIN):
        own = inked[(inked >= start) & (inked < start + _BIN)]
        if own.size:
            yield left + float(own.mean()), float(np.median(feet[own])), number


def _fitted(points: _Points) -> Numbers | None:
    """Terms that make every line level when taken off, least squares with strays held down."""
    count = np.bincount(points.line).astype(float)
    columns = np.column_stack([points.x**across * points.y**down for across, down in _POWERS])
    weights = np.ones(len(points.x))
    stiff = np.diag(np.array(_STIFF) * len(points.x) * 0.02)
    terms: Numbers = np.zeros(len(_POWERS))
    for _ in range(_ROUNDS):
        design = columns - _means(columns, weights, points.line)[points.line]
        y = points.y[:, None]
        level = (y - _means(y, weights, points.line)[points.line])[:, 0]
        weighted = weights[:, None] * design
        terms = np.asarray(np.linalg.solve(design.T @ weighted + stiff, weighted.T @ level))
        off = np.abs(level - design @ terms) / points.pixel
        weights = 1 / (1 + (off / _STRAY) ** 2)
    many = count[points.line] >= _TELLING
    return terms if many.any() and float(np.median(off[many])) <= _ROUGH else None


def _means(values: Numbers, weights: Numbers, line: npt.NDArray[np.intp]) -> Numbers:
    """Weighted mean of each column of `values` over each line; (lines, columns)."""
    total = np.bincount(line, weights)
    sums = [np.bincount(line, weights * column) for column in values.T]
    return np.column_stack(sums) / total[:, None]
