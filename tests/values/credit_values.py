"""A reminder, a payment plan and a credit limit, with odd texts in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from models.credit import CreditLimit, Instalment, PaymentPlan
from models.dispute import Channel
from models.evidence import Tongue
from models.reminder import RemindedItem, Reminder, Step
from storage.register import Register
from tests.values.dispute_values import CONTACT
from tests.values.register_values import NOW

REMINDER = Reminder(
    id=0,
    client="default",
    customer="C-1",
    on=NOW.date(),
    days=10,
    number=3,
    step=Step.REMINDER,
    channel=Channel.LETTER,
    language=Tongue.ENGLISH,
    items=(RemindedItem("INV-1\udcff", 10, Decimal("10.00"), "EUR"),),
    sent_at=NOW,
    sent_by="ann",
)
PLAN = PaymentPlan(
    id=0,
    client="default",
    customer="C-1",
    currency="EUR",
    invoices=("INV-1",),
    instalments=(
        Instalment(NOW.date(), Decimal("5.00")),
        Instalment(NOW.date() + timedelta(days=30), Decimal("5.00")),
    ),
    agreed=NOW.date(),
    note="\u2603\x00",
    load=1,
    made_at=NOW,
    made_by="ann",
)
LIMIT = CreditLimit(0, "default", "C-1", "EUR", Decimal("10.00"), NOW.date(), "Board", "\udcff", NOW, "ann")


def add_reminder(register: Register) -> Reminder:
    """Keep the reminder."""
    return register.reminders.add(REMINDER, CONTACT, lambda _: None)


def add_plan(register: Register) -> PaymentPlan:
    """Keep the plan, for an invoice that no other has."""
    several = len(register.plans.listed("default", ended=True))
    return register.plans.add(replace(PLAN, invoices=(f"INV-1-{several}",)))


def fill_with_credit(register: Register) -> None:
    """A row in each table."""
    add_reminder(register)
    add_plan(register)
    register.plans.set_limit(LIMIT)
