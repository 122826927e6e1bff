"""Where the columns of a table stand, and the words of a row by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.lines.grid import Row, Token
from extractors.lines.heads import Head
from extractors.lines.numbers import is_number, split_unit
from models.lines import COUNTS, FIGURES, Column

_LARGEST = 7
"""Figures of a count, at most."""
Cells = Mapping[Column, list[Token]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table."""

    head: Head
    edges: tuple[float, ...]
    """Where each ends but the last, left to right."""
    starts: Mapping[Column, float] = field(default_factory=dict)
    """Where names begin, as an earlier page showed."""
    penned: bool = False
    """Counts are filled in by hand, or look so."""

    def cells(self, row: Row) -> dict[Column, list[Token]]:
        """The words of a row by column; handwriting only where a cell has nothing else.

        Counts by hand are left out but where all are `penned`: they are corrections.
        """
        if all(token.by_hand for token in row.tokens) and not self.penned:
            return {}
        places: dict[int, list[Token]] = {}
        for token in row.tokens:
            places.setdefault(self._place(token), []).append(token)
        found: dict[Column, list[Token]] = {}
        for place, tokens in self._moved(places).items():
            column = self.head.headings[place].column
            printed = [token for token in tokens if not token.by_hand]
            kept = printed or (tokens if self.penned or column not in COUNTS else [])
            if column is not None and kept:
                found[column] = kept
        return found

    def column(self, token: Token) -> Column | None:
        """The column that a word stands in."""
        return self.head.headings[self._place(token)].column

    def aside(self, row: Row) -> list[Token]:
        """The words of a row in columns that have no part in the lines."""
        return [token for token in row.tokens if self.column(token) is None]

    def _place(self, token: Token) -> int:
        middle = token.level.middle[0]
        return sum(middle > edge for edge in self.edges)

    def _moved(self, places: Mapping[int, list[Token]]) -> dict[int, list[Token]]:
        """What stands before or behind a number in its column, and is no unit, goes to the column beside."""
        moved = {place: list(tokens) for place, tokens in places.items()}
        for place, tokens in places.items():
            figured = [n for n, token in enumerate(tokens) if any(map(str.isdigit, token.text))]
            if self.head.headings[place].column not in FIGURES or not figured:
                continue
            if figured[0] and place:
                moved[place] = moved[place][figured[0] :]
                moved.setdefault(place - 1, []).extend(tokens[: figured[0]])
            behind = tokens[figured[-1] + 1 :]
            if len(behind) > 1 and place + 1 < len(self.head.headings):
                moved[place] = moved[place][: -len(behind)]
                moved[place + 1] = [*behind, *moved.get(place + 1, [])]
        return dict(sorted(moved.items()))


def is_count(text: str) -> bool:
    """True for a number of goods, with or without a unit."""
    bare = split_unit(text)[0] or text
    return is_number(text) and not text.endswith((".", ",")) and sum(c.isdigit() for c in bare) <= _LARGEST


def text_of(tokens: Sequence[Token]) -> str:
    """The words of a cell."""
    return " ".join(token.text for token in tokens)
