"""What papers are linked with, and when: from it the clock of retention runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.retention import Happened
from models.sending import InvoiceKey
from storage.register.database.statements import chunks
from storage.register.tables import documents, drops, invoices, ledger_loads
from storage.register.tables.dispute import contacts, disputes

if TYPE_CHECKING:
    from sqlalchemy import Connection


def happened(
    connection: Connection, client: str, drop_ids: Collection[str], keys: Collection[InvoiceKey]
) -> tuple[Happened, ...]:
    """What is known of these received files and these (customer number, invoice number)."""
    return (
        *_received(connection, drop_ids),
        *_issued(connection, client, keys),
        *_said(connection, client, keys),
    )


def _received(connection: Connection, drop_ids: Collection[str]) -> Iterator[Happened]:
    for chunk in chunks(sorted(drop_ids)):
        for row in connection.execute(sa.select(drops.c.received_at).where(drops.c.id.in_(chunk))):
            yield Happened(row.received_at.date(), "it was received")
        for row in connection.execute(
            sa.select(documents.c.decided_at).where(documents.c.drop_id.in_(chunk))
        ):
            yield Happened(row.decided_at.date(), "it was last decided on")


def _issued(connection: Connection, client: str, keys: Collection[InvoiceKey]) -> Iterator[Happened]:
    place = sa.tuple_(invoices.c.customer_number, invoices.c.number)
    named = invoices.c.number, invoices.c.invoice_date, invoices.c.due_date, ledger_loads.c.loaded_at
    load = sa.and_(ledger_loads.c.client == invoices.c.client, ledger_loads.c.number == invoices.c.load)
    query = sa.select(*named).outerjoin(ledger_loads, load).where(invoices.c.client == client)
    for chunk in chunks(sorted(keys)):
        for row in connection.execute(query.where(place.in_(chunk))):
            yield Happened(row.invoice_date, f"invoice {row.number} was issued")
            if row.due_date:
                yield Happened(row.due_date, f"invoice {row.number} fell due")
            if row.loaded_at:
                yield Happened(row.loaded_at.date(), f"the ledger last changed invoice {row.number}")


def _said(connection: Connection, client: str, keys: Collection[InvoiceKey]) -> Iterator[Happened]:
    for chunk in chunks(sorted(keys)):
        place = sa.tuple_(disputes.c.customer_number, disputes.c.invoice_number)
        mine = disputes.c.client == client, place.in_(chunk)
        for row in connection.execute(sa.select(disputes).where(*mine)):
            yield Happened(row.raised, f"dispute {row.id} was raised")
            if row.closed_at:
                yield Happened(row.closed_at.date(), f"dispute {row.id} was closed")
        about = sa.tuple_(contacts.c.customer_number, contacts.c.invoice_number)
        theirs = contacts.c.client == client, about.in_(chunk)
        for row in connection.execute(sa.select(contacts.c.at).where(*theirs)):
            yield Happened(row.at.date(), "somebody was spoken to about its invoice")
