"""Makes black-and-white print readable: what one threshold tore into dots runs together again."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page.engines.port import Picture

_SPARSE = 5
"""One row and column in so many is looked at."""
_WHITE, _BLACK = 247, 8
_BILEVEL = 0.3
"""Of what is not white: what is fully black on faxes and black-and-white scans; elsewhere hardly any is."""
_REACH = 0.004
"""Inches: sigma of the blur."""


def softened(flat: Picture, dpi: float) -> Picture:
    """A flattened page for reading: blurred a little where it knows only black and white, else as it is."""
    seen = flat[::_SPARSE, ::_SPARSE]
    inked = np.count_nonzero(seen < _WHITE)
    if np.count_nonzero(seen <= _BLACK) < _BILEVEL * inked or not inked:
        return flat
    return np.asarray(cv2.GaussianBlur(flat, (0, 0), _REACH * dpi), np.uint8)
