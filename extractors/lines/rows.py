"""The rows of a table of goods: which begin a line, which go on with one, and where the table ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from extractors.lines.grid import Grid, Row, Token
from extractors.lines.headings import fold
from extractors.lines.heads import Head
from extractors.lines.numbers import figures, is_number, split_unit
from models.lines import COUNTS, FIGURES, Column

_LARGEST = 7
"""Figures of a count, at most."""
_FURTHER = 2.4
"""Ems between the lines of one description, at most."""
_END = 7.0
"""Ems without a row of goods behind which a table is over."""
_ASIDES = 12
_SHORT = 4
"""Letters of what a count may be misread as, and the least of an article's number in a row without a count."""
_ALIGNED = 1.6
"""Ems by which the names of goods in a table begin apart, at most."""
_ENOUGH = 3
_NEARLY = 0.8
"""Rows that show where they begin."""
_MORE_LINES = 2
"""Further lines of a description that are kept."""
_NAMES = frozenset({Column.ARTICLE, Column.DESCRIPTION})
_SUMS = tuple(
    fold(words)
    for words in (
        "total|subtotal|sub total|sum|carried forward|brought forward|carried over|balance forward|carry|grand total"
        "|vat|freight|shipping|goods total|net total|page total|total net|total this page|continued|amount due"
        "|summe|zwischensumme|gesamtsumme|ubertrag|gesamtbetrag|nettosumme|mwst|ust|gesamt|endbetrag|warenwert"
        "|total ht|sous total|a reporter|report|total general|tva|montant total|total ttc|port"
        "|suma|suma y sigue|suma anterior|base imponible|iva|total neto|importe total"
        "|totale|subtotale|a riportare|riporto|imponibile|totale netto"
        "|totaal|subtotaal|transport|transporteren|btw|te transporteren|totaal netto"
        "|razem|suma|do przeniesienia|z przeniesienia|ogolem|wartosc ogolem"
        "|soma|a transportar|transporte|total liquido|total geral"
    ).split("|")
)


