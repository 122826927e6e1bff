"""Puts raw words in reading order: their lines, and their boxes as fractions of the page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from extractors.page.engines.port import Point, RawWord
from models.paper import Box, Word

_SAME_LINE = 0.6
"""Times the lower of two heights: how far apart the middles of neighbours on one line may lie."""
_STEEP = math.radians(30)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A raw word in the page's own, level coordinates (pixels)."""

    raw: RawWord
    left: float
    right: float
    middle: float
    height: float


def read_order(raw: Sequence[RawWord], shape: tuple[int, ...]) -> tuple[Word, ...]:
    """Words line by line, top to bottom and left to right; `shape` is the picture's (rows, columns)."""
    return tuple(word for word, _ in in_order(raw, shape))


def in_order(raw: Sequence[RawWord], shape: tuple[int, ...]) -> tuple[tuple[Word, RawWord], ...]:
    """The words as `read_order` gives them, each with the raw word that it was made from."""
    placed = _level(raw)
    lines = sorted(_lines(placed), key=lambda line: fmean(word.middle for word in line))
    return tuple(
        (_word(word.raw, shape, number), word.raw)
        for number, line in enumerate(lines)
        for word in sorted(line, key=lambda word: word.left)
    )


def _word(raw: RawWord, shape: tuple[int, ...], line: int) -> Word:
    sure = min(max(raw.confidence, 0.0), 1.0)
    return Word(raw.text, _box(raw, shape), sure, line, raw.alternatives)


def from_text_layer(words: Iterable[tuple[str, Box]], aspect: float) -> tuple[Word, ...]:
    """Words of a born-digital page in reading order; boxes are fractions, `aspect` is width over height."""
    scale = 1000.0
    raw = [RawWord(text, _corners(box, scale * aspect, scale), 1.0) for text, box in words if text.strip()]
    return read_order(raw, (round(scale), round(scale * aspect)))


def skew(raw: Iterable[RawWord]) -> float:
    """Median angle of the words' upper edges in radians, clockwise; 0 where nothing is nearly level."""
    angles = [_angle(word) for word in raw if len(word.text) > 1]
    level = [angle for angle in angles if abs(angle) < _STEEP]
    return median(level) if level else 0.0


def _level(raw: Sequence[RawWord]) -> list[_Placed]:
    """The words as they would lie on a page without skew."""
    angle = skew(raw)
    cosine, sine = math.cos(-angle), math.sin(-angle)
    placed = []
    for word in raw:
        turned = [(x * cosine - y * sine, x * sine + y * cosine) for x, y in word.corners]
        xs, ys = [x for x, _ in turned], [y for _, y in turned]
        placed.append(_Placed(word, min(xs), max(xs), fmean(ys), max(ys) - min(ys)))
    return placed


def _lines(placed: Iterable[_Placed]) -> list[list[_Placed]]:
    """Left to right, each word goes to the line whose last word it continues best."""
    lines: list[list[_Placed]] = []
    for word in sorted(placed, key=lambda word: word.left):
        fitting = [line for line in lines if _continues(line[-1], word)]
        if fitting:
            min(fitting, key=lambda line: abs(line[-1].middle - word.middle)).append(word)
        else:
            lines.append([word])
    return lines


def _continues(last: _Placed, word: _Placed) -> bool:
    lower = min(last.height, word.height)
    if abs(last.middle - word.middle) > _SAME_LINE * lower:
        return False
    return last.right - word.left <= lower


def _angle(word: RawWord) -> float:
    (x0, y0), (x1, y1) = word.corners[:2]
    return math.atan2(y1 - y0, x1 - x0)


def _corners(box: Box, width: float, height: float) -> tuple[Point, Point, Point, Point]:
    return (
        (box.x0 * width, box.y0 * height),
        (box.x1 * width, box.y0 * height),
        (box.x1 * width, box.y1 * height),
        (box.x0 * width, box.y1 * height),
    )


def _box(word: RawWord, shape: tuple[int, ...]) -> Box:
    xs = [min(max(x / shape[1], 0.0), 1.0) for x, _ in word.corners]
    ys = [min(max(y / shape[0], 0.0), 1.0) for _, y in word.corners]
    return Box(min(xs), min(ys), max(xs), max(ys))
