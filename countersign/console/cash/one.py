"""One payment: where it is, or what it may be for, with the evidence of each proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from countersign.console.asking import Asking
from countersign.console.cash.listing import told_of
from countersign.console.cash.sight import SeenPayment, may_decide
from countersign.console.invoice_keys import key_text
from countersign.console.ledger_sight import SeenCustomers
from countersign.console.room import InRoom, Room
from flows.cash import shown_payment
from flows.cash.evidence import items_of
from flows.cash.telling import Shown, visible_proposals
from models.cash import ZERO, Payment, PaymentState, Proposal, Share
from models.ledger import Invoice
from models.sending import Reason
from storage.register import AskedPayments, Customers

router = APIRouter(prefix="/payments")
SHOWN = 8
"""Invoices that a search offers."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form that parts a payment."""

    key: str
    """As a form sends it."""
    share: Share
    invoice: Invoice | None
    """None for the customer's account."""
    left: Decimal
    paid: str
    """What stands in the field: empty where nothing does."""


class Looked(BaseModel):
    """What the page is asked beside its payment."""

    q: str = Field("", max_length=200, description="Invoices that are searched.")
    told: str = Field("", max_length=40, description="Id of the payment that was decided last.")


@router.get("/{payment_id}")
def page(
    room: InRoom,
    person: Asking,
    payment: SeenPayment,
    seen: SeenCustomers,
    given: Annotated[Looked, Query()],
) -> Response:
    """The page of one payment."""
    register, client = room.stores.register, payment.client
    shown = shown_payment(room.stores, payment, seen)
    proposals = visible_proposals(payment, seen)
    files = register.payments.file(client, payment.file)
    waiting = register.payments.tallies(AskedPayments(client, seen, PaymentState.REVIEW))
    account = _account(payment, proposals)
    return room.templates.page(
        "cash/payment",
        client=client,
        payment=payment,
        shown=shown,
        proposals=proposals,
        lines=parted(room, shown, proposals, seen, given.q),
        query=given.q,
        file=files,
        waiting=sum(one.count for one in waiting),
        decided=payment.state in {PaymentState.APPLIED, PaymentState.ELSEWHERE},
        may_decide=may_decide(person, payment),
        told=told_of(room, client, seen, given.told),
        account=account,
        account_key=key_text((account, "")),
        reasons=tuple(Reason),
    )


def _account(payment: Payment, proposals: Sequence[tuple[int, Proposal]]) -> str:
    """On whose account it may be left: the likeliest customer."""
    first = next((one for _, one in proposals), None)
    return payment.customer or payment.customer_said or (first.customers[0] if first else "")


def parted(
    room: Room, shown: Shown, proposals: Sequence[tuple[int, Proposal]], seen: Customers, query: str
) -> tuple[Line, ...]:
    """Rows to part the payment by: the likeliest proposal, then what a search finds."""
    payment = shown.payment
    first = proposals[0][1].shares if proposals else ()
    named = {one.key for one in first}
    found = [
        one
        for one in _searched(room, payment, query, seen)
        if one.key not in named and one.currency == payment.currency and one.is_open
    ][:SHOWN]
    mine = [shown.invoices[one.key] for one in first if one.key in shown.invoices]
    left = {one.key: one.left for one in items_of(room.stores, payment.client, [*mine, *found])}
    lines = [
        Line(key_text(one.key), one, shown.invoices.get(one.key), left.get(one.key, ZERO), f"{one.paid:f}")
        for one in first
    ]
    lines += [Line(key_text(one.key), Share(*one.key, ZERO), one, left[one.key], "") for one in found]
    return tuple(lines)


def _searched(room: Room, payment: Payment, query: str, seen: Customers) -> tuple[Invoice, ...]:
    if not query.strip():
        return ()
    return room.stores.register.lookups.invoices(payment.client, query, SHOWN * 3, seen)
