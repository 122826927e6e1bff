"""Invoices and customers of the ledger found by what somebody types; quick among millions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.asked import amounts_in, days_in
from models.ledger import Customer, Invoice
from storage.register.database.connect import Database
from storage.register.ledgers.ledger import customer_from, invoice_from
from storage.register.sight import Customers
from storage.register.tables import customers, invoices
from storage.register.tables.columns import LONGEST_KEY
from storage.register.tables.history import is_open
from storage.register.texts.folding import folded

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    _Way = tuple[ColumnElement[bool], ColumnElement[Any]]

_LAST = "\U0010ffff"
_NUMBERS = (invoices.c.number, invoices.c.po_number, invoices.c.delivery_number)
_PLACES = 4
"""Decimal places with which an amount may be kept as text."""


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """Every method is one transaction and raises Unreachable when the database does not answer.

    `seen` are the numbers of the customers that the one who asks may see; None for all.
    """

    database: Database

    def invoices(self, client: str, query: str, limit: int, seen: Customers = None) -> tuple[Invoice, ...]:
        """At most `limit`: of that invoice, PO or delivery number, amount or date; then by beginnings."""
        return self.database.ask(_invoices, client, query.strip(), limit, seen)

    def customers(self, client: str, query: str, limit: int, seen: Customers = None) -> tuple[Customer, ...]:
        """At most `limit`: of that number, then those whose number begins so or whose name has it in it."""
        return self.database.ask(_customers, client, query.strip(), limit, seen)

    def of_customer(
        self, client: str, customer: str, limit: int, *, only_open: bool = False
    ) -> tuple[Invoice, ...]:
        """At most `limit` invoices of a customer, by number."""
        return self.database.ask(_of_customer, client, customer, limit, only_open=only_open)


def _invoices(
    connection: Connection, client: str, query: str, limit: int, seen: Customers
) -> tuple[Invoice, ...]:
    found: dict[tuple[str, str], Invoice] = {}
    theirs = sa.select(invoices).where(invoices.c.client == client, _of(invoices.c.customer_number, seen))
    for condition, order in _ways(query):
        if len(found) >= limit:
            break
        for row in connection.execute(theirs.where(condition).order_by(order).limit(limit)):
            one = invoice_from(row)
            found.setdefault(one.key, one)
    return tuple(found.values())[:limit]


def _ways(query: str) -> Iterator[_Way]:
    """What may be meant, likeliest first, each in the order of the index that finds it."""
    if not 0 < len(query) < LONGEST_KEY:
        return
    spelled = list(dict.fromkeys((query, query.upper())))
    for column in _NUMBERS:
        yield from ((column == text, column) for text in spelled)
    amounts = [form for amount in amounts_in(query) for form in forms_of_amount(amount)]
    yield from ((invoices.c.amount == form, invoices.c.amount) for form in amounts)
    yield from ((invoices.c.invoice_date == day, invoices.c.invoice_date) for day in days_in(query))
    for column in _NUMBERS:
        yield from ((sa.and_(column >= text, column <= text + _LAST), column) for text in spelled)


def forms_of_amount(amount: Decimal) -> Iterator[Decimal]:
    """An amount with as many zeros behind it as it may be kept with."""
    plain = amount.normalize()
    least = max(0, -int(plain.as_tuple().exponent))
    yield from (Decimal(f"{plain:.{places}f}") for places in range(least, _PLACES + 1))


def _customers(
    connection: Connection, client: str, query: str, limit: int, seen: Customers
) -> tuple[Customer, ...]:
    if not 0 < len(query) < LONGEST_KEY:
        return ()
    number, name = customers.c.number, folded(query)
    spelled = list(dict.fromkeys((query, query.upper())))
    ways = [number.in_(spelled), *(sa.and_(number >= one, number <= one + _LAST) for one in spelled)]
    found: dict[str, Customer] = {}
    theirs = sa.select(customers).where(customers.c.client == client, _of(number, seen))
    called = customers.c.folded_names.contains(name, autoescape=True)
    for condition in (*ways, *((called,) if name else ())):
        if len(found) >= limit:
            break
        rows = connection.execute(theirs.where(condition).order_by(number).limit(limit))
        found |= {row.number: customer_from(row) for row in rows if row.number not in found}
    return tuple(found.values())[:limit]


def _of_customer(
    connection: Connection, client: str, customer: str, limit: int, *, only_open: bool
) -> tuple[Invoice, ...]:
    query = sa.select(invoices).where(
        invoices.c.client == client,
        invoices.c.customer_number == customer,
        is_open if only_open else sa.true(),
    )
    rows = connection.execute(query.order_by(invoices.c.number).limit(limit))
    return tuple(map(invoice_from, rows))


def _of(number: ColumnElement[str], seen: Customers) -> ColumnElement[bool]:
    return sa.true() if seen is None else number.in_(sorted(seen))
