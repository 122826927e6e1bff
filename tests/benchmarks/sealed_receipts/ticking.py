"""How people tick boxes and circle words: neatly, past the edge, filled in, crossed, or scribbled over."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
from PIL import Image

from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.sheet import Box
from tests.benchmarks.sealed_receipts import typefaces
from tests.benchmarks.sealed_receipts.blanks import TickBox
from tests.benchmarks.sealed_receipts.penmanship import Stroke
from tests.benchmarks.sealed_receipts.pens import Pen, lay

WAYS = ("check", "check", "check", "cross", "cross", "slash", "filled", "dot", "scribble", "beside")


def tick(page: Image.Image, box: TickBox, with_: Pen, rng: Random, *, machine: bool = False) -> None:
    """A tick in the box, in any way that people have; a machine prints an X."""
    x0, y0, x1, y1 = box.box
    if machine:
        typefaces.typed(page, (x0 + 0.5, y1 - 0.5), "X", Face("mono", 8.5), rng)
        return
    side = y1 - y0
    middle = np.array([(x0 + x1) / 2 + rng.gauss(0, 0.12) * side, (y0 + y1) / 2 + rng.gauss(0, 0.12) * side])
    strokes = [stroke * side + middle for stroke in _shape(rng.choice(WAYS), rng)]
    lay(page, strokes, replace(with_, point=min(with_.point, 0.7)), rng)


def circle(page: Image.Image, around: Box, with_: Pen, rng: Random) -> None:
    """A ring around a word, not quite closed or more than closed; `around` in millimetres."""
    x0, y0, x1, y1 = around
    turn = np.linspace(rng.uniform(-0.4, 0.4), 2 * np.pi + rng.uniform(-0.3, 0.9), 90)
    wide, high = (x1 - x0) / 2 + rng.uniform(1.5, 4), (y1 - y0) / 2 + rng.uniform(1.2, 3)
    grow = 1 + np.linspace(0, rng.uniform(-0.1, 0.15), len(turn))
    ring = np.column_stack(
        [np.cos(turn) * wide * grow + (x0 + x1) / 2, np.sin(turn) * high * grow + (y0 + y1) / 2]
    )
    lay(page, [ring], with_, rng)


def _shape(way: str, rng: Random) -> list[Stroke]:
    """Strokes around (0, 0) for a box one unit wide."""

    def near(x: float, y: float) -> tuple[float, float]:
        return x + rng.gauss(0, 0.07), y + rng.gauss(0, 0.07)

    far = rng.uniform(0.9, 1.8)
    ways = {
        "check": [[near(-0.35, -0.05), near(-0.05, 0.4), near(0.3 * far, -0.6 * far)]],
        "beside": [[near(-0.6, -0.1), near(-0.2, 0.45), near(0.35 * far, -0.8 * far)]],
        "cross": [[near(-0.45, -0.45), near(0.45, 0.45)], [near(0.45, -0.5), near(-0.45, 0.45)]],
        "slash": [[near(-0.45, 0.55), near(0.5, -0.6)]],
        "dot": [[near(-0.1, 0), near(0.1, 0.05), near(0, -0.1), near(0.08, 0.08)]],
        "filled": [[near(0.42 * (-1) ** step, -0.42 + step * 0.09) for step in range(11)]],
        "scribble": [[near(0.55 * (-1) ** step, -0.3 + step * 0.11) for step in range(7)]],
    }  # fmt: skip
    return [_dense(np.array(spots)) for spots in ways[way]]


def _dense(spots: Stroke) -> Stroke:
    """Places between the spots, so that a pen can change along the way."""
    steps = np.linspace(0, len(spots) - 1, 8 * len(spots))
    return np.column_stack([np.interp(steps, range(len(spots)), spots[:, axis]) for axis in (0, 1)])
