"""Pens on paper and styluses on glass: strokes in millimetres become ink on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.benchmarks.sealed.sheet import DOT, Box
from tests.benchmarks.sealed_receipts.penmanship import Stroke

_FINE = 2
"""Pixels drawn for each pixel of the page, each way."""
_FOLDED = 4
"""Bits of a pixel that cv2 draws with."""
_MARGIN = 8
SURVIVES = 0.75
"""Cover from which on ink is seen in black and white; what vanished is no signature to be found."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What it leaves: colour, millimetres of its point, how much it covers (0..1), how rough it is (0..1)."""

    name: str
    colour: tuple[int, int, int]
    point: float
    cover: float
    rough: float
    swell: float
    """How much a stroke thins where it is quick, 0..1."""


def pen(rng: Random, *, dark: bool = False) -> Pen:
    """One of those that lie on a loading bay; a dark one survives scanning in black and white."""
    blue, black = (rng.choice(((26, 46, 140), (50, 70, 170), (18, 30, 96))), (28, 28, 34))
    kind = rng.choices(("ballpoint", "ballpoint faint", "felt", "pencil", "gel"), (44, 13, 17, 11, 15))[0]
    colour = blue if rng.random() < 0.55 else black
    told = {
        "ballpoint": (colour, rng.uniform(0.3, 0.5), rng.uniform(0.78, 0.95), 0.35, 0.35),
        "ballpoint faint": (colour, rng.uniform(0.22, 0.32), rng.uniform(0.3, 0.5), 0.6, 0.3),
        "felt": (black if rng.random() < 0.7 else colour, rng.uniform(0.8, 1.5), 0.95, 0.05, 0.12),
        "pencil": ((74, 74, 78), rng.uniform(0.35, 0.6), rng.uniform(0.45, 0.7), 0.85, 0.3),
        "gel": (colour, rng.uniform(0.4, 0.7), 0.96, 0.05, 0.55),
    }
    chosen = Pen(kind, *told[kind])
    return pen(rng, dark=True) if dark and chosen.cover < SURVIVES else chosen


STYLUS = Pen("stylus", (0, 0, 0), 0.45, 1.0, 0.0, 0.0)


def lay(page: Image.Image, strokes: Sequence[Stroke], with_: Pen, rng: Random) -> Box:
    """Ink on the page, over whatever is there; gives its box in pixels of the page."""
    every = np.vstack(strokes) * DOT
    half = with_.point * DOT / 2
    low, high = np.floor(every.min(0)) - _MARGIN, np.ceil(every.max(0)) + _MARGIN
    shape = (int(high[1] - low[1]), int(high[0] - low[0]))
    cover = _drawn(shape, [stroke * DOT - low for stroke in strokes], with_, rng)
    _press(page, _grained(cover, with_, rng), (int(low[0]), int(low[1])), with_.colour)
    edges = (*(every.min(0) - half), *(every.max(0) + half))
    limits = (page.width, page.height) * 2
    a, b, c, d = (float(min(max(edge, 0), most)) for edge, most in zip(edges, limits, strict=True))
    return a, b, c, d


def capture(page: Image.Image, strokes: Sequence[Stroke], rng: Random, dots: float) -> Box:
    """What a handheld prints of a stylus: few points joined by straight lines, `dots` to a millimetre."""
    keep = rng.randint(3, 6)
    few = [np.vstack([stroke[::keep], stroke[-1:]]) for stroke in strokes]
    every = np.vstack(few)
    low, high = every.min(0) - 1, every.max(0) + 1
    size = np.ceil((high - low) * dots).astype(int)
    glass = np.zeros((size[1], size[0]), np.uint8)
    thick = rng.choice((1, 1, 2))
    for stroke in few:
        cv2.polylines(glass, [np.round((stroke - low) * dots).astype(np.int32)], False, 255, thick)
    shown = Image.fromarray(glass).resize(
        (round((high[0] - low[0]) * DOT), round((high[1] - low[1]) * DOT)), Image.Resampling.NEAREST
    )
    page.paste((12, 12, 12), (round(low[0] * DOT), round(low[1] * DOT)), shown)
    a, b = (every.min(0) * DOT).tolist()
    c, d = (every.max(0) * DOT).tolist()
    return a, b, c, d


def _drawn(shape: tuple[int, int], strokes: Sequence[Stroke], with_: Pen, rng: Random) -> NDArray[np.float32]:
    page = np.zeros((shape[0] * _FINE, shape[1] * _FINE), np.uint8)
    nib = with_.point * DOT * _FINE
    for stroke in strokes:
        points = np.round(stroke * _FINE * 2**_FOLDED).astype(np.int32)
        pace = np.hypot(*np.diff(stroke, axis=0).T)
        quick = pace / max(float(np.percentile(pace, 90)), 1e-6) if len(pace) else pace
        weak = np.interp(
            np.arange(len(pace)), np.linspace(0, max(len(pace), 1), 9), [rng.uniform(0, 1) for _ in range(9)]
        )
        for place, speed in enumerate(quick):
            thin = 1 - with_.swell * min(float(speed), 1.3) * 0.7
            tone = 255 * (1 - with_.rough * 0.35 * float(weak[place]))
            cv2.line(
                page,
                points[place].tolist(),
                points[place + 1].tolist(),
                tone,
                max(round(nib * thin), 1),
                cv2.LINE_AA,
                _FOLDED,
            )
    whole = cv2.resize(page, (shape[1], shape[0]), interpolation=cv2.INTER_AREA)
    return np.asarray(whole, np.float32) / 255


def _grained(cover: NDArray[np.float32], with_: Pen, rng: Random) -> NDArray[np.float32]:
    """The paper's grain takes up less where the pen is rough."""
    noise = np.random.default_rng(rng.getrandbits(32)).random(cover.shape, dtype=np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 0.8)
    grain = np.clip((soft - 0.32) / 0.3, 0, 1)
    return np.asarray(cover * with_.cover * (1 - with_.rough * (1 - grain)), np.float32)


def _press(
    page: Image.Image, cover: NDArray[np.float32], corner: tuple[int, int], colour: tuple[int, ...]
) -> None:
    """Ink lets through what lies under it in its own colour only."""
    left, top = corner
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + cover.shape[1], page.width), min(top + cover.shape[0], page.height)
    if x0 >= x1 or y0 >= y1:
        return
    under = np.asarray(page.crop((x0, y0, x1, y1)), np.float32)
    part = cover[y0 - top : y1 - top, x0 - left : x1 - left, None]
    inked = under * (1 - part) + under * part * (np.array(colour, np.float32) / 255)
    page.paste(Image.fromarray(inked.clip(0, 255).astype(np.uint8)), (x0, y0))