@dataclass(slots=True)
class Found:
    """The rows of one line: the one that holds its count, and where its description goes on."""

    row: Row
    cells: Mapping[Column, list[Token]]
    hand: list[Token]
    more: list[list[Token]] = field(default_factory=list)
    """Further lines of its description."""
    above: list[Token] = field(default_factory=list)
    """The first line of its description, where the other cells stand lower."""

    @property
    def counted(self) -> bool:
        """True where a count could be read."""
        return any(is_count(text_of(self.cells[column])) for column in COUNTS & self.cells.keys())


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table stand."""

    head: Head
    edges: tuple[float, ...]
    starts: Mapping[Column, float] = field(default_factory=dict)
    """Where names begin, as an earlier page showed."""
    penned: bool = False
    """Counts are filled in by hand, or look so."""

    def cells(self, row: Row) -> dict[Column, list[Token]]:
        """The words of a row by column; handwriting where a cell has nothing else, but no counts unless `penned`."""
        if all(token.by_hand for token in row.tokens) and not self.penned:
            return {}
        places: dict[int, list[Token]] = {}
        for token in row.tokens:
            places.setdefault(self.place(token.level.middle[0]), []).append(token)
        found: dict[Column, list[Token]] = {}
        for place, tokens in self._moved(places).items():
            column = self.head.headings[place].column
            printed = [token for token in tokens if not token.by_hand]
            kept = printed or (tokens if self.penned or column not in COUNTS else [])
            if column is not None and kept:
                found[column] = kept
        return found

    def _moved(self, places: Mapping[int, list[Token]]) -> dict[int, list[Token]]:
        """What stands before or behind a number in its column, and is no unit, goes to the columns beside it."""
        moved = {place: list(tokens) for place, tokens in places.items()}
        for place, tokens in places.items():
            if self.head.headings[place].column not in FIGURES or len(tokens) < 2:  # noqa: PLR2004
                continue
            figured = [n for n, token in enumerate(tokens) if any(map(str.isdigit, token.text))]
            if not figured:
                continue
            if figured[0] and place:
                moved[place] = tokens[figured[0] :]
                moved.setdefault(place - 1, []).extend(tokens[: figured[0]])
            behind = tokens[figured[-1] + 1 :]
            if len(behind) > 1 and place + 1 < len(self.head.headings):
                moved[place] = moved[place][: -len(behind)]
                moved[place + 1] = [*behind, *moved.get(place + 1, [])]
        return dict(sorted(moved.items()))

    def column(self, token: Token) -> Column | None:
        """The column that a word stands in."""
        return self.head.headings[self.place(token.level.middle[0])].column

    def place(self, x: float) -> int:
        """0-based column at `x`."""
        return sum(x > edge for edge in self.edges)

    def aside(self, row: Row) -> list[Token]:
        """The words of a row in columns that have no part in the lines."""
        return [token for token in row.tokens if self.column(token) is None]


def found_in(grid: Grid, columns: Columns, rows: Sequence[Row], *, strict: bool = False) -> list[Found]:
    """The lines in `rows`, which follow the head; `strict` where the page has no head of its own."""
    found = list(_found(grid, columns, rows, strict=strict))
    starts = columns.starts or _starts(found)
    near = grid.across(_ALIGNED)
    kept = [one for one in found if _is_aligned(one, starts, near, every=strict or not one.counted)]
    usual = _usual(kept)
    return [one for one in kept if _is_like(one, usual)]


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
    return len(lacks) < 2 and not worded  # noqa: PLR2004


def _is_filled(found: Found, column: Column) -> bool:
    cell = found.cells.get(column)
    return bool(cell) and (column is not Column.POSITION or _numbered(found.cells))


def with_starts(columns: Columns, found: Sequence[Found]) -> Columns:
    """The columns, knowing where names begin, for pages that go on without a head."""
    return replace(columns, starts=_starts(found, 1))


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


def _found(grid: Grid, columns: Columns, rows: Sequence[Row], *, strict: bool) -> Iterator[Found]:
    last: Found | None = None
    bottom = rows[0].y if rows else 0.0
    asides = 0
    waiting: list[Token] | None = None
    for row in rows:
        cells = columns.cells(row)
        if row.y - bottom > _END * grid.em and not (strict and last is None):
            break
        if _is_sum(row, cells):
            bottom, waiting = row.y, None
            continue
        if _begins(cells, row, columns):
            if last is not None:
                yield last
            last = Found(row, cells, [token for token in row.tokens if token.by_hand])
            if waiting is not None and Column.DESCRIPTION not in cells:
                last.above = waiting
            bottom, asides, waiting = row.y, 0, None
        elif _goes_on(cells, row, columns) and last is not None and row.y - bottom <= _FURTHER * grid.em:
            if Column.DESCRIPTION in last.cells or last.above:
                last.more.append(cells[Column.DESCRIPTION])
            bottom = row.y
        else:
            asides += bool(last)
            bottom = row.y if last is not None and row.y - bottom <= _FURTHER * grid.em else bottom
            waiting = cells.get(Column.DESCRIPTION) if _goes_on(cells, row, columns) else None
            if asides > _ASIDES:
                break
    if last is not None:
        yield last


def _begins(cells: Mapping[Column, list[Token]], row: Row, columns: Columns) -> bool:
    """True for the row of a line: a count beside what is counted, or all else of a line without it."""
    named = [column for column in (Column.DESCRIPTION, Column.ARTICLE) if column in cells]
    counted = [column for column in COUNTS & cells.keys() if is_count(text_of(cells[column]))]
    if counted:
        return bool(named) or _numbered(cells)
    numbers = [
        column
        for column in (Column.POSITION, Column.PRICE, Column.AMOUNT)
        if column in cells and figures(text_of(cells[column]))
    ]
    wrong = COUNTS & cells.keys()
    short = all(_may_be_count(text_of(cells[column])) for column in wrong)
    article = text_of(cells.get(Column.ARTICLE, ()))
    numbered = len(article) >= _SHORT and any(map(str.isdigit, article))
    others = len(numbers) + (Column.UNIT in cells) + (numbered and len(named) > 1)
    return bool(named) and short and (len(numbers) > 1 or others > 1 or (numbered and len(named) > 1))


def _may_be_count(text: str) -> bool:
    """True for what may be left of a count that was struck, written over or misread."""
    return len(text) <= _SHORT or (any(map(str.isdigit, text)) and len(text.split()) <= 3)  # noqa: PLR2004


def _numbered(cells: Mapping[Column, list[Token]]) -> bool:
    """True where the row has a position in figures."""
    return any(map(str.isdigit, text_of(cells.get(Column.POSITION, ()))))


def is_count(text: str) -> bool:
    """True for a number of goods, with or without a unit."""
    bare = split_unit(text)[0] or text
    return is_number(text) and not text.endswith((".", ",")) and sum(c.isdigit() for c in bare) <= _LARGEST


def _goes_on(cells: Mapping[Column, list[Token]], row: Row, columns: Columns) -> bool:
    """True for a row with nothing but words under the description."""
    if cells.keys() != {Column.DESCRIPTION} or columns.aside(row):
        return False
    return True


def _is_sum(row: Row, cells: Mapping[Column, list[Token]]) -> bool:
    """True for a sum, or a sum carried over: its words come first, and it names no article."""
    words = [token.text for token in row.tokens if not token.by_hand]
    for count in (1, 2, 3):
        if fold("".join(words[:count])) in _SUMS and not _numbered(cells):
            rest = [word for word in words[count:] if not figures(word) and len(word) > 3]  # noqa: PLR2004
            return len(rest) < 4  # noqa: PLR2004 a sentence may begin so
    return False


def text_of(tokens: Sequence[Token]) -> str:
    """The words of a cell."""
    return " ".join(token.text for token in tokens)
