"""Parts of a page brought to the size at which a network looks at them."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page.engines.port import Picture


def fitted(part: Picture, rows: int, columns: int) -> Picture:
    """A part of a page, made as large as fits into (rows, columns), in the middle of white paper."""
    fold = min(rows / part.shape[0], columns / part.shape[1])
    size = (max(int(part.shape[1] * fold), 1), max(int(part.shape[0] * fold), 1))
    small = cv2.resize(part, size, interpolation=cv2.INTER_AREA if fold < 1 else cv2.INTER_LINEAR)
    shown = np.full((rows, columns), 255, np.uint8)
    y, x = (rows - size[1]) // 2, (columns - size[0]) // 2
    shown[y : y + size[1], x : x + size[0]] = small
    return shown
