"""Strokes of pens by stroke models of our own, as shades: signatures of many kinds, scribbles, ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from fixtures.hands import Hand, handwritten
from fixtures.script import drawn
from fixtures.strokes import Ink, initials, signature, smooth, writer
from training.canvas import MM, Shade

Path = NDArray[np.float64]
"""Points (x, y) in millimetres."""
_FINER = 2
_FOLD = 4
_PENS = (0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.8, 1.1, 1.5)
"""Widths in millimetres, the last three felt pens and markers."""
_FELT = 0.7
_USUAL, _SHORT = (37.0, 14.0, 34.0), (15.0, 4.0, 11.0)
"""Millimetres: median length of a signature, least and greatest height that it is held to."""
_SMALL, _SMALL_INITIALS = 0.2, 0.7
"""How often a signature is short, and how often initials and scribbles are."""
_CAPTURED = 0.08
"""How often somebody signs on the glass of a handheld."""


def autograph(rng: Random) -> Shade:
    """Somebody's signature, 12-90 mm long, cropped to its ink."""
    kinds = (_lognormal, _name, _fixture, _initials, _scribble, _foreign)
    kind = rng.choices(kinds, (6, 6, 2, 1.8, 1.2, 0.8))[0]
    small = rng.random() < (_SMALL_INITIALS if kind in {_initials, _scribble} else _SMALL)
    paths = _sized(kind(rng), _SHORT if small else _USUAL, rng)
    if rng.random() < 0.35:
        paths += _flourish(paths, rng)
    if rng.random() < _CAPTURED:
        return _captured(paths, rng)
    return inked(paths, rng, rng.choice(_PENS))


def cross(rng: Random) -> Shade:
    """An X for a name."""
    size = rng.uniform(4, 12)
    one = np.array([(0, 0), (size * rng.uniform(0.7, 1.3), size)])
    other = np.array([(size * rng.uniform(0.7, 1.2), rng.uniform(-1, 1)), (rng.uniform(-1, 1), size)])
    return inked([_wavy(one, rng), _wavy(other, rng)], rng, rng.uniform(0.3, 0.6))


def words(text: str, rng: Random, height: float) -> Shade:
    """Words in somebody's hand, capitals `height` millimetres tall."""
    return by(somebody(rng, height), text, rng)


def by(hand: Hand, text: str, rng: Random) -> Shade:
    """Words in this hand."""
    return inked(_paths(handwritten(text, hand, rng)), rng, hand.pen)


def somebody(rng: Random, height: float) -> Hand:
    """A hand whose capitals are `height` millimetres tall."""
    return Hand(
        f"trainee {rng.randrange(10**6)}", rng.uniform(-0.25, 0.5), rng.uniform(0.22, 0.6), (0, 0, 0), height,
        rng.uniform(0.01, 0.06), rng.uniform(0.75, 1.25), rng.choice((0.0, 0.4, 0.9, 1.0)),
        rng.random() < 0.35, rng.uniform(-0.04, 0.04),
    )  # fmt: skip


def pen_mark(rng: Random) -> Shade:
    """What else a pen leaves: ticks, circles round a word, strokes through it, underlines, arrows, braces."""
    wide, high = rng.uniform(4, 40), rng.uniform(3, 12)
    turn = np.linspace(0, math.tau * rng.uniform(0.95, 1.15), 30)
    shapes = (
        np.array([(0, high * 0.6), (high * 0.3, high), (high, 0)]),
        np.column_stack((wide / 2 * np.cos(turn), high / 2 * np.sin(turn))),
        np.array([(0, 0), (wide / 2, rng.uniform(-1, 1)), (wide, rng.uniform(-2, 2))]),
        np.array([(0, 0), (wide * 0.6, 0), (wide * 0.55, -2), (wide * 0.62, 0), (wide * 0.55, 2)]),
        np.array([(0, 0), (1.5, high), (0.5, 2 * high), (2.5, 3 * high)]),
    )
    return inked([_wavy(rng.choice(shapes), rng)], rng, rng.uniform(0.25, 0.7))


def inked(paths: Sequence[Path], rng: Random, pen: float) -> Shade:
    """The shade of pen strokes: pressure comes and goes, a dry pen skips, a felt tip is even."""
    every = np.vstack(paths)
    margin = pen * 2
    low = every.min(0) - margin
    span = np.minimum(every.max(0) + margin - low, 120)
    scale = MM * _FINER
    canvas = np.zeros((math.ceil(span[1] * scale), math.ceil(span[0] * scale)), np.uint8)
    felt, dry = pen > _FELT or rng.random() < 0.25, rng.random() < 0.12
    for path in paths:
        _stroke(canvas, (path - low) * scale, pen * scale, (felt, dry), rng)
    small = cv2.resize(canvas, None, fx=1 / _FINER, fy=1 / _FINER, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32) / np.float32(255)


