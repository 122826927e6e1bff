"""The rows of a table of goods: which begin a line, which go on with one, and where the table ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from extractors.lines.columns import Cells, Columns, is_count, text_of
from extractors.lines.grid import Grid, Row, Token
from extractors.lines.numbers import figures
from extractors.lines.sums import is_sum
from models.lines import COUNTS, Column

_FURTHER = 2.4
"""Ems between the lines of one description, at most."""
_END = 7.0
"""Ems without a row of goods behind which a table is over."""
_ASIDES = 12
"""Rows in a table that are none of goods, at most."""
_SHORT = 4
"""Letters of what a count may be misread as; an article in a row without a count has as many."""
_ALIGNED = 1.6
"""Ems by which the names of goods in a table begin apart, at most."""
_ENOUGH = 3
"""Rows that show where names begin, and what rows have."""
_NEARLY = 0.8
"""Share of the rows that have what nearly all have."""
_NAMES = frozenset({Column.ARTICLE, Column.DESCRIPTION})


@dataclass(slots=True)
class Found:
    """The rows of one line: the one that holds its count, and where its description goes on."""

    row: Row
    cells: Cells
    hand: list[Token]
    more: list[list[Token]] = field(default_factory=list)
    """Further lines of its description."""
    above: list[Token] = field(default_factory=list)
    """The first line of its description, where the other cells stand lower."""

    @property
    def counted(self) -> bool:
        """True where a count could be read."""
        return any(is_count(text_of(self.cells[column])) for column in COUNTS & self.cells.keys())


def found_in(grid: Grid, columns: Columns, rows: Sequence[Row], *, strict: bool = False) -> list[Found]:
    """The lines in `rows`, which follow the head; `strict` where the page has no head of its own."""
    scan = _Scan(grid.em, columns, strict=strict, bottom=rows[0].y if rows else 0.0)
    for row in rows:
        if not scan.take(row):
            break
    starts = columns.starts or _starts(scan.found)
    near = grid.across(_ALIGNED)
    kept = [one for one in scan.found if _is_aligned(one, starts, near, every=strict or not one.counted)]
    usual = _usual(kept)
    return [one for one in kept if _is_like(one, usual)]


def with_starts(columns: Columns, found: Sequence[Found]) -> Columns:
    """The columns, knowing where names begin, for pages that go on without a head."""
    return replace(columns, starts=_starts(found, 1))


@dataclass(slots=True)
class _Scan:
    """Goes through the rows under a head, top to bottom."""

    em: float
    columns: Columns
    strict: bool
    bottom: float
    """The y of the last row that belonged to the table."""
    found: list[Found] = field(default_factory=list)
    asides: int = 0
    waiting: list[Token] = field(default_factory=list)
    """Words under the description that may belong to the next line."""

    def take(self, row: Row) -> bool:
        """Take the next row; False where the table is over."""
        cells, near = self.columns.cells(row), row.y - self.bottom <= _FURTHER * self.em
        if row.y - self.bottom > _END * self.em and (self.found or not self.strict):
            return False
        if is_sum(row) and not _numbered(cells):
            self.bottom, self.waiting = row.y, []
        elif _begins(cells):
            self._begin(row, cells)
        elif self.found and near and self._goes_on(row, cells):
            if Column.DESCRIPTION in self.found[-1].cells or self.found[-1].above:
                self.found[-1].more.append(cells[Column.DESCRIPTION])
            self.bottom = row.y
        else:
            self.waiting = cells[Column.DESCRIPTION] if self._goes_on(row, cells) else []
            self.asides += bool(self.found)
            self.bottom = row.y if self.found and near else self.bottom
        return self.asides <= _ASIDES

    def _begin(self, row: Row, cells: Cells) -> None:
        line = Found(row, cells, [token for token in row.tokens if token.by_hand])
        if Column.DESCRIPTION not in cells:
            line.above = self.waiting
        self.found.append(line)
        self.bottom, self.asides, self.waiting = row.y, 0, []

    def _goes_on(self, row: Row, cells: Cells) -> bool:
        """True for a row with nothing but words under the description."""
        return cells.keys() == {Column.DESCRIPTION} and not self.columns.aside(row)


def _begins(cells: Cells) -> bool:
    """True for the row of a line: a count beside what is counted, or all else of a line without it."""
    named = len(_NAMES & cells.keys())
    counts = [text_of(cells[column]) for column in COUNTS & cells.keys()]
    if any(map(is_count, counts)):
        return bool(named) or _numbered(cells)
    return bool(named) and all(map(_may_be_count, counts)) and _is_worth(cells, named)


def _is_worth(cells: Cells, named: int) -> bool:
    """True where a row without a count has enough of what a line has."""
    article = text_of(cells.get(Column.ARTICLE, ()))
    if named > 1 and len(article) >= _SHORT and any(map(str.isdigit, article)):
        return True
    told = (Column.POSITION, Column.PRICE, Column.AMOUNT)
    numbers = sum(bool(figures(text_of(cells.get(column, ())))) for column in told)
    return numbers + (Column.UNIT in cells) > 1


def _may_be_count(text: str) -> bool:
    """True for what may be left of a count that was struck, written over or misread."""
    return len(text) <= _SHORT or (any(map(str.isdigit, text)) and len(text.split()) < _SHORT)


def _numbered(cells: Cells) -> bool:
    """True where the row has a position in figures."""
    return any(map(str.isdigit, text_of(cells.get(Column.POSITION, ()))))


def _starts(found: Sequence[Found], enough: int = _ENOUGH) -> dict[Column, float]:
    """Where articles and descriptions begin; nothing where too few rows tell."""
    places: dict[Column, list[float]] = {}
    for one in found:
        for column in _NAMES & one.cells.keys():
            places.setdefault(column, []).append(one.cells[column][0].level.x0)
    return {column: median(several) for column, several in places.items() if len(several) >= enough}


def _is_aligned(found: Found, starts: Mapping[Column, float], near: float, *, every: bool) -> bool:
    """True where a row's names begin where those of the other rows do; at least one of them, or `every`."""
    told = [
        abs(found.cells[column][0].level.x0 - start) <= near
        for column, start in starts.items()
        if column in found.cells
    ]
    return not told or (all(told) if every else any(told))


def _usual(found: Sequence[Found]) -> frozenset[Column]:
    """The columns that nearly every row fills, a position with figures."""
    if len(found) <= _ENOUGH:
        return frozenset()
    filled = Counter(column for one in found for column in one.cells if _is_filled(one, column))
    return frozenset(column for column, count in filled.items() if count >= _NEARLY * len(found))


def _is_like(found: Found, usual: frozenset[Column]) -> bool:
    """False for a row that lacks two of what nearly every other has, or has a word for a position."""
    lacks = [column for column in usual - COUNTS if not _is_filled(found, column)]
    worded = Column.POSITION in lacks and Column.POSITION in found.cells
    return len(lacks) <= 1 and not worded


def _is_filled(found: Found, column: Column) -> bool:
    return column in found.cells and (column is not Column.POSITION or _numbered(found.cells))
