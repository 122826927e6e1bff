"""A list as rows of cells, from text with separators or from a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from models.errors import LedgerRefused
from pipeline.ledger_files.encoding import decode
from pipeline.ledger_files.importing.given import LARGEST, Export
from pipeline.ledger_files.importing.profiles import HEADERS
from pipeline.ledger_files.importing.words import plain_words
from pipeline.ledger_files.importing.workbook import Workbook, is_workbook
from pipeline.ledger_files.rows import csv_records

Record = tuple[int, list[str]]
"""A row: its 1-based line (in a workbook: its row), and its cells."""
_HEAD = 60
"""Rows among which the headers are looked for."""
_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "|"}
_TOLD_SEPARATOR = re.compile(r"sep=([,;\t|])")
_RULER = re.compile(r"[-=_+|\s]*")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a list, read anew each time they are asked for."""

    file: str
    manner: str
    """How it is written, for people: "UTF-8, separated by semicolon"."""
    records: Callable[[], Iterator[Record]]

    def head(self) -> list[Record]:
        """The first rows, among which the headers are."""
        return list(islice(self.records(), _HEAD))


def open_sheet(export: Export) -> Sheet:
    """The list in a file; what decides is its content, never its name.

    Raises:
        LedgerRefused: it is neither text nor a workbook, or too large.
    """
    if len(export.content) > LARGEST:
        raise LedgerRefused(
            f"{export.name} is larger than {LARGEST >> 20} MB. Nothing was loaded; split it, and load the "
            "parts with --delta."
        )
    if is_workbook(export.content):
        return Sheet(export.name, "workbook", Workbook(export).records)
    text, encoding = decode(export.content, export.name)
    separator = _separator(text)
    manner = f"{encoding}, separated by {_SEPARATORS[separator]}"
    return Sheet(export.name, manner, lambda: _records(text, separator, export.name))


def header_place(records: Iterable[Record]) -> tuple[int, int]:
    """How many known headers the best of the first rows has, and which row that is, from 0."""
    best = (0, 0)
    for place, (_, cells) in enumerate(islice(records, _HEAD)):
        found = len({plain_words(cell) for cell in cells} & HEADERS)
        if found > best[0]:
            best = (found, place)
    return best


def _separator(text: str) -> str:
    """The separator under which one of the first rows has most known headers; else the most frequent."""
    if told := _TOLD_SEPARATOR.match(text):
        return told[1]
    head = text[: 1 << 16]
    known = {separator: header_place(_split(head, separator))[0] for separator in _SEPARATORS}
    if max(known.values()) > 1:
        return max(known, key=lambda separator: known[separator])
    return max(_SEPARATORS, key=head.count)


def _split(head: str, separator: str) -> Iterator[Record]:
    """The first lines cut at every separator, whatever quotes say: good enough to find headers in."""
    for number, line in enumerate(head.splitlines()):
        yield number, [cell.strip().strip('"') for cell in line.split(separator)]


def _records(text: str, separator: str, file: str) -> Iterator[Record]:
    rows = _piped(text) if separator == "|" else csv_records(text, separator, file)
    for line, cells in rows:
        if line == 1 and _TOLD_SEPARATOR.fullmatch(separator.join(cells).strip()):
            continue
        bare = [cell.strip() for cell in cells]
        if not bare[0].strip("-=_+") and all(_RULER.fullmatch(cell) for cell in bare):
            continue
        yield line, bare


def _piped(text: str) -> Iterator[Record]:
    """Lines cut at bars, the outer ones left out; a line between the tables is one cell."""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if "|" in bare:
            yield number, bare.removeprefix("|").removesuffix("|").split("|")
        elif bare:
            yield number, [bare]