def _captured(paths: Sequence[Path], rng: Random) -> Shade:
    """Strokes as a handheld prints them: few points joined by straight lines, of one width, its dots seen."""
    every = np.vstack(paths)
    low, span = every.min(0) - 1, np.minimum(np.ptp(every, axis=0) + 2, 120)
    dots = rng.uniform(1.5, 5)
    canvas = np.zeros(np.ceil(span[::-1] * dots).astype(int), np.uint8)
    kept = rng.choice((1, 2, 4))
    for path in paths:
        points = np.vstack((path[::kept], path[-1:]))
        cv2.polylines(
            canvas, [np.round((points - low) * dots).astype(np.int32)], False, 255, rng.choice((1, 1, 2))
        )
    size = (math.ceil(span[0] * MM), math.ceil(span[1] * MM))
    blocky = cv2.INTER_NEAREST if rng.random() < 0.6 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(canvas, size, interpolation=blocky), np.float32) / np.float32(255)


def _stroke(
    canvas: NDArray[np.uint8], path: Path, pen: float, manner: tuple[bool, bool], rng: Random
) -> None:
    felt, dry = manner
    points = np.round(path * 2**_FOLD).astype(np.int64).tolist()
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    usual = float(np.median(steps)) + 1e-6 if len(steps) else 1.0
    phase, light = rng.uniform(0, 6), rng.uniform(0.25, 0.7)
    for place, (one, other) in enumerate(pairwise(points)):
        quick = min(steps[place] / usual, 3.0)
        press = 1.0 if felt else 1.2 - 0.25 * quick + 0.2 * math.sin(place / 7 + phase)
        if path[place + 1, 1] > path[place, 1] and not felt:
            press *= 1.2
        tone = 255
        if dry and math.sin(place / 3 + phase) > light:
            tone = 60
        cv2.line(canvas, one, other, tone, max(1, round(pen * max(press, 0.45))), cv2.LINE_AA, _FOLD)


def _lognormal(rng: Random) -> list[Path]:
    """Strokes whose speed rises and falls as a log-normal, each turning; they run into one another."""
    wild = rng.uniform(0.3, 1.0)
    paths, at = [], np.zeros(2)
    for _ in range(rng.choice((1, 1, 2, 2, 3))):
        time = np.arange(0, rng.uniform(1.2, 3.4), 0.012)
        speed = np.zeros((len(time), 2))
        start, heading = 0.0, rng.uniform(-1.6, -0.6)
        tall = rng.uniform(1.4, 3.5)
        while start < time[-1] - 0.2:
            spread, middle = rng.uniform(0.2, 0.4), math.log(rng.uniform(0.09, 0.2))
            since = np.maximum(time - start, 1e-4)
            bell = np.exp(-((np.log(since) - middle) ** 2) / (2 * spread**2)) / (since * spread * 2.5066)
            bell[time <= start] = 0
            size = tall * rng.uniform(0.5, 1.4)
            turn = heading + rng.uniform(-1.5, 1.5) * wild * np.clip(since / 0.3, 0, 1)
            speed += (size * bell)[:, None] * np.column_stack((np.cos(turn), np.sin(turn)))
            speed[:, 0] += size * bell * rng.uniform(0.1, 0.9)
            heading = -heading + rng.uniform(-0.7, 0.7) * wild
            start += rng.uniform(0.07, 0.14)
            tall = max(tall * rng.uniform(0.82, 1.05), 0.7)
        path = at + np.cumsum(speed, axis=0) * 0.012
        paths.append(path)
        at = path[-1] + (rng.uniform(0, 4), -path[-1][1] + rng.uniform(-1, 1))
    return paths


def _name(rng: Random) -> list[Path]:
    """A name in joined script that loses its letters the further it goes."""
    letters = "".join(rng.choice("aeiounmrlstdhgcbykvw") for _ in range(rng.randint(3, 9)))
    text = rng.choice("ABCDEFGHJKLMNPRSTWZ") + letters
    if rng.random() < 0.5:
        text = rng.choice("ABCDEHJKLMPRST") + rng.choice((" ", ".", "")) + text
    habit = Random(rng.random())
    decay, wide = rng.uniform(0.0, 0.12), rng.uniform(0.7, 1.6)
    run: list[tuple[float, float]] = []
    paths: list[list[tuple[float, float]]] = []
    x, small = 0.0, 1.0
    for sign in text:
        shapes = drawn(sign, habit)
        if not shapes:
            x += 0.5
            if run:
                paths.append(run)
                run = []
            continue
        tall = (rng.uniform(1.2, 2.2) if sign.isupper() else 1.0) * (small if sign.islower() else 1.0)
        placed = [[(x + px * wide * tall, (py - 1) * tall) for px, py in one] for one in shapes]
        first, *rest = placed
        if sign.islower() and run:
            run = run + first
        else:
            if run:
                paths.append(run)
            run = list(first)
        for more in rest:
            run = run + list(more) if rng.random() < 0.6 else run
        x += max(px for one in shapes for px, _ in one) * wide * tall + rng.uniform(0.02, 0.2)
        small = max(small - decay, 0.25)
    paths.append(run)
    lean, shake = rng.uniform(-0.2, 0.7), rng.uniform(0.01, 0.06)
    bent = [
        [(px - lean * py + rng.gauss(0, shake), py + rng.gauss(0, shake)) for px, py in one] for one in paths
    ]
    return [np.array(smooth(one)) * 4 for one in bent if len(one) > 1]


