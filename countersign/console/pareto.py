"""A Pareto chart as lengths and points: bars by share, heaviest first, and the line that adds them up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from receivables.causes import Bar

WIDTH, LABELS, TOP, ROW, THICK = 600, 190, 26, 30, 16
"""In units of the drawing: all of it, the names at its left, the scale above, a row, a bar."""
MOST = 8
"""Rows; lighter ones are left to the table."""
_LONGEST = 28
"""Characters of a name."""
_MARGIN = 18


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the chart; lengths in units of the drawing."""

    name: str
    bar: Bar
    middle: float
    """Of the row, from the top."""
    length: float
    """Of the bar."""
    end: float
    """Where the line of sums passes, from the left."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a template draws."""

    rows: tuple[Row, ...]
    width: int = WIDTH
    labels: int = LABELS
    top: int = TOP
    thick: int = THICK

    @property
    def height(self) -> int:
        """Of all of it."""
        return self.top + ROW * len(self.rows) + 6

    @property
    def line(self) -> str:
        """Points of the line of sums, as SVG has them."""
        return " ".join(f"{row.end:.1f},{row.middle:.1f}" for row in self.rows)

    @property
    def scale(self) -> tuple[tuple[float, float], ...]:
        """Shares 0..1 and where they lie from the left."""
        return tuple((step / 4, LABELS + _plot() * step / 4) for step in range(5))


def chart_of(bars: Sequence[Bar], name: Callable[[str], str]) -> Chart:
    """The heaviest bars as a chart."""
    return Chart(
        tuple(
            Row(
                _short(name(bar.name)),
                bar,
                TOP + ROW * (place + 0.5),
                float(bar.share) * _plot(),
                LABELS + float(bar.cumulative) * _plot(),
            )
            for place, bar in enumerate(bars[:MOST])
        )
    )


def _plot() -> int:
    return WIDTH - LABELS - _MARGIN


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
