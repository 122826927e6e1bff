"""The client's customers and invoices, load by load."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa

from models.errors import LedgerRefused
from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from models.record import Event
from storage.register import events
from storage.register.columns import LONGEST_KEY
from storage.register.folding import folded
from storage.register.statements import insert_or_replace
from storage.register.tables import customers, invoices, ledger_loads
from storage.register.values import LoadResult

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.connect import Database

_Entry = TypeVar("_Entry", Customer, Invoice)
_Key = TypeVar("_Key", bound=Hashable)

_BATCH = 20_000
"""Rows of a ledger that are fetched at once."""
_FOR_GOOD = frozenset({InvoiceStatus.CLOSED, InvoiceStatus.VOID})
"""States that a full load leaves as they are where it does not name the invoice."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """What a load changes."""

    customers: tuple[Customer, ...]
    added: tuple[Invoice, ...]
    changed: tuple[Invoice, ...]
    closed: tuple[Invoice, ...]
    """As they will be: with status closed."""
    unchanged: int

    @property
    def invoices(self) -> tuple[Invoice, ...]:
        return self.added + self.changed + self.closed

    @property
    def counts(self) -> dict[str, int]:
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "closed": len(self.closed),
            "unchanged": self.unchanged,
        }


def load(connection: Connection, client: str, new: Ledger, now: datetime, *, delta: bool) -> LoadResult:
    """Bring the client's ledger to `new`; without `delta`, invoices missing from `new` become closed.

    Void ones stay void: nothing is ever filed under them.

    Raises:
        LedgerRefused: `new` says two things about one customer or invoice, or a number is too long.
    """
    _refuse_long_numbers(new)
    difference = _difference(stored(connection, client), new, delta=delta)
    number = load_number(connection, client)
    if difference.customers or difference.invoices:
        number += 1
        _write(connection, client, difference, number)
        row = {"client": client, "number": number, "loaded_at": now, "delta": delta, **difference.counts}
        connection.execute(sa.insert(ledger_loads).values(row))
    detail = {"delta": delta, **difference.counts}
    events.add(connection, [Event(now, client, "ledger loaded", str(number), detail)])
    return LoadResult(**difference.counts, load=number)


def _refuse_long_numbers(new: Ledger) -> None:
    numbers = {i.number for i in new.invoices} | {i.customer_number for i in new.invoices}
    for number in sorted(numbers | {customer.number for customer in new.customers}):
        if len(number) > LONGEST_KEY:
            raise LedgerRefused(
                f"The number {number[:40]!r}… has {len(number)} characters: those of customers and invoices "
                f"have at most {LONGEST_KEY}."
            )


def _difference(old: Ledger, new: Ledger, *, delta: bool) -> _Difference:
    given = _by_key(new.invoices, lambda invoice: invoice.key)
    people = _by_key(new.customers, lambda customer: customer.number)
    known = {invoice.key: invoice for invoice in old.invoices}
    added = tuple(i for key, i in given.items() if key not in known)
    changed = tuple(i for key, i in given.items() if key in known and known[key] != i)
    gone = [i for key, i in known.items() if key not in given and i.status not in _FOR_GOOD]
    return _Difference(
        customers=tuple(set(people.values()) - set(old.customers)),
        added=added,
        changed=changed,
        closed=() if delta else tuple(replace(invoice, status=InvoiceStatus.CLOSED) for invoice in gone),
        unchanged=len(given) - len(added) - len(changed),
    )


def _by_key(entries: Iterable[_Entry], key: Callable[[_Entry], _Key]) -> dict[_Key, _Entry]:
    found: dict[_Key, _Entry] = {}
    for entry in entries:
        if found.setdefault(key(entry), entry) != entry:
            raise LedgerRefused(
                f"The ledger says two things about {key(entry)!r}: {found[key(entry)]} and {entry}."
            )
    return found


def _write(connection: Connection, client: str, difference: _Difference, number: int) -> None:
    people = [_customer_row(client, customer) for customer in difference.customers]
    insert_or_replace(connection, customers, people)
    issued = [asdict(invoice) | {"client": client, "load": number} for invoice in difference.invoices]
    insert_or_replace(connection, invoices, issued)


def _customer_row(client: str, customer: Customer) -> dict[str, object]:
    names = " ".join(folded(name) for name in (customer.name, *customer.aliases))
    return asdict(customer) | {"client": client, "folded_names": names}


def stored(connection: Connection, client: str) -> Ledger:
    """All customers and invoices of the client, in the order of their numbers."""
    people = sa.select(customers).where(customers.c.client == client).order_by(customers.c.number)
    issued = sa.select(invoices).where(invoices.c.client == client)
    issued = issued.order_by(invoices.c.customer_number, invoices.c.number)
    return Ledger(
        customers=tuple(_customer(row) for row in connection.execute(people)),
        invoices=tuple(_invoice(row) for row in connection.execute(issued)),
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
    return None if row is None else _invoice(row)


def load_number(connection: Connection, client: str) -> int:
    """Number of the newest load that changed something, 0 before the first."""
    newest = sa.select(sa.func.max(ledger_loads.c.number)).where(ledger_loads.c.client == client)
    return connection.scalar(newest) or 0


def stream_customers(database: Database, client: str) -> Iterator[Customer]:
    """All customers of the client; order is the database's own."""
    query = sa.select(customers).where(customers.c.client == client)
    return map(_customer, _wide(database).stream(query, (customers.c.client, customers.c.number)))


def stream_invoices(database: Database, client: str, after_load: int) -> Iterator[Invoice]:
    """All invoices of the client that a load after this one added or changed; order is the database's own."""
    query = sa.select(invoices).where(invoices.c.client == client, invoices.c.load > after_load)
    order = (invoices.c.client, invoices.c.customer_number, invoices.c.number)
    return map(_invoice, _wide(database).stream(query, order))


def _wide(database: Database) -> Database:
    return replace(database, batch=_BATCH)


def loads(connection: Connection, client: str) -> dict[int, datetime]:
    """When each load that changed something came, by its number."""
    query = sa.select(ledger_loads.c.number, ledger_loads.c.loaded_at).where(ledger_loads.c.client == client)
    return {row.number: row.loaded_at for row in connection.execute(query.order_by(ledger_loads.c.number))}


def _customer(row: Row[Any]) -> Customer:
    return Customer(
        number=row.number,
        name=row.name,
        aliases=tuple(row.aliases),
        address=row.address,
        city=row.city,
        country=row.country,
        parent=row.parent,
    )


def _invoice(row: Row[Any]) -> Invoice:
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
    )
