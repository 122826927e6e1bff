"""Hands of the sealed papers: block letters from pen strokes, and signatures from two swinging axes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.sealed.faces import latin

Strokes = list[NDArray[np.float64]]
"""Polylines of (x, y); y grows downwards."""
PENS = ((28, 42, 120), (20, 24, 34), (38, 60, 160), (24, 26, 30), (58, 58, 66))
_FOLDED = 4
"""Bits of a pixel that cv2 draws with."""

# Points are x (0-6) and y (0-9) as two digits; " / " lifts the pen; alternatives are parted by "|".
GLYPHS = {
    "0": "30 11 04 07 19 39 58 64 62 50 30|40 11 03 07 29 49 66 63 41 20",
    "1": "30 39|13 30 39|13 30 39 / 19 59",
    "2": "12 20 40 52 54 27 09 69|02 20 40 52 43 18 09 08 28 69",
    "3": "11 30 51 53 34 55 57 49 29 08|00 60 34 55 57 49 29 08",
    "4": "40 05 65 / 41 49|10 05 65 / 51 49|10 04 64 / 40 39",
    "5": "60 10 04 33 55 57 39 19 08|10 04 33 55 57 39 19 08 / 10 60",
    "6": "50 22 05 07 19 49 57 55 34 05",
    "7": "00 60 29|00 60 29 / 14 54|02 00 60 39",
    "8": "53 40 20 12 24 45 57 49 19 07 15 44 52 40|30 11 13 34 56 58 39 18 06 34 53 51 30",
    "9": "52 40 10 02 04 25 45 52 / 52 57 39|52 40 10 02 04 25 45 52 59",
    "A": "09 30 69 / 15 55", "B": "00 09 / 00 40 52 34 04 / 34 55 57 49 09",
    "C": "62 50 20 02 07 29 59 67", "D": "00 09 / 00 40 63 66 49 09|09 00 40 63 66 49 09",
    "E": "60 00 09 69 / 04 44", "F": "60 00 09 / 04 44", "G": "62 50 20 02 07 29 59 66 64 44",
    "H": "00 09 / 60 69 / 04 64", "I": "30 39|10 50 / 30 39 / 19 59",
    "J": "50 57 39 19 07|20 60 / 50 57 39 19",
    "K": "00 09 / 60 05 / 14 69", "L": "00 09 59", "M": "09 00 35 60 69", "N": "09 00 69 60",
    "O": "30 11 04 07 29 49 66 63 50 30", "P": "09 00 40 52 44 05|00 09 / 00 50 53 05",
    "Q": "30 11 04 07 29 49 66 63 50 30 / 46 69", "R": "09 00 40 52 44 04 / 24 69",
    "S": "61 40 10 02 24 44 56 58 39 08", "T": "00 60 / 30 39", "U": "00 06 19 49 66 60", "V": "00 39 60",
    "W": "00 19 33 49 60", "X": "00 69 / 60 09", "Y": "00 34 60 / 34 39|00 34 60 19", "Z": "00 60 09 69",
    "-": "15 45", ".": "28 29", ",": "28 19", "/": "60 09", ":": "23 24 / 28 29", "'": "30 22",
    "+": "32 38 / 05 65", "?": "12 20 40 52 35 36 / 38 39", "%": "60 09 / 10 11 / 58 59",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Writer:
    """One person's hand."""

    number: int
    slant: float
    narrow: float
    """Width of a letter over its height."""
    tremor: float
    drift: float
    """Rise of the line, per unit of length."""
    pen: tuple[int, int, int]
    nib: float
    """Millimetres."""
    smooth: bool


def writer(number: int) -> Writer:
    """The hand with this number; always the same."""
    rng = Random(f"hand {number}")
    return Writer(
        number, rng.uniform(-0.12, 0.42), rng.uniform(0.5, 0.78), rng.uniform(0.01, 0.036),
        rng.uniform(-0.035, 0.03), rng.choice(PENS), rng.uniform(0.28, 0.6), rng.random() < 0.7,
    )  # fmt: skip


def letters(text: str, hand: Writer, height: float, rng: Random) -> Strokes:
    """Strokes of a line of block letters, `height` high, from (0, 0) on its top left."""
    habit = Random(f"habit {hand.number}")
    habits = {sign: habit.randrange(4) for sign in GLYPHS}
    strokes: Strokes = []
    across = 0.0
    for sign in latin(text).upper():
        if sign == " ":
            across += height * hand.narrow * rng.uniform(0.7, 1.1)
            continue
        ways = GLYPHS.get(sign, GLYPHS["-"]).split("|")
        size = height * rng.uniform(0.88, 1.1)
        wide = size * hand.narrow * (0.45 if sign in ".,:'1I" else 1) * rng.uniform(0.88, 1.12)
        down = height - size + rng.gauss(0, 0.03) * height - hand.drift * across
        for part in ways[habits.get(sign, 0) % len(ways)].split(" / "):
            strokes.append(_stroke(part, hand, rng) * (wide / 6, size / 9) + (across, down))
        across += wide + height * rng.uniform(0.16, 0.32)
    return [_slanted(stroke, hand.slant, height) for stroke in strokes]


