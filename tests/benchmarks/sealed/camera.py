"""A telephone held over a paper that curls on a desk: pinhole, lens shading, focus, and a shadow."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.sealed.geometry import Picture, Points, Shot

_COARSE = 8
"""Every how many pixels the way back to the paper is worked out."""
_DESKS = ((96, 72, 52), (52, 54, 60), (150, 142, 130), (112, 96, 84))


@dataclass(frozen=True)
class View:
    """Paper of (wide, high) pixels in units of its width, seen by a camera."""

    wide: float
    high: float
    turn: NDArray[np.float64]
    away: float
    focal: float
    size: tuple[int, int]
    curl: float
    bow: float
    phase: float

    def see(self, points: Points) -> Points:
        """Pixels of the photo for pixels of the paper."""
        flat = (points - (self.wide / 2, self.high / 2)) / self.wide
        lift = self.curl * flat[:, 0] ** 2 + self.bow * np.sin(2.6 * flat[:, 1] + self.phase)
        spot = (
            np.column_stack([flat[:, 0] * (1 - 0.66 * self.curl**2 * flat[:, 0] ** 2), flat[:, 1], -lift])
            @ self.turn.T
        )
        depth = spot[:, 2] + self.away
        plane = spot[:, :2] / depth[:, None]
        bulge = 1 - 0.025 * (plane**2).sum(1, keepdims=True)
        return np.asarray(plane * bulge * self.focal + np.array(self.size) / 2, np.float64)


def photo(page: Picture, rng: Random) -> tuple[Shot, str]:
    """A photo of the page, upright or nearly so."""
    view = _view(page, rng)
    back = _way_back(view)
    paper = cv2.remap(
        page,
        back[..., 0],
        back[..., 1],
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(0, 0, 0),
    )
    rows, columns = page.shape[:2]
    inside = (
        (back[..., 0] >= 0) & (back[..., 0] < columns) & (back[..., 1] >= 0) & (back[..., 1] < rows)
    ).astype(np.float32)
    edge = cv2.GaussianBlur(inside, (0, 0), 0.9)[..., None]
    light = _light(view, rng)[..., None]
    scene = (paper * edge + _desk(view, inside, rng) * (1 - edge)) * light * np.array(_cast(rng), np.float32)
    soft = cv2.GaussianBlur(scene, (0, 0), rng.uniform(0.5, 1.15))
    grain = (
        np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(2, 5), soft.shape).astype(np.float32)
    )
    return Shot(
        np.clip(soft + grain, 0, 255).astype(np.uint8), view.see, (200, 200)
    ), "photo-curl" if view.curl > 0.12 else "photo-flat"


def _view(page: Picture, rng: Random) -> View:
    rows, columns = page.shape[:2]
    pitch, yaw, roll = rng.gauss(0, 0.13), rng.gauss(0, 0.1), rng.gauss(0, 0.035)
    turn = np.asarray(
        cv2.Rodrigues(np.array([pitch, 0, 0]))[0]
        @ cv2.Rodrigues(np.array([0, yaw, 0]))[0]
        @ cv2.Rodrigues(np.array([0, 0, roll]))[0],
        np.float64,
    )
    size = rng.choice(((1944, 2592), (2160, 2880), (1800, 2400)))
    away = rng.uniform(1.9, 2.6)
    fit = min(size[0] * 0.93, size[1] * 0.93 * columns / rows)
    return View(
        columns,
        rows,
        turn,
        away,
        fit * away * rng.uniform(0.92, 0.99),
        size,
        rng.choice((0, 0.05, 0.22, 0.32)),
        rng.uniform(0, 0.016),
        rng.uniform(0, 6),
    )


def _way_back(view: View) -> NDArray[np.float32]:
    """For each pixel of the photo the pixel of the paper: begin with the flat paper, mend step by step."""
    columns, rows = view.size
    y, x = np.mgrid[0 : rows + _COARSE : _COARSE, 0 : columns + _COARSE : _COARSE].astype(np.float64)
    seen = np.column_stack([x.ravel(), y.ravel()])
    corners = np.array([(0, 0), (view.wide, 0), (view.wide, view.high), (0, view.high)], np.float64)
    ends = view.see(corners).astype(np.float32), corners.astype(np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(*ends), np.float64)
    found = _through(matrix, seen)
    for _ in range(12):
        found = np.clip(found + _through(matrix, seen) - _through(matrix, view.see(found)), -3000, 7000)
    whole = found.reshape((*x.shape, 2)).astype(np.float32)
    big = cv2.resize(whole, (x.shape[1] * _COARSE, x.shape[0] * _COARSE), interpolation=cv2.INTER_LINEAR)
    half = _COARSE // 2
    return np.asarray(big[half : half + rows, half : half + columns], np.float32)


def _through(matrix: NDArray[np.float64], points: Points) -> Points:
    moved = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(moved[:, :2] / moved[:, 2:], np.float64)


def _light(view: View, rng: Random) -> NDArray[np.float32]:
    """Less towards the corners, a lamp to one side, the shadow of whoever holds the telephone."""
    columns, rows = view.size
    y, x = np.mgrid[0:rows:8, 0:columns:8].astype(np.float32)
    across, down = x / columns - 0.5, y / rows - 0.5
    light = (
        1 - 0.32 * (across**2 + down**2) + rng.uniform(-0.25, 0.25) * across + rng.uniform(-0.2, 0.2) * down
    )
    if rng.random() < 0.5:
        side = across * rng.uniform(-1, 1) + down - rng.uniform(0, 0.35)
        light *= 1 - rng.uniform(0.15, 0.4) / (1 + np.exp(-side * rng.uniform(14, 40)))
    return np.asarray(cv2.resize(light * rng.uniform(0.78, 0.98), (columns, rows)), np.float32)


def _desk(view: View, inside: NDArray[np.float32], rng: Random) -> NDArray[np.float32]:
    columns, rows = view.size
    grain = (
        np.random.default_rng(rng.getrandbits(32))
        .normal(0, 1, (rows // 3, columns // 90 + 2))
        .astype(np.float32)
    )
    wood = cv2.resize(grain, (columns, rows), interpolation=cv2.INTER_CUBIC)[..., None] * 7
    shade = 1 - 0.5 * cv2.GaussianBlur(inside, (0, 0), 18)[..., None]
    return np.asarray((np.array(rng.choice(_DESKS), np.float32) + wood) * shade, np.float32)


def _cast(rng: Random) -> tuple[float, float, float]:
    """Colour of the light."""
    warm = rng.uniform(-0.035, 0.045)
    return 1 + warm, 1.0, 1 - warm * 1.3
