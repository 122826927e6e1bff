"""Real signatures given by path, as shades to lay on drawn papers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import cv2
import numpy as np

from extractors.page.straightening.flatten import flatten
from training.canvas import MM, Shade

_KINDS = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"}
_FAINT = 0.15
"""Of full ink: less is the crop's paper."""


def crops(folders: Sequence[Path]) -> tuple[Shade, ...]:
    """Every picture below the folders: one signature each, dark on light paper."""
    paths = [
        path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in _KINDS
    ]
    found = (cv2.imread(str(path), cv2.IMREAD_GRAYSCALE) for path in paths)
    return tuple(shade for picture in found if picture is not None for shade in _cropped(picture))


def _cropped(picture: np.ndarray) -> tuple[Shade, ...]:
    shade = 1 - flatten(np.asarray(picture, np.uint8)).astype(np.float32) / np.float32(255)
    shade[shade < _FAINT] = 0
    rows, columns = np.nonzero(shade)
    if not len(rows):
        return ()
    return (shade[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1],)


def laid(crop: Shade, rng: Random) -> Shade:
    """The crop at a signature's usual length, a little turned and squeezed."""
    wide = min(max(rng.lognormvariate(3.6, 0.4), 12), 90) * MM
    scale = min(wide / crop.shape[1], 30 * MM / crop.shape[0])
    size = (
        max(round(crop.shape[1] * scale), 4),
        max(round(crop.shape[0] * scale * rng.uniform(0.8, 1.2)), 4),
    )
    shown = cv2.resize(crop, size, interpolation=cv2.INTER_AREA)
    return np.clip(shown / max(float(np.percentile(shown[shown > 0], 90)), _FAINT), 0, 1)
