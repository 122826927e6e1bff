"""Logos, pictures, bar codes and drawings, as pictures of 0 to 255."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray


def _bars(side: int, rng: Random) -> NDArray[np.uint8]:
    picture = _blank(side, rng)
    for x in range(0, picture.shape[1] - 8, rng.choice((6, 8, 10))):
        picture[:, x : x + rng.randint(2, 6)] = 255
    return picture


def _halftone(side: int, rng: Random) -> NDArray[np.uint8]:
    noise = np.random.default_rng(rng.getrandbits(32)).integers(0, 256, (6, 6)).astype(np.uint8)
    size = _blank(side, rng).shape[::-1]
    return np.asarray(cv2.resize(noise, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def _code(side: int, rng: Random) -> NDArray[np.uint8]:
    cell = rng.randint(4, 8)
    dots = np.random.default_rng(rng.getrandbits(32)).integers(0, 2, (side // cell, side // cell))
    return np.kron(dots, np.ones((cell, cell))).astype(np.uint8) * np.uint8(255)


def _screen(side: int, rng: Random) -> NDArray[np.uint8]:
    picture, step = _blank(side, rng), rng.choice((4, 5, 6))
    picture[::step, ::step] = picture[1::step, 1::step] = 255
    return picture


def _figure(side: int, rng: Random) -> NDArray[np.uint8]:
    """Ellipses, arcs and polygons, filled or not."""
    picture = _blank(side, rng)
    rows, columns = picture.shape
    for _ in range(rng.randint(1, 7)):
        thick = rng.choice((-1, -1, 2, 5, 9, 16))
        if rng.random() < 0.6:
            at, size = (rng.randrange(columns), rng.randrange(rows)), (_radius(side, rng), _radius(side, rng))
            angles = (rng.choice((0, 30, 90)), rng.choice((180, 300, 360)))
            cv2.ellipse(picture, at, size, rng.uniform(0, 180), *angles, 255, thick, cv2.LINE_AA)
            continue
        corners = [(rng.randrange(columns), rng.randrange(rows)) for _ in range(rng.randint(3, 6))]
        points = [np.array(corners, np.int32)]
        if thick < 0:
            cv2.fillPoly(picture, points, 255, cv2.LINE_AA)
        else:
            cv2.polylines(picture, points, rng.random() < 0.5, 255, thick, cv2.LINE_AA)
    return picture


def _blank(side: int, rng: Random) -> NDArray[np.uint8]:
    return np.zeros((side, round(side * rng.uniform(0.8, 2.5))), np.uint8)


def _radius(side: int, rng: Random) -> int:
    return rng.randint(8, side // 2 + 8)


def _graph(side: int, rng: Random) -> NDArray[np.uint8]:
    """Axes with curves, straight or wavy, and hatched bars."""
    picture = _blank(max(side, 120), rng)
    rows, columns = picture.shape
    thick = rng.choice((1, 2, 3))
    cv2.line(picture, (8, 4), (8, rows - 8), 255, thick)
    cv2.line(picture, (8, rows - 8), (columns - 4, rows - 8), 255, thick)
    across = np.linspace(10, columns - 10, rng.choice((6, 12, 80)))
    for _ in range(rng.randint(1, 4)):
        rise = rng.uniform(0.1, 0.9) + rng.uniform(-0.4, 0.4) * (across / columns)
        wave = rng.uniform(0, 0.25) * np.sin(across / columns * rng.uniform(3, 25) + rng.uniform(0, 6))
        jump = np.array([rng.gauss(0, rng.choice((0, 0.05, 0.12))) for _ in across])
        heights = (1 - rise - wave - jump).clip(0.02, 0.95) * (rows - 10)
        points = np.column_stack((across, heights)).astype(np.int32)
        cv2.polylines(picture, [points], False, 255, rng.choice((1, 2, 2, 3)), cv2.LINE_AA)
    for _ in range(rng.choice((0, 0, 3, 6))):
        left, top = rng.randrange(10, columns - 20), rng.randrange(5, rows - 20)
        cv2.rectangle(picture, (left, top), (left + rng.randint(8, 30), rows - 8), 255, thick)
    return picture


def _pie(side: int, rng: Random) -> NDArray[np.uint8]:
    """A circle cut into hatched parts."""
    radius = max(side // 2, 30)
    picture = np.zeros((2 * radius, 2 * radius), np.uint8)
    step = rng.choice((4, 6, 9, 14))
    for offset in range(-2 * radius, 2 * radius, step):
        cv2.line(picture, (offset, 0), (offset + rng.choice((0, 2 * radius)), 2 * radius), 255, 1)
    mask = np.zeros_like(picture)
    start = rng.uniform(0, 360)
    middle, axes = (radius, radius), (radius - 3, radius - 3)
    cv2.ellipse(mask, middle, axes, 0, start, start + rng.uniform(40, 330), 255, -1)
    picture &= mask
    cv2.circle(picture, middle, radius - 3, 255, 2, cv2.LINE_AA)
    for _ in range(rng.randint(2, 6)):
        angle = rng.uniform(0, 6.28)
        end = (round(radius + (radius - 3) * np.cos(angle)), round(radius + (radius - 3) * np.sin(angle)))
        cv2.line(picture, middle, end, 255, 2, cv2.LINE_AA)
    return picture


def _diagram(side: int, rng: Random) -> NDArray[np.uint8]:
    """Rings, bonds and boxes joined by thin lines, with letters at their ends, as of formulas and plans."""
    picture = _blank(max(side, 140), rng)
    rows, columns = picture.shape
    thick, size = rng.choice((1, 2, 2, 3)), rng.randint(12, 40)
    spots = [(rng.randrange(columns), rng.randrange(rows)) for _ in range(rng.randint(3, 9))]
    for x, y in spots:
        sides, turn = rng.choice((3, 4, 5, 6, 6, 6)), rng.uniform(0, 1)
        angles = np.arange(sides) * 2 * np.pi / sides + turn
        squeezed = rng.choice((1.0, 1.0, 0.5))
        ring = np.column_stack((x + size * np.cos(angles), y + size * squeezed * np.sin(angles)))
        cv2.polylines(picture, [ring.astype(np.int32)], rng.random() < 0.8, 255, thick, cv2.LINE_AA)
        for corner in ring[: rng.randint(0, sides)]:
            out = 2 * corner - (x, y)
            cv2.line(picture, corner.astype(int).tolist(), out.astype(int).tolist(), 255, thick, cv2.LINE_AA)
            letter = rng.choice(("H", "OH", "C", "O", "N", "1", "A", "R"))
            cv2.putText(
                picture, letter, out.astype(int).tolist(), 0, size / 50 + 0.2, 255, thick, cv2.LINE_AA
            )
    for one, other in pairwise(spots):
        if rng.random() < 0.5:
            cv2.arrowedLine(picture, one, other, 255, thick, cv2.LINE_AA)
    return picture


KINDS = (_bars, _halftone, _code, _figure, _figure, _screen, _graph, _pie, _diagram, _diagram)
