"""Tables, charts and tiles of reports, as parts that flow over sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from countersign.charts import Bar, Chart, Drawing, Rule, Words, laid_out
from countersign.charts.shapes import SIZE, Kind
from countersign.printing.reports import styles
from countersign.reports.sections import Section, Table, Tile
from flows.evidence.sheets.frame import column_widths, shortened
from flows.evidence.sheets.style import INK, QUIET, RULE, SANS, SHADE, fitting, para

_TONES = {"pale": HexColor("#a9bccf"), "dark": HexColor("#1f4e79")}
"""Far enough apart in brightness to be told apart in gray."""
_TILES = 4
"""In a row."""
_WIDE = 560.0
"""Points that a chart is wide at most: on paper that stands, tables stand beside bars."""
_FEW = 4
"""Columns of a table that has room beside a chart."""
_TOGETHER = 14
"""Rows up to which a table is not broken over sheets."""


class Picture(Flowable):  # type: ignore[misc]
    """A chart."""

    def __init__(self, chart: Chart, wide: float) -> None:
        super().__init__()
        self._drawing: Drawing = laid_out(chart, wide)
        self.width, self.height = self._drawing.wide, self._drawing.high + 4

    def wrap(self, _wide: float, _high: float) -> tuple[float, float]:
        """As large as it was laid out."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw its marks; y grows upwards here."""
        for mark in self._drawing.marks:
            _draw(self.canv, mark, self._drawing)


def _draw(canvas: Any, mark: Bar | Rule | Words, drawing: Drawing) -> None:
    top = drawing.high
    if isinstance(mark, Bar):
        canvas.setFillColor(_TONES[mark.tone])
        canvas.rect(mark.x, top - mark.y - mark.high, mark.wide, mark.high, stroke=0, fill=1)
    elif isinstance(mark, Rule):
        canvas.setStrokeColor(QUIET)
        canvas.setLineWidth(0.6)
        canvas.line(mark.x, top - mark.y, mark.to_x, top - mark.to_y)
    else:
        canvas.setFont(SANS, SIZE - 0.5)
        canvas.setFillColor(QUIET if mark.quiet else INK)
        if mark.anchor == "end":
            text = shortened(mark.text, SANS, SIZE - 0.5, max(mark.x, 1))
            canvas.drawRightString(mark.x, top - mark.y, text)
        elif mark.anchor == "middle":
            canvas.drawCentredString(mark.x, top - mark.y, fitting(mark.text))
        else:
            canvas.drawString(mark.x, top - mark.y, fitting(mark.text))


def grid(table: Table, wide: float) -> Grid:
    """A table whose heads are repeated on every sheet."""
    top = [_head(text, right=n in table.right) for n, text in enumerate(table.heads)]
    last = len(table.rows) - 1
    body = [
        [
            _cell(text, right=n in table.right, is_sum=table.sums and place == last)
            for n, text in enumerate(row)
        ]
        for place, row in enumerate(table.rows)
    ]
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, RULE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),
    ]
    if table.sums and table.rows:
        style.append(("LINEABOVE", (0, -1), (-1, -1), 0.9, INK))
        blank = next((n for n, text in enumerate(table.rows[-1][1:], 1) if text), len(table.heads))
        style.append(("SPAN", (0, -1), (blank - 1, -1)))
    widths = column_widths(table.shares or [1.0] * len(table.heads), wide)
    return Grid([top, *body], widths, repeatRows=1, style=TableStyle(style), hAlign="LEFT")


def _head(text: str, *, right: bool) -> Any:
    return para(text, styles.HEAD_RIGHT if right else styles.HEAD)


def _row(table: Table, row: Sequence[str], *, is_sum: bool) -> list[Any]:
    return [_cell(text, right=n in table.right, is_sum=is_sum) for n, text in enumerate(row)]


def _cell(text: str, *, right: bool, is_sum: bool) -> Any:
    if is_sum:
        return para(text, styles.SUM_RIGHT if right else styles.SUM)
    return para(text, styles.CELL_RIGHT if right else styles.CELL)


def tiled(tiles: Sequence[Tile], wide: float) -> Iterator[Any]:
    """Numbers that stand out, some in a row."""
    for start in range(0, len(tiles), _TILES):
        row = [_tile(one) for one in tiles[start : start + _TILES]]
        row += [[] for _ in range(_TILES - len(row))]
        style = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEABOVE", (0, 0), (-1, 0), 1.2, INK),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
        ]
        yield Grid([row], [wide / _TILES] * _TILES, style=TableStyle(style), hAlign="LEFT")
        yield Spacer(0, 3 * mm)


def _tile(tile: Tile) -> list[Any]:
    under = [para(tile.under, styles.TILE)] if tile.under else []
    return [para(tile.name, styles.TILE), para(tile.value, styles.TILE_VALUE), *under]


def flowing(section: Section, wide: float) -> Iterator[Any]:
    """A section: its title stays with what follows; bars stand beside their table where there is room."""
    head: list[Any] = [para(section.title, styles.SECTION)]
    head += [para(section.lead, styles.TEXT)] if section.lead else []
    table, chart = section.table, section.chart
    rest: list[Any] = []
    if chart and table and _is_small(table) and chart.kind is Kind.BARS and wide < _WIDE:
        head.append(_beside(table, chart, wide))
    else:
        head += [Picture(chart, min(wide, _WIDE)), Spacer(0, 2 * mm)] if chart else []
        if table:
            drawn = grid(table, wide)
            (head if len(table.rows) <= _TOGETHER else rest).append(drawn)
    yield KeepTogether(head)
    yield from rest
    if section.notes:
        yield Spacer(0, 1.5 * mm)
    yield from (para(text, styles.NOTE) for text in section.notes)


def _is_small(table: Table) -> bool:
    return len(table.rows) <= _TOGETHER and len(table.heads) <= _FEW


def _beside(table: Table, chart: Chart, wide: float) -> Grid:
    left, gap = wide * 0.5, 6 * mm
    cells = [[grid(table, left), "", Picture(chart, wide - left - gap)]]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
    ]
    return Grid(cells, [left, gap, wide - left - gap], style=TableStyle(style), hAlign="LEFT")
