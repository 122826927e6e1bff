"""Rows of text in columns, for a terminal and for a pipe alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from countersign.output.tables import shown

CENTS = 2
WIDEST = 40
"""Characters of a cell; what is longer is cut."""


def plain_money(value: Decimal) -> str:
    """An amount under a currency that stands beside it; nothing is a dash."""
    if not value:
        return "-"
    digits = f"{value:,f}"
    return f"{value:,.2f}" if "." not in digits or len(digits.rpartition(".")[2]) < CENTS else digits


def aligned(rows: Sequence[Sequence[str]], right: Collection[int], widest: int = WIDEST) -> Iterator[str]:
    """The rows as lines; columns of the 0-based places `right` stand to the right, as numbers do."""
    cells = [[_cut(shown(cell), widest) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (
            _padded(cell, width, to_right=place in right)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(padded).rstrip()


def _cut(text: str, widest: int) -> str:
    return text if len(text) <= widest else f"{text[: widest - 1]}…"


def _padded(text: str, width: int, *, to_right: bool) -> str:
    room = " " * (width - _width(text))
    return room + text if to_right else text + room


def _width(text: str) -> int:
    """Columns that it takes: two for a wide letter, none for a mark over one."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(bool(unicodedata.combining(letter)) for letter in text)
