"""Captured documents: one JSON value each, beside rows for what is looked up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.decision import Decision, Status
from models.paper import PageKind
from models.plain import from_plain, to_plain
from models.reading import FieldName, Reading
from models.record import DocumentRecord, Event
from storage.register import sight
from storage.register.database.statements import chunks
from storage.register.database.values import Link
from storage.register.papers import links, reviews, search
from storage.register.sight import Customers
from storage.register.tables import documents, drops, fields, is_checked, pages, undecided
from storage.register.tables.review import REPLACED, is_corrected
from storage.register.texts import words
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

RECORDS = (
    sa.select(documents, drops.c.source, drops.c.sha256)
    .join(drops, documents.c.drop_id == drops.c.id)
    .where(documents.c.status != REPLACED)
)
"""Rows of which `record_from` makes records."""
_ORDER = (
    documents.c.client,
    documents.c.received_at,
    documents.c.drop_id,
    documents.c.first_page,
    documents.c.id,
)
_NO_ORIGINAL = (Status.QUARANTINED.value, Status.DUPLICATE.value)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a decision was made, and with which load of the ledger (0: with none)."""

    now: datetime
    load: int


def insert(connection: Connection, record: DocumentRecord, stamp: Stamp) -> None:
    """Write a new document, what is looked up in it, and an event named as its status."""
    write(connection, record, stamp)
    detail = {"reason": record.decision.reason, "drop": record.drop_id, **told(record)}
    events.add(connection, [Event(stamp.now, record.client, record.decision.status.value, record.id, detail)])


def write(connection: Connection, record: DocumentRecord, stamp: Stamp) -> None:
    """Write a new document and what is looked up in it."""
    row = _row(record) | _decided(record, stamp)
    connection.execute(sa.insert(documents).values(row))
    _insert_parts(connection, record)
    words.insert(connection, record.client, record.id, to_plain(record.reading))
    reviews.begin(connection, record)


def overwrite(connection: Connection, record: DocumentRecord, stamp: Stamp) -> None:
    """Replace what is stored of a document by `record`; whoever had it before them loses it."""
    forget(connection, record.id)
    row = sa.update(documents).where(documents.c.id == record.id)
    connection.execute(row.values(_row(record) | _decided(record, stamp)))
    _insert_parts(connection, record)
    reviews.change(connection, record)


def forget(connection: Connection, document_id: str) -> None:
    """Remove what is looked up in a document that is about to be written anew."""
    links.forget(connection, document_id)
    search.forget_keys(connection, document_id)
    connection.execute(sa.delete(fields).where(fields.c.document_id == document_id))


def redecide(connection: Connection, record: DocumentRecord, stamp: Stamp) -> bool:
    """Replace the decision on a document that still waits for one and was not looked at with this load.

    Returns False, and writes nothing, where somebody else was first, or a person has checked it.
    """
    query = sa.select(documents.c.status, documents.c.decision, documents.c.reading).where(
        documents.c.id == record.id,
        *_open(record.client, stamp.load),
    )
    old = connection.execute(query.with_for_update()).one_or_none()
    if old is None:
        return False
    stored = from_plain(Reading, old.reading), from_plain(Decision, old.decision)
    if stored == (record.reading, record.decision):
        looked = sa.update(documents).where(documents.c.id == record.id).values(looked_at_load=stamp.load)
        connection.execute(looked)
    else:
        _replace(connection, record, stamp, Status(old.status))
    return True


def _replace(connection: Connection, record: DocumentRecord, stamp: Stamp, old: Status) -> None:
    overwrite(connection, record, stamp)
    content = sa.and_(pages.c.document_id == record.id, pages.c.kind == PageKind.CONTENT.value)
    status = record.decision.status.value
    connection.execute(sa.update(pages).where(content).values(state=status))
    detail: dict[str, object] = {
        "from": old.value,
        "to": status,
        "reason": record.decision.reason,
        "load": stamp.load,
    }
    event = Event(stamp.now, record.client, "matched again", record.id, detail | told(record))
    events.add(connection, [event])


def _insert_parts(connection: Connection, record: DocumentRecord) -> None:
    rows = _field_rows(record)
    if rows:
        connection.execute(sa.insert(fields), rows)
    links.insert(connection, record)
    search.insert_keys(connection, record)


def _row(record: DocumentRecord) -> dict[str, object]:
    """What never changes about a document."""
    return {
        "id": record.id,
        "client": record.client,
        "drop_id": record.drop_id,
        "received_at": record.received_at,
        "first_page": min(record.reading.pages, default=1),
    }


def _decided(record: DocumentRecord, stamp: Stamp) -> dict[str, object]:
    """What a decision sets; the ledger may choose another of the possible readings, so the reading too."""
    decision = record.decision
    customer, invoice = decision.chosen[0] if decision.chosen else (None, None)
    accepted = record.reading.acceptance
    return {
        "type": record.reading.type.value,
        "kind": record.reading.kind,
        "status": decision.status.value,
        "reason": decision.reason,
        "duplicate_of": decision.duplicate_of,
        "customer_number": customer,
        "invoice_number": invoice,
        "decided_at": stamp.now,
        "audit_pending": record.audit_pending,
        "looked_at_load": stamp.load,
        "reading": to_plain(record.reading),
        "decision": to_plain(decision),
        "acceptance_status": accepted.status.value if accepted else None,
        "acceptance_grade": accepted.grade.value if accepted else None,
        "acceptance_unsure": accepted.unsure if accepted else None,
    }


