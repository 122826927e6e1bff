"""What is marked on the annotated copy of a proof of delivery: signature, name, date, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.paper import CUSTOMERS_SIDE, Box, Manner
from models.reading import FieldName, Reading, Source

_MOST = 12
"""Marks on one document: more would hide the paper."""


class MarkKind(StrEnum):
    """What a mark points at."""

    SIGNATURE = "signature"
    STAMP = "stamp"
    NAME = "name"
    DATE = "date"
    REMARK = "remark"
    QUANTITY = "quantity"
    """A remark that says how many, or a printed quantity that ink goes through."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One place on a page, numbered from 1 through the document."""

    number: int
    kind: MarkKind
    page: int
    """1-based page of the received file."""
    box: Box
    text: str = ""
    """As read; empty where nothing was, as for a signature."""
    doubtful: bool = False
    """Where a person has not confirmed it, and the reader was not sure."""


_Found = tuple[MarkKind, int, Box, str, bool]
_SURE = 0.8


def marks_of(reading: Reading, hidden: Iterable[tuple[int, Box]] = ()) -> tuple[Mark, ...]:
    """Marks of a proof of delivery, without those that touch what is `hidden` (page, box)."""
    covered = tuple(hidden)
    found = [one for one in _found(reading) if one[1] in reading.pages and not _touches(one, covered)]
    return tuple(Mark(number, *one) for number, one in enumerate(_unlike(found)[:_MOST], 1))


def _touches(one: _Found, covered: Iterable[tuple[int, Box]]) -> bool:
    return any(page == one[1] and box.overlap(one[2]) > 0 for page, box in covered)


def _unlike(found: list[_Found]) -> list[_Found]:
    """Without those that lie wholly within one of the same kind before them."""
    kept = list[_Found]()
    for one in found:
        area = one[2].width * one[2].height
        again = (k for k in kept if k[:2] == one[:2] and area and k[2].overlap(one[2]) > 0.9 * area)
        if next(again, None) is None:
            kept.append(one)
    return kept


def _found(reading: Reading) -> Iterator[_Found]:
    for region in reading.signatures:
        theirs = region.role in CUSTOMERS_SIDE
        if theirs and region.present:
            yield MarkKind.SIGNATURE, region.page, region.box, "", region.confidence < _SURE
        elif theirs and region.manner is Manner.STAMP:
            yield MarkKind.STAMP, region.page, region.box, "", region.confidence < _SURE
    yield from _field(reading, FieldName.PRINTED_NAME, MarkKind.NAME)
    yield from _field(reading, FieldName.RECEIVED_DATE, MarkKind.DATE)
    for remark in reading.remarks:
        if remark.source is Source.PRINT and not remark.quantity:
            continue
        kind = MarkKind.QUANTITY if remark.quantity else MarkKind.REMARK
        yield kind, remark.page, remark.box, remark.text, remark.confidence < _SURE
    for addition in reading.additions:
        if addition.over:
            yield MarkKind.QUANTITY, addition.page, addition.box, addition.text, True


def _field(reading: Reading, name: FieldName, kind: MarkKind) -> Iterator[_Found]:
    value = reading.value(name)
    if value is not None:
        yield kind, value.page, value.box, value.text, value.confidence < _SURE
    for unread in reading.written:
        if unread.name is name and value is None:
            yield kind, unread.page, unread.box, "", True
