"""What a chart says, and the marks it is drawn with; two tones that differ in brightness, never in hue."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

SIZE = 9.0
"""Of letters, in points."""
Tone = Literal["pale", "dark"]
TONES: tuple[Tone, Tone] = ("pale", "dark")
"""Of the first and the second series; of a single one the second."""


class Kind(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    """One row for each item, its series below one another."""
    COLUMNS = "columns"
    """One column for each item; the second series is a part of the first and stands in it."""
    TREND = "trend"
    """The same, small: periods one after the other, of which the newest and the highest are named."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a chart."""

    label: str
    values: tuple[Decimal, ...]
    """One for each series; in a trend none where the period has no figure."""
    shown: tuple[str, ...]
    """The same as people read them."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn; the same figures stand in a table beside it."""

    title: str
    kind: Kind
    series: tuple[str, ...]
    """One or two names."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle; (x, y) is its upper left corner, y grows downwards."""

    x: float
    y: float
    wide: float
    high: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; (x, y) is on its base line."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "start"
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart laid out, in points."""

    title: str
    wide: float
    high: float
    marks: tuple[Bar | Rule | Words, ...]


def tones_of(chart: Chart) -> tuple[Tone, ...]:
    """One for each series."""
    return TONES if len(chart.series) > 1 else TONES[1:]
