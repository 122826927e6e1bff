"""Finds printed lines on a page: a segmentation network and its differentiable-binarisation boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.onnx import Network
from extractors.page.engines.port import Floats, Picture

LONG_SIDE = 1280
FINE_LONG_SIDE = 1760
SMALL_PRINT = 12.0
"""Pixels at the first size: where the median line is lower than this, the page is looked at again, larger."""
_STRIDE = 32
_INK = 0.3
_SURE = 0.5
_GROWTH = 1.6
_THIN = 3.0
_DARK, _SPECKS, _MARGIN = 235, 2, 32
"""Gray of ink, pixels of dirt in a row or column, and paper kept around what is inked."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A rotated rectangle around one printed line, in pixels of the page."""

    centre: tuple[float, float]
    width: float
    height: float
    angle: float
    """Degrees clockwise of its upper edge, above -45 and at most 45."""

    @property
    def corners(self) -> Floats:
        """Top left, top right, bottom right, bottom left; shape (4, 2)."""
        turn = np.deg2rad(self.angle)
        along = np.array([np.cos(turn), np.sin(turn)]) * self.width / 2
        down = np.array([-np.sin(turn), np.cos(turn)]) * self.height / 2
        corners = np.array([-along - down, along - down, along + down, down - along]) + self.centre
        return corners.astype(np.float32)


def detect(network: Network, picture: Picture) -> list[Strip]:
    """Strips around all printed lines of an upright picture; small print is looked at in a larger size."""
    strips = list(_detect(network, picture, LONG_SIDE))
    scale = LONG_SIDE / max(picture.shape)
    heights = [strip.height * scale / _GROWTH for strip in strips]
    if heights and scale < 1 and float(np.median(heights)) < SMALL_PRINT:
        return list(_detect(network, picture, FINE_LONG_SIDE))
    return strips


def _detect(network: Network, picture: Picture, long_side: int) -> Iterator[Strip]:
    scale = min(1.0, long_side / max(picture.shape))
    size = [max(_STRIDE, round(side * scale / _STRIDE) * _STRIDE) for side in picture.shape]
    small = np.asarray(cv2.resize(picture, (size[1], size[0]), interpolation=cv2.INTER_AREA), np.uint8)
    stretch = (picture.shape[1] / size[1], picture.shape[0] / size[0])
    top, left, inked = _inked(small)
    gray = (inked.astype(np.float32) / 255.0 - 0.5) / 0.5
    heat = network(np.ascontiguousarray(np.broadcast_to(gray, (1, 3, *gray.shape))))[0, 0]
    for strip in _strips(heat):
        x, y = strip.centre
        yield _stretched(replace(strip, centre=(x + left, y + top)), stretch)


def _inked(small: Picture) -> tuple[int, int, Picture]:
    """First row, first column and the part of a page that bears ink, in whole strides; margins cost too."""
    places = []
    for axis in (1, 0):
        dark = np.flatnonzero((small < _DARK).sum(axis=axis) > _SPECKS)
        first, last = (int(dark[0]), int(dark[-1]) + 1) if dark.size else (0, 0)
        side = small.shape[1 - axis]
        begin = max(first - _MARGIN, 0) // _STRIDE * _STRIDE
        end = min(-(-(last + _MARGIN) // _STRIDE) * _STRIDE, side)
        places.append(slice(begin, max(end, begin + _STRIDE)))
    rows, columns = places
    return rows.start, columns.start, small[rows, columns]


def _strips(heat: Floats) -> Iterator[Strip]:
    """Strips, in pixels of a map of text probability."""
    mask = cv2.dilate((heat > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        strip = _strip(np.asarray(contour, np.int32))
        if min(strip.width, strip.height) < _THIN or _score(heat, strip) < _SURE:
            continue
        yield _grown(strip)


def _strip(contour: npt.NDArray[np.int32]) -> Strip:
    """The smallest rectangle around a contour, its angle brought to -45..45 degrees."""
    (x, y), (width, height), angle = cv2.minAreaRect(contour)
    turns = round(angle / 90)
    if turns % 2:
        width, height = height, width
    return Strip((x, y), width, height, angle - 90 * turns)


def _score(heat: Floats, strip: Strip) -> float:
    """Mean text probability inside a strip."""
    corners = strip.corners
    limits = np.array([heat.shape[1] - 1, heat.shape[0] - 1])
    low = np.clip(np.floor(corners.min(axis=0)), 0, limits).astype(int)
    high = np.clip(np.ceil(corners.max(axis=0)), 0, limits).astype(int)
    part = heat[low[1] : high[1] + 1, low[0] : high[0] + 1]
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(inside, [(corners - low).astype(np.int32)], 1)
    return float(cv2.mean(part, inside)[0])


def _grown(strip: Strip) -> Strip:
    """The network marks the core of a line; this is the whole line."""
    margin = strip.width * strip.height * _GROWTH / (2 * (strip.width + strip.height))
    return Strip(strip.centre, strip.width + 2 * margin, strip.height + 2 * margin, strip.angle)


def _stretched(strip: Strip, stretch: tuple[float, float]) -> Strip:
    across, down = stretch
    x, y = strip.centre
    return Strip((x * across, y * down), strip.width * across, strip.height * down, strip.angle)
