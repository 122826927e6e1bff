"""Lines of CSV that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_line(cells: Iterable[object]) -> str:
    """The cells as one line with its end; what a spreadsheet would take for a formula becomes text.

    Amounts of money stay numbers, below zero too.
    """
    line = io.StringIO()
    csv.writer(line).writerow([_safe(cell) for cell in cells])
    return line.getvalue()


def _safe(cell: object) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    text = str(cell)
    if isinstance(cell, int) or not text.startswith(FORMULA_STARTS):
        return text
    return f"'{text}"
