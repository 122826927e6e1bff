"""Evens out the paper's own gray, so that paper is white everywhere and ink keeps its shade."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page.engines.port import Picture

_SMALL = 275
"""Long side on which the background is looked for: about 25 pixels an inch of a letter page."""
_REACH = 7
"""Pixels there: wider than the widest bar or stroke of print, narrower than a shadow."""
_DARKEST = 0.4
"""A background darker than this share of the page's brightest paper is ink: solid bars stay black."""


def flatten(picture: Picture) -> Picture:
    """`picture` divided by its background: paper at 255, ink below; the same size."""
    rows, columns = picture.shape
    shrink = max(1.0, max(rows, columns) / _SMALL)
    size = (max(1, round(columns / shrink)), max(1, round(rows / shrink)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((_REACH, _REACH), np.uint8)), 2 * _REACH + 1)
    floor = max(1, round(float(np.percentile(small, 90)) * _DARKEST))
    background = cv2.resize(np.maximum(paper, floor).astype(np.uint8), (columns, rows))
    return np.asarray(cv2.divide(picture, background, scale=255), np.uint8)
