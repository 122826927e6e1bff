"""What became of the documents of a period, up to its end, as the log of events has it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.correction import EVENTS, Action
from models.course import Course, Step
from models.decision import Status
from models.period import Period
from models.reading import DocumentType
from models.sending import InvoiceKey
from storage.register import sight
from storage.register.database.statements import chunks
from storage.register.sight import Customers
from storage.register.tables import documents, drops, events, invoices, links
from storage.register.tables.review import REPLACED

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

_AT_FIRST = {status.value: status for status in Status}
"""Kinds of events that tell what the program made of a document at first sight."""
_AGAIN = "matched again"
_RESCANNED = "scanned again"
_BY_PEOPLE = frozenset(EVENTS.values()) - {EVENTS[Action.READ]}
_KINDS = (*_AT_FIRST, _AGAIN, *sorted(EVENTS.values()), _RESCANNED)


@dataclass(frozen=True, slots=True)
class Handed:
    """What came in a period."""

    files: int
    pages: int
    """Of files that were taken from the inbox to their end."""


@dataclass(frozen=True, slots=True)
class Courses:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def of(self, client: str, period: Period, seen: Customers = None) -> tuple[Course, ...]:
        """Documents received in the period and what was decided on them until its end, first received first.

        What was split or joined meanwhile is not told of, only what came of it.
        """
        return self.database.ask(_courses, client, period, seen)

    def handed(self, client: str, period: Period) -> Handed:
        """Files and pages that came in the period; members of archives by themselves."""
        return self.database.ask(_handed, client, period)

    def first_proofs(
        self, client: str, period: Period, seen: Customers = None
    ) -> Mapping[InvoiceKey, datetime]:
        """When the first proof of delivery came of those invoices of which it came in the period.

        By what is filed now.
        """
        return self.database.ask(_first_proofs, client, period, seen)

    def dates(self, client: str, keys: Collection[InvoiceKey]) -> Mapping[InvoiceKey, date]:
        """The dates of these invoices."""
        return self.database.ask(_dates, client, keys)


def _courses(connection: Connection, client: str, period: Period, seen: Customers) -> tuple[Course, ...]:
    span = period.span
    theirs = sa.select(documents.c.id, documents.c.type, documents.c.received_at).where(
        documents.c.client == client,
        documents.c.received_at >= span.begin,
        documents.c.received_at < span.end,
        documents.c.status != REPLACED,
        sight.of(seen),
    )
    order = documents.c.received_at, documents.c.drop_id, documents.c.first_page, documents.c.id
    rows = connection.execute(theirs.order_by(*order)).all()
    steps: dict[str, list[Step]] = {row.id: [] for row in rows}
    again = set[str]()
    for event in _events(connection, client, period):
        if event.subject not in steps:
            continue
        if event.kind == _RESCANNED:
            again.add(event.subject)
        elif (step := _step(event)) is not None:
            steps[event.subject].append(step)
    return tuple(
        Course(row.id, DocumentType(row.type), row.received_at, tuple(steps[row.id]), row.id in again)
        for row in rows
        if steps[row.id]
    )


def _events(connection: Connection, client: str, period: Period) -> Iterator[Row[Any]]:
    span = period.span
    query: sa.Select[Any] = sa.select(
        events.c.subject, events.c.kind, events.c.at, events.c.detail, events.c.by
    ).where(
        events.c.client == client,
        events.c.at >= span.begin,
        events.c.at < span.end,
        events.c.kind.in_(_KINDS),
    )
    yield from connection.execute(query.order_by(events.c.id)).all()


def _step(event: Row[Any]) -> Step | None:
    """None for an event that decides nothing: one of a page that was turned, or of what was split."""
    status = _AT_FIRST.get(event.kind)
    if status is None:
        told = event.detail.get("to" if event.kind == _AGAIN else "status")
        if told is None:
            return None
        status = Status(told)
    chosen = frozenset((str(one[0]), str(one[1])) for one in event.detail.get("chosen", ()))
    return Step(event.at, status, chosen, event.kind in _BY_PEOPLE)


def _handed(connection: Connection, client: str, period: Period) -> Handed:
    span = period.span
    query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(drops.c.page_count), 0)).where(
        drops.c.client == client, drops.c.received_at >= span.begin, drops.c.received_at < span.end
    )
    files, pages = connection.execute(query).one()
    return Handed(int(files), int(pages))


def _first_proofs(
    connection: Connection, client: str, period: Period, seen: Customers
) -> dict[InvoiceKey, datetime]:
    span = period.span
    joined = links.join(documents, documents.c.id == links.c.document_id)
    mine = (
        links.c.client == client,
        links.c.filed,
        documents.c.type == DocumentType.PROOF_OF_DELIVERY.value,
        documents.c.status == Status.FILED.value,
    )
    came = sa.select(links.c.customer_number, links.c.invoice_number, documents.c.received_at)
    within = came.select_from(joined).where(
        *mine,
        documents.c.client == client,
        documents.c.received_at >= span.begin,
        documents.c.received_at < span.end,
        sight.of(seen),
    )
    found: dict[InvoiceKey, datetime] = {}
    for row in connection.execute(within):
        key = row.customer_number, row.invoice_number
        found[key] = min(found.get(key, row.received_at), row.received_at)
    place = sa.tuple_(links.c.customer_number, links.c.invoice_number)
    earlier = came.select_from(joined).where(*mine, documents.c.received_at < span.begin)
    for chunk in chunks(list(found)):
        for row in connection.execute(earlier.where(place.in_(chunk))):
            found.pop((row.customer_number, row.invoice_number), None)
    return found


def _dates(connection: Connection, client: str, keys: Collection[InvoiceKey]) -> dict[InvoiceKey, date]:
    place = sa.tuple_(invoices.c.customer_number, invoices.c.number)
    shown = sa.select(invoices.c.customer_number, invoices.c.number, invoices.c.invoice_date)
    found: dict[InvoiceKey, date] = {}
    for chunk in chunks(sorted(keys)):
        for row in connection.execute(shown.where(invoices.c.client == client, place.in_(chunk))):
            found[row.customer_number, row.number] = row.invoice_date
    return found
