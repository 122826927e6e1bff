"""Lays charts out: where each bar, line and word stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from countersign.charts.running import running
from countersign.charts.shapes import SIZE, TONES, Bar, Chart, Drawing, Kind, Row, Rule, Tone, Words, tones_of

_LETTER = 0.5
"""Width of a letter on average, of its size."""
_LEGEND, _GAP = 20.0, 6.0
_THICK = {1: 11.0, 2: 10.0}
"""Of a bar, by how many series there are."""
_HIGH = 92.0
"""Of the tallest column."""
_LEAST = 0.8
"""Width of the bar of a value that is not zero."""
_LABELS = 0.5
"""Most of the width that labels take."""
_COLUMN_MOST = 46.0


def laid_out(chart: Chart, wide: float) -> Drawing:
    """The chart, `wide` points wide; as high as it needs to be."""
    legend = tuple(_legend(chart.series)) if len(chart.series) > 1 else ()
    top = _LEGEND if legend else 4.0
    marks, high = _WAYS[chart.kind](chart, wide, top)
    return Drawing(chart.title, wide, high, (*legend, *marks))


def _long(text: str) -> float:
    return len(text) * SIZE * _LETTER


def _legend(names: Sequence[str]) -> Iterator[Bar | Words]:
    x = 0.0
    for name, tone in zip(names, TONES, strict=True):
        yield Bar(x, 1, SIZE, SIZE, tone)
        yield Words(x + SIZE + 5, SIZE, name)
        x += SIZE + 5 + _long(name) + 18


def _bars(chart: Chart, wide: float, top: float) -> tuple[list[Bar | Rule | Words], float]:
    series, thick = len(chart.series), _THICK[len(chart.series)]
    labels = min(max((_long(row.label) for row in chart.rows), default=0.0), wide * _LABELS) + 8
    values = [value for row in chart.rows for value in row.values]
    said = max((_long(text) for row in chart.rows for text in row.shown), default=0.0) + 8
    room = max(wide - labels - said, 20.0)
    most, least = max([*values, Decimal(0)]), min([*values, Decimal(0)])
    unit = room / float(most - least) if most > least else 0.0
    zero = labels + float(-least) * unit
    marks: list[Bar | Rule | Words] = []
    y = top
    for row in chart.rows:
        middle = y + series * thick / 2 + SIZE * 0.35
        marks.append(Words(labels - 8, middle, row.label, "end"))
        marks += _row(row, (zero, y, thick, unit), tones_of(chart))
        y += series * thick + _GAP
    marks.append(Rule(zero, top - 2, zero, y - _GAP + 2))
    return marks, y - _GAP + 6


def _row(row: Row, at: tuple[float, float, float, float], tones: Sequence[Tone]) -> Iterator[Bar | Words]:
    zero, y, thick, unit = at
    for place, (value, shown) in enumerate(zip(row.values, row.shown, strict=True)):
        down = y + place * thick
        long = max(abs(float(value)) * unit, _LEAST) if value else 0.0
        if long:
            yield Bar(zero if value > 0 else zero - long, down + 0.5, long, thick - 1, tones[place])
        end = zero + long if value > 0 else zero
        yield Words(end + 5, down + thick / 2 + SIZE * 0.34, shown, quiet=not value)


def _columns(chart: Chart, wide: float, top: float) -> tuple[list[Bar | Rule | Words], float]:
    count = max(len(chart.rows), 1)
    step = wide / count
    broad = min(step * 0.62, _COLUMN_MOST)
    most = max([value for row in chart.rows for value in row.values] + [Decimal(1)])
    base = top + SIZE + 4 + _HIGH
    every = max(int(max((_long(row.label) for row in chart.rows), default=0.0) / step) + 1, 1)
    marks: list[Bar | Rule | Words] = []
    for place, row in enumerate(chart.rows):
        middle = place * step + step / 2
        for value, tone in zip(row.values, tones_of(chart), strict=True):
            high = float(value / most) * _HIGH
            if value:
                marks.append(Bar(middle - broad / 2, base - high, broad, high, tone))
        tallest = float(max(row.values, default=Decimal(0)) / most) * _HIGH
        if place % every == 0:
            marks.append(Words(middle, base - tallest - 4, row.shown[0], "middle"))
            marks.append(Words(middle, base + SIZE + 4, row.label, "middle", quiet=True))
    marks.append(Rule(0, base, wide, base))
    return marks, base + SIZE + 10


_WAYS = {Kind.BARS: _bars, Kind.COLUMNS: _columns, Kind.TREND: running}
