"""Payment plans and credit limits; limits are added, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.credit import CreditLimit, Instalment, PaymentPlan
from models.errors import WrongUse
from models.record import Event
from storage.register.access.people import Deed
from storage.register.database.statements import chunks
from storage.register.sight import Customers
from storage.register.tables.credit import credit_limits, instalments, payment_plans, plan_invoices
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Table

    from storage.register.database.connect import Database

AGREED, ENDED, LIMITED = "payment plan agreed", "payment plan ended", "credit limit set"


@dataclass(frozen=True, slots=True)
class Plans:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def add(self, new: PaymentPlan) -> PaymentPlan:
        """Keep a plan; raises WrongUse where one that was not ended has one of its invoices."""
        return self.database.decide(new.client, _add, new)

    def end(self, client: str, number: int, deed: Deed) -> PaymentPlan | None:
        """End a plan; None where there is none of this number that was not ended."""
        return self.database.change(_end, client, number, deed)

    def one(self, client: str, number: int) -> PaymentPlan | None:
        """The client's plan with this number."""
        mine = payment_plans.c.client == client, payment_plans.c.id == number
        return next(iter(self.database.ask(_found, sa.and_(*mine))), None)

    def listed(
        self, client: str, seen: Customers = None, customer: str = "", *, ended: bool = False
    ) -> tuple[PaymentPlan, ...]:
        """Plans of customers, newest first; with `ended` also those that a person ended."""
        which = [payment_plans.c.client == client, *_of(payment_plans, seen, customer)]
        if not ended:
            which.append(payment_plans.c.ended_at.is_(None))
        return self.database.ask(_found, sa.and_(*which))

    def set_limit(self, new: CreditLimit) -> CreditLimit:
        """Keep a credit limit."""
        return self.database.change(_set_limit, new)

    def limits(self, client: str, seen: Customers = None, customer: str = "") -> tuple[CreditLimit, ...]:
        """All limits that were ever set, the latest first."""
        which = [credit_limits.c.client == client, *_of(credit_limits, seen, customer)]
        return self.database.ask(_limits, sa.and_(*which))


def _of(table: Table, seen: Customers, customer: str) -> Iterable[sa.ColumnElement[bool]]:
    if seen is not None:
        yield table.c.customer_number.in_(sorted(seen))
    if customer:
        yield table.c.customer_number == customer


def _add(connection: Connection, new: PaymentPlan) -> PaymentPlan:
    mine = payment_plans.c.client == new.client, payment_plans.c.customer_number == new.customer
    running = _found(connection, sa.and_(*mine, payment_plans.c.ended_at.is_(None)))
    for one in running:
        if twice := sorted(set(one.invoices) & set(new.invoices)):
            raise WrongUse(f"Invoice {twice[0]} is in payment plan {one.id} already: end that one first.")
    row = {
        "client": new.client,
        "customer_number": new.customer,
        "currency": new.currency,
        "agreed": new.agreed,
        "note": new.note,
        "load": new.load,
        "made_at": new.made_at,
        "made_by": new.made_by,
        "ended_by": "",
    }
    query = sa.insert(payment_plans).values(row).returning(payment_plans.c.id)
    number = int(connection.execute(query).scalar_one())
    invoices = [{"plan_id": number, "invoice_number": one} for one in new.invoices]
    connection.execute(sa.insert(plan_invoices), invoices)
    parts = [{"plan_id": number, "due": one.due, "amount": one.amount} for one in new.instalments]
    connection.execute(sa.insert(instalments), parts)
    kept = replace(new, id=number)
    _tell(connection, kept, AGREED, Deed(new.made_by, new.made_at))
    return kept


def _end(connection: Connection, client: str, number: int, deed: Deed) -> PaymentPlan | None:
    mine = payment_plans.c.client == client, payment_plans.c.id == number, payment_plans.c.ended_at.is_(None)
    found = next(iter(_found(connection, sa.and_(*mine))), None)
    if found is None:
        return None
    values = {"ended_at": deed.at, "ended_by": deed.by}
    connection.execute(sa.update(payment_plans).where(payment_plans.c.id == number).values(values))
    _tell(connection, found, ENDED, deed)
    return replace(found, ended_at=deed.at, ended_by=deed.by)


def _tell(connection: Connection, one: PaymentPlan, kind: str, deed: Deed) -> None:
    detail = {
        "by": deed.by,
        "customer": one.customer,
        "invoices": list(one.invoices),
        "amount": f"{one.total} {one.currency}",
        "instalments": [f"{part.due} {part.amount}" for part in one.instalments],
    }
    events.add(connection, [Event(deed.at, one.client, kind, f"payment plan {one.id}", detail)])


def _found(connection: Connection, which: sa.ColumnElement[bool]) -> tuple[PaymentPlan, ...]:
    rows = connection.execute(sa.select(payment_plans).where(which).order_by(payment_plans.c.id.desc())).all()
    numbers = [row.id for row in rows]
    invoices = _parts(connection, plan_invoices, numbers)
    parts = _parts(connection, instalments, numbers)
    return tuple(_plan(row, invoices.get(row.id, ()), parts.get(row.id, ())) for row in rows)


def _parts(connection: Connection, table: Table, numbers: list[int]) -> Mapping[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for chunk in chunks(numbers):
        query = sa.select(table).where(table.c.plan_id.in_(chunk)).order_by(*table.primary_key.columns)
        for row in connection.execute(query):
            found.setdefault(row.plan_id, []).append(row)
    return found


def _plan(row: Row[Any], invoices: Iterable[Row[Any]], parts: Iterable[Row[Any]]) -> PaymentPlan:
    return PaymentPlan(
        id=row.id,
        client=row.client,
        customer=row.customer_number,
        currency=row.currency,
        invoices=tuple(one.invoice_number for one in invoices),
        instalments=tuple(Instalment(one.due, one.amount) for one in parts),
        agreed=row.agreed,
        note=row.note,
        load=row.load,
        made_at=row.made_at,
        made_by=row.made_by,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
    )


def _set_limit(connection: Connection, new: CreditLimit) -> CreditLimit:
    row = {
        "client": new.client,
        "customer_number": new.customer,
        "currency": new.currency,
        "amount": new.amount,
        "since": new.since,
        "source": new.source,
        "note": new.note,
        "set_at": new.set_at,
        "set_by": new.set_by,
    }
    query = sa.insert(credit_limits).values(row).returning(credit_limits.c.id)
    number = int(connection.execute(query).scalar_one())
    amount = "" if new.amount is None else f"{new.amount} {new.currency}"
    detail = {"by": new.set_by, "customer": new.customer, "amount": amount, "since": str(new.since)}
    events.add(connection, [Event(new.set_at, new.client, LIMITED, f"credit limit {number}", detail)])
    return replace(new, id=number)


def _limits(connection: Connection, which: sa.ColumnElement[bool]) -> tuple[CreditLimit, ...]:
    column = credit_limits.c
    rows = connection.execute(
        sa.select(credit_limits).where(which).order_by(column.since.desc(), column.id.desc())
    )
    return tuple(
        CreditLimit(
            id=row.id,
            client=row.client,
            customer=row.customer_number,
            currency=row.currency,
            amount=row.amount,
            since=row.since,
            source=row.source,
            note=row.note,
            set_at=row.set_at,
            set_by=row.set_by,
        )
        for row in rows
    )
