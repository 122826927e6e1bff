"""What webhooks and the audit trail ask goes by an index, among thousands of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from models.cash import PaymentState
from models.record import Event
from models.webhook import CHOSEN, State, Webhook
from storage.register import AskedDisputes, AskedPayments, Deed, Register, Trail, open_register
from storage.register.tables.cause import cause_marks
from storage.register.tables.dispute import contacts, disputes
from storage.register.tables.webhook import deliveries
from storage.register.trail.announcing import delivery_row
from storage.register.trail.events import add
from tests.conftest import NewDatabase
from tests.doors.query_plans import plans, scans, walks
from tests.installations.desk_rows import fill_desk
from tests.values.register_values import NOW, later, settings_in

ROWS = 3000
HOOK = Webhook(1, "default", "https://erp.firm.example/", frozenset(CHOSEN), NOW, "boss")


@pytest.fixture(scope="module")
def register(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register with many events, and many deliveries of which few wait."""
    home = tmp_path_factory.mktemp("plans")
    with open_register(settings_in(home, new_database(home))) as opened:
        opened.webhooks.add(HOOK, "whsec_", Deed("boss", NOW))
        looks = [
            Event(later(n), "default", "viewed" if n % 7 else "downloaded", f"s{n}", {"by": f"p{n % 50}"})
            for n in range(ROWS)
        ]
        opened.database.change(add, looks)
        opened.database.change(_fill)
        opened.database.change(_fill_books)
        opened.database.change(fill_desk)
        with opened.database.write() as connection:
            connection.execute(sa.text("ANALYZE"))
        yield opened


def _fill(connection: sa.Connection) -> None:
    rows = [
        delivery_row(1, CHOSEN[0], Event(later(n), "default", "filed", f"d{n % 500}")) for n in range(ROWS)
    ]
    for number, row in enumerate(rows):
        if number % 100:
            row |= {"state": State.DELIVERED.value, "due_at": None, "ended_at": NOW}
        else:
            row["ended_at"] = None
    connection.execute(sa.insert(deliveries), rows)


def _fill_books(connection: sa.Connection) -> None:
    """Disputes, contacts and causes of many customers, of which few have a promise."""
    cases, log, said = [], [], []
    for n in range(ROWS):
        place = {"client": "default", "customer_number": f"C-{n % 300}", "invoice_number": f"INV-{n}"}
        money = {"amount": Decimal("12.50"), "currency": "EUR"}
        days = {"raised": NOW.date(), "due": later(n * 600).date(), "opened_at": NOW, "opened_by": "ann"}
        told = {"state": "open", "owner": "ann", "claim": "", "department": "", "note": "", "recovered": None}
        closed = {"state": "won", "closed_at": NOW} if n % 5 else {"closed_at": None}
        cases.append({**place, "reason": "short", **money, **days, **told, **closed})
        promise = None if n % 50 else later(n * 600).date()
        said_so = {
            "at": later(n),
            "channel": "call",
            "direction": "out",
            "person": "",
            "outcome": "x",
            "note": "",
        }
        kept = {"promised_on": promise, "promised_amount": Decimal(1) if promise else None}
        last = {"promised_currency": "EUR", "load": 1, "noted_at": NOW, "noted_by": "ann"}
        log.append({**place, **said_so, **kept, **last, "origin": "" if n % 7 else f"sending {n}"})
        mark = {"cause": "in_approval", "note": "", "balance": Decimal(1), "due": None, "status": "open"}
        said.append(
            {**place, "client": "default" if n % 10 == 0 else "other", **mark, "set_at": NOW, "set_by": "ann"}
        )
    connection.execute(sa.insert(disputes), cases)
    connection.execute(sa.insert(contacts), log)
    connection.execute(sa.insert(cause_marks), said)


