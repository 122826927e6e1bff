"""A payment of C-1 that waits for a person, and rows in every table of payments."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.cash import (
    Clue,
    GivenAdvice,
    Payment,
    PaymentFile,
    PaymentState,
    Proposal,
    RemittanceLine,
    Share,
    Sign,
    Why,
)
from models.payers import PayerLesson, PayerSign
from storage.register import Deed, Placed, Register
from tests.values.register_values import NOW

SHARE = Share("C-1", "INV-1", Decimal("10.00"))
FILE = PaymentFile("default", "ab" * 32, "b☃.csv", "list", NOW, "ann", 0, 0, ((7, "amount is empty"),))
PAYMENT = Payment(
    id="0123456789abcdef",
    client="default",
    file=FILE.sha256,
    line=2,
    value_day=NOW.date(),
    amount=Decimal("10.00"),
    currency="EUR",
    payer="Käufer ☃",
    account_key="cd" * 16,
    account_tail="2051",
    reference="INV-1",
    bank_reference="B-1",
    customer_said="",
    lines=(RemittanceLine("INV-1", Decimal("10.00"), code="06"),),
    state=PaymentState.REVIEW,
    why=Why.AMOUNT,
    proposals=(Proposal((SHARE,), 0.5, (Clue(Sign.NUMBER, "INV-1", "INV-1"),)),),
    customer="C-1",
)


def waiting_payment(register: Register) -> Payment:
    """The payment, kept."""
    register.payments.load(FILE, [PAYMENT], {})
    found = register.payments.one("default", PAYMENT.id)
    assert found is not None
    return found


def fill_with_payments(register: Register) -> None:
    """A row in every table."""
    register.payments.key("default")
    advice = GivenAdvice(2, "AV-1", "C-\udcff", "☃", "EUR", PAYMENT.lines)
    register.payments.load(FILE, [PAYMENT], {"aa": advice})
    applied = replace(PAYMENT, state=PaymentState.APPLIED, why=Why.PERSON)
    lesson = PayerLesson(PayerSign.NAME, "kaeufer", "C-\udcff", PAYMENT.id)
    placed = Placed(applied, (SHARE,), {SHARE.key: Decimal("10.00")}, (lesson,), "aa")
    register.cash.place(placed, Deed("ann", NOW))


def held_back(register: Register) -> int:
    """Number of an application with a deduction, of a payment beside the one that waits."""
    other = replace(PAYMENT, id="fedcba9876543210")
    register.payments.load(replace(FILE, sha256="cd" * 32), [other], {})
    found = register.payments.one("default", other.id)
    assert found is not None
    share = replace(SHARE, paid=Decimal("9.00"), deduction=Decimal("1.00"))
    if found.state is not PaymentState.APPLIED:
        register.cash.place(Placed(replace(found, state=PaymentState.APPLIED), (share,)), Deed("ann", NOW))
    return register.cash.of_payment("default", other.id)[0].id
