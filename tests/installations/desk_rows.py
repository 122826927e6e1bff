"""Thousands of rows of the collector's desk: reminders, plans, limits, payments, applications."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa

from storage.register.tables.cash import applications, payments
from storage.register.tables.credit import (
    credit_limits,
    instalments,
    payment_plans,
    plan_invoices,
    reminder_items,
    reminders,
)
from tests.values.register_values import NOW

ROWS, CUSTOMERS = 3000, 300
_DAY, _ONE = NOW.date(), Decimal("12.50")


def fill_desk(connection: sa.Connection) -> None:
    """Fill the tables; few payments are undecided, and few applications not booked."""
    for n in range(ROWS):
        whose = {"client": "default", "customer_number": f"C-{n % CUSTOMERS}"}
        _remind(connection, whose, n)
        if n < CUSTOMERS * 3:
            _plan(connection, whose, n)
    connection.execute(sa.insert(payments), [_payment(n) for n in range(ROWS)])
    connection.execute(sa.insert(applications), [_application(n) for n in range(ROWS)])


def _remind(connection: sa.Connection, whose: dict[str, str], n: int) -> None:
    sent = {"sent_at": NOW, "sent_by": "ann", "contact_id": n + 1}
    how = {"on": _DAY, "days": 1, "number": 1, "step": "reminder", "channel": "letter", "language": "en"}
    query = sa.insert(reminders).values(**whose, **how, **sent).returning(reminders.c.id)
    number = connection.execute(query).scalar_one()
    item = {"invoice_number": f"INV-{n}", "days": 1, "amount": _ONE, "currency": "EUR"}
    connection.execute(sa.insert(reminder_items).values(reminder_id=number, **whose, **item))


def _plan(connection: sa.Connection, whose: dict[str, str], n: int) -> None:
    made = {"agreed": _DAY, "note": "", "load": 1, "made_at": NOW, "made_by": "ann", "ended_by": ""}
    ended = NOW if n % 5 else None
    query = sa.insert(payment_plans).values(**whose, currency="EUR", **made, ended_at=ended)
    number = connection.execute(query.returning(payment_plans.c.id)).scalar_one()
    connection.execute(sa.insert(plan_invoices).values(plan_id=number, invoice_number=f"INV-{n}"))
    connection.execute(sa.insert(instalments).values(plan_id=number, due=_DAY, amount=_ONE))
    limit = {"currency": "EUR", "amount": _ONE, "since": _DAY, "source": "", "note": ""}
    connection.execute(sa.insert(credit_limits).values(**whose, **limit, set_at=NOW, set_by="ann"))


def _payment(n: int) -> dict[str, object]:
    said = dict.fromkeys(
        ("payer", "account_key", "account_tail", "reference", "bank_reference", "customer_said"), ""
    )
    return {
        "client": "default",
        "id": f"p{n}",
        "file": "f",
        "line": n,
        "value_day": _DAY,
        "amount": _ONE,
        "currency": "EUR",
        "lines": [],
        "why": "agrees",
        "proposals": [],
        "load": 1,
        "version": 0,
        "state": "applied" if n % 50 else "review",
        "customer_number": f"C-{n % CUSTOMERS}",
        **said,
    }


def _application(n: int) -> dict[str, object]:
    return {
        "client": "default",
        "payment_id": f"p{n}",
        "customer_number": f"C-{n % CUSTOMERS}",
        "invoice_number": f"INV-{n}",
        "paid": _ONE,
        "discount": Decimal(0),
        "deduction": Decimal(0),
        "reason": "",
        "code": "",
        "currency": "EUR",
        "value_day": _DAY,
        "open_then": _ONE,
        "load": 1,
        "at": NOW,
        "by": "ann",
        "booked_load": 2 if n % 50 else 0,
    }
