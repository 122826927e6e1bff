"""How a hand moves: joined names, scribbles, initials, crosses, and scripts that do not run as ours do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.sealed.faces import latin
from tests.benchmarks.sealed.hand import GLYPHS
from tests.benchmarks.sealed_receipts.alphabet import joined

Stroke = NDArray[np.float64]
"""(n, 2): x and y in millimetres or units, y growing downwards."""
SCRIBES = 28
_STYLES = (
    *("full", "scribble", "tail", "initials", "arabic", "loops", "full", "cross", "wave", "ideographs"),
    *("tail", "full", "sweep", "initials", "full", "scribble", "tail", "arabic", "wave", "loops"),
    *("full", "sweep", "tail", "ideographs", "full", "initials", "scribble", "wave"),
)


@dataclass(frozen=True, slots=True)
class Scribe:
    """One person's way of writing."""

    number: int
    style: str
    """Of the signature."""
    slant: float
    wide: float
    """Of a letter over its height."""
    haste: float
    """0 slow and round, 1 letters melt into each other."""
    climb: float
    """Rise of the line over its length."""
    unsteady: float
    capitals: bool
    """Remarks and names in block capitals."""


def scribe(number: int) -> Scribe:
    """The person with this number; always the same."""
    rng = Random(f"scribe {number}")
    return Scribe(
        number, _STYLES[number % SCRIBES], rng.uniform(-0.15, 0.6), rng.uniform(0.55, 1.1), rng.random(),
        rng.uniform(-0.04, 0.13), rng.uniform(0.01, 0.05), rng.random() < 0.6,
    )  # fmt: skip


def line(text: str, who: Scribe, height: float, rng: Random) -> list[Stroke]:
    """A line of writing whose capitals are `height` high, from its top left at (0, 0)."""
    parts = [_word(word, who, rng) for word in latin(text).split()]
    strokes, across = [], 0.0
    for word in parts:
        strokes += [_moved(stroke, across) for stroke in word]
        across = max((stroke[:, 0].max() for stroke in strokes), default=0.0) + rng.uniform(0.75, 1.1)
    return [_moved(_leaning(stroke, who, 0.3) * height, 0, height) for stroke in strokes]


def autograph(name: str, who: Scribe, size: tuple[float, float], rng: Random) -> list[Stroke]:
    """A signature that fits a width and height in millimetres, from (0, 0)."""
    return _fitted(_WAYS[who.style](name, who, rng), size, rng)


def _word(word: str, who: Scribe, rng: Random) -> list[Stroke]:
    """A word on the line y 0, capitals one unit high, y downwards."""
    if who.capitals or any(sign.isdigit() for sign in word):
        return _block(word, who, rng)
    head = [_block(word[0], who, rng)] if word[0].isupper() else []
    across = max((s[:, 0].max() for one in head for s in one), default=0.0) + 0.06
    rest = _script(word[1:] if head else word, who, rng, 0.55)
    return [*(s for one in head for s in one), *(_moved(stroke, across) for stroke in rest)]


def _block(word: str, who: Scribe, rng: Random) -> list[Stroke]:
    habit = Random(f"block {who.number}")
    ways = {sign: habit.randrange(4) for sign in GLYPHS}
    strokes: list[Stroke] = []
    across = 0.0
    for sign in word.upper():
        forms = GLYPHS.get(sign, GLYPHS["-"]).split("|")
        wide = who.wide * 0.75 * (0.4 if sign in ".,:'1I" else 1) * rng.uniform(0.85, 1.15)
        high = rng.uniform(0.86, 1.08)
        for part in forms[ways.get(sign, 0) % len(forms)].split(" / "):
            spots = np.array(
                [(int(spot[0]) / 6 * wide, (int(spot[1]) / 9 - 1) * high) for spot in part.split()]
            )
            strokes.append(_moved(_smooth(_shaken(spots, who, rng), 0.4 + who.haste), across))
        across += wide + rng.uniform(0.14, 0.26)
    return strokes


def _script(word: str, who: Scribe, rng: Random, height: float) -> list[Stroke]:
    """Joined small letters, `height` of a capital high; they flatten towards the end with haste."""
    chain: list[Stroke] = []
    apart: list[Stroke] = []
    across = 0.0
    for place, letter in enumerate(word.lower()):
        if not letter.isalpha():
            across += 0.7
            continue
        flat = max(1 - who.haste * 0.12 * place, 0.25)
        first, *rest = joined(letter)
        scale = np.array((who.wide * rng.uniform(0.85, 1.15), flat * rng.uniform(0.88, 1.12)))
        chain.append(_shaken(_moved(first * scale, across), who, rng))
        apart += [
            _shaken(_moved(part * scale, across), who, rng) for part in rest if rng.random() > who.haste * 0.5
        ]
        across += first[-1, 0] * scale[0]
    if not chain:
        return []
    strokes = [_smooth(np.vstack(chain), 0.5 + 1.6 * who.haste), *(_smooth(part, 0.3) for part in apart)]
    return [stroke * (height, -height) for stroke in strokes]