KEY = ("C-7", "INV-7")
SEEN = frozenset({"C-7", "C-8"})
DAYS = (NOW.date(), NOW.date() + timedelta(days=30))
QUESTIONS: dict[str, Callable[[Register], object]] = {
    "webhooks of a client": lambda register: register.webhooks.of("default"),
    "webhooks with something due": lambda register: register.posting.ready(NOW),
    "the next delivery": lambda register: register.posting.take(1, NOW, 1.0),
    "deliveries": lambda register: register.webhooks.deliveries(HOOK, 50, 2000),
    "given up": lambda register: register.webhooks.deliveries(HOOK, 50, 0, State.FAILED),
    "how many wait": lambda register: register.webhooks.counts(HOOK),
    "what is old": lambda register: register.posting.forget(later(-1)),
    "the trail": lambda register: register.audit.piece(Trail("default"), 100),
    "the trail of a kind": lambda register: register.audit.piece(Trail("default", kind="downloaded"), 100),
    "the trail of a person": lambda register: register.audit.piece(
        Trail("default", by="p3", kind="viewed"), 100
    ),
    "the trail of a document": lambda register: register.audit.piece(
        Trail("default", subject="s3", kind="viewed"), 100
    ),
    "open disputes": lambda register: register.disputes.listed(AskedDisputes("default")),
    "closed disputes of a customer": lambda register: register.disputes.listed(
        AskedDisputes("default", customer="C-7", is_open=False)
    ),
    "disputes of an invoice": lambda register: register.disputes.of_invoices("default", [KEY]),
    "one dispute": lambda register: register.disputes.one("default", 7),
    "the history of a dispute": lambda register: register.disputes.history("default", 7),
    "contacts of an account": lambda register: register.contacts.of_customer("default", "C-7", 50),
    "promises": lambda register: register.contacts.promised("default", DAYS),
    "what people said": lambda register: register.cause_marks.all("default"),
    "what people said of an invoice": lambda register: register.cause_marks.one("default", KEY),
    "how far reminders are": lambda register: register.reminders.reached("default", NOW.date(), "C-7"),
    "plans": lambda register: register.plans.listed("default", customer="C-7"),
    "ended plans too": lambda register: register.plans.listed("default", customer="C-7", ended=True),
    "one plan": lambda register: register.plans.one("default", 7),
    "limits of a customer": lambda register: register.plans.limits("default", customer="C-7"),
    "one payment": lambda register: register.payments.one("default", "p7"),
    "payments under review": lambda register: register.payments.listed(
        AskedPayments("default", None, PaymentState.REVIEW), 50
    ),
    "payments of a customer": lambda register: register.payments.listed(
        AskedPayments("default", None, None, "C-7"), 50
    ),
    "where a payment lies": lambda register: register.cash.of_payment("default", "p7"),
    "what was paid of an invoice": lambda register: register.cash.of_invoice("default", KEY),
    "the trail of a day": lambda register: register.audit.piece(
        Trail("default", day=NOW.date(), kind="viewed"), 100
    ),
}


FEW = {"SCAN webhooks", "SCAN anon_1", "SCAN CONSTANT ROW"}
"""Of which there are some dozens, or so many as a limit says."""


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_page_neither_scans_a_table_nor_sorts(register: Register, question: str):
    found = plans(register, QUESTIONS[question])
    assert found
    assert not [plan for plan in found if walks(plan) and plan not in FEW]


OF_A_FEW: dict[str, Callable[[Register], object]] = {
    "reminders of a customer": lambda register: register.reminders.of_customer("default", "C-7", 50),
    "one reminder": lambda register: register.reminders.one("default", 7),
    "what is not booked of customers": lambda register: register.cash.unbooked("default", SEEN),
    "what was not booked then": lambda register: register.cash.unbooked_at("default", 1, later(9), {"C-7"}),
    "what is not booked": lambda register: register.cash.unbooked("default"),
    "limits of a client": lambda register: register.plans.limits("default"),
}
"""Questions whose answers are put in order: rows of a customer, or what is not done with yet."""


@pytest.mark.parametrize("question", OF_A_FEW)
def test_what_is_put_in_order_is_found_without_a_scan(register: Register, question: str):
    found = plans(register, OF_A_FEW[question])
    assert found
    assert not [plan for plan in found if scans(plan)]
