"""What a person looks up beside a document: invoices by any number or name, names, proofs on file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.ledger import Customer, Invoice
from models.reading import DocumentType
from storage.register.ledgers.ledger import customer_from, invoice_from
from storage.register.sight import Customers
from storage.register.tables import customers, documents, drops, invoices, links
from storage.register.tables.columns import LONGEST_KEY
from storage.register.texts.folding import folded

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.register.database.connect import Database

InvoiceKey = tuple[str, str]
_LAST = "\U0010ffff"
_NUMBERS = (invoices.c.number, invoices.c.po_number, invoices.c.delivery_number, invoices.c.customer_number)
_CUSTOMERS = 20
"""Customers of a name whose invoices are shown."""


@dataclass(frozen=True, slots=True)
class OnFile:
    """A proof of delivery that is filed under an invoice."""

    invoice: InvoiceKey
    document_id: str
    source: str
    received_at: datetime
    grade: str
    """Of its receipt; empty where none was given."""


@dataclass(frozen=True, slots=True)
class Lookups:
    """Every method is one transaction."""

    database: Database

    def invoices(self, client: str, query: str, limit: int, seen: Customers = None) -> tuple[Invoice, ...]:
        """Invoices whose invoice, PO, delivery or customer number begins with `query`, or of that name.

        The exact ones first; of a name the newest.
        """
        return self.database.ask(_invoices, client, query.strip(), limit, seen)

    def names(self, client: str, numbers: Collection[str]) -> Mapping[str, str]:
        """Names of these customers, by number."""
        return self.database.ask(_names, client, numbers)

    def customers(self, client: str, numbers: Collection[str]) -> Mapping[str, Customer]:
        """These customers as the ledger has them, by number."""
        return self.database.ask(_known, client, numbers)

    def on_file(self, client: str, keys: Collection[InvoiceKey]) -> Mapping[InvoiceKey, list[OnFile]]:
        """Proofs of delivery filed under these invoices, newest first."""
        return self.database.ask(_on_file, client, keys)

    def filed(self, client: str, key: InvoiceKey, most: int) -> tuple[str, ...]:
        """Ids of the documents of any type that are filed under an invoice, newest first."""
        return self.database.ask(_filed, client, key, most, links.c.filed)

    def belonging(self, client: str, key: InvoiceKey, most: int) -> tuple[str, ...]:
        """The same, and those under review that a plain yes would file there."""
        return self.database.ask(_filed, client, key, most, sa.or_(links.c.filed, links.c.proposed))


def _invoices(
    connection: Connection, client: str, query: str, limit: int, seen: Customers
) -> tuple[Invoice, ...]:
    of_seen = sa.true() if seen is None else invoices.c.customer_number.in_(sorted(seen))
    found: dict[InvoiceKey, Invoice] = {}
    for condition in _ways(connection, client, query):
        if len(found) >= limit:
            break
        theirs = sa.select(invoices).where(invoices.c.client == client, condition, of_seen)
        for row in connection.execute(theirs.order_by(invoices.c.invoice_date.desc()).limit(limit)):
            one = invoice_from(row)
            found.setdefault(one.key, one)
    return tuple(found.values())[:limit]


def _ways(connection: Connection, client: str, query: str) -> Iterator[sa.ColumnElement[bool]]:
    if not 0 < len(query) < LONGEST_KEY:
        return
    spelled = dict.fromkeys((query, query.upper()))
    for column in _NUMBERS:
        yield column.in_(list(spelled))
    for column in _NUMBERS:
        for text in spelled:
            yield sa.and_(column >= text, column <= text + _LAST)
    numbers = list(connection.scalars(_called(client, query)))
    if numbers:
        yield invoices.c.customer_number.in_(numbers)


def _called(client: str, query: str) -> sa.Select[Any]:
    named = customers.c.folded_names.contains(folded(query)) if folded(query) else sa.false()
    return sa.select(customers.c.number).where(customers.c.client == client, named).limit(_CUSTOMERS)


def _names(connection: Connection, client: str, numbers: Collection[str]) -> dict[str, str]:
    query = sa.select(customers.c.number, customers.c.name).where(
        customers.c.client == client, customers.c.number.in_(list(numbers))
    )
    return {row.number: row.name for row in connection.execute(query)}


def _known(connection: Connection, client: str, numbers: Collection[str]) -> dict[str, Customer]:
    query = sa.select(customers).where(customers.c.client == client, customers.c.number.in_(list(numbers)))
    return {row.number: customer_from(row) for row in connection.execute(query)}


def _on_file(
    connection: Connection, client: str, keys: Collection[InvoiceKey]
) -> dict[InvoiceKey, list[OnFile]]:
    found: dict[InvoiceKey, list[OnFile]] = {}
    for one in _filed_under(connection, client, keys):
        found.setdefault(one.invoice, []).append(one)
    return found


def _filed(
    connection: Connection, client: str, key: InvoiceKey, most: int, which: sa.ColumnElement[bool]
) -> tuple[str, ...]:
    same = links.c.client == client, links.c.customer_number == key[0], links.c.invoice_number == key[1]
    query = sa.select(links.c.document_id).join(documents, documents.c.id == links.c.document_id)
    newest = query.where(*same, which).order_by(documents.c.received_at.desc(), documents.c.id)
    return tuple(connection.scalars(newest.limit(most)))


def _filed_under(connection: Connection, client: str, keys: Iterable[InvoiceKey]) -> Iterator[OnFile]:
    joined = links.join(documents, documents.c.id == links.c.document_id)
    joined = joined.join(drops, drops.c.id == documents.c.drop_id)
    shown = (links, drops.c.source, documents.c.received_at, documents.c.acceptance_grade)
    proofs = links.c.filed, documents.c.type == DocumentType.PROOF_OF_DELIVERY.value
    for customer, number in keys:
        same = links.c.client == client, links.c.customer_number == customer, links.c.invoice_number == number
        query = sa.select(*shown).select_from(joined).where(*same, *proofs)
        for row in connection.execute(query.order_by(documents.c.received_at.desc()).limit(_CUSTOMERS)):
            grade = row.acceptance_grade or ""
            yield OnFile((customer, number), row.document_id, row.source, row.received_at, grade)