def _full(name: str, who: Scribe, rng: Random) -> list[Stroke]:
    strokes, across = [], 0.0
    for word in latin(name).split():
        capital = [s * (1.3, 1.5) for s in _block(word[0], who, rng)]
        rest = _script(word[1:], who, rng, 0.62)
        reach = max(s[:, 0].max() for s in capital) * 0.8
        strokes += [_moved(s, across) for s in (*capital, *(_moved(s, reach) for s in rest))]
        across = max(s[:, 0].max() for s in strokes) + 0.25
    return [*(_leaning(s, who) for s in strokes), *_flourish(strokes, who, rng)]


def _tail(name: str, who: Scribe, rng: Random) -> list[Stroke]:
    """A big first letter, two or three small ones and a line that runs out."""
    last = latin(name).split()[-1]
    capital = [s * (1.6, 1.8) for s in _block(last[0], who, rng)]
    small = _script(last[1:4], who, rng, 0.6)
    reach = max(s[:, 0].max() for s in capital) * 0.7
    small = [_moved(s, reach) for s in small]
    end = small[0][-1] if small else np.array((reach, 0.0))
    t = np.linspace(0, 1, 30)[:, None]
    waves = np.column_stack([t * rng.uniform(2, 4), -0.25 * np.sin(t * rng.uniform(4, 13)) * (1 - t)])
    return [_leaning(s, who) for s in (*capital, *small, waves + end)]


def _initials(name: str, who: Scribe, rng: Random) -> list[Stroke]:
    across, strokes = 0.0, []
    for word in latin(name).split()[:2]:
        strokes += [_moved(s * 1.2, across) for s in _block(word[0], who, rng)]
        across += rng.uniform(0.5, 0.9)
    return [_leaning(_smooth(s, who.haste), who) for s in strokes]


def _cross(name: str, who: Scribe, rng: Random) -> list[Stroke]:
    bend = rng.uniform(-0.15, 0.15)
    return [
        _smooth(np.array([(0, -1), (0.5 + bend, -0.5), (1.1, rng.uniform(-0.1, 0.1))]), 0.5),
        _smooth(np.array([(1.05, -1.05), (0.5, -0.5 + bend), (-0.05, 0)]), 0.5),
    ]


def _scribble(name: str, who: Scribe, rng: Random) -> list[Stroke]:
    habit = Random(f"scribble {who.number}")
    turns = habit.randint(5, 12)
    spots = [(p * 0.4 + habit.uniform(-0.5, 0.5), habit.uniform(-1, 0.4) * (-1) ** p) for p in range(turns)]
    return [
        _smooth(np.array(spots) + np.array([[rng.gauss(0, 0.07), rng.gauss(0, 0.07)] for _ in spots]), 0.8)
    ]


def _loops(name: str, who: Scribe, rng: Random) -> list[Stroke]:
    habit = Random(f"loops {who.number}")
    t = np.linspace(0, habit.randint(3, 7) * 2 * np.pi, 260)
    size = np.interp(t, np.linspace(0, t[-1], 6), [habit.uniform(0.15, 1) for _ in range(6)])
    x = t * 0.09 + 0.35 * size * np.cos(t + habit.uniform(0, 3))
    y = -0.6 * size * np.sin(t) + 0.02 * np.cumsum([rng.gauss(0, 0.15) for _ in t])
    return [np.column_stack([x, y]), *_flourish([np.column_stack([x, y])], who, rng)]


def _wave(name: str, who: Scribe, rng: Random) -> list[Stroke]:
    habit = Random(f"wave {who.number}")
    t = np.linspace(0, 1, 160)
    swing = np.sin(t * habit.uniform(18, 42)) * (1 - t) ** habit.uniform(0.3, 1.3)
    shake = _blurred(np.array([(0, rng.gauss(0, 1)) for _ in t]), 6)[:, 1]
    body = np.column_stack([t * 3.2, -0.4 * swing - 0.4 * shake])
    start = np.array([(-0.2, 0.5), (-0.1, -1.2), (0.15, -0.9), (0, 0)])
    return [_leaning(s, who) for s in (np.vstack([_smooth(start, 0.6), body]),)]


def _sweep(name: str, who: Scribe, rng: Random) -> list[Stroke]:
    habit = Random(f"sweep {who.number}")
    strokes = []
    for _ in range(habit.randint(1, 3)):
        spots = [(habit.uniform(0, 3), habit.uniform(-1, 0.5)) for _ in range(habit.randint(3, 5))]
        strokes.append(
            _smooth(np.array([(x + rng.gauss(0, 0.06), y + rng.gauss(0, 0.06)) for x, y in spots]), 1)
        )
    return strokes


