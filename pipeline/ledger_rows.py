"""Rows of a ledger file: its bytes as text, its text as cells, and what is wrong, row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.errors import LedgerRefused

SHOWN = 20
"""Faulty rows that one refusal names."""
_SEPARATORS = ",;\t"
_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SAVE = "save it from the spreadsheet as CSV in UTF-8"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its 1-based line, and its cells by needed column, surrounding blanks stripped."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


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
    """A file's rows below its header, and those that do not fit the header."""

    file: str
    rows: tuple[Row, ...]
    faulty: tuple[Faulty, ...]


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


def read_table(content: str | bytes, columns: Sequence[str], file: str) -> Table:
    """The rows of a CSV file whose header names at least these columns, in any order.

    Raises:
        LedgerRefused: it is no CSV text, or a column is missing; names `file` and the next step.
    """
    lines = _records(_text(content, file), file)
    _, header = next(lines, (1, []))
    names = [name.strip().casefold().replace(" ", "_") for name in header]
    _check_header(names, columns, file)
    rows, faulty = [], []
    for line, cells in lines:
        if misfit := _misfit(cells, names):
            faulty.append(Faulty(file, line, misfit))
        else:
            padded = [*map(str.strip, cells), *[""] * len(names)]
            named = zip(names, padded, strict=False)
            rows.append(Row(line, {name: cell for name, cell in named if name in columns}))
    return Table(file, tuple(rows), tuple(faulty))


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


def _records(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """(1-based line where it starts, cells) of every CSV record that is not blank."""
    header = text.lstrip("\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
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


def _text(content: str | bytes, file: str) -> str:
    if isinstance(content, bytes):
        content = _decoded(content, file)
    content = content.removeprefix("\ufeff")
    if "\0" in content:
        raise LedgerRefused(f"{file} is no text, or UTF-16 without its mark. Nothing was loaded; {_SAVE}.")
    return content


def _decoded(content: bytes, file: str) -> str:
    if content.startswith(_WORKBOOKS):
        raise LedgerRefused(f"{file} is a workbook, not CSV. Nothing was loaded; {_SAVE}.")
    marked = next((name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    place = 0
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
    line = content.count(b"\n", 0, place) + 1
    raise LedgerRefused(
        f"{file}, line {line}: byte 0x{content[place]:02x} is neither UTF-8 nor Windows-1252 text. "
        f"Nothing was loaded; {_SAVE}."
    )


def _short(text: str) -> str:
    """The beginning of `text`, quoted."""
    longest = 40
    return repr(text if len(text) <= longest else f"{text[:longest]}...")
