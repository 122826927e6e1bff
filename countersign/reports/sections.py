"""A report as sections: words, a chart and the table of its figures, for pages, PDFs and terminals alike."""

from __future__ import annotations

from dataclasses import dataclass

from countersign.charts import Chart


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    """0-based places of columns of numbers."""
    sums: bool = False
    """True where the last row is the sum of those above it."""
    shares: tuple[float, ...] = ()
    """How wide the columns are beside one another; alike where none are given."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that stands out."""

    name: str
    value: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report."""

    key: str
    """For anchors; unique within the report."""
    title: str
    lead: str = ""
    chart: Chart | None = None
    table: Table | None = None
    notes: tuple[str, ...] = ()
    small: tuple[Chart, ...] = ()
    """Charts that stand beside one another, each under its title, above the table."""
