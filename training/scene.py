"""One piece of a paper with its labels, worn as scanners wear it, at the network's own resolution."""

from __future__ import annotations

from functools import cache
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page.inks import Label
from extractors.page.straightening.flatten import flatten
from training import people, printed, rubber
from training.canvas import Canvas, Shade
from training.stock import Stock

SIDE = 416
"""Dots of a piece as the network sees it, at 100 an inch."""
_GRAINS = 2400
_CELL = 4
"""Dots at 200 an inch that one label of the network's answer stands for."""
_CHANCES = (
    (printed.heading, 0.3, 2), (printed.drawing, 0.25, 2), (printed.paragraph, 0.8, 3),
    (printed.table, 0.4, 1), (printed.form, 0.5, 1), (people.empty_place, 0.3, 2),
    (printed.paragraph, 0.5, 2), (rubber.stamp, 0.22, 1),
    (people.handwriting, 0.35, 2), (people.pen_marks, 0.12, 1), (people.signing, 0.5, 2),
)  # fmt: skip
_RARE = {people.signing, people.empty_place, rubber.stamp, people.handwriting, people.pen_marks}


def scene(seed: int, stock: Stock, side: int = SIDE) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A flattened gray piece (side, side) and its labels (side / 2, side / 2); `side` is a multiple of 16.

    A larger piece bears more, but a signature no oftener than a small one.
    """
    rng = Random(f"scene {seed}")
    canvas = Canvas(2 * side)
    more = round((side / SIDE) ** 2)
    for piece, chance, most in _CHANCES:
        for _ in range(most if piece in _RARE else most * more):
            if rng.random() < chance:
                piece(canvas, stock, rng)
    grown = rng.choice((1.0, 1.0, rng.uniform(0.75, 1.3)))
    ink, labels = _placed(canvas, grown, rng.gauss(0, 1.2))
    grey = flatten(worn(ink, rng))
    small = np.asarray(cv2.resize(grey, (side, side), interpolation=cv2.INTER_AREA), np.uint8)
    cells = labels.reshape(side // 2, _CELL, side // 2, _CELL).max(axis=(1, 3))
    return small, _seen(cells, small)


def _placed(canvas: Canvas, grown: float, degrees: float) -> tuple[Shade, NDArray[np.uint8]]:
    """Skewed and enlarged as copiers do."""
    middle = canvas.side / 2
    matrix = cv2.getRotationMatrix2D((middle, middle), degrees, grown)
    size = (canvas.side, canvas.side)
    ink = cv2.warpAffine(canvas.ink, matrix, size, flags=cv2.INTER_LINEAR)
    labels = cv2.warpAffine(canvas.labels, matrix, size, flags=cv2.INTER_NEAREST)
    return np.asarray(ink, np.float32), np.asarray(labels, np.uint8)


def _seen(cells: NDArray[np.uint8], small: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The labels without ink that the scan lost."""
    darkest = cv2.erode(small, np.ones((3, 3), np.uint8))[::2, ::2]
    return np.where(darkest < 235, cells, np.uint8(Label.PAPER)).astype(np.uint8)


def worn(ink: Shade, rng: Random) -> NDArray[np.uint8]:
    """Ink (0..1, square) on paper as scanners, faxes, copiers and phones show it."""
    chance = np.random.default_rng(rng.getrandbits(32))
    kind = rng.choices(("scan", "bilevel", "fax", "copy", "photo"), (4, 4, 1.5, 1.5, 1.5))[0]
    blur = rng.uniform(0.3, 1.4 if kind != "photo" else 2.0)
    ink = np.asarray(cv2.GaussianBlur(ink, (0, 0), blur), np.float32)
    paper, black = rng.uniform(215, 255), rng.uniform(0, 80)
    grey = paper - np.clip(ink, 0, 1) * (paper - black)
    grey += _grain(rng, grey.shape) * np.float32(rng.uniform(0, 9))
    if kind in {"copy", "photo"}:
        slope = chance.uniform(-35, 10, (3, 3)).astype(np.float32)
        grey += cv2.resize(slope, grey.shape[::-1], interpolation=cv2.INTER_CUBIC)
    _dirt(grey, rng, chance)
    if kind in {"bilevel", "fax", "copy"} or rng.random() < 0.05:
        grey = _bilevel(grey, kind, rng, chance)
    seen = np.clip(grey, 0, 255).astype(np.uint8)
    return _packed(seen, rng) if kind in {"scan", "photo"} and rng.random() < 0.7 else seen


