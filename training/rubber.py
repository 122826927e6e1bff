"""Rubber stamps."""

from __future__ import annotations

import math
from random import Random

import cv2
import numpy as np

from extractors.page.inks import Label
from training import wording
from training.canvas import Canvas, Shade
from training.ground import spot
from training.press import line
from training.stock import Stock


def stamp(canvas: Canvas, stock: Stock, rng: Random) -> None:
    """A rubber stamp: rows of words alone, in a frame, or round; uneven and turned."""
    rows = [rng.choice(wording.STAMPS)] if rng.random() < 0.7 else []
    rows += [wording.sentence(rng, rng.randint(1, 3)).upper() for _ in range(rng.randint(0, 2))]
    rows += [wording.day(rng).upper()] if rng.random() < 0.5 or not rows else []
    rng.shuffle(rows)
    file = rng.choice(stock.text)
    shown = [line(row, file, rng.randint(20, 54)) for row in rows]
    wide = max(one.shape[1] for one in shown) + 40
    high = sum(one.shape[0] + 8 for one in shown) + 30
    block = np.zeros((high, wide), np.float32)
    y = 15
    for one in shown:
        x = (wide - one.shape[1]) // 2
        block[y : y + one.shape[0], x : x + one.shape[1]] = one
        y += one.shape[0] + 8
    kind = rng.random()
    if kind < 0.4:
        cv2.rectangle(block, (4, 4), (wide - 5, high - 5), 1.0, rng.randint(2, 6))
    elif kind < 0.55:
        block = _ringed(block, rng)
    elif kind < 0.8:
        block = _seal(block, file, rng)
    canvas.put(
        _rubbed(_turned(block, rng.gauss(0, 9)), rng), *spot(canvas, rng), Label.STAMP, rng.uniform(0.4, 1)
    )


def _ringed(block: Shade, rng: Random) -> Shade:
    rows, columns = block.shape
    wide, high = round(columns * 1.25), round(max(rows * 1.7, columns * rng.uniform(0.4, 1.2)))
    ring = np.zeros((high, wide), np.float32)
    top, left = (high - rows) // 2, (wide - columns) // 2
    ring[top : top + rows, left : left + columns] = block
    for inset in (4, 14)[: rng.randint(1, 2)]:
        axes = (wide // 2 - inset, high // 2 - inset)
        cv2.ellipse(ring, (wide // 2, high // 2), axes, 0, 0, 360, 1.0, rng.randint(2, 5), cv2.LINE_AA)
    return ring


def _seal(block: Shade, file: str, rng: Random) -> Shade:
    """A round stamp: a firm's name along the rim, something small in the middle."""
    radius, size = rng.randint(90, 190), rng.randint(18, 44)
    side = 2 * radius + 8
    seal = np.zeros((side, side), np.float32)
    for inset in rng.choice(((4,), (4, 4 + size + 16), (4, 12), (4 + size + 16,))):
        cv2.circle(seal, (side // 2, side // 2), radius - inset, 1.0, rng.randint(2, 5), cv2.LINE_AA)
    words = wording.sentence(rng, rng.randint(2, 5))
    rim = line(f"{words.upper() if rng.random() < 0.7 else words}  *  ", file, size)
    around = np.zeros((rim.shape[0], max(round(math.tau * (radius - size)), rim.shape[1])), np.float32)
    start = rng.randrange(around.shape[1] - rim.shape[1] + 1)
    around[:, start : start + rim.shape[1]] = rim
    y, x = np.mgrid[:side, :side].astype(np.float32) - np.float32(side / 2)
    turn = (np.arctan2(y, x) + math.pi) / math.tau * around.shape[1]
    depth = np.float32(radius - 10) - np.hypot(x, y)
    told = cv2.remap(around, turn.astype(np.float32), depth, cv2.INTER_LINEAR, borderValue=0)
    seal = np.maximum(seal, told)
    room = round(1.1 * (radius - size - 20))
    fit = min(room / block.shape[1], room / block.shape[0], 1.0)
    small = cv2.resize(block, None, fx=fit, fy=fit, interpolation=cv2.INTER_AREA)
    top, left = ((side - one) // 2 for one in small.shape)
    window = seal[top : top + small.shape[0], left : left + small.shape[1]]
    np.maximum(window, small, out=window)
    return seal


def _turned(block: Shade, degrees: float) -> Shade:
    rows, columns = block.shape
    reach = math.ceil(math.hypot(rows, columns))
    matrix = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1)
    matrix[:, 2] += ((reach - columns) / 2, (reach - rows) / 2)
    return np.asarray(cv2.warpAffine(block, matrix, (reach, reach)), np.float32)


def _rubbed(block: Shade, rng: Random) -> Shade:
    """Uneven pressure."""
    chance = np.random.default_rng(rng.getrandbits(32))
    coarse = chance.uniform(rng.uniform(0, 0.8), 1.2, (5, 7)).astype(np.float32)
    fine = chance.uniform(rng.uniform(0.2, 1), 1.1, block.shape).astype(np.float32)
    press = cv2.resize(coarse, block.shape[::-1], interpolation=cv2.INTER_CUBIC) * fine
    return np.clip(block * press, 0, 1)
