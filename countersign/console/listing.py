"""Documents as a list: newest first or what a search finds, narrowed by a form, in pieces."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from countersign.console.hits import Hit, hits_in
from countersign.console.sight import narrowed
from models.finding import Narrowed
from models.record import DocumentRecord
from storage.register import COUNTED, Customers, Register

PIECE = 50
"""Documents shown at once."""
SEARCHED = 500
"""Most documents that one search finds; who needs more adds a word."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be listed."""

    client: str
    narrowed: Narrowed = field(default_factory=Narrowed)
    query: str = ""
    """Searched for unless empty; what is found comes best first."""
    piece: int = 1
    """From 1."""
    behind: str = ""
    """Id of the last document of the piece before; only without a query."""

    @property
    def customers(self) -> Customers:
        """Whose papers are seen; None for all."""
        return self.narrowed.seen

    @property
    def sees_nothing(self) -> bool:
        """True for somebody who may see no papers of this client."""
        return self.customers is not None and not self.customers

    @property
    def asked(self) -> bool:
        """True where not simply all documents are wanted."""
        return bool(self.query.strip()) or replace(self.narrowed, seen=None) != Narrowed()

    def as_query(self, **changes: object) -> dict[str, object]:
        """What an address says of it; `changes` take the place of its own values."""
        narrowed = self.narrowed
        told: dict[str, object] = {
            "q": self.query,
            "status": narrowed.status.value if narrowed.status else "",
            "type": narrowed.type.value if narrowed.type else "",
            "grade": narrowed.grade.value if narrowed.grade else "",
            "customer": narrowed.customer,
            "since": _iso(narrowed.since),
            "until": _iso(narrowed.until),
        }
        return told | changes


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of a list, and where on it the query was found."""

    record: DocumentRecord
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """One piece of a list."""

    rows: tuple[Listed, ...]
    total: int
    """Documents in all pieces."""
    piece: int
    is_more: bool
    """True where there are more than `total`, and nobody counted how many."""

    @property
    def first(self) -> int:
        """Place of the first record in the whole list, from 1."""
        return (self.piece - 1) * PIECE + 1

    @property
    def last(self) -> int:
        """Place of the last record in the whole list."""
        return self.first + len(self.rows) - 1

    @property
    def has_older(self) -> bool:
        """True when another piece follows."""
        return len(self.rows) == PIECE and (self.is_more or self.last < self.total)


def look_up(register: Register, wanted: Wanted) -> Listing:
    """The documents that are `wanted`."""
    return _searched(register, wanted) if wanted.query.strip() else _newest(register, wanted)


def _searched(register: Register, wanted: Wanted) -> Listing:
    ids = register.finding.ids(wanted.client, wanted.query, wanted.narrowed, SEARCHED + 1)
    start = (wanted.piece - 1) * PIECE
    records = register.finding.records(wanted.client, ids[:SEARCHED][start : start + PIECE])
    shown = (narrowed(record, wanted.customers) for record in records)
    rows = tuple(Listed(record, hits_in(record, wanted.query)) for record in shown)
    return Listing(rows, min(len(ids), SEARCHED), wanted.piece, is_more=False)


def _newest(register: Register, wanted: Wanted) -> Listing:
    records = register.finding.newest(wanted.client, wanted.narrowed, PIECE, wanted.behind)
    total = register.finding.count(wanted.client, wanted.narrowed)
    rows = tuple(Listed(narrowed(record, wanted.customers)) for record in records)
    piece = wanted.piece if wanted.behind else 1
    return Listing(rows, min(total, COUNTED), piece, is_more=total > COUNTED)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
