"""Lays out how a figure went over periods: narrow columns, the newest and the highest of them named."""

from __future__ import annotations

from decimal import Decimal

from countersign.charts.shapes import SIZE, Bar, Chart, Row, Rule, Words, tones_of

_HIGH = 46.0
"""Of the tallest column."""
_BROAD = 0.62
"""Of the room that a period has."""
_LETTER = 0.5
_APART = 4.0
"""Between two words on a line, at least."""
_BROADEST = 30.0


def running(chart: Chart, wide: float, top: float) -> tuple[list[Bar | Rule | Words], float]:
    """The marks and the height; a period without a figure has a dash in place of its column."""
    rows = chart.rows
    step = wide / max(len(rows), 1)
    broad = min(step * _BROAD, _BROADEST)
    most = max([*(value for row in rows for value in row.values), Decimal(0)]) or Decimal(1)
    base = top + SIZE + 4 + _HIGH
    marks: list[Bar | Rule | Words] = []
    for place, row in enumerate(rows):
        middle = place * step + step / 2
        if not row.values:
            marks.append(Words(middle, base - 4, "\u2013", "middle", quiet=True))
        for value, tone in zip(row.values, tones_of(chart), strict=False):
            if value > 0:
                high = max(float(value / most) * _HIGH, 0.8)
                marks.append(Bar(middle - broad / 2, base - high, broad, high, tone))
    marks += _named(rows, wide, base, most)
    marks.append(Rule(0, base, wide, base))
    marks += _ends(rows, wide, base + SIZE + 4)
    return marks, base + SIZE + 10


def _named(rows: tuple[Row, ...], wide: float, base: float, most: Decimal) -> list[Words]:
    """The newest figure, and the highest one where both can be read."""
    known = [place for place, row in enumerate(rows) if row.values]
    if not known:
        return []
    heights = {place: float(max(rows[place].values[0], Decimal(0)) / most) * _HIGH for place in known}
    above = {
        place: _centred(rows[place].shown[0], (place + 0.5) * wide / len(rows), wide, base - high - 4)
        for place, high in heights.items()
    }
    newest, highest = above[known[-1]], above[max(known, key=lambda place: heights[place])]
    return [newest, highest] if _right(highest) + _APART <= _left(newest) else [newest]


def _centred(text: str, x: float, wide: float, y: float) -> Words:
    """Over its column, moved in where it would leave the chart."""
    half = len(text) * SIZE * _LETTER / 2
    return Words(min(max(x, half), max(wide - half, half)), y, text, "middle")


def _left(words: Words) -> float:
    return words.x - len(words.text) * SIZE * _LETTER / 2


def _right(words: Words) -> float:
    return words.x + len(words.text) * SIZE * _LETTER / 2


def _ends(rows: tuple[Row, ...], wide: float, y: float) -> list[Words]:
    """The first and the last period."""
    if len(rows) < 2:  # noqa: PLR2004 one needs no end
        return [Words(wide / 2, y, row.label, "middle", quiet=True) for row in rows]
    return [Words(0, y, rows[0].label, quiet=True), Words(wide, y, rows[-1].label, "end", quiet=True)]
