"""What receivables are told from: open items on a day, their proofs of delivery, their customers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.decision import Status
from models.ledger import Customer, Invoice
from models.pod import Pod
from models.reading import AcceptanceStatus, DocumentType, Grade
from models.standing import Standing, Version
from storage.register import ledger_history
from storage.register.connect import Database
from storage.register.ledger import customer_from, invoice_from
from storage.register.sight import Customers
from storage.register.statements import chunks
from storage.register.tables import customers, documents, invoices, links

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

InvoiceKey = tuple[str, str]
_PODS: sa.Select[Any] = (
    sa.select(
        *(links.c.customer_number, links.c.invoice_number, links.c.document_id, links.c.filed),
        *(documents.c.received_at, documents.c.acceptance_status, documents.c.acceptance_grade),
        documents.c.acceptance_unsure,
    )
    .select_from(links.join(documents, documents.c.id == links.c.document_id))
    .where(
        documents.c.type == DocumentType.PROOF_OF_DELIVERY.value,
        documents.c.status.in_([Status.FILED.value, Status.REVIEW.value]),
        sa.or_(links.c.filed, links.c.proposed),
    )
)


@dataclass(frozen=True, slots=True)
class Books:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def open_items(
        self, client: str, day: date, seen: Customers = None, customer: str = ""
    ) -> tuple[Standing, tuple[Invoice, ...]]:
        """Open and disputed invoices at the end of `day` in UTC, by customer and number; and who says so.

        Args:
            client: the client firm.
            day: the day; invoices that were issued later may be among them.
            seen: numbers of the customers that are shown; None for all.
            customer: number of the one customer that is meant; empty for all.
        """
        return self.database.ask(_open_items, client, day, seen, customer)

    def open_at_load(self, client: str, load: int, customer: str) -> tuple[Standing, tuple[Invoice, ...]]:
        """Open and disputed invoices of a customer as a load of the ledger had them."""
        return self.database.ask(_open_at_load, client, load, customer)

    def versions(self, client: str, key: InvoiceKey) -> tuple[Version, ...]:
        """How an invoice stood, load by load, oldest first."""
        return self.database.ask(ledger_history.versions, client, key)

    def pods(
        self, client: str, keys: Sequence[InvoiceKey], until: date | None = None
    ) -> Mapping[InvoiceKey, tuple[Pod, ...]]:
        """Proofs of delivery of these invoices as they are now, newest first; none received after `until`."""
        return self.database.ask(_pods, client, keys, until)

    def customers(self, client: str, numbers: Collection[str]) -> Mapping[str, Customer]:
        """These customers by number, as far as the ledger has them."""
        return self.database.ask(_customers, client, numbers)

    def branches(self, client: str, number: str, limit: int) -> tuple[Customer, ...]:
        """At most `limit` customers that this one pays for, by number."""
        return self.database.ask(_branches, client, number, limit)

    def of_order(self, client: str, invoice: Invoice, limit: int) -> tuple[Invoice, ...]:
        """At most `limit` other invoices of the same customer and PO."""
        return self.database.ask(_of_order, client, invoice, limit)


def _open_items(
    connection: Connection, client: str, day: date, seen: Customers, customer: str
) -> tuple[Standing, tuple[Invoice, ...]]:
    shown = ledger_history.standing(connection, client, day)
    return shown, tuple(ledger_history.open_items(connection, client, shown, seen, customer))


def _open_at_load(
    connection: Connection, client: str, load: int, customer: str
) -> tuple[Standing, tuple[Invoice, ...]]:
    shown = ledger_history.at_load(connection, client, load)
    return shown, tuple(ledger_history.open_items(connection, client, shown, None, customer))


def _pods(
    connection: Connection, client: str, keys: Sequence[InvoiceKey], until: date | None
) -> dict[InvoiceKey, tuple[Pod, ...]]:
    found: dict[InvoiceKey, list[Pod]] = {}
    for pod in _each_pod(connection, client, keys, until):
        found.setdefault(pod.invoice, []).append(pod)
    return {
        key: tuple(sorted(pods, key=lambda pod: (pod.received_at, pod.document_id), reverse=True))
        for key, pods in found.items()
    }


def _each_pod(
    connection: Connection, client: str, keys: Sequence[InvoiceKey], until: date | None
) -> Iterator[Pod]:
    there = _PODS.where(links.c.client == client)
    if until is not None:
        evening = datetime.combine(until, time(), UTC) + timedelta(days=1)
        there = there.where(documents.c.received_at < evening)
    place = sa.tuple_(links.c.customer_number, links.c.invoice_number)
    for chunk in chunks(keys):
        yield from map(_pod, connection.execute(there.where(place.in_(chunk))))


def _pod(row: Row[Any]) -> Pod:
    return Pod(
        invoice=(row.customer_number, row.invoice_number),
        document_id=row.document_id,
        received_at=row.received_at,
        filed=row.filed,
        status=AcceptanceStatus(row.acceptance_status) if row.acceptance_status else None,
        grade=Grade(row.acceptance_grade) if row.acceptance_grade else None,
        unsure=bool(row.acceptance_unsure),
    )


def _customers(connection: Connection, client: str, numbers: Collection[str]) -> dict[str, Customer]:
    found: dict[str, Customer] = {}
    for chunk in chunks(sorted(numbers)):
        query = sa.select(customers).where(customers.c.client == client, customers.c.number.in_(chunk))
        found |= {row.number: customer_from(row) for row in connection.execute(query)}
    return found


def _branches(connection: Connection, client: str, number: str, limit: int) -> tuple[Customer, ...]:
    query = sa.select(customers).where(customers.c.client == client, customers.c.parent == number)
    rows = connection.execute(query.order_by(customers.c.number).limit(limit))
    return tuple(map(customer_from, rows))


def _of_order(connection: Connection, client: str, invoice: Invoice, limit: int) -> tuple[Invoice, ...]:
    if not invoice.po_number:
        return ()
    query = sa.select(invoices).where(
        invoices.c.client == client,
        invoices.c.po_number == invoice.po_number,
        invoices.c.customer_number == invoice.customer_number,
        invoices.c.number != invoice.number,
    )
    found = map(invoice_from, connection.execute(query.limit(limit)))
    return tuple(sorted(found, key=lambda one: one.number))
