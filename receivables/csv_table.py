"""Small tables that a client firm edits as CSV. Pure."""

from __future__ import annotations

import csv
import io
from datetime import date

from models.errors import WrongUse

MOST_ROWS, LONGEST_CELL = 5000, 200


def rows_in(text: str, columns: tuple[str, ...], needed: int) -> list[tuple[int, dict[str, str]]]:
    """Number of the line and cells by column, of which the first `needed` must be there.

    Raises:
        WrongUse: a column lacks, a cell is too long, or there are too many rows.
    """
    read = csv.DictReader(io.StringIO(text.lstrip("\ufeff").strip()))
    heads = [str(name or "").strip().lower() for name in read.fieldnames or ()]
    if heads and not set(columns[:needed]) <= set(heads):
        raise WrongUse(f"The first line names the columns: {','.join(columns)}.")
    read.fieldnames = heads
    found = []
    for row in read:
        cells = {name: str(row.get(name) or "").strip().removeprefix("'") for name in columns}
        if any(len(cell) > LONGEST_CELL or not cell.isprintable() for cell in cells.values()):
            raise WrongUse(
                f"Line {read.line_num}: a cell takes at most {LONGEST_CELL} characters of one line."
            )
        found.append((read.line_num, cells))
    if len(found) > MOST_ROWS:
        raise WrongUse(f"The table takes at most {MOST_ROWS} rows.")
    return found


def day_in(text: str, line: int) -> date | None:
    """The day in a cell, None for an empty one; raises WrongUse for anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUse(f"Line {line}: {text!r} is no day: write it as 2026-11-30.") from None
