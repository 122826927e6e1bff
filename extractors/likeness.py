"""How alike two signatures look: the shape of the ink as a short text, and two such texts compared.

Help for a person who compares receipts: it names nobody and proves nothing. A signature that somebody else
took pains to imitate is told apart poorly, so the words are familiar and unfamiliar, and no stronger ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

import cv2
import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.uint8]
"""Rows by columns, 1 where there is ink and 0 elsewhere."""
Numbers = npt.NDArray[np.float32]

VERSION = 1
"""First byte of a shape. Shapes of different versions are never compared."""
REFERENCES = 3
"""With fewer nobody can say what is usual."""
_FAMILIAR, _CHANCE = 0.565, 0.028
"""Similarity to a single reference from which a signature is familiar, and what each e-fold of references
adds: among many, one looks like anything."""

_SIZE = (160, 64)
"""Pixels across and down to which every signature is brought."""
_CELLS, _WAYS = (16, 8), 8
"""Cells across and down, and directions of strokes told apart in each."""
_EXTENT = (2.1, 2.3)
"""Standard deviations of the ink, across and down, that each half of the picture takes in."""
_SPECK, _LEAST = 0.015, 40
"""Of the largest stroke's pixels: less is dirt. Pixels of ink in all: less has no shape."""
_SMOOTH = 1.5
_STRETCHES, _SLIDES, _LIFTS = (0.85, 1.0, 1.18), (-1.0, 0.0, 1.0), (-0.7, 0.0, 0.7)
"""How one is drawn over the other, in cells: nobody signs twice in the same width and place."""
_PROPORTION = 0.08
"""Similarity lost for each e-fold of width over height."""
_STEPS = 15
"""Strengths of strokes told apart: half a byte."""
_PROPORTIONS = 32.0
"""Steps an e-fold of width over height is kept in."""


class Familiarity(StrEnum):
    """How a signature looks beside earlier ones."""

    FAMILIAR = "familiar"
    """Like one of them."""
    UNFAMILIAR = "unfamiliar"
    """Like none of them; a new colleague's is too."""
    NO_REFERENCE = "no reference"
    """There are too few to tell."""


@dataclass(frozen=True, slots=True)
class _Shape:
    strokes: Numbers
    """Cells down, cells across, directions; 0..1."""
    proportion: float
    """Logarithm of width over height, by the spread of the ink."""


def shape_of(ink: Mask) -> str:
    """The shape of a signature's ink in hexadecimal, 1,028 digits; empty where there is too little ink."""
    ink = _without_dirt(ink)
    if int(ink.sum()) < _LEAST:
        return ""
    picture, proportion = _normal(ink)
    strokes = _evened(_strokes(picture))
    steps = np.rint(strokes / max(float(strokes.max()), 1e-6) * _STEPS).astype(np.uint8).ravel()
    kept = min(max(round(proportion * _PROPORTIONS) + 128, 0), 255)
    return bytes([VERSION, kept, *(steps[::2] << 4 | steps[1::2]).tolist()]).hex()


def similarity(one: str, other: str) -> float | None:
    """0..1: how alike two shapes are, the same in both directions; None where they cannot be compared."""
    if not (_is_known(one) and _is_known(other)):
        return None
    return round(min(max((_over(one, other) + _over(other, one)) / 2, 0.0), 1.0), 3)


def familiarity(similarities: Iterable[float]) -> Familiarity:
    """What the similarities of one signature to earlier ones say together."""
    known = list(similarities)
    if len(known) < REFERENCES:
        return Familiarity.NO_REFERENCE
    enough = max(known) >= familiar_from(len(known))
    return Familiarity.FAMILIAR if enough else Familiarity.UNFAMILIAR


def familiar_from(references: int) -> float:
    """Similarity to the nearest of so many references (1 or more) from which a signature is familiar.

    Of strangers about one in twenty comes as near; `tests.benchmarks likeness` measures it.
    """
    return _FAMILIAR + _CHANCE * math.log(references)


def _without_dirt(ink: Mask) -> Mask:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    if not areas.size:
        return ink
    kept = np.concatenate(([0], areas >= max(4, _SPECK * areas.max()))).astype(np.uint8)
    return np.asarray(kept[labels], np.uint8)


