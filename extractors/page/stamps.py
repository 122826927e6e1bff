"""Recognises stamps by their frames, so that a stamp alone is not taken for a hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.strokes import Mask, Stroke

_LEAST, _LETTER = (0.6, 0.3), 0.22
"""Inches: least width and height of a stamp, greatest height of its letters."""
_HOLLOW, _RIM, _FRAMED, _INSIDE = 0.35, 0.2, 0.85, 0.9
"""Of a stamp's frame: most ink to its box, depth of its rim, least ink in the rim, what counts as inside."""
_TILTED = 1.0
"""Degrees against the page's own rules: frames of the form lie level."""


def without_stamps(mask: Mask, dpi: float, skew: float, least: float) -> Mask:
    """`mask` without tilted frames and rings, small ink inside them, and specks of fewer than `least` pixels.

    Level frames are the form's and stay; `skew` is the page's, in degrees clockwise.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes = [
        Stroke(left, top, left + width, top + height, area)
        for left, top, width, height, area in stats.tolist()
    ]
    frames = [
        box
        for number, box in enumerate(boxes)
        if number and _sized(box, dpi) and _is_frame(_points(np.asarray(labels), number, box), skew)
    ]
    kept = np.array([box.ink >= least and not _is_stamp(box, frames, dpi) for box in boxes], np.uint8)
    kept[0] = 0
    return np.asarray(kept[labels], np.uint8)


def _is_stamp(box: Stroke, frames: Sequence[Stroke], dpi: float) -> bool:
    low = box.bottom - box.top <= _LETTER * dpi
    return any(box == frame or (low and box.shared(frame) >= _INSIDE) for frame in frames)


def _sized(box: Stroke, dpi: float) -> bool:
    wide, high = box.right - box.left, box.bottom - box.top
    return wide >= _LEAST[0] * dpi and high >= _LEAST[1] * dpi and box.ink <= _HOLLOW * wide * high


def _points(labels: npt.NDArray[np.integer[Any]], number: int, box: Stroke) -> npt.NDArray[np.float32]:
    """Places (x, y) of a component's pixels within its box."""
    part = labels[int(box.top) : int(box.bottom), int(box.left) : int(box.right)] == number
    return np.argwhere(part)[:, ::-1].astype(np.float32)


def _is_frame(points: npt.NDArray[np.float32], skew: float) -> bool:
    """True for ink that lies along the sides of a tilted rectangle, or along an ellipse."""
    (x, y), (width, height), angle = cv2.minAreaRect(points)
    turn = np.deg2rad(angle)
    away = points - np.array([x, y], np.float32)
    along = np.abs(away @ np.array([np.cos(turn), np.sin(turn)])) / (width / 2)
    across = np.abs(away @ np.array([-np.sin(turn), np.cos(turn)])) / (height / 2)
    tilt = abs((angle - skew + 45) % 90 - 45)
    on_side = np.maximum(along, across) > 1 - _RIM
    on_ring = np.abs(np.hypot(along, across) - 1) < _RIM
    return bool((tilt > _TILTED and on_side.mean() >= _FRAMED) or on_ring.mean() >= _FRAMED)