def _fixture(rng: Random) -> list[Path]:
    return _paths(signature(writer(rng.randrange(10**6, 10**9)), rng))


def _initials(rng: Random) -> list[Path]:
    return _paths(initials(writer(rng.randrange(10**6, 10**9)), rng))


def _scribble(rng: Random) -> list[Path]:
    """A loop or zigzag that says nothing."""
    count = rng.randint(4, 14)
    if rng.random() < 0.5:
        points = [(i * rng.uniform(0.6, 1.4), rng.uniform(-3, 3) * (-1) ** i) for i in range(count)]
    else:
        points = [(rng.uniform(0, 8) + i * 0.8, rng.uniform(-3, 3)) for i in range(count)]
    return [np.array(smooth(points)) * rng.uniform(1, 2)]


def _foreign(rng: Random) -> list[Path]:
    """Signs of other scripts: dense short strokes in squares, or a line of bows with dots below and above."""
    paths: list[Path] = []
    if rng.random() < 0.5:
        for place in range(rng.randint(2, 4)):
            for _ in range(rng.randint(4, 9)):
                x, y = place * 7 + rng.uniform(0, 5), rng.uniform(-5, 0)
                long = rng.choice(((1, 0), (0, 1), (0.7, 0.7), (-0.7, 0.7)))
                reach = rng.uniform(1, 5)
                end = (x + long[0] * reach, y + long[1] * reach)
                paths.append(_wavy(np.array([(x, y), end]), rng))
        return paths
    x = 0.0
    for _ in range(rng.randint(2, 4)):
        bows = [
            (x - i * rng.uniform(1, 2.5), rng.uniform(-2.5, 1.5) * (i % 2)) for i in range(rng.randint(4, 9))
        ]
        paths.append(np.array(smooth(bows)))
        for _ in range(rng.randint(0, 3)):
            spot = np.array(rng.choice(bows)) + np.array((0, rng.choice((-3, 2))))
            paths.append(np.array([spot, spot + 0.3]))
        x += rng.uniform(4, 9)
    return paths


def _sized(paths: list[Path], size: tuple[float, float, float], rng: Random) -> list[Path]:
    """Scaled to about `size`, leaning and rising a little."""
    every = np.vstack(paths)
    wide, high = np.maximum(np.ptp(every, axis=0), 0.5)
    usual, least, most = size
    length = min(max(rng.lognormvariate(math.log(usual), 0.42), 6), 95)
    factor = min(length / wide, rng.uniform(least, most) / high)
    turn = math.radians(rng.gauss(-3, 5))
    matrix = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    return [one * factor * (1, rng.uniform(0.7, 1.2)) @ matrix for one in paths]


def _flourish(paths: Sequence[Path], rng: Random) -> list[Path]:
    every = np.vstack(paths)
    (x0, y0), (x1, y1) = every.min(0), every.max(0)
    drop = y1 - (y1 - y0) * rng.uniform(-0.2, 0.4)
    points = [
        (x1, drop - rng.uniform(0, 3)), (rng.uniform(x0, x1), drop + rng.uniform(-2, 3)),
        (x0 + rng.uniform(-3, 8), drop + rng.uniform(-2, 3)), (rng.uniform(x0, x1), drop + rng.uniform(0, 4)),
        (x1 + rng.uniform(-5, 12), drop + rng.uniform(-3, 3)),
    ]  # fmt: skip
    return [np.array(smooth(points[: rng.randint(3, 5)]))]


def _wavy(path: Path, rng: Random) -> Path:
    """More points along straight pieces, shaken a little."""
    pieces = [np.linspace(one, other, 8, endpoint=False) for one, other in pairwise(path)]
    dense = np.vstack([*pieces, path[-1:]])
    shake = np.array([(rng.gauss(0, 0.12), rng.gauss(0, 0.12)) for _ in dense])
    return np.array(smooth([(x, y) for x, y in dense + shake]))


def _paths(ink: Ink) -> list[Path]:
    return [np.array([(x, y) for x, y, _ in stroke]) for stroke in ink.strokes if len(stroke) > 1]
