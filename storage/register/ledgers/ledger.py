"""The client's customers and invoices, load by load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from models.record import Event
from storage.register.database.statements import insert_or_replace
from storage.register.database.values import LoadResult
from storage.register.ledgers.staging import refuse_long, staged, two_things
from storage.register.tables import customers, invoices, ledger_loads
from storage.register.texts.folding import folded
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

_BATCH = 20_000
"""Rows of a ledger that are fetched at once."""


def load(  # noqa: PLR0913 what a load is
    connection: Connection,
    client: str,
    new: Ledger,
    now: datetime,
    *,
    delta: bool,
    control: Mapping[str, str] | None = None,
) -> LoadResult:
    """Bring the client's ledger to `new`; without `delta`, invoices missing from `new` become closed.

    Void ones stay void: nothing is ever filed under them. What the user gave as control totals, by
    currency, is kept with the event that tells of the load.

    Raises:
        LedgerRefused: `new` says two things about one customer or invoice, or a number is too long.
    """
    people = _changed_customers(connection, client, new.customers)
    number = load_number(connection, client)
    with staged(connection, client, new.invoices) as beside:
        counts = beside.counts(delta=delta)
        if people or counts["added"] or counts["changed"] or counts["closed"]:
            number += 1
            insert_or_replace(connection, customers, [_customer_row(client, one) for one in people])
            beside.write(number, delta=delta)
            row = {"client": client, "number": number, "loaded_at": now, "delta": delta, **counts}
            row |= {"keeps_history": True}
            connection.execute(sa.insert(ledger_loads).values(row))
    detail = {"delta": delta, **counts, **({"control": dict(control)} if control else {})}
    events.add(connection, [Event(now, client, "ledger loaded", str(number), detail)])
    return LoadResult(**counts, load=number)


def compare(connection: Connection, client: str, new: Ledger, *, delta: bool) -> LoadResult:
    """What `load` would change; `load` of the result is the newest one that is there.

    Raises:
        LedgerRefused: `new` says two things about one invoice.
    """
    with staged(connection, client, new.invoices) as beside:
        return LoadResult(**beside.counts(delta=delta), load=load_number(connection, client))


def _changed_customers(connection: Connection, client: str, new: Iterable[Customer]) -> tuple[Customer, ...]:
    """Those that are not stored just so."""
    given: dict[str, Customer] = {}
    for customer in new:
        if given.setdefault(customer.number, customer) != customer:
            raise two_things(given[customer.number], customer, customer.number)
    refuse_long(given)
    query = sa.select(customers).where(customers.c.client == client)
    for row in connection.execute(query):
        if given.get(row.number) == customer_from(row):
            del given[row.number]
    return tuple(given.values())


def _customer_row(client: str, customer: Customer) -> dict[str, object]:
    names = " ".join(folded(name) for name in (customer.name, *customer.aliases))
    return asdict(customer) | {"client": client, "folded_names": names}


def stored(connection: Connection, client: str) -> Ledger:
    """All customers and invoices of the client, in the order of their numbers."""
    people = sa.select(customers).where(customers.c.client == client).order_by(customers.c.number)
    issued = sa.select(invoices).where(invoices.c.client == client)
    issued = issued.order_by(invoices.c.customer_number, invoices.c.number)
    return Ledger(
        customers=tuple(customer_from(row) for row in connection.execute(people)),
        invoices=tuple(invoice_from(row) for row in connection.execute(issued)),
    )


def invoice(connection: Connection, client: str, key: tuple[str, str]) -> Invoice | None:
    """The invoice with this (customer number, invoice number)."""
    customer_number, number = key
    query = sa.select(invoices).where(
        invoices.c.client == client,
        invoices.c.customer_number == customer_number,
        invoices.c.number == number,
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else invoice_from(row)


def load_number(connection: Connection, client: str) -> int:
    """Number of the newest load that changed something, 0 before the first."""
    newest = sa.select(sa.func.max(ledger_loads.c.number)).where(ledger_loads.c.client == client)
    return connection.scalar(newest) or 0


def stream_customers(database: Database, client: str) -> Iterator[Customer]:
    """All customers of the client; order is the database's own."""
    query = sa.select(customers).where(customers.c.client == client)
    return map(customer_from, _wide(database).stream(query, (customers.c.client, customers.c.number)))


def stream_invoices(database: Database, client: str, after_load: int) -> Iterator[Invoice]:
    """All invoices of the client that a load after this one added or changed; order is the database's own."""
    query = sa.select(invoices).where(invoices.c.client == client, invoices.c.load > after_load)
    order = (invoices.c.client, invoices.c.customer_number, invoices.c.number)
    return map(invoice_from, _wide(database).stream(query, order))


def _wide(database: Database) -> Database:
    return replace(database, batch=_BATCH)


def loads(connection: Connection, client: str) -> dict[int, datetime]:
    """When each load that changed something came, by its number."""
    query = sa.select(ledger_loads.c.number, ledger_loads.c.loaded_at).where(ledger_loads.c.client == client)
    return {row.number: row.loaded_at for row in connection.execute(query.order_by(ledger_loads.c.number))}


def customer_from(row: Row[Any]) -> Customer:
    """The customer of a row of `customers`."""
    return Customer(
        number=row.number,
        name=row.name,
        aliases=tuple(row.aliases),
        address=row.address,
        city=row.city,
        country=row.country,
        parent=row.parent,
    )


def invoice_from(row: Row[Any]) -> Invoice:
    """The invoice of a row of `invoices`."""
    return Invoice(
        number=row.number,
        customer_number=row.customer_number,
        po_number=row.po_number,
        invoice_date=row.invoice_date,
        due_date=row.due_date,
        amount=row.amount,
        currency=row.currency,
        delivery_number=row.delivery_number,
        status=InvoiceStatus(row.status),
        open_amount=row.open_amount,
    )
