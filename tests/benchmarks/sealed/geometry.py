"""Where a point of a page comes to lie when the page is turned, resampled or photographed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Gray (rows, columns) or RGB (rows, columns, 3)."""
Points = NDArray[np.float64]
"""(n, 2): x and y in pixels."""


@dataclass(frozen=True)
class Shot:
    """A picture of a page, where each point of the page lies in it, and its dots per inch (x, y)."""

    picture: Picture
    place: Callable[[Points], Points]
    dpi: tuple[float, float] = (200, 200)
    bilevel: bool = False

    def box(self, box: tuple[float, float, float, float]) -> list[float]:
        """Fractions of the picture around a box of the page; edges are followed, not only corners."""
        x0, y0, x1, y1 = box
        t = np.linspace(0, 1, 5)
        edge = [(x0 + (x1 - x0) * a, y) for a in t for y in (y0, y1)] + [
            (x, y0 + (y1 - y0) * a) for a in t for x in (x0, x1)
        ]
        found = self.place(np.array(edge))
        low, high = found.min(0), found.max(0)
        rows, columns = self.picture.shape[:2]
        edges = (low[0] / columns, low[1] / rows, high[0] / columns, high[1] / rows)
        return [round(float(min(max(one, 0), 1)), 4) for one in edges]


def scaled(picture: Picture, dpi: float, source: float) -> Shot:
    """The page at other dots per inch."""
    return scaled_to(picture, (dpi, dpi), source)


def scaled_to(picture: Picture, dpi: tuple[float, float], source: float) -> Shot:
    """The page at dots per inch that may differ across and down."""
    factors = np.array(dpi) / source
    size = (round(picture.shape[1] * factors[0]), round(picture.shape[0] * factors[1]))
    return Shot(
        np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8),
        lambda points: points * factors,
        dpi,
    )


def turned(shot: Shot, degrees: float, paper: int = 250, shift: tuple[float, float] = (0, 0)) -> Shot:
    """The page askew on the glass."""
    rows, columns = shot.picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1.0)
    matrix[:, 2] += np.array(shift)
    fill = (paper,) * 3
    drawn = cv2.warpAffine(shot.picture, matrix, (columns, rows), flags=cv2.INTER_LINEAR, borderValue=fill)
    return Shot(
        np.asarray(drawn, np.uint8),
        lambda points: shot.place(points) @ matrix[:, :2].T + matrix[:, 2],
        shot.dpi,
        shot.bilevel,
    )


def with_picture(shot: Shot, picture: NDArray[np.floating] | Picture, *, bilevel: bool = False) -> Shot:
    """The same places under other pixels."""
    return Shot(np.clip(picture, 0, 255).astype(np.uint8), shot.place, shot.dpi, bilevel)


def gray(picture: Picture) -> Picture:
    """Without colour."""
    return picture if picture.ndim == 2 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
