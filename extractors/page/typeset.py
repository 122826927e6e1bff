"""Whether a name was set in type: a second small network looks closely at what passes for a signature.

`docs/ink.md` says how it was trained, how it scored, and on what it fails.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np

from extractors.page.engines.onnx import Network, loaded
from extractors.page.engines.port import Picture
from models.errors import Missing
from models.paper import Box

WEIGHTS = Path(__file__).parent / "weights" / "typeset.onnx"
ROWS, COLUMNS = 48, 224
"""Dots of the picture that the network sees."""
_LEAST = 4
"""Dots of a page, high and wide, of the smallest ink that is looked at."""


def typeset_chance(flat: Picture, box: Box) -> float:
    """Chance 0..1 that what stands in `box` of a flattened page is a typeface's, not a hand's.

    Raises:
        Missing: the network's weights are not there.
    """
    high, wide = flat.shape[:2]
    top, left = int(box.y0 * high), int(box.x0 * wide)
    part = flat[top : max(int(box.y1 * high), top + _LEAST), left : max(int(box.x1 * wide), left + _LEAST)]
    shades = 1 - fitted(part).astype(np.float32) / np.float32(255)
    return float(_network()(shades[None, None])[0, 0])


def fitted(part: Picture) -> Picture:
    """A part of a page, made as large as fits into (ROWS, COLUMNS), in the middle of white paper."""
    fold = min(ROWS / part.shape[0], COLUMNS / part.shape[1])
    size = (max(int(part.shape[1] * fold), 1), max(int(part.shape[0] * fold), 1))
    small = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    shown = np.full((ROWS, COLUMNS), 255, np.uint8)
    y, x = (ROWS - size[1]) // 2, (COLUMNS - size[0]) // 2
    shown[y : y + size[1], x : x + size[0]] = small
    return shown


@cache
def _network() -> Network:
    if not WEIGHTS.is_file():
        raise Missing(f"The network weights {WEIGHTS} are not there: install Countersign anew.")
    return loaded(WEIGHTS.read_bytes())
