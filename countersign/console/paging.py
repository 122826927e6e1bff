"""Long lists a piece at a time, by the number of the piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

One = TypeVar("One")
ROWS = 100


@dataclass(frozen=True, slots=True)
class Piece(Generic[One]):
    """A piece of a list."""

    rows: Sequence[One]
    number: int
    """From 1."""
    total: int
    """Rows of the whole list."""
    size: int = ROWS

    @property
    def first(self) -> int:
        """Place of the first row, from 1; 0 where there is none."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """Place of the last row."""
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def before(self) -> int:
        """The number of the piece before; 0 for the first."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The number of the piece behind; 0 for the last."""
        return self.number + 1 if self.last and self.last < self.total else 0


def piece_of(rows: Sequence[One], number: int, size: int = ROWS) -> Piece[One]:
    """The piece of this number; the last one where the list is shorter."""
    last = max(1, -(-len(rows) // size))
    at = min(number, last)
    return Piece(rows[(at - 1) * size : at * size], at, len(rows), size)
