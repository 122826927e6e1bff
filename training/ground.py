"""Free places on a piece, and the lines that are ruled on it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

from extractors.page.inks import Label
from training.canvas import Canvas

_CROWDED = 0.01
_TIDY = 0.65
"""How often somebody writes where nothing stands."""


def spot(canvas: Canvas, rng: Random) -> tuple[float, float]:
    """Any place."""
    return rng.uniform(-80, canvas.side - 60), rng.uniform(-40, canvas.side - 20)


def room(canvas: Canvas, size: Sequence[float], rng: Random) -> tuple[float, float] | None:
    """A place where print of that width and height meets hardly any other; None where there is none."""
    wide, high = size
    for _ in range(6):
        x = rng.uniform(-wide * 0.3, max(canvas.side - wide * 0.7, 1))
        y = rng.uniform(-high * 0.3, max(canvas.side - high * 0.7, 1))
        if canvas.taken(x, y, wide, high) < _CROWDED:
            return x, y
    return None


def place(canvas: Canvas, size: Sequence[float], rng: Random) -> tuple[float, float]:
    """A place for a pen: mostly free, else anywhere."""
    free = room(canvas, size, rng) if rng.random() < _TIDY else None
    return free or (
        rng.uniform(-size[0] * 0.2, max(canvas.side - size[0] * 0.8, 1)),
        rng.uniform(-size[1] * 0.1, max(canvas.side - size[1] * 0.9, 1)),
    )


def rule(canvas: Canvas, one: Sequence[float], other: Sequence[float], rng: Random) -> None:
    """A level or upright line between two places (x, y)."""
    thick = rng.choice((1, 2, 2, 3, 5))
    wide, high = max(round(other[0] - one[0]), thick), max(round(other[1] - one[1]), thick)
    shade = np.ones((min(high, canvas.side * 2), min(wide, canvas.side * 2)), np.float32)
    if rng.random() < 0.1:
        shade[:, ::4] = 0
    canvas.put(shade, one[0], one[1], Label.RULE, rng.uniform(0.5, 1))


def frame(canvas: Canvas, corner: Sequence[float], size: Sequence[float], rng: Random) -> None:
    """Four of them around a box."""
    (x, y), (wide, high) = corner, size
    state = rng.getrandbits(32)
    for one, other in (
        ((x, y), (x + wide, y)), ((x, y + high), (x + wide, y + high)),
        ((x, y), (x, y + high)), ((x + wide, y), (x + wide, y + high)),
    ):  # fmt: skip
        rule(canvas, one, other, Random(state))