def _packed(grey: NDArray[np.uint8], rng: Random) -> NDArray[np.uint8]:
    """Through JPEG and back."""
    _, packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(25, 92)])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)


@cache
def _grains() -> Shade:
    return np.asarray(np.random.default_rng(1).normal(0, 1, (_GRAINS, _GRAINS)), np.float32)


def _grain(rng: Random, shape: tuple[int, ...]) -> Shade:
    """A cut of one field of noise: drawing it anew takes too long."""
    x, y = (rng.randrange(_GRAINS - side + 1) for side in reversed(shape))
    return _grains()[y : y + shape[0], x : x + shape[1]]


def _bilevel(grey: Shade, kind: str, rng: Random, chance: np.random.Generator) -> Shade:
    """Black and white at the scanner's own dots, back at 200 an inch."""
    rows, columns = grey.shape
    across, down = (204, rng.choice((98, 196))) if kind == "fax" else (rng.choice((150, 200, 200, 300)),) * 2
    size = (round(columns * across / 200), round(rows * down / 200))
    flags = cv2.INTER_AREA if across <= 204 else cv2.INTER_LINEAR
    seen = cv2.resize(grey.astype(np.float32), size, interpolation=flags)
    level = rng.gauss(165, 22)
    black = np.where(seen < level, 0, 255).astype(np.uint8)
    count = round(rng.choice((0, 0, 0.0005, 0.003)) * black.size)
    spots = tuple(chance.integers(0, side, count) for side in black.shape)
    black[spots] = 255 - black[spots]
    return np.asarray(cv2.resize(black, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)


def _dirt(grey: Shade, rng: Random, chance: np.random.Generator) -> None:
    """Specks, punch holes, dark rims and streaks; nobody's ink."""
    side = grey.shape[0]
    if rng.random() < 0.3:
        for x, y in chance.integers(0, side, (rng.randint(1, 60), 2)).tolist():
            cv2.circle(grey, (x, y), rng.choice((0, 1, 1, 2, 3)), rng.uniform(0, 150), -1)
    if rng.random() < 0.1:
        cv2.circle(
            grey, (rng.randrange(side), rng.randrange(side)), rng.randint(18, 30), rng.uniform(0, 120), -1
        )
    if rng.random() < 0.1:
        edge = rng.randint(5, 60)
        np.rot90(grey, rng.randrange(4))[:edge] = rng.uniform(0, 90)
    if rng.random() < 0.12:
        _soil(grey, rng, chance)
    if rng.random() < 0.08:
        x = rng.randrange(side)
        grey[:, x : x + rng.randint(1, 3)] -= rng.uniform(30, 160)


def _soil(grey: Shade, rng: Random, chance: np.random.Generator) -> None:
    """Fields of specks that grow denser towards somewhere, as of a dirty copier or a dark original."""
    rows, columns = grey.shape
    coarse = chance.uniform(-0.6, rng.uniform(0.05, 0.7), (rng.randint(2, 5), rng.randint(2, 5)))
    dense = cv2.resize(coarse.astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC)
    grain = rng.choice((1, 2, 3))
    noise = chance.random((-(-rows // grain), -(-columns // grain))).repeat(grain, 0).repeat(grain, 1)
    grey[noise[:rows, :columns] < dense] = rng.uniform(0, 110)
