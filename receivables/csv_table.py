"""Small tables that a client firm edits as CSV. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice

from models.errors import WrongUse

MOST_ROWS, LONGEST_CELL = 5000, 200


def rows_in(text: str, columns: tuple[str, ...], needed: int) -> list[tuple[int, dict[str, str]]]:
    """Number of the line and cells by column, of which the first `needed` must be there.

    Raises:
        WrongUse: a column lacks, a cell is too long, or there are too many rows.
    """
    heads, rows = parts_of(text)
    if heads and not set(columns[:needed]) <= set(heads):
        raise WrongUse(f"The first line names the columns: {','.join(columns)}.")
    found = []
    for line, row in rows:
        cells = {name: row.get(name, "").removeprefix("'") for name in columns}
        if any(len(cell) > LONGEST_CELL or not cell.isprintable() for cell in cells.values()):
            raise WrongUse(f"Line {line}: a cell takes at most {LONGEST_CELL} characters of one line.")
        found.append((line, cells))
    return found


def parts_of(text: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Names of the columns in small letters, and number of the line with its cells of every row.

    Raises:
        WrongUse: the text is no table, or has too many rows.
    """
    plain = text.lstrip("\ufeff").strip().replace("\r\n", "\n").replace("\r", "\n")
    read = csv.DictReader(io.StringIO(plain))
    try:
        heads = [str(name or "").strip().lower() for name in read.fieldnames or ()]
        read.fieldnames = heads
        rows = [(read.line_num, _cells(row, heads)) for row in islice(read, MOST_ROWS + 1)]
    except csv.Error as fault:
        raise WrongUse(f"Line {read.line_num}: this is no table of CSV ({fault}): save it again.") from None
    if len(rows) > MOST_ROWS:
        raise WrongUse(f"The table takes at most {MOST_ROWS} rows.")
    return heads, rows


def _cells(row: Mapping[str, str | None], heads: Iterable[str]) -> dict[str, str]:
    return {name: (row.get(name) or "").strip() for name in heads}


def day_in(text: str, line: int) -> date | None:
    """The day in a cell, None for an empty one; raises WrongUse for anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUse(f"Line {line}: {text!r} is no day: write it as 2026-11-30.") from None
