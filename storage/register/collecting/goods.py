"""Lines of invoices as the client's books have them, and how far papers of one delivery may differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.errors import LedgerRefused
from models.lines import InvoiceLine, InvoiceLines, Tolerances
from models.record import Event
from storage.register.database.connect import Database
from storage.register.database.statements import insert_or_replace
from storage.register.tables import invoices
from storage.register.tables.line import invoice_lines, tolerances
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

LOADED, SET = "invoice lines loaded", "tolerances set"
_SHOWN = 3
_TOLERANCES = ("quantity", "quantity_percent", "price", "price_percent")
InvoiceKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LinesLoaded:
    """What a load of invoice lines did."""

    invoices: int
    """Whose lines are new or others than before."""
    unchanged: int
    lines: int
    """Of all invoices in the load."""


@dataclass(frozen=True, slots=True)
class Goods:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def load(self, client: str, new: Sequence[InvoiceLines], now: datetime) -> LinesLoaded:
        """Keep the lines of these invoices in place of those they had; other invoices stay as they are.

        Raises:
            LedgerRefused: an invoice is not in the ledger; nothing was loaded.
        """
        return self.database.decide(client, _load, client, new, now)

    def lines(self, client: str, key: InvoiceKey) -> tuple[InvoiceLine, ...] | None:
        """The lines of an invoice in order; None where none were loaded."""
        return self.database.ask(_lines, client, key)

    def customers_of(self, client: str, numbers: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Customers who have an invoice of each of these numbers."""
        return self.database.ask(_customers_of, client, tuple(dict.fromkeys(numbers)))

    def tolerances(self, client: str) -> Tolerances:
        """How far papers may differ; the usual where nobody set anything."""
        return self.database.ask(_tolerances, client)

    def set_tolerances(self, client: str, new: Tolerances, by: str, now: datetime) -> None:
        """Let them differ so far from now on."""
        self.database.decide(client, _set, client, new, by, now)


def _load(connection: Connection, client: str, new: Sequence[InvoiceLines], now: datetime) -> LinesLoaded:
    _refuse_unknown(connection, client, new)
    changed = [one for one in new if _lines(connection, client, one.key) != one.lines]
    for one in changed:
        connection.execute(sa.delete(invoice_lines).where(*_of(client, one.key)))
        rows = [_row(client, one.key, line) for line in one.lines]
        if rows:
            connection.execute(sa.insert(invoice_lines), rows)
    count = sum(len(one.lines) for one in new)
    told = LinesLoaded(len(changed), len(new) - len(changed), count)
    events.add(connection, [Event(now, client, LOADED, "", asdict(told))])
    return told


def _refuse_unknown(connection: Connection, client: str, new: Sequence[InvoiceLines]) -> None:
    known = invoices.c.customer_number, invoices.c.number
    unknown = [
        one.invoice_number
        for one in new
        if connection.execute(
            sa.select(known[0]).where(
                invoices.c.client == client, known[0] == one.customer_number, known[1] == one.invoice_number
            )
        ).first()
        is None
    ]
    if unknown:
        shown = ", ".join(unknown[:_SHOWN]) + (" and others" if len(unknown) > _SHOWN else "")
        raise LedgerRefused(
            f"The ledger does not have invoice {shown}. Nothing was loaded; load the ledger first."
        )


def _of(client: str, key: InvoiceKey) -> tuple[sa.ColumnElement[bool], ...]:
    c = invoice_lines.c
    return c.client == client, c.customer_number == key[0], c.invoice_number == key[1]


def _row(client: str, key: InvoiceKey, line: InvoiceLine) -> dict[str, object]:
    return {"client": client, "customer_number": key[0], "invoice_number": key[1], **asdict(line)}


def _lines(connection: Connection, client: str, key: InvoiceKey) -> tuple[InvoiceLine, ...] | None:
    query = sa.select(invoice_lines).where(*_of(client, key)).order_by(invoice_lines.c.place)
    found = tuple(
        InvoiceLine(
            place=row.place,
            quantity=row.quantity,
            position=row.position,
            article=row.article,
            description=row.description,
            unit=row.unit,
            price=row.price,
            amount=row.amount,
        )
        for row in connection.execute(query)
    )
    return found or None


def _customers_of(connection: Connection, client: str, numbers: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found = {}
    for number in numbers:
        query = sa.select(invoices.c.customer_number).where(
            invoices.c.client == client, invoices.c.number == number
        )
        found[number] = tuple(connection.scalars(query.order_by(invoices.c.customer_number)))
    return found


def _tolerances(connection: Connection, client: str) -> Tolerances:
    row = connection.execute(sa.select(tolerances).where(tolerances.c.client == client)).one_or_none()
    return Tolerances(*(getattr(row, name) for name in _TOLERANCES)) if row is not None else Tolerances()


def _set(connection: Connection, client: str, new: Tolerances, by: str, now: datetime) -> None:
    values: dict[str, Decimal] = asdict(new)
    insert_or_replace(connection, tolerances, [{"client": client, **values, "set_at": now, "set_by": by}])
    detail = {"by": by, **{name: str(value) for name, value in values.items()}}
    events.add(connection, [Event(now, client, SET, "", detail)])
