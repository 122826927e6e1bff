"""Lines of CSV that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_line(cells: Iterable[object]) -> str:
    """The cells as one line with its end; what a spreadsheet would take for a formula becomes text."""
    line = io.StringIO()
    csv.writer(line).writerow([_safe(str(cell)) for cell in cells])
    return line.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