def _arabic(name: str, who: Scribe, rng: Random) -> list[Stroke]:
    """From right to left: a low line with teeth, bowls and tall strokes, dots above and below."""
    habit = Random(f"arabic {who.number}")
    spots, strokes, x = [], [], 0.0
    for _ in range(habit.randint(6, 11)):
        kind = habit.choice(("tooth", "bowl", "tall", "line"))
        shapes = {
            "tooth": [(0, 0), (-0.1, -0.35), (-0.22, 0)],
            "bowl": [(0, 0), (-0.15, 0.45), (-0.6, 0.5), (-0.75, 0.05)],
            "tall": [(0, 0), (-0.06, -1.1), (-0.14, 0)],
            "line": [(0, 0), (-0.4, 0.04)],
        }
        spots += [(x + a + rng.gauss(0, 0.02), b + rng.gauss(0, 0.03)) for a, b in shapes[kind]]
        x = spots[-1][0] - 0.08
        if kind in {"tooth", "bowl"}:
            side = habit.choice((-0.6, 0.75))
            strokes += [
                np.array([(x + d, side), (x + d + 0.05, side + 0.04)])
                for d in (0.1, 0.28)[: habit.randint(1, 2)]
            ]
    return [_smooth(np.array(spots), 0.45), *strokes]


def _ideographs(name: str, who: Scribe, rng: Random) -> list[Stroke]:
    """Two or three squares of strokes across, down and slanting."""
    habit, strokes = Random(f"ideographs {who.number}"), []
    for square in range(habit.randint(2, 3)):
        for _ in range(habit.randint(5, 9)):
            x, y, run = habit.uniform(0, 0.7), habit.uniform(-1, -0.15), habit.uniform(0.3, 0.9)
            turn = habit.choice(((1, -0.06), (1, -0.06), (0, 1), (0.1, 1), (-0.6, 0.8), (0.6, 0.7)))
            end = (min(x + turn[0] * run, 1), min(y + turn[1] * run, 0.1))
            spots = np.array([(x, y), ((x + end[0]) / 2, (y + end[1]) / 2 + 0.02), end])
            strokes.append(_smooth(_moved(_shaken(spots, who, rng), square * 1.15), 0.2))
    return strokes


def _flourish(strokes: list[Stroke], who: Scribe, rng: Random) -> list[Stroke]:
    """A line under the name, as some have it."""
    if who.number % 3:
        return []
    every = np.vstack(strokes)
    left, right, low = every[:, 0].min(), every[:, 0].max(), max(every[:, 1].max(), 0)
    spots = [
        (right, low * 0.6),
        (right * 0.5, low + 0.22),
        (left + 0.2, low + 0.3),
        (right * 0.8, low + rng.uniform(0.1, 0.4)),
    ]
    return [_smooth(np.array(spots), 0.7)]


def _moved(stroke: Stroke, across: float, down: float = 0.0) -> Stroke:
    return stroke + np.array((across, down))


def _shaken(spots: Stroke, who: Scribe, rng: Random) -> Stroke:
    return spots + np.array([[rng.gauss(0, who.unsteady), rng.gauss(0, who.unsteady)] for _ in spots])


def _leaning(stroke: Stroke, who: Scribe, climb: float = 1.0) -> Stroke:
    """Slanted, and climbing by a part of what this person's signatures climb."""
    x = stroke[:, 0] - stroke[:, 1] * who.slant
    return np.column_stack([x, stroke[:, 1] - stroke[:, 0] * who.climb * climb])


def _smooth(spots: Stroke, soft: float) -> Stroke:
    """A curve through the spots at even steps; `soft` 0..2 rounds its corners as speed does."""
    if len(spots) < 2:
        return spots
    ends = np.vstack([2 * spots[0] - spots[1], spots, 2 * spots[-1] - spots[-2]])
    t = np.linspace(0, 1, 10, endpoint=False)[:, None]
    curve = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False)
    ]
    whole = np.vstack([*curve, spots[-1:]])
    return _blurred(whole, 0.6 + 2.2 * soft)


def _blurred(curve: Stroke, sigma: float) -> Stroke:
    reach = max(round(3 * sigma), 1)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    if len(curve) <= reach:
        return curve
    padded = np.pad(curve, ((reach, reach), (0, 0)), "reflect", reflect_type="odd")
    return np.column_stack([np.convolve(padded[:, axis], weights, "valid") for axis in (0, 1)])


def _fitted(strokes: list[Stroke], size: tuple[float, float], rng: Random) -> list[Stroke]:
    """As large as fits, half way to filling both sides, moved to (0, 0)."""
    every = np.vstack(strokes)
    low, span = every.min(0), np.maximum(np.ptp(every, 0), 1e-3)
    free = np.array(size) / span * rng.uniform(0.85, 1)
    both = np.minimum(free, free.min() * 1.7)
    return [(stroke - low) * both for stroke in strokes]


_WAYS: dict[str, Callable[[str, Scribe, Random], list[Stroke]]] = {
    "full": _full, "tail": _tail, "initials": _initials, "cross": _cross, "scribble": _scribble,
    "loops": _loops, "wave": _wave, "sweep": _sweep, "arabic": _arabic, "ideographs": _ideographs,
}  # fmt: skip
