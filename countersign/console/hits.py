"""Where on a document a query was found: the page, and the words around it with the hit marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from models.reading import FieldName
from models.record import DocumentRecord
from storage.register.texts.folding import folded

SHOWN = 2
"""Hits told of one document."""
_AROUND = 45
"""Characters shown on either side of a hit."""
_WORD = re.compile(r"[^\W_]+")
_NOT_SHOWN = (FieldName.RECEIVED_TIME,)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as printed; `marked` where it is what was looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One place of a document that the query fits."""

    page: int
    """1-based page of the received file."""
    label: str
    """Name of the field, such as invoice_number; empty for words of the text."""
    pieces: tuple[Piece, ...]


def hits_in(record: DocumentRecord, query: str) -> tuple[Hit, ...]:
    """Fields that the query names, whole or by their beginning; else lines that show its words."""
    found = tuple(islice(_in_fields(record, query), SHOWN))
    return found or tuple(islice(_in_text(record, query), SHOWN))


def _in_fields(record: DocumentRecord, query: str) -> Iterator[Hit]:
    wanted = folded(query)
    for name, values in record.reading.fields.items():
        for value in values:
            if wanted and name not in _NOT_SHOWN and folded(value.text).startswith(wanted):
                yield Hit(value.page, name.value, (Piece(value.text, marked=True),))


def _in_text(record: DocumentRecord, query: str) -> Iterator[Hit]:
    wanted = tuple(dict.fromkeys(map(folded, _WORD.findall(query))))
    pages = record.reading.text.split("\f")
    if not wanted or len(pages) != len(record.reading.pages):
        return
    for number, text in zip(record.reading.pages, pages, strict=True):
        for line in text.splitlines():
            places = [match.span() for match in _WORD.finditer(line) if _begins(match[0], wanted)]
            if places:
                yield Hit(number, "", _around(line, places))


def _begins(word: str, wanted: tuple[str, ...]) -> bool:
    return folded(word).startswith(wanted)


def _around(line: str, places: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """The line, cut to what is near its first hit."""
    start = max(0, places[0][0] - _AROUND)
    end = min(len(line), places[0][1] + 2 * _AROUND)
    pieces, at = [Piece("… " if start else "")], start
    for left, right in places:
        if right <= end:
            pieces += [Piece(line[at:left]), Piece(line[left:right], marked=True)]
            at = right
    return (*pieces, Piece(line[at:end] + (" …" if end < len(line) else "")))
