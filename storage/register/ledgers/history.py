"""The ledger as it stood at an earlier load: what each load replaces is kept beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.ledger import OPEN, Invoice
from models.standing import Standing, Version
from storage.register.ledgers.ledger import invoice_from
from storage.register.sight import Customers
from storage.register.tables import invoices, ledger_loads
from storage.register.tables.history import invoice_versions, is_open

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NOWHERE = Standing(0, None, 0, is_exact=True)


def standing(connection: Connection, client: str, day: date) -> Standing:
    """The load of the ledger that tells how it stood at the end of `day`, in UTC."""
    column = ledger_loads.c
    query = sa.select(column.number, column.loaded_at, column.keeps_history).where(column.client == client)
    loads = connection.execute(query.order_by(column.number)).all()
    if not loads:
        return _NOWHERE
    evening = datetime.combine(day, time(), UTC) + timedelta(days=1)
    wanted = max((row.number for row in loads if row.loaded_at < evening), default=0)
    forgetting = (row.number for row in loads if row.number > wanted and not row.keeps_history)
    known = max(wanted, loads[0].number, max(forgetting, default=0))
    at = {row.number: row.loaded_at for row in loads}
    return Standing(known, at[known], loads[-1].number, is_exact=known == wanted)


def at_load(connection: Connection, client: str, load: int) -> Standing:
    """That load itself; not exact where a later one did not keep what it replaced."""
    column = ledger_loads.c
    query = sa.select(column.number, column.loaded_at, column.keeps_history).where(column.client == client)
    loads = connection.execute(query.order_by(column.number)).all()
    at = {row.number: row.loaded_at for row in loads}
    kept = load in at and all(row.keeps_history for row in loads if row.number > load)
    return Standing(load, at.get(load), max(at, default=0), is_exact=kept)


def open_items(
    connection: Connection, client: str, shown: Standing, seen: Customers = None, customer: str = ""
) -> Iterator[Invoice]:
    """Open and disputed invoices as they stood at a load, by customer and number.

    Args:
        connection: of the register.
        client: the client firm.
        shown: which load.
        seen: numbers of the customers that are shown; None for all.
        customer: number of the one customer that is meant; empty for all.
    """
    now = sa.select(*_cells(invoices)).where(
        invoices.c.client == client, is_open, *of_customers(invoices, seen, customer)
    )
    if shown.is_newest:
        yield from map(invoice_from, connection.execute(now.order_by(*_order(invoices))))
        return
    then = sa.select(*_cells(invoice_versions)).where(
        invoice_versions.c.client == client,
        invoice_versions.c.until_load > shown.load,
        invoice_versions.c.load <= shown.load,
        invoice_versions.c.status.in_(sorted(OPEN)),
        *of_customers(invoice_versions, seen, customer),
    )
    both = [connection.execute(query).all() for query in (now.where(invoices.c.load <= shown.load), then)]
    rows = sorted((row for rows in both for row in rows), key=lambda row: (row.customer_number, row.number))
    yield from map(invoice_from, rows)


def versions(connection: Connection, client: str, key: tuple[str, str]) -> tuple[Version, ...]:
    """How an invoice stood, load by load, oldest first; the last is how it stands."""
    found = [
        Version(row.load, row.loaded_at, invoice_from(row))
        for table in (invoice_versions, invoices)
        for row in connection.execute(_of_invoice(table, client, key))
    ]
    return tuple(sorted(found, key=lambda one: one.load))


def _of_invoice(table: sa.Table, client: str, key: tuple[str, str]) -> sa.Select[Any]:
    same = table.c.client == client, table.c.customer_number == key[0], table.c.number == key[1]
    loaded = sa.and_(ledger_loads.c.client == table.c.client, ledger_loads.c.number == table.c.load)
    shown = sa.select(*_cells(table), table.c.load, ledger_loads.c.loaded_at)
    return shown.select_from(table.outerjoin(ledger_loads, loaded)).where(*same)


def _cells(table: sa.Table) -> list[sa.Column[Any]]:
    return [table.c[name] for name in INVOICE_CELLS]


def of_customers(table: sa.Table, seen: Customers, customer: str) -> Iterator[sa.ColumnElement[bool]]:
    """Narrows a query to customers that are seen, and to one of them where it is named."""
    if seen is not None:
        yield table.c.customer_number.in_(sorted(seen))
    if customer:
        yield table.c.customer_number == customer


def _order(table: sa.Table) -> tuple[sa.Column[Any], ...]:
    return table.c.customer_number, table.c.number


INVOICE_CELLS = (
    *("customer_number", "number", "po_number", "invoice_date", "due_date", "amount", "currency"),
    *("delivery_number", "status", "open_amount"),
)
"""Columns that make an invoice."""
