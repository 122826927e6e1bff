"""The lines of goods of a document: tables found on its pages, their cells as texts and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.lines.columns import Columns, text_of
from extractors.lines.grid import Grid, Token, grid_of
from extractors.lines.heads import Head, edges_of, heads_of
from extractors.lines.numbers import Manner, figures, manner_of, mark_of, number, split_unit
from extractors.lines.over import is_apart, over_count
from extractors.lines.rows import Found, found_in, with_starts
from models.lines import COUNTS, FIGURES, Cell, Column, Line
from models.paper import Page, around

_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
"""Such as a weight: what else in a row shows the decimal mark."""
_FINEST = 3
"""Decimals of a count, at most."""
Manners = Mapping[Column, Manner]
_LONGEST_DESCRIPTION = 3
"""Printed lines of a description that are kept."""


def lines_of(pages: Sequence[Page]) -> tuple[Line, ...]:
    """The lines of goods on these pages of one document, in order; none where it has no such table."""
    found = tuple(_found_on(pages))
    texts = [_texts(one.found) for one in found]
    aside = (token.text for one in found for token in one.columns.aside(one.found.row))
    money = mark_of([*(text for row in texts for text in row.values()), *filter(_DECIMAL.fullmatch, aside)])
    manners = {column: manner_of([row[column] for row in texts if column in row], money) for column in COUNTS}
    return tuple(_line(one, {**dict.fromkeys(FIGURES, Manner(money)), **manners}) for one in found)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line found on a page."""

    grid: Grid
    columns: Columns
    found: Found


def _found_on(pages: Iterable[Page]) -> Iterator[_Placed]:
    """The lines of every page; a page without a head goes on with the table of the page before."""
    before: Columns | None = None
    for page in pages:
        grid = grid_of(page)
        heads = list(heads_of(grid))
        if not heads and before is not None:
            found = found_in(grid, before, grid.rows, strict=True)
            yield from (_Placed(grid, before, one) for one in found)
            before = before if found else None
        for head, end in zip(heads, [*(one.first for one in heads[1:]), len(grid.rows)], strict=False):
            rows = grid.rows[head.behind : end]
            columns = _columns(grid, head, end)
            found = found_in(grid, columns, rows)
            before = with_starts(columns, found) if found else before
            yield from (_Placed(grid, columns, one) for one in found)


def _columns(grid: Grid, head: Head, end: int) -> Columns:
    """The columns, found over the rows of the table alone once those are known."""
    rows = grid.rows[head.behind : end]
    rough = Columns(head, edges_of(head, rows))
    found = found_in(grid, rough, rows)
    if found:
        rough = Columns(head, edges_of(head, [one.row for one in found]))
    penned = replace(rough, penned=True)
    by_hand = found_in(grid, penned, rows)
    filled = [one for one in by_hand if _all_by_hand(one)]
    return penned if len(filled) * 2 > len(by_hand) else rough


def _all_by_hand(found: Found) -> bool:
    """True where the counts of a row are handwriting, or are taken for it, and nothing is printed there."""
    counts = [token for column in COUNTS & found.cells.keys() for token in found.cells[column]]
    return bool(counts) and all(token.by_hand for token in counts)


def _texts(found: Found) -> dict[Column, str]:
    """The bare numbers of a row by column."""
    texts = {}
    for column in FIGURES & found.cells.keys():
        text = text_of(found.cells[column])
        bare = figures(split_unit(text)[0] or text)
        if bare:
            texts[column] = bare
    return texts


def _line(placed: _Placed, manners: Manners) -> Line:
    found, number_ = placed.found, placed.grid.number
    tokens = dict(found.cells)
    if found.above:
        tokens[Column.DESCRIPTION] = found.above
    more = [token for line in found.more[: _LONGEST_DESCRIPTION - 1] for token in line]
    cells = {column: _cell(column, words, number_, manners) for column, words in tokens.items()}
    if more and Column.DESCRIPTION in tokens:
        cells[Column.DESCRIPTION] = _cell(
            Column.DESCRIPTION, [*tokens[Column.DESCRIPTION], *more], number_, manners
        )
    _give_units(cells)
    every = [token.word.box for words in tokens.values() for token in words]
    every += [token.word.box for token in more]
    over = over_count(placed.grid, placed.columns, found, cells)
    return Line(cells, number_, around(every), over)


def _cell(column: Column, words: Sequence[Token], page: int, manners: Manners) -> Cell:
    text = text_of(words)
    value = None
    if column in FIGURES:
        bare = figures(split_unit(text)[0] or text) if column in COUNTS else figures(text)
        value = number(bare, manners[column]) if bare and not (column in COUNTS and is_apart(words)) else None
        if column in COUNTS and value is not None and value != round(value, _FINEST):
            value = None
    confidence = min(token.word.confidence for token in words)
    return Cell(text, page, around(token.word.box for token in words), confidence, value)


def _give_units(cells: dict[Column, Cell]) -> None:
    """The unit that stands behind a count, where there is no column for it."""
    for column in (Column.QUANTITY, Column.DELIVERED, Column.ORDERED):
        unit = split_unit(cells[column].text)[1] if column in cells else ""
        if unit and Column.UNIT not in cells:
            cell = cells[column]
            cells[Column.UNIT] = Cell(unit, cell.page, cell.box, cell.confidence)
