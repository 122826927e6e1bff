"""Lines of handwriting as the recogniser gets them: drawn, worn, and cut out as a detector would."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page.engines.recogniser import HEIGHT
from extractors.page.straightening.flatten import flatten
from training import pens, press, wording, writing
from training.canvas import Shade
from training.scene import worn
from training.stock import Stock

WIDEST = 640
"""Columns of a picture; longer lines are left out."""
PAD = 40
"""Dots of paper around what is put on it."""
_LONGEST = 1600
"""Dots at 200 an inch of a line's ink."""
_DARK, _LEAST = 170, 0.008
"""A dot with ink, and the share of them that a picture must have to be read at all."""
_PRINTED, _LABELLED, _FACES = 0.1, 0.2, 0.6
"""How often a line is print, has a printed label in front, and is written in a script face."""


def one(seed: str, stock: Stock) -> tuple[NDArray[np.uint8], str]:
    """A picture of HEIGHT rows and what stands in it."""
    rng = Random(f"line {seed}")
    while True:
        text, shade = _drawn(stock, rng)
        if shade.shape[1] > _LONGEST:
            continue
        picture = _cut(shade, stock, rng)
        if 16 <= picture.shape[1] <= WIDEST and (picture < _DARK).mean() > _LEAST:
            return picture, text


def _drawn(stock: Stock, rng: Random) -> tuple[str, Shade]:
    """A line's text and its ink at 200 dots an inch, cropped."""
    kind, height = rng.random(), rng.uniform(2.2, 6)
    if kind < _PRINTED:
        text = writing.written(rng)
        return text, cropped(press.line(text, rng.choice(stock.text), rng.randint(16, 40)))
    text, shade = by_hand(writing.written(rng), height, stock, rng)
    if kind < _PRINTED + _LABELLED:
        label = writing.label(rng)
        print_ = cropped(
            press.line(label, rng.choice(stock.text), max(round(shade.shape[0] * rng.uniform(0.3, 0.8)), 14))
        )
        return f"{label} {text}", _beside(print_, shade, rng)
    return text, shade


def by_hand(text: str, height: float, stock: Stock, rng: Random) -> tuple[str, Shade]:
    """The text as its writer spells it, and its ink: a script face that has all the letters, or strokes."""
    face = rng.choice(stock.script)
    if rng.random() < _FACES and all(press.has(face, sign) for sign in text):
        return text, cropped(press.bent(text, face, height, rng))
    hand = pens.somebody(rng, height)
    return text.upper() if hand.capitals else text, cropped(pens.by(hand, text, rng))


def _beside(print_: Shade, hand: Shade, rng: Random) -> Shade:
    """A printed label and what is written after it, about on one line."""
    gap = round(rng.uniform(0.2, 0.8) * hand.shape[0])
    low = max(print_.shape[0], hand.shape[0])
    drop = round((low - print_.shape[0]) * rng.uniform(0.3, 1))
    shade = np.zeros((low, print_.shape[1] + gap + hand.shape[1]), np.float32)
    shade[drop : drop + print_.shape[0], : print_.shape[1]] = print_
    top = low - hand.shape[0]
    shade[top:, -hand.shape[1] :] = hand
    return shade


def cropped(shade: Shade) -> Shade:
    """The part that bears ink."""
    rows, columns = np.flatnonzero((shade > 0.2).any(1)), np.flatnonzero((shade > 0.2).any(0))
    if not len(rows):
        return shade
    return shade[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def on_paper(shade: Shade, stock: Stock, rng: Random) -> NDArray[np.uint8]:
    """A line on worn paper, flattened, with what is around it; PAD dots of paper on every side."""
    rows, columns = shade.shape
    ink = np.pad(shade, PAD) * np.float32(rng.choice((1, 1, 0.9, 0.75, 0.6)))
    _surround(ink, rows, columns, stock, rng)
    side = max(ink.shape)
    square = np.zeros((side, side), np.float32)
    square[: ink.shape[0], : ink.shape[1]] = ink
    turn = cv2.getRotationMatrix2D((ink.shape[1] / 2, ink.shape[0] / 2), rng.gauss(0, 0.7), 1)
    return flatten(worn(np.asarray(cv2.warpAffine(square, turn, (side, side)), np.float32), rng))


def _cut(shade: Shade, stock: Stock, rng: Random) -> NDArray[np.uint8]:
    """The line on worn paper with what is around it, cut out with some margin and brought to HEIGHT rows."""
    rows, columns = shade.shape
    grey = on_paper(shade, stock, rng)
    above, below = (min(rng.uniform(-0.05, 0.3) * rows, PAD) for _ in range(2))
    left, right = (min(rng.uniform(0, 0.5) * rows, PAD) for _ in range(2))
    part = grey[
        round(PAD - above) : round(PAD + rows + below), round(PAD - left) : round(PAD + columns + right)
    ]
    width = max(round(part.shape[1] * HEIGHT / part.shape[0] * rng.uniform(0.9, 1.12)), 8)
    shrinks = part.shape[0] > HEIGHT
    return np.asarray(
        cv2.resize(part, (width, HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC),
        np.uint8,
    )


def _surround(ink: Shade, rows: int, columns: int, stock: Stock, rng: Random) -> None:
    """A line to write on, sides of a cell, and print above or below, in place."""
    if rng.random() < 0.5:
        at = round(PAD + rows * rng.uniform(0.65, 1.1))
        ink[at : at + rng.choice((1, 2, 3))] = rng.uniform(0.5, 1)
    if rng.random() < 0.15:
        at = rng.choice((PAD - rng.randint(2, 20), PAD + columns + rng.randint(2, 20)))
        ink[:, at : at + 2] = 0.9
    if rng.random() < 0.25:
        text = rng.choice(wording.SIGN) if rng.random() < 0.5 else wording.sentence(rng, 4)
        print_ = press.line(text, rng.choice(stock.text), rng.randint(14, 24))
        top = rng.choice((PAD - print_.shape[0] - rng.randint(-2, 8), PAD + rows + rng.randint(-2, 8)))
        left = rng.randint(0, PAD + columns)
        top = min(max(top, 0), ink.shape[0] - 1)
        part = ink[top : top + print_.shape[0], left : left + print_.shape[1]]
        np.maximum(part, print_[: part.shape[0], : part.shape[1]] * 0.9, out=part)