def _normal(ink: Mask) -> tuple[Numbers, float]:
    """The ink in the middle of a picture of `_SIZE`, as broad and high as it spreads; and its proportion."""
    rows, columns = np.nonzero(ink)
    spread = np.array([columns.std(), rows.std()]) + 1
    scale = np.array(_SIZE) / (2 * np.array(_EXTENT) * spread)
    soft = np.maximum(0.3, 0.4 / scale)
    smooth = cv2.GaussianBlur(ink.astype(np.float32), (0, 0), sigmaX=soft[0], sigmaY=soft[1])
    middle = np.array([columns.mean(), rows.mean()])
    way = np.column_stack((np.diag(scale), np.array(_SIZE) / 2 - scale * middle))
    normal = cv2.warpAffine(smooth, way, _SIZE, flags=cv2.INTER_LINEAR)
    return np.asarray(normal, np.float32), math.log(spread[0] / spread[1])


def _strokes(picture: Numbers) -> Numbers:
    """How much lies in each direction in each cell, and a little of its neighbours; (down, across, ways)."""
    soft = cv2.GaussianBlur(picture, (0, 0), _SMOOTH)
    across, down = (cv2.Sobel(soft, cv2.CV_32F, dx, dy, ksize=3) for dx, dy in ((1, 0), (0, 1)))
    strength = np.hypot(across, down)
    way = np.arctan2(down, across) % np.pi / np.pi * _WAYS
    first = np.floor(way).astype(int) % _WAYS
    share = way - np.floor(way)
    cell = (_SIZE[0] / _CELLS[0], _SIZE[1] / _CELLS[1])
    layers = []
    for one in range(_WAYS):
        layer = strength * ((first == one) * (1 - share) + ((first + 1) % _WAYS == one) * share)
        layer = cv2.GaussianBlur(layer.astype(np.float32), (0, 0), sigmaX=cell[0] / 2, sigmaY=cell[1] / 2)
        layers.append(cv2.resize(layer, _CELLS, interpolation=cv2.INTER_AREA))
    return np.asarray(np.stack(layers, axis=2), np.float32)


def _evened(strokes: Numbers) -> Numbers:
    """Faint and thick pens made alike: every cell counts by its surroundings."""
    strokes = np.sqrt(strokes)
    around = cv2.boxFilter(
        (strokes**2).sum(axis=2), -1, (3, 3), borderType=cv2.BORDER_CONSTANT, normalize=False
    )
    return np.asarray(strokes / np.sqrt(around + 1e-3 * around.max() + 1e-9)[:, :, None], np.float32)


def _is_known(shape: str) -> bool:
    return shape[:2] == f"{VERSION:02x}"


def _over(one: str, other: str) -> float:
    """The best cosine with `other` stretched and moved a little, less what their proportions differ."""
    fixed, moved = _parsed(one), _parsed(other)
    target = _centred(fixed.strokes.reshape(1, -1))[0]
    return float((_variants(other) @ target).max()) - _PROPORTION * abs(fixed.proportion - moved.proportion)


def _centred(rows: Numbers) -> Numbers:
    rows = rows - rows.mean(axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


@lru_cache(maxsize=256)
def _variants(shape: str) -> Numbers:
    """The strokes as they would lie had the hand been a little elsewhere; one centred flat row each."""
    strokes = _parsed(shape).strokes
    lifted = np.tensordot(_ways(_CELLS[1], (1.0,), _LIFTS), strokes, 1)
    moved = np.matmul(_ways(_CELLS[0], _STRETCHES, _SLIDES)[:, None, None], lifted[None])
    return _centred(np.asarray(moved.reshape(-1, strokes.size), np.float32))


@cache
def _ways(cells: int, stretches: tuple[float, ...], slides: tuple[float, ...]) -> Numbers:
    """For each stretch and slide, the matrix that gives every cell its share of two others."""
    places, middle = np.arange(cells), (cells - 1) / 2
    spots = [(places - middle) * stretch + middle + slide for stretch in stretches for slide in slides]
    apart = np.abs(np.array(spots)[:, :, None] - places[None, None, :])
    return np.maximum(0.0, 1.0 - apart).astype(np.float32)


def _parsed(shape: str) -> _Shape:
    """Raises ValueError where the text is no shape."""
    data = np.frombuffer(bytes.fromhex(shape), np.uint8)
    halves = np.column_stack((data[2:] >> 4, data[2:] & 15)).astype(np.float32) / _STEPS
    strokes = halves.reshape(_CELLS[1], _CELLS[0], _WAYS)
    return _Shape(np.asarray(strokes, np.float32), (float(data[1]) - 128) / _PROPORTIONS)
