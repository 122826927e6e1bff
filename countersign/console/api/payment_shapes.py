"""Shapes of payments, and what the description of the API shows of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from countersign.console.api.movement_shapes import Money
from countersign.console.api.shapes import Shape
from models.cash import PaymentState, Sign, Why
from models.sending import Reason


class PaymentShape(Shape):
    """A payment."""

    payment: str
    value_date: date
    amount: Money
    currency: str
    payer: str
    payer_account: str = Field(description="Its last four characters; more is not kept.")
    reference: str
    bank_reference: str
    customer_number: str = Field(description="Empty where it may be of several customers, or of none.")
    state: PaymentState
    why: Why
    version: int = Field(description="A decision names it, so that nobody decides on what was changed.")


class PaymentsShape(Shape):
    """One piece of the payments, newest first."""

    payments: list[PaymentShape]
    next: str = Field(description="Give it as `after` for the next piece; empty where none follows.")


class PartShape(Shape):
    """A part of a payment."""

    customer_number: str
    invoice_number: str = Field(description="Empty for the customer's account.")
    paid: Money
    discount: Money
    deduction: Money
    reason: Reason | None = None
    code: str = Field(description="The payer's own code of the deduction.")


class ApplicationShape(PartShape):
    """A part where it was put."""

    application: int
    currency: str
    applied_at: datetime
    applied_by: str
    booked_in_load: int | None = Field(None, description="Load from which on the ledger has it.")
    taken_back_at: datetime | None = None


class ClueShape(Shape):
    """A piece of evidence."""

    sign: Sign
    against: bool
    words: str


class ProposalShape(Shape):
    """One way to apply it."""

    proposal: int = Field(description="Named by a decision.")
    probability: float
    parts: list[PartShape]
    evidence: list[ClueShape]


class OnePaymentShape(PaymentShape):
    """A payment with where it is and what it may be for."""

    applications: list[ApplicationShape]
    proposals: list[ProposalShape]


class HandedShape(Shape):
    """What became of a file."""

    file: str
    new: int
    known: int
    applied_at_once: int
    refused_rows: list[str]
    refused: str = Field(description="Why nothing of it was taken; empty where it was.")


class HandedInShape(Shape):
    """What became of the files."""

    files: list[HandedShape]


PAYMENT: dict[str, Any] = {
    "payment": "3f2a9c0d1e4b5a67",
    "value_date": "2026-11-12",
    "amount": "1084.00",
    "currency": "EUR",
    "payer": "Harbour Supplies Ltd",
    "payer_account": "0021",
    "reference": "INV-2026-004412 less short delivery",
    "bank_reference": "B-778120",
    "customer_number": "C-10442",
    "state": "review",
    "why": "amount",
    "version": 1,
}
PAYMENTS: dict[str, Any] = {"payments": [PAYMENT], "next": ""}
PART: dict[str, Any] = {
    "customer_number": "C-10442",
    "invoice_number": "INV-2026-004412",
    "paid": "1084.00",
    "discount": "0",
    "deduction": "120.50",
    "reason": "short",
    "code": "06",
}
ONE_PAYMENT: dict[str, Any] = {
    **PAYMENT,
    "applications": [],
    "proposals": [
        {
            "proposal": 0,
            "probability": 0.93,
            "parts": [PART],
            "evidence": [
                {
                    "sign": "number",
                    "against": False,
                    "words": "Invoice number INV-2026-004412 stands in the reference.",
                }
            ],
        }
    ],
}
DECISION: dict[str, Any] = {"deed": "accept", "version": 1, "proposal": 0}
HANDED: dict[str, Any] = {
    "files": [
        {
            "file": "statement.xml",
            "new": 42,
            "known": 3,
            "applied_at_once": 30,
            "refused_rows": [],
            "refused": "",
        }
    ]
}
