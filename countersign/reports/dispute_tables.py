"""The tables of disputes as CSV that a spreadsheet opens safely; loaded again they are the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from countersign.output.csv_lines import csv_line


def table_csv(text: str) -> Iterator[str]:
    """The rows of a table as it is kept."""
    return (
        csv_line(cell.strip().removeprefix("'") for cell in row)
        for row in csv.reader(io.StringIO(text))
        if row
    )
