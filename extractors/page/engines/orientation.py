"""Tells by how many right angles a page must be turned until its text is upright."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page.engines.onnx import Network
from extractors.page.engines.port import Picture

_SHORT, _SQUARE = 256, 224
_MEAN = np.array([0.485, 0.456, 0.406], np.float32).reshape(3, 1, 1)
_SPREAD = np.array([0.229, 0.224, 0.225], np.float32).reshape(3, 1, 1)


def turn_of(network: Network, picture: Picture) -> int:
    """Degrees clockwise (0, 90, 180, 270) after which the text is upright."""
    answer = network(_centre(picture))[0]
    return (360 - 90 * int(answer.argmax())) % 360


def turned(picture: Picture, degrees: int) -> Picture:
    """`picture` turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(picture, -degrees // 90))


def _centre(picture: Picture) -> np.ndarray:
    scale = _SHORT / min(picture.shape)
    size = [max(_SQUARE, round(side * scale)) for side in picture.shape]
    small = cv2.resize(picture, (size[1], size[0]), interpolation=cv2.INTER_AREA)
    top, left = (size[0] - _SQUARE) // 2, (size[1] - _SQUARE) // 2
    square = small[top : top + _SQUARE, left : left + _SQUARE].astype(np.float32) / 255.0
    return ((square - _MEAN) / _SPREAD)[None]
