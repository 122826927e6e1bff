"""Papers that a person set aside, held against what the ledger has brought since."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.correction import Action
from models.decision import Status
from models.paper import PageKind
from models.plain import from_plain
from models.record import DocumentRecord, Event
from storage.register.papers import documents
from storage.register.papers.documents import RECORDS, Stamp
from storage.register.tables import documents as rows
from storage.register.tables import invoices, pages, undecided
from storage.register.tables.review import corrected, corrections, is_live
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

InvoiceKey = tuple[str, str]
OFFERED = "offered again"
"""Kind of the event that tells of it."""
_deed = corrections.alias()
_newest = (
    sa.select(sa.func.max(corrections.c.id))
    .where(
        corrected.c.document_id == rows.c.id,
        corrections.c.id == corrected.c.correction_id,
        corrections.c.action != Action.READ.value,
        is_live,
    )
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A parked document that a person parked."""

    record: DocumentRecord
    by: str
    """Login of who did it."""
    at: datetime
    seen: frozenset[InvoiceKey]
    """Invoices that were candidates then."""
    load: int
    """The newest load that it was held against since."""


@dataclass(frozen=True, slots=True)
class Asides:
    """Every method is one transaction."""

    database: Database

    def stream(self, client: str, load: int) -> Iterator[SetAside]:
        """What people set aside and was not held against this load of the ledger."""
        order = (rows.c.client, rows.c.looked_at_load, rows.c.id)
        return map(_set_aside, self.database.stream(_wanted(client, load), order))

    def brought(self, client: str, keys: Collection[InvoiceKey], after_load: int) -> frozenset[InvoiceKey]:
        """Those of these invoices that a load after this one added or changed."""
        return self.database.ask(_brought, client, keys, after_load)

    def offer(self, record: DocumentRecord, load: int, now: datetime) -> bool:
        """Put a document back into the queue as `record` has it; False where somebody was quicker."""
        return self.database.decide(record.client, _offer, record, Stamp(now, load))

    def leave(self, record: DocumentRecord, load: int) -> None:
        """Note that the load brought nothing for it."""
        self.database.change(_leave, record, load)


def _wanted(client: str, load: int) -> sa.Select[Any]:
    told = (_deed.c.login, _deed.c.at.label("done_at"), _deed.c.before, rows.c.looked_at_load)
    return RECORDS.add_columns(*told).join(_deed, _deed.c.id == _newest).where(*_open(client, load))


def _open(client: str, load: int) -> tuple[sa.ColumnElement[bool], ...]:
    older = rows.c.client == client, undecided, rows.c.looked_at_load < load
    return *older, rows.c.status == Status.PARKED.value, _deed.c.action == Action.PARK.value


def _set_aside(row: Row[Any]) -> SetAside:
    before = (from_plain(DocumentRecord, one) for one in row.before)
    seen = (one.invoice.key for record in before for one in record.decision.candidates)
    return SetAside(documents.record_from(row), row.login, row.done_at, frozenset(seen), row.looked_at_load)


def _brought(
    connection: Connection, client: str, keys: Collection[InvoiceKey], after_load: int
) -> frozenset[InvoiceKey]:
    if not keys:
        return frozenset()
    named = sa.tuple_(invoices.c.customer_number, invoices.c.number).in_(list(keys))
    newer = invoices.c.client == client, invoices.c.load > after_load, named
    query = sa.select(invoices.c.customer_number, invoices.c.number).where(*newer)
    return frozenset((row.customer_number, row.number) for row in connection.execute(query))


def _offer(connection: Connection, record: DocumentRecord, stamp: Stamp) -> bool:
    query = _wanted(record.client, stamp.load).where(rows.c.id == record.id)
    if connection.execute(query).one_or_none() is None:
        return False
    documents.overwrite(connection, record, stamp)
    content = sa.and_(pages.c.document_id == record.id, pages.c.kind == PageKind.CONTENT.value)
    connection.execute(sa.update(pages).where(content).values(state=record.decision.status.value))
    detail: dict[str, object] = {
        "reason": record.decision.reason,
        "load": stamp.load,
        "invoices": [one.invoice.number for one in record.decision.candidates],
    }
    events.add(connection, [Event(stamp.now, record.client, OFFERED, record.id, detail)])
    return True


def _leave(connection: Connection, record: DocumentRecord, load: int) -> None:
    still = rows.c.id == record.id, rows.c.client == record.client, rows.c.looked_at_load < load
    connection.execute(sa.update(rows).where(*still).values(looked_at_load=load))
