"""Lines of CSV that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
_BEHIND = re.compile(r"([;\t\r\n|])(?=[^\S\r\n]*[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""What some spreadsheets take for the end of a cell, by the country of their reader, before a formula."""


def csv_line(cells: Iterable[object]) -> str:
    """The cells as one line with its end; what a spreadsheet would take for a formula becomes text.

    So does what stands behind a semicolon or another mark that the reader's spreadsheet may part cells at.
    Amounts of money stay numbers, below zero too.
    """
    line = io.StringIO()
    csv.writer(line).writerow([_safe(cell) for cell in cells])
    return line.getvalue()


def _safe(cell: object) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    text = str(cell)
    if isinstance(cell, int | float):
        return text
    begins = text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return ("'" if begins else "") + _BEHIND.sub(r"\1'", text)
