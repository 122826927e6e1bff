"""Documents as a list: newest first or what a search finds, of one status or all, in pieces."""

from __future__ import annotations

from dataclasses import dataclass

from models.decision import Status
from models.record import DocumentRecord
from storage.register import Register

PIECE = 50
"""Documents shown at once."""
SEARCHED = 500
"""Most documents that one search finds; who needs more adds a word."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be listed."""

    client: str
    status: Status | None = None
    query: str = ""
    """Searched for unless empty; what is found comes best first."""
    piece: int = 1
    """From 1."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One piece of a list."""

    records: tuple[DocumentRecord, ...]
    total: int
    """Documents in all pieces."""
    piece: int

    @property
    def first(self) -> int:
        """Place of the first record in the whole list, from 1."""
        return (self.piece - 1) * PIECE + 1

    @property
    def last(self) -> int:
        """Place of the last record in the whole list."""
        return self.first + len(self.records) - 1

    @property
    def has_older(self) -> bool:
        """True when another piece follows."""
        return self.last < self.total


def look_up(register: Register, wanted: Wanted) -> Listing:
    """The documents that are `wanted`."""
    return _searched(register, wanted) if wanted.query.strip() else _newest(register, wanted)


def _searched(register: Register, wanted: Wanted) -> Listing:
    found = register.search(wanted.client, wanted.query, SEARCHED)
    fitting = [record for record in found if _is_of(record, wanted.status)]
    start = (wanted.piece - 1) * PIECE
    return Listing(tuple(fitting[start : start + PIECE]), len(fitting), wanted.piece)


def _newest(register: Register, wanted: Wanted) -> Listing:
    start = (wanted.piece - 1) * PIECE
    records = register.newest(wanted.client, wanted.status, slice(start, start + PIECE))
    return Listing(records, register.count(wanted.client, wanted.status), wanted.piece)


def _is_of(record: DocumentRecord, status: Status | None) -> bool:
    return status is None or record.decision.status is status
