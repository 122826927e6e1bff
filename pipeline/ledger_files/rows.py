"""Rows of a ledger file: its bytes as text, its text as cells, and what is wrong, row by row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from models.errors import LedgerRefused
from pipeline.ledger_files.encoding import decode

SHOWN = 20
"""Faulty rows that one refusal names."""
_SEPARATORS = ",;\t"
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""With its end; a whole file as one stream of lines would be kept four bytes a character."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its 1-based line, and its cells by needed column, surrounding blanks stripped."""

    line: int
    columns: Mapping[str, int]
    """Place of each column among `texts`; one mapping for all rows of a file."""
    texts: tuple[str, ...]

    def __getitem__(self, column: str) -> str:
        return self.texts[self.columns[column]]

    @property
    def cells(self) -> dict[str, str]:
        """The cells by column."""
        return {column: self[column] for column in self.columns}


@dataclass(frozen=True, slots=True)
class Faulty:
    """A row that cannot be taken: its file, its 1-based line, and what to write instead."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.words}"


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows below its header; they are parted into cells each time one goes through them."""

    file: str
    text: str
    encoding: str
    separator: str
    names: tuple[str, ...]
    """The header, comparable."""
    columns: tuple[str, ...]
    """Those of it that are needed."""

    @property
    def rows(self) -> Iterator[Row]:
        """The rows that fit the header."""
        return (row for row in self.checked() if isinstance(row, Row))

    def checked(self) -> Iterator[Row | Faulty]:
        """Every row, or why it does not fit the header."""
        places = [self.names.index(column) for column in self.columns]
        order = {column: place for place, column in enumerate(self.columns)}
        records = csv_records(self.text, self.separator, self.file)
        for line, cells in islice(records, 1, None):
            if misfit := _misfit(cells, self.names):
                yield Faulty(self.file, line, misfit)
            else:
                texts = tuple(cells[place].strip() if place < len(cells) else "" for place in places)
                yield Row(line, order, texts)


def refuse(faulty: Sequence[Faulty]) -> None:
    """Do nothing where nothing is faulty.

    Raises:
        LedgerRefused: names the first faulty rows, and how many there are.
    """
    if not faulty:
        return
    rows = "1 row does" if len(faulty) == 1 else f"{len(faulty)} rows do"
    lines = [f"Nothing was loaded: {rows} not add up. Correct this and load again.", *faulty[:SHOWN]]
    if len(faulty) > SHOWN:
        lines.append(f"... and {len(faulty) - SHOWN} more.")
    raise LedgerRefused("\n".join(map(str, lines)))


def read_table(
    content: str | bytes, columns: Sequence[str], file: str, optional: Sequence[str] = ()
) -> Table:
    """The rows of a CSV file whose header names at least these columns, in any order.

    Columns of `optional` are given where the header names them.

    Raises:
        LedgerRefused: it is no CSV text, or a column is missing; names `file` and the next step.
    """
    text, encoding = decode(content, file)
    separator = max(_SEPARATORS, key=text.lstrip("\r\n").partition("\n")[0].count)
    _, header = next(csv_records(text, separator, file), (1, []))
    names = tuple(name.strip().casefold().replace(" ", "_") for name in header)
    _check_header(names, columns, file)
    columns = (*columns, *(column for column in optional if column in names))
    return Table(file, text, encoding, separator, names, tuple(columns))


def _misfit(cells: Sequence[str], names: Sequence[str]) -> str:
    """Why the cells of a row do not fit under the names of the header; empty where they do."""
    if any(map(str.strip, cells[len(names) :])):
        return f"has {len(cells)} cells under {len(names)} columns: put quotes around the separator."
    if len(cells) == 1 and any(cells[0].count(mark) >= len(names) - 1 for mark in _SEPARATORS):
        return f"is one cell, {_short(cells[0])}: separate its cells as the first line does."
    return ""


def _check_header(names: Sequence[str], columns: Sequence[str], file: str) -> None:
    wanted = f"its first line must name {', '.join(columns)}, separated by comma, semicolon or tab"
    missing = [column for column in columns if column not in names]
    twice = [column for column in columns if names.count(column) > 1]
    if not names:
        raise LedgerRefused(f"{file} is empty. Nothing was loaded; {wanted}.")
    if missing and len(names) == 1:
        raise LedgerRefused(f"{file}, line 1 is one cell, {_short(names[0])}. Nothing was loaded; {wanted}.")
    if missing:
        raise LedgerRefused(
            f"{file}, line 1: missing columns: {', '.join(missing)}. Nothing was loaded; {wanted}."
        )
    if twice:
        raise LedgerRefused(
            f"{file}, line 1: columns given twice: {', '.join(twice)}. Nothing was loaded; keep one of each."
        )


def csv_records(text: str, separator: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """(1-based line where it starts, cells) of every CSV record that is not blank.

    Raises:
        LedgerRefused: a quote stands where none can; names the line.
    """
    lines = (found[0] for found in _LINE.finditer(text))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    before = 0
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise LedgerRefused(
            f"{file}, line {before + 1}: a quote is not closed, or stands within a cell ({error}). "
            'Nothing was loaded; put quotes around the whole cell, and write one within it twice: "8"" pipe".'
        ) from None


def _short(text: str) -> str:
    """The beginning of `text`, quoted."""
    longest = 40
    return repr(text if len(text) <= longest else f"{text[:longest]}...")
