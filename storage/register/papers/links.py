"""Documents and the invoices they may belong to; and which copies for people are still to be stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.decision import Candidate, Evidence, Status
from models.errors import WrongUse
from models.plain import from_plain, to_plain
from models.record import DocumentRecord, Event
from storage.register.database.values import Link
from storage.register.tables import documents, links, unshelved
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

_UNSHELVED = sa.select(links).where(unshelved)
_ORDER = (links.c.client, links.c.document_id, links.c.customer_number, links.c.invoice_number)
_SHELVED = sa.select(links).where(links.c.filed, links.c.shelf_key.is_not(None))
_SHELF_ORDER = (links.c.client, links.c.customer_number, links.c.invoice_number, links.c.document_id)


def insert(connection: Connection, record: DocumentRecord) -> None:
    """Write one row for each ranked candidate, and for each chosen invoice beyond them."""
    ranked: dict[tuple[str, str], Candidate | None] = {c.invoice.key: c for c in record.decision.candidates}
    ranked |= {key: None for key in record.decision.chosen if key not in ranked}
    rows = [_row(record, rank, key, ranked[key]) for rank, key in enumerate(ranked, start=1)]
    if rows:
        connection.execute(sa.insert(links), rows)


def _row(
    record: DocumentRecord, rank: int, key: tuple[str, str], candidate: Candidate | None
) -> dict[str, object]:
    chosen = key in record.decision.chosen
    return {
        "document_id": record.id,
        "customer_number": key[0],
        "invoice_number": key[1],
        "client": record.client,
        "rank": rank,
        "confidence": candidate.confidence if candidate else None,
        "filed": chosen and record.decision.status is Status.FILED,
        "proposed": chosen and record.decision.status is Status.REVIEW,
        "evidence": to_plain(candidate.evidence) if candidate else [],
    }


def forget(connection: Connection, document_id: str) -> None:
    """Remove the rows of a document that is about to be decided anew."""
    connection.execute(sa.delete(links).where(links.c.document_id == document_id))


def stream_unshelved(database: Database, client: str | None) -> Iterator[Link]:
    """Filed links whose copy for people is not stored yet."""
    query = _UNSHELVED if client is None else _UNSHELVED.where(links.c.client == client)
    return map(_link, database.stream(query, _ORDER))


def unshelved_of(connection: Connection, drop_id: str) -> tuple[Link, ...]:
    """Filed links of a drop's documents whose copy for people is not stored yet."""
    theirs = sa.select(documents.c.id).where(documents.c.drop_id == drop_id)
    rows = connection.execute(_UNSHELVED.where(links.c.document_id.in_(theirs)).order_by(*_ORDER))
    return tuple(map(_link, rows))


def stream_shelved(database: Database, client: str | None) -> Iterator[tuple[Link, str]]:
    """Filed links whose copy for people is stored, with its SHA-256."""
    query = _SHELVED if client is None else _SHELVED.where(links.c.client == client)
    return ((_link(row), row.shelf_sha256) for row in database.stream(query, _SHELF_ORDER))


def shelve(connection: Connection, link: Link, key: str, sha256: str, now: datetime) -> None:
    """Keep where the copy is stored, and its hash; once.

    Raises:
        WrongUse: the document is not filed under this invoice.
    """
    filed = sa.and_(
        links.c.document_id == link.document_id,
        links.c.customer_number == link.customer_number,
        links.c.invoice_number == link.invoice_number,
        links.c.filed,
    )
    row = connection.execute(sa.select(links.c.shelf_key).where(filed).with_for_update()).one_or_none()
    if row is None:
        raise WrongUse(
            f"Document {link.document_id} is not filed under invoice {link.invoice_number}: file it first."
        )
    if row.shelf_key == key:
        return
    connection.execute(sa.update(links).where(filed).values(shelf_key=key, shelf_sha256=sha256))
    detail = {"customer": link.customer_number, "invoice": link.invoice_number, "key": key}
    events.add(connection, [Event(now, link.client, "shelved", link.document_id, detail)])


def _link(row: Row[Any]) -> Link:
    return Link(
        document_id=row.document_id,
        client=row.client,
        customer_number=row.customer_number,
        invoice_number=row.invoice_number,
        rank=row.rank,
        confidence=row.confidence,
        filed=row.filed,
        proposed=row.proposed,
        evidence=from_plain(tuple[Evidence, ...], row.evidence),
        shelf_key=row.shelf_key or "",
    )
