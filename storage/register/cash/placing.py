"""What payments were applied to, by whom, and whether the ledger has booked it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.cash import PROGRAM, Application, Payment, PaymentState, Share, Why
from models.errors import LeaseLost
from models.payers import PayerLesson, PayerSign
from models.record import Event
from models.sending import InvoiceKey
from storage.register.access.people import Deed
from storage.register.cash.payment_rows import application_from, payment_row
from storage.register.database.connect import Database
from storage.register.database.statements import chunks, insert_or_same
from storage.register.sight import Customers
from storage.register.tables.cash import advices, applications, is_unbooked, payers, payments
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

APPLIED, ELSEWHERE, TAKEN_BACK, BOOKED = (
    *("payment applied", "payment left aside"),
    *("application taken back", "applications booked"),
)
_DECIDED = ("state", "why", "proposals", "customer_number", "load", "lines")


@dataclass(frozen=True, slots=True)
class Placed:
    """What is to become of a payment."""

    payment: Payment
    """As it is to stand; its version is the one that was looked at."""
    shares: tuple[Share, ...] = ()
    open_then: Mapping[InvoiceKey, Decimal] = field(default_factory=dict)
    """What the ledger has open of each invoice of the shares."""
    lessons: tuple[PayerLesson, ...] = ()
    advice: str = ""
    """Id of the advice that tells of it."""


@dataclass(frozen=True, slots=True)
class Cash:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def place(self, placed: Placed, deed: Deed) -> Payment:
        """Put a payment where it belongs, or note what it may be for.

        Raises:
            LeaseLost: somebody has changed it meanwhile; nothing was written.
        """
        return self.database.decide(placed.payment.client, _place, placed, deed)

    def take_back(self, payment: Payment, deed: Deed) -> Payment:
        """Let a person look at it again; what it taught is forgotten.

        Raises:
            LeaseLost: somebody has changed it meanwhile; nothing was written.
        """
        return self.database.decide(payment.client, _take_back, payment, deed)

    def of_payment(self, client: str, payment_id: str) -> tuple[Application, ...]:
        """Where its parts are and were, in the order in which they were put there."""
        mine = applications.c.client == client, applications.c.payment_id == payment_id
        return self.database.ask(_found, sa.and_(*mine))

    def of_invoice(self, client: str, key: InvoiceKey) -> tuple[Application, ...]:
        """What was applied to an invoice, taken back or not, oldest first."""
        return self.database.ask(_found, _at(client, key))

    def unbooked(self, client: str, customers: Collection[str] | None = None) -> tuple[Application, ...]:
        """What the ledger has not booked yet, of these customers or of all."""
        return self.database.ask(_unbooked, client, customers)

    def unbooked_at(
        self, client: str, load: int, until: datetime, customers: Customers = None
    ) -> tuple[Application, ...]:
        """What was put somewhere before a time, stands still, and a load of the ledger had not booked."""
        return self.database.ask(_unbooked_at, client, load, until, customers)

    def since(self, client: str, time: datetime | None) -> Iterator[Application]:
        """All that was put somewhere or taken back at a time or later, from a stream."""
        query = sa.select(applications).where(applications.c.client == client)
        if time is not None:
            late = sa.or_(applications.c.at >= time, applications.c.taken_back_at >= time)
            query = query.where(late)
        return map(application_from, self.database.stream(query, (applications.c.id,)))

    def automatic(self, client: str) -> tuple[int, int]:
        """How many payments stand applied by the program itself, and by anybody."""
        return self.database.ask(_automatic, client)

    def book(self, client: str, ids: Sequence[int], load: int, now: datetime) -> None:
        """Note that the ledger has these from a load on."""
        if ids:
            self.database.decide(client, _book, client, ids, load, now)

    def customers_of(self, client: str, known: Collection[tuple[PayerSign, str]]) -> tuple[PayerLesson, ...]:
        """What people said of payers that show one of these signs."""
        return self.database.ask(_customers_of, client, known)


def _at(client: str, key: InvoiceKey) -> sa.ColumnElement[bool]:
    c = applications.c
    return sa.and_(c.client == client, c.customer_number == key[0], c.invoice_number == key[1])


def _found(connection: Connection, which: sa.ColumnElement[bool]) -> tuple[Application, ...]:
    rows = connection.execute(sa.select(applications).where(which).order_by(applications.c.id))
    return tuple(map(application_from, rows))


def _unbooked(
    connection: Connection, client: str, customers: Collection[str] | None
) -> tuple[Application, ...]:
    return _of_customers(connection, sa.and_(applications.c.client == client, is_unbooked), customers)


def _unbooked_at(
    connection: Connection, client: str, load: int, until: datetime, customers: Customers
) -> tuple[Application, ...]:
    c = applications.c
    later = sa.or_(c.booked_load == 0, c.booked_load > load)
    return _of_customers(
        connection, sa.and_(c.client == client, c.at < until, c.taken_back_at.is_(None), later), customers
    )


def _of_customers(
    connection: Connection, mine: sa.ColumnElement[bool], customers: Collection[str] | None
) -> tuple[Application, ...]:
    if customers is None:
        return _found(connection, mine)
    theirs = applications.c.customer_number
    return tuple(
        one
        for chunk in chunks(sorted(customers))
        for one in _found(connection, sa.and_(mine, theirs.in_(chunk)))
    )


def _automatic(connection: Connection, client: str) -> tuple[int, int]:
    c = applications.c
    by_itself = sa.case((c.by == PROGRAM, c.payment_id))
    count = sa.select(sa.func.count(by_itself.distinct()), sa.func.count(c.payment_id.distinct()))
    row = connection.execute(count.where(c.client == client, c.taken_back_at.is_(None))).one()
    return int(row[0]), int(row[1])


def _mine(payment: Payment) -> sa.ColumnElement[bool]:
    """The row of a payment, where it still is as it was looked at."""
    c = payments.c
    return sa.and_(c.client == payment.client, c.id == payment.id, c.version == payment.version)


def _change(connection: Connection, payment: Payment) -> Payment:
    new = replace(payment, version=payment.version + 1)
    row = payment_row(new)
    values: dict[str, Any] = {name: row[name] for name in (*_DECIDED, "version")}
    if not connection.execute(sa.update(payments).where(_mine(payment)).values(values)).rowcount:
        raise LeaseLost("Somebody has decided on this payment meanwhile: look at it as it is now.")
    return new


def _place(connection: Connection, placed: Placed, deed: Deed) -> Payment:
    new = _change(connection, placed.payment)
    rows = [_application_row(new, share, placed, deed) for share in placed.shares]
    if rows:
        connection.execute(sa.insert(applications), rows)
    if placed.advice:
        named = advices.c.client == new.client, advices.c.id == placed.advice
        connection.execute(sa.update(advices).where(*named).values(payment_id=new.id))
    for lesson in placed.lessons:
        insert_or_same(connection, payers, [_lesson_row(new.client, lesson, deed)])
    if new.state in {PaymentState.APPLIED, PaymentState.ELSEWHERE}:
        kind = APPLIED if new.state is PaymentState.APPLIED else ELSEWHERE
        _tell(connection, kind, new, placed.shares, deed)
    return new


def _application_row(payment: Payment, share: Share, placed: Placed, deed: Deed) -> dict[str, Any]:
    return {
        "client": payment.client,
        "payment_id": payment.id,
        "customer_number": share.customer,
        "invoice_number": share.invoice,
        "paid": share.paid,
        "discount": share.discount,
        "deduction": share.deduction,
        "reason": share.reason.value if share.reason else "",
        "code": share.code,
        "currency": payment.currency,
        "value_day": payment.value_day,
        "open_then": placed.open_then.get(share.key, Decimal(0)),
        "load": payment.load,
        "at": deed.at,
        "by": deed.by,
        "booked_load": 0,
    }


def _lesson_row(client: str, lesson: PayerLesson, deed: Deed) -> dict[str, Any]:
    return {
        "client": client,
        "sign": lesson.sign.value,
        "value": lesson.value,
        "customer_number": lesson.customer,
        "payment_id": lesson.payment,
        "at": deed.at,
        "by": deed.by,
    }


def _tell(connection: Connection, kind: str, payment: Payment, shares: Sequence[Share], deed: Deed) -> None:
    detail = {
        "by": deed.by,
        "amount": f"{payment.amount} {payment.currency}",
        "customer": ", ".join(dict.fromkeys(one.customer for one in shares)),
        "invoices": [one.invoice for one in shares if one.invoice],
        "why": payment.why.value,
    }
    events.add(connection, [Event(deed.at, payment.client, kind, f"payment {payment.id}", detail)])


def _take_back(connection: Connection, payment: Payment, deed: Deed) -> Payment:
    new = _change(connection, replace(payment, state=PaymentState.REVIEW, why=Why.PERSON))
    mine = sa.and_(
        applications.c.client == new.client,
        applications.c.payment_id == new.id,
        applications.c.taken_back_at.is_(None),
    )
    shares = tuple(one.share for one in _found(connection, mine))
    connection.execute(sa.update(applications).where(mine).values(taken_back_at=deed.at))
    taught = payers.c.client == new.client, payers.c.payment_id == new.id
    connection.execute(sa.delete(payers).where(*taught))
    _tell(connection, TAKEN_BACK, new, shares, deed)
    return new


def _book(connection: Connection, client: str, ids: Sequence[int], load: int, now: datetime) -> None:
    for chunk in chunks(ids):
        theirs = applications.c.client == client, applications.c.id.in_(chunk), is_unbooked
        connection.execute(sa.update(applications).where(*theirs).values(booked_load=load))
    events.add(connection, [Event(now, client, BOOKED, "", {"load": load, "applications": len(ids)})])


def _customers_of(
    connection: Connection, client: str, known: Collection[tuple[PayerSign, str]]
) -> tuple[PayerLesson, ...]:
    c = payers.c
    found = []
    for sign, value in sorted(known):
        query = sa.select(payers).where(c.client == client, c.sign == sign.value, c.value == value)
        found += [
            PayerLesson(sign, value, row.customer_number, row.payment_id)
            for row in connection.execute(query.order_by(c.customer_number))
        ]
    return tuple(found)
