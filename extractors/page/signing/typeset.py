"""Whether a name was set in type: a second small network looks closely at what passes for a signature.

`docs/ink.md` says how it was trained, how it scored, and on what it fails.
"""

from __future__ import annotations

import numpy as np

from extractors.page.engines.fitting import fitted
from extractors.page.engines.onnx import SHIPPED, shipped
from extractors.page.engines.port import Picture
from models.paper import Box

WEIGHTS = SHIPPED / "typeset.onnx"
ROWS, COLUMNS = 48, 224
"""Dots of the picture that the network sees."""
_LEAST = 4
"""Dots of a page, high and wide, of the smallest ink that is looked at."""
_AROUND = 0.13
"""Inches."""
_ROOM = 1e-6
"""Of a chance from 0 and 1."""


def typeset_chance(flat: Picture, box: Box, dpi: float) -> float:
    """Chance 0..1 that what stands in `box` of a flattened page is a typeface's, not a hand's.

    The network looks four times, and the mean of its log-odds counts: at the whole, at its left and right
    half, and at the whole with what is around it. What a hand wrote neatly looks like type in one of these,
    hardly in all.

    Raises:
        Missing: the network's weights are not there.
    """
    high, wide = flat.shape[:2]
    top, left = int(box.y0 * high), int(box.x0 * wide)
    bottom, right = max(int(box.y1 * high), top + _LEAST), max(int(box.x1 * wide), left + _LEAST)
    middle, around = (left + right) // 2, round(_AROUND * dpi)
    whole = flat[top:bottom, left:right]
    looks = (
        whole,
        flat[top:bottom, left:middle],
        flat[top:bottom, middle:right],
        flat[max(top - around, 0) : bottom + around, max(left - around, 0) : right + around],
    )
    parts = [look if look.size else whole for look in looks]
    shades = 1 - np.stack([fitted(part, ROWS, COLUMNS) for part in parts]).astype(np.float32) / np.float32(
        255
    )
    chances = np.clip(shipped(WEIGHTS.name)(shades[:, None])[:, 0], _ROOM, 1 - _ROOM)
    return float(1 / (1 + np.exp(-np.log(chances / (1 - chances)).mean())))
