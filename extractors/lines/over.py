"""Counts that somebody corrected by pen: struck, ringed, or written anew beside what is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from extractors.lines.columns import Columns, text_of
from extractors.lines.grid import Grid, Token
from extractors.lines.rows import Found
from models.lines import Cell, Column
from models.paper import Box, around

_BESIDE = 3.5
"""Ems from the printed count within which figures by hand are meant for it."""
_PART, _WITHIN, _SLIGHT = 0.3, 0.6, 0.15
"""Shares of the printed count's width, of the ink's own, and of the count's height that ink lies over."""
_GROUPED, _SPACED = 1.7, 0.6
"""Widths of a figure between two groups of one number at most, and between what is no such group."""
_FARTHEST = 2
"""Times the printed count that a correction may be."""
_SURE = 0.6
"""Confidence from which figures by hand are taken for what they say."""
_COUNT = re.compile(r"\d{1,5}")


def over_count(grid: Grid, columns: Columns, found: Found, cells: Mapping[Column, Cell]) -> Cell | None:
    """What stands by hand over or beside the delivered count of a line; None where nothing does.

    It has a value only where figures were read beside a printed count that could still be read.
    """
    column = next((one for one in (Column.DELIVERED, Column.QUANTITY) if one in columns.head.columns), None)
    if column is None or columns.penned:
        return None
    printed = found.cells.get(column, [])
    place = around(token.word.box for token in printed) if printed else None
    inked = [mark.box for mark in grid.hands if place and _lies_on(mark.box, place)]
    words = [token for token in found.hand if _belongs(token, grid, columns, column, place)]
    if not words and not inked and not is_apart(printed):
        return None
    box = around([*(token.word.box for token in words), *inked, *([place] if place else [])])
    text = text_of(words)
    confidence = min((token.word.confidence for token in words), default=0.0)
    count = cells[column].value if column in cells else None
    sure = count is not None and confidence >= _SURE and _COUNT.fullmatch(text)
    fresh = Decimal(text) if sure else None
    if fresh is not None and count is not None and fresh > _FARTHEST * count:
        fresh = None
    return Cell(text, grid.number, box, confidence, fresh)


def is_apart(tokens: Sequence[Token]) -> bool:
    """True for two numbers in one cell: groups of one number stand closer together."""
    numbers = [token for token in tokens if any(map(str.isdigit, token.text))]
    return any(
        right.level.x0 - left.level.x1 > _reach(left, right) * left.level.width / max(len(left.text), 1)
        for left, right in pairwise(numbers)
    )


def _reach(left: Token, right: Token) -> float:
    grouped = re.fullmatch(r"\d{1,3}", left.text) and re.fullmatch(r"\d{3}(?:[.,]\d{1,2})?", right.text)
    return _GROUPED if grouped else _SPACED


def _lies_on(mark: Box, place: Box) -> bool:
    """True where ink lies over a good part of the printed count, or is itself mostly within it."""
    wide = min(mark.x1, place.x1) - max(mark.x0, place.x0)
    high = min(mark.y1, place.y1) - max(mark.y0, place.y0)
    return high > _SLIGHT * place.height and (wide > _PART * place.width or wide > _WITHIN * mark.width)


def _belongs(token: Token, grid: Grid, columns: Columns, column: Column, place: Box | None) -> bool:
    """True for figures by hand in the count's column or right beside what is printed there."""
    if not any(map(str.isdigit, token.text)):
        return False
    if columns.column(token) is column:
        return True
    if place is None:
        return False
    gap = max(token.word.box.x0 - place.x1, place.x0 - token.word.box.x1)
    return gap < grid.across(_BESIDE)