def _field_rows(record: DocumentRecord) -> list[dict[str, object]]:
    return [
        {
            "document_id": record.id,
            "name": name.value,
            "rank": rank,
            "client": record.client,
            "value": value.text,
            "confidence": value.confidence,
            "page": value.page,
            "box": to_plain(value.box),
            "found_by": value.found.value,
        }
        for name, values in record.reading.fields.items()
        for rank, value in enumerate(values, start=1)
    ]


def told(record: DocumentRecord) -> dict[str, object]:
    """Details of every event that says what became of a document: its invoices, the grade of its receipt."""
    receipt = record.reading.acceptance
    grade = {"grade": receipt.grade.value} if receipt else {}
    return {"chosen": [list(key) for key in record.decision.chosen], **grade}


def earlier_like(
    connection: Connection, client: str, numbers: Mapping[FieldName, str]
) -> tuple[DocumentRecord, ...]:
    """Documents that show any of `numbers` in the same field, first received first.

    Duplicates and quarantined ones are left out: they are nobody's original.
    """
    alike = [sa.and_(fields.c.name == name.value, fields.c.value == text) for name, text in numbers.items()]
    if not alike:
        return ()
    showing = sa.select(fields.c.document_id).where(fields.c.client == client, sa.or_(*alike))
    originals = documents.c.id.in_(showing), documents.c.status.not_in(_NO_ORIGINAL)
    return _records(connection, RECORDS.where(documents.c.client == client, *originals))


def of_drop(connection: Connection, drop_id: str) -> tuple[DocumentRecord, ...]:
    """The documents of one drop in page order."""
    return _records(connection, RECORDS.where(documents.c.drop_id == drop_id))


def unshelved_of(connection: Connection, drop_id: str) -> tuple[tuple[DocumentRecord, Link], ...]:
    """Filed documents of one drop, with the invoices under which their copy for people is not stored yet."""
    records = {record.id: record for record in of_drop(connection, drop_id)}
    return tuple((records[link.document_id], link) for link in links.unshelved_of(connection, drop_id))


def of_drops(connection: Connection, drop_ids: Collection[str]) -> tuple[DocumentRecord, ...]:
    """The documents of several drops, in the order received, by page."""
    found: list[DocumentRecord] = []
    for chunk in chunks(list(drop_ids)):
        found += _records(connection, RECORDS.where(documents.c.drop_id.in_(chunk)))
    return tuple(sorted(found, key=lambda record: (record.received_at, record.source, record.reading.pages)))


def count(connection: Connection, client: str, status: Status | None, customers: Customers = None) -> int:
    """How many documents the client has, of one status or of all."""
    return connection.execute(sa.select(sa.func.count()).where(*_of(client, status, customers))).scalar_one()


def _of(client: str, status: Status | None, customers: Customers) -> Iterator[sa.ColumnElement[bool]]:
    yield documents.c.client == client
    yield documents.c.status != REPLACED
    yield sight.of(customers)
    if status is not None:
        yield documents.c.status == status.value


def one(connection: Connection, client: str, document_id: str) -> DocumentRecord | None:
    """The document with this id, if it is this client's."""
    row = connection.execute(
        RECORDS.where(documents.c.client == client, documents.c.id == document_id)
    ).one_or_none()
    return None if row is None else record_from(row)


def matching(
    connection: Connection, client: str, query: str, limit: int, customers: Customers = None
) -> tuple[DocumentRecord, ...]:
    """At most `limit` documents that `query` finds, best first."""
    ids = search.find(connection, client, query, limit, (sight.of(customers),))
    rows = connection.execute(RECORDS.where(documents.c.id.in_(ids)))
    found = {row.id: record_from(row) for row in rows}
    return tuple(found[document_id] for document_id in ids)


def stream(database: Database, client: str | None, since: datetime | None) -> Iterator[DocumentRecord]:
    """Documents by client, in the order received, by page; with `since`, those decided then or later."""
    query = RECORDS
    if client is not None:
        query = query.where(documents.c.client == client)
    if since is not None:
        query = query.where(documents.c.decided_at >= since)
    return map(record_from, database.stream(query, _ORDER))


def stream_undecided(database: Database, client: str, load: int) -> Iterator[DocumentRecord]:
    """Parked documents and reviews not yet looked at with this load of the ledger, nor by a person."""
    waiting = RECORDS.where(*_open(client, load))
    return map(
        record_from,
        database.stream(waiting, (documents.c.client, documents.c.looked_at_load, documents.c.id)),
    )


def _open(client: str, load: int) -> tuple[sa.ColumnElement[bool], ...]:
    """What may be decided anew with this load."""
    older = documents.c.looked_at_load < load
    return documents.c.client == client, undecided, older, ~is_checked, ~is_corrected


def _records(connection: Connection, query: sa.Select[Any]) -> tuple[DocumentRecord, ...]:
    return tuple(record_from(row) for row in connection.execute(query.order_by(*_ORDER)))


def record_from(row: Row[Any]) -> DocumentRecord:
    """The record of a row of `documents` with source and sha256 of its drop."""
    return DocumentRecord(
        id=row.id,
        client=row.client,
        drop_id=row.drop_id,
        source=row.source,
        sha256=row.sha256,
        received_at=row.received_at,
        reading=from_plain(Reading, row.reading),
        decision=from_plain(Decision, row.decision),
        audit_pending=row.audit_pending,
    )
