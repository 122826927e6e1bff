"""A page's words in level rows, moved so that columns stand upright however the page was scanned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.fields.layout import slope_of
from models.paper import Box, Ink, Mark, Page, Word, around

_ROW_REACH = 0.6
_USUAL_HEIGHT = 0.011


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it would lie on a level page."""

    word: Word
    level: Box

    @property
    def text(self) -> str:
        """The word as read."""
        return self.word.text

    @property
    def by_hand(self) -> bool:
        """True for handwriting."""
        return self.word.ink is Ink.HAND


@dataclass(frozen=True, slots=True)
class Row:
    """Words that stand in one line, left to right."""

    tokens: tuple[Token, ...]
    y: float
    """Its middle."""

    @property
    def box(self) -> Box:
        """Around its words, on the level page."""
        return around(token.level for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Grid:
    """A page in rows."""

    number: int
    rows: tuple[Row, ...]
    """Top to bottom."""
    em: float
    """Usual height of a word, as a fraction of the page height."""
    aspect: float
    hands: tuple[Mark, ...]
    """Handwriting, whether or not it could be read; on the page as it is."""

    def across(self, ems: float) -> float:
        """So many ems as a fraction of the page width."""
        return ems * self.em / self.aspect


def grid_of(page: Page) -> Grid:
    """The rows of a page."""
    fall = slope_of(page)
    tokens = [Token(word, _level(word, fall, page.aspect)) for word in page.words]
    printed = [token for token in tokens if not token.by_hand] or tokens
    em = median(token.level.height for token in printed) if printed else _USUAL_HEIGHT
    hands = tuple(mark for mark in page.marks if mark.ink is Ink.HAND)
    return Grid(page.number, tuple(_rows(tokens)), em or _USUAL_HEIGHT, page.aspect or 1.0, hands)


def _level(word: Word, fall: float, aspect: float) -> Box:
    """Where a word lies once lines run level (`fall`: page heights a line falls over a page width)."""
    box = word.level
    x, y = box.middle
    right, down = fall * y / aspect**2, -fall * x
    return replace(box, x0=box.x0 + right, x1=box.x1 + right, y0=box.y0 + down, y1=box.y1 + down)


@dataclass(slots=True)
class _Open:
    """A row being gathered; handwriting in it does not move it."""

    tokens: list[Token]
    y: float
    high: float
    printed: int = 1

    def add(self, token: Token) -> None:
        self.tokens.append(token)
        if not token.by_hand:
            self.printed += 1
            self.y += (token.level.middle[1] - self.y) / self.printed
            self.high += (token.level.height - self.high) / self.printed


def _rows(tokens: Iterable[Token]) -> list[Row]:
    """Printed words make the rows; handwriting joins the row it lies in."""
    rows: list[_Open] = []
    for token in sorted(tokens, key=lambda token: (token.by_hand, token.level.middle[1])):
        own = _row_for(rows, token)
        if own is None:
            rows.append(_Open([token], token.level.middle[1], token.level.height))
        else:
            own.add(token)
    made = (Row(tuple(sorted(row.tokens, key=lambda token: token.level.x0)), row.y) for row in rows)
    return sorted(made, key=lambda row: row.y)


def _row_for(rows: Sequence[_Open], token: Token) -> _Open | None:
    """The nearest row that the token stands in; only the last ones can be, as words come top to bottom."""
    nearest, least = None, _ROW_REACH
    middle, high = token.level.middle[1], max(token.level.height, 1e-6)
    for row in rows if token.by_hand else rows[-4:]:
        apart = abs(middle - row.y) / min(row.high or high, high)
        if apart <= least and not any(_in_the_way(other, token) for other in row.tokens):
            nearest, least = row, apart
    return nearest


def _in_the_way(one: Token, other: Token) -> bool:
    """True where two words overlap from left to right, as words under one another do."""
    if one.by_hand or other.by_hand:
        return False
    shared = min(one.level.x1, other.level.x1) - max(one.level.x0, other.level.x0)
    return shared > 0.4 * min(one.level.width, other.level.width)
