"""Tables, charts and tiles of reports, as parts that flow over sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from countersign.charts import Bar, Chart, Drawing, Rule, Words, laid_out
from countersign.charts.shapes import SIZE, Kind
from countersign.printing.reports import styles
from countersign.reports.sections import Section, Table, Tile
from flows.evidence.sheets.frame import column_widths, shortened
from flows.evidence.sheets.style import INK, QUIET, RULE, SANS, SANS_BOLD, SHADE, fitting, para

_TONES = {"pale": HexColor("#a9bccf"), "dark": HexColor("#1f4e79")}
"""Far enough apart in brightness to be told apart in gray."""
_TILES = 4
"""In a row, at most."""
_SMALL_GAP = 18.0
"""Points between two small charts."""
_WIDE = 560.0
"""Points that a chart is wide at most: on paper that stands, tables stand beside bars."""
_FEW = 4
"""Columns of a table that has room beside a chart."""
_TOGETHER = 14
"""Rows up to which a table is not broken over sheets."""
_LEAST_BELOW = 55 * mm
"""Of a sheet: a title with a long table below it does not stand alone at a foot."""
_CELL_SIZE = 8.2
"""Of letters in cells, in points."""


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
    widths = unbroken(table, column_widths(table.shares or [1.0] * len(table.heads), wide))
    return Grid([top, *body], widths, repeatRows=1, style=TableStyle(style), hAlign="LEFT")


def unbroken(table: Table, widths: list[float]) -> list[float]:
    """The same widths, but that columns with room give of it to those in which a word would be broken."""
    needed = [max(map(_longest, column), default=0.0) + 9 for column in zip(*_measured(table), strict=True)]
    lack = sum(max(need - have, 0.0) for need, have in zip(needed, widths, strict=True))
    spare = sum(max(have - need, 0.0) for need, have in zip(needed, widths, strict=True))
    if not lack or not spare:
        return widths
    taken = min(lack / spare, 1.0)
    given = min(spare / lack, 1.0)
    return [
        have - (have - need) * taken if have > need else have + (need - have) * given
        for need, have in zip(needed, widths, strict=True)
    ]


def _measured(table: Table) -> list[tuple[str, ...]]:
    """Rows that columns are made for; the words of a sum stand over several of them."""
    rows = table.rows[:-1] if table.sums else table.rows
    return [table.heads, *rows]


def _longest(text: str) -> float:
    """Of its words, in points."""
    return max((stringWidth(word, SANS_BOLD, _CELL_SIZE) for word in fitting(text).split()), default=0.0)


def _head(text: str, *, right: bool) -> Any:
    return para(text, styles.HEAD_RIGHT if right else styles.HEAD)


def _cell(text: str, *, right: bool, is_sum: bool) -> Any:
    if is_sum:
        return para(text, styles.SUM_RIGHT if right else styles.SUM)
    return para(text, styles.CELL_RIGHT if right else styles.CELL)


def tiled(tiles: Sequence[Tile], wide: float) -> Iterator[Any]:
    """Numbers that stand out, some in a row."""
    broad = -(-len(tiles) // -(-len(tiles) // _TILES)) if tiles else 1
    for start in range(0, len(tiles), broad):
        row = [_tile(one) for one in tiles[start : start + broad]]
        row += [[] for _ in range(broad - len(row))]
        style = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEABOVE", (0, 0), (-1, 0), 1.2, INK),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
        ]
        yield Grid([row], [wide / broad] * broad, style=TableStyle(style), hAlign="LEFT")
        yield Spacer(0, 3 * mm)


def _tile(tile: Tile) -> list[Any]:
    under = [para(tile.under, styles.TILE)] if tile.under else []
    return [para(tile.name, styles.TILE), para(tile.value, styles.TILE_VALUE), *under]


def flowing(section: Section, wide: float) -> Iterator[Any]:
    """A section: its title stays with what follows; bars stand beside their table where there is room."""
    head: list[Any] = [para(section.title, styles.SECTION)]
    head += [para(section.lead, styles.TEXT)] if section.lead else []
    table, chart = section.table, section.chart
    head += [_side_by_side(section.small, wide), Spacer(0, 2 * mm)] if section.small else []
    rest: list[Any] = []
    if chart and table and _is_small(table) and chart.kind is Kind.BARS and wide < _WIDE:
        head.append(_beside(table, chart, wide))
    else:
        head += [Picture(chart, min(wide, _WIDE)), Spacer(0, 2 * mm)] if chart else []
        if table:
            drawn = grid(table, wide)
            (head if len(table.rows) <= _TOGETHER else rest).append(drawn)
    yield from [CondPageBreak(_LEAST_BELOW)] if rest else []
    yield KeepTogether(head)
    yield from rest
    if section.notes:
        yield Spacer(0, 1.5 * mm)
    yield from (para(text, styles.NOTE) for text in section.notes)


def _side_by_side(charts: Sequence[Chart], wide: float) -> Grid:
    """Small charts in a row, each under its title."""
    each = (wide - _SMALL_GAP * (len(charts) - 1)) / len(charts)
    titles: list[Any] = []
    drawn: list[Any] = []
    widths: list[float] = []
    for one in charts:
        gap = [_SMALL_GAP] if widths else []
        widths += [*gap, each]
        titles += ["" for _ in gap] + [para(one.title, styles.HEAD)]
        drawn += ["" for _ in gap] + [Picture(one, each)]
    style = [
        ("VALIGN", (0, 0), (-1, 0), "TOP"),
        ("VALIGN", (0, 1), (-1, 1), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    return Grid([titles, drawn], widths, style=TableStyle(style), hAlign="LEFT")


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