def _stroke(part: str, hand: Writer, rng: Random) -> NDArray[np.float64]:
    shaky = hand.tremor * 9
    points = np.array(
        [(int(one[0]) + rng.gauss(0, shaky), int(one[1]) + rng.gauss(0, shaky)) for one in part.split()]
    )
    return _rounded(points) if hand.smooth and len(points) > 3 else points


def _rounded(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """A Catmull-Rom curve through the points."""
    ends = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, 6, endpoint=False)[:, None]
    pieces = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False)
    ]
    return np.vstack([*pieces, points[-1:]])


def _slanted(stroke: NDArray[np.float64], slant: float, height: float) -> NDArray[np.float64]:
    return np.column_stack([stroke[:, 0] + (height - stroke[:, 1]) * slant, stroke[:, 1]])


def autograph(hand: Writer, size: tuple[float, float], rng: Random) -> Strokes:
    """A signature within a width and height: swings whose beats change from letter to letter."""
    habit = Random(f"name {hand.number}")
    strokes = _scrawl(habit, rng) if hand.number % 4 == 0 else [_swings(habit, rng)]
    every = np.vstack(strokes)
    wide, top, low = np.ptp(every[:, 0]), every[:, 1].min(), every[:, 1].max()
    if habit.random() < 0.5:
        reach = np.linspace(habit.uniform(-0.1, 0.4), habit.uniform(0.8, 1.15), 14)
        strokes.append(
            np.column_stack(
                [reach * wide, low * habit.uniform(0.5, 1.2) + 0.3 * np.sin(reach * habit.uniform(2, 6))]
            )
        )
    if hand.number % 3 == 1:
        first = [
            _stroke(part, hand, rng)
            for part in GLYPHS[habit.choice("BDGHJKLMRSTW")].split("|")[0].split(" / ")
        ]
        strokes = [
            *(one * (wide * 0.04, (low - top) * 0.14) + (-wide * 0.26, top) for one in first),
            *strokes,
        ]
    return _fitted([_slanted(stroke, hand.slant, low) for stroke in strokes], size, rng)


def _swings(habit: Random, rng: Random) -> NDArray[np.float64]:
    """Cursive letters: one axis swings up and down, the other runs to the right and back."""
    beats = habit.randint(4, 12)
    up = np.repeat([habit.choice((0.25, 0.4, 0.5, 0.6, 1.5, 1.9)) for _ in range(beats)], 24)
    up[:24] = habit.uniform(1.4, 3)
    back = np.repeat([habit.choice((0.2, 0.6, 1.1, 1.7, 2.2)) for _ in range(beats)], 24)
    turn = np.repeat([habit.uniform(0.2, 2.9) for _ in range(beats)], 24)
    pace = np.repeat([habit.uniform(0.55, 1.5) for _ in range(beats)], 24)
    soft = np.hanning(17) / np.hanning(17).sum()
    up, back, turn, pace = (
        np.convolve(np.pad(one, 8, "edge"), soft, "valid") for one in (up, back, turn, pace)
    )
    phase = np.cumsum(pace) / 24 * 2 * np.pi
    fade = np.linspace(1, habit.uniform(0.15, 1.0), len(phase))
    shake = np.convolve(np.random.default_rng(rng.getrandbits(32)).normal(0, 0.16, len(phase)), soft, "same")
    x = np.cumsum((back * np.sin(phase + turn) + habit.uniform(0.3, 0.9)) * 0.06)
    y = np.cumsum(up * fade * np.sin(phase + 1.4) * 0.13)
    return np.column_stack([x, y - np.linspace(0, y[-1], len(y)) * habit.uniform(0.7, 1.0) + shake])


def _scrawl(habit: Random, rng: Random) -> Strokes:
    """A few wide sweeps, as of somebody who signs all day."""
    strokes: Strokes = []
    for part in range(habit.randint(1, 3)):
        places = [
            (part * 1.5 + habit.uniform(-0.6, 2.4), habit.uniform(0, 2)) for _ in range(habit.randint(4, 7))
        ]
        moved = np.array([(x + rng.gauss(0, 0.07), y + rng.gauss(0, 0.07)) for x, y in places])
        strokes.append(_rounded(moved))
    return strokes


def _fitted(strokes: Strokes, size: tuple[float, float], rng: Random) -> Strokes:
    every = np.vstack(strokes)
    low, span = every.min(0), np.ptp(every, 0)
    scale = np.array(size) / np.maximum(span, 1e-6) * (rng.uniform(0.85, 1), rng.uniform(0.85, 1))
    return [(stroke - low) * scale for stroke in strokes]


def ink(shape: tuple[int, int], strokes: Strokes, nib: float, rng: Random) -> NDArray[np.uint8]:
    """Coverage of a page of `shape` (rows, columns) by strokes in pixels; pressure comes and goes."""
    page = np.zeros(shape, np.uint8)
    for stroke in strokes:
        points = np.round(stroke * 2**_FOLDED).astype(np.int32)
        phase = rng.uniform(0, 6)
        for place, (one, other) in enumerate(pairwise(points)):
            press = 0.85 + 0.25 * np.sin(place / 9 + phase)
            thick, tone = max(round(nib * press), 1), int(min(255, 225 * press + 20))
            cv2.line(page, one.tolist(), other.tolist(), tone, thick, cv2.LINE_AA, _FOLDED)
    return page
