"""What receivables are told from: open items on a day, their proofs of delivery, their customers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.decision import Status
from models.ledger import Customer, Invoice
from models.pod import Pod
from models.reading import REMARKED, AcceptanceStatus, DocumentType, Grade
from models.standing import Standing, Version
from storage.register.database.connect import Database
from storage.register.database.statements import chunks
from storage.register.ledgers import history as ledger_history
from storage.register.ledgers.ledger import customer_from, invoice_from
from storage.register.sight import Customers
from storage.register.tables import customers, documents, invoices, links
from storage.register.tables.history import is_open

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
class PodWords:
    """What a filed proof of delivery says."""

    invoice: InvoiceKey
    kind: str
    """The finer name, such as bill_of_lading."""
    text: str
    """One printed line a line."""


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

    def open_pods(
        self, client: str, until: date | None = None, seen: Customers = None, customer: str = ""
    ) -> Mapping[InvoiceKey, tuple[Pod, ...]]:
        """The same of all invoices that are open by the newest load, in one question."""
        return self.database.ask(_open_pods, client, until, seen, customer)

    def remarked(self, client: str, seen: Customers = None, customer: str = "") -> tuple[Invoice, ...]:
        """Open invoices under which a proof of delivery with a remark is filed, by customer and number."""
        return self.database.ask(_remarked, client, seen, customer)

    def pod_words(self, client: str, keys: Sequence[InvoiceKey]) -> Iterator[PodWords]:
        """Kind and words of the proofs of delivery that are filed under these invoices, newest first."""
        for chunk in chunks(keys):
            yield from self.database.ask(_pod_words, client, chunk)

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


def _of_open(client: str, seen: Customers, customer: str) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions under which an invoice that is joined to links is meant."""
    yield invoices.c.client == client
    yield is_open
    yield links.c.client == invoices.c.client
    yield links.c.customer_number == invoices.c.customer_number
    yield links.c.invoice_number == invoices.c.number
    if seen is not None:
        yield invoices.c.customer_number.in_(sorted(seen))
    if customer:
        yield invoices.c.customer_number == customer


def _open_pods(
    connection: Connection, client: str, until: date | None, seen: Customers, customer: str
) -> dict[InvoiceKey, tuple[Pod, ...]]:
    query = _until(_PODS.add_columns(invoices.c.number).where(*_of_open(client, seen, customer)), until)
    return _by_invoice(map(_pod, connection.execute(query)))


def _remarked(connection: Connection, client: str, seen: Customers, customer: str) -> tuple[Invoice, ...]:
    theirs = (
        sa.select(documents.c.id)
        .where(
            documents.c.id == links.c.document_id,
            documents.c.type == DocumentType.PROOF_OF_DELIVERY.value,
            documents.c.status == Status.FILED.value,
            documents.c.acceptance_status.in_(sorted(REMARKED)),
        )
        .exists()
    )
    cells = [invoices.c[name] for name in ledger_history.INVOICE_CELLS]
    query = sa.select(*cells).where(*_of_open(client, seen, customer), links.c.filed, theirs).distinct()
    order = invoices.c.customer_number, invoices.c.number
    return tuple(map(invoice_from, connection.execute(query.order_by(*order))))


def _pods(
    connection: Connection, client: str, keys: Sequence[InvoiceKey], until: date | None
) -> dict[InvoiceKey, tuple[Pod, ...]]:
    return _by_invoice(_each_pod(connection, client, keys, until))


def _by_invoice(pods: Iterable[Pod]) -> dict[InvoiceKey, tuple[Pod, ...]]:
    found: dict[InvoiceKey, list[Pod]] = {}
    for pod in pods:
        found.setdefault(pod.invoice, []).append(pod)
    return {
        key: tuple(sorted(pods, key=lambda pod: (pod.received_at, pod.document_id), reverse=True))
        if len(pods) > 1
        else (pods[0],)
        for key, pods in found.items()
    }


def _each_pod(
    connection: Connection, client: str, keys: Sequence[InvoiceKey], until: date | None
) -> Iterator[Pod]:
    there = _until(_PODS.where(links.c.client == client), until)
    place = sa.tuple_(links.c.customer_number, links.c.invoice_number)
    for chunk in chunks(keys):
        yield from map(_pod, connection.execute(there.where(place.in_(chunk))))


def _until(query: sa.Select[Any], day: date | None) -> sa.Select[Any]:
    """What was received until the end of a day; all with None."""
    if day is None:
        return query
    evening = datetime.combine(day, time(), UTC) + timedelta(days=1)
    return query.where(documents.c.received_at < evening)


def _pod_words(connection: Connection, client: str, keys: Sequence[InvoiceKey]) -> list[PodWords]:
    place = sa.tuple_(links.c.customer_number, links.c.invoice_number)
    query = (
        sa.select(
            *(links.c.customer_number, links.c.invoice_number, documents.c.kind),
            documents.c.reading["text"].label("text"),
        )
        .select_from(links.join(documents, documents.c.id == links.c.document_id))
        .where(
            *(links.c.client == client, links.c.filed, place.in_(keys)),
            documents.c.type == DocumentType.PROOF_OF_DELIVERY.value,
        )
        .order_by(documents.c.received_at.desc(), documents.c.id)
    )
    return [
        PodWords((row.customer_number, row.invoice_number), row.kind, row.text or "")
        for row in connection.execute(query)
    ]


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
