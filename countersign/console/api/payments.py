"""Payments for programs: handed in, looked at, decided."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from countersign.console.api.examples import SENT, shown
from countersign.console.api.payment_shapes import (
    DECISION,
    HANDED,
    ONE_PAYMENT,
    PAYMENTS,
    HandedInShape,
    OnePaymentShape,
    PaymentsShape,
)
from countersign.console.api.rights import needs
from countersign.console.asking import Asking
from countersign.console.cash.handing import Handed, handed_in
from countersign.console.cash.listing import PIECE, Narrowing
from countersign.console.cash.sight import OwnPayment, SeenPayment, SentStatements, demand_shares
from countersign.console.ledger_sight import SeenCustomers
from countersign.console.room import InRoom, OfClient, Room
from countersign.reports.cash import payment_json, shown_json
from flows.cash import Wanted, accept, apply_by_hand, leave_elsewhere, shown_payment, take_back
from flows.cash.telling import visible_proposals
from models.cash import ZERO, Payment, Share
from models.people import Right
from models.sending import Reason
from storage.register import Customers

router = APIRouter(tags=["payments"])


class Deed(StrEnum):
    """What is made of a payment."""

    ACCEPT = "accept"
    APPLY = "apply"
    ELSEWHERE = "elsewhere"
    TAKE_BACK = "take_back"


class Part(BaseModel):
    """Where a part of a payment goes."""

    customer_number: str
    invoice_number: str = Field("", description="Empty for the customer's account.")
    paid: Decimal
    discount: Decimal = ZERO
    deduction: Decimal = ZERO
    reason: Reason | None = Field(None, description="Of the deduction.")
    code: str = Field("", max_length=40, description="The payer's own code of it.")

    def share(self) -> Share:
        """The same as a value."""
        why = (self.reason or Reason.UNAUTHORISED) if self.deduction else None
        key = self.customer_number, self.invoice_number
        return Share(*key, self.paid, self.discount, self.deduction, why, self.code)


class Decision(BaseModel):
    """What somebody makes of a payment."""

    model_config = ConfigDict(json_schema_extra={"examples": [DECISION]})

    deed: Deed = Field(description="accept a proposal, apply parts, elsewhere (pays no invoice), take_back.")
    version: int = Field(description="That of the payment as it was looked at.")
    proposal: int = Field(0, ge=0, description="For accept.")
    parts: list[Part] = Field(default=[], max_length=200, description="For apply: they add up to the amount.")


@router.get(
    "/payments",
    summary="Payments",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(PaymentsShape, PAYMENTS)},
)
def payments(
    room: InRoom, client: OfClient, seen: SeenCustomers, given: Annotated[Narrowing, Query()]
) -> dict[str, Any]:
    """Payments, newest first, narrowed by state and customer."""
    found = room.stores.register.payments.listed(given.asked(client, seen), PIECE + 1, given.place())
    piece = found[:PIECE]
    more = f"{piece[-1].value_day} {piece[-1].id}" if len(found) > PIECE else ""
    return {"payments": [payment_json(one) for one in piece], "next": more}


@router.post(
    "/payments",
    summary="Hand payments in",
    dependencies=needs(Right.SEND),
    response_model=None,
    responses={200: shown(HandedInShape, HANDED)},
    openapi_extra={"requestBody": SENT},
)
def hand_in(room: InRoom, person: Asking, client: OfClient, sent: SentStatements) -> dict[str, Any]:
    """Load bank statements, lists of payments or remittance advices; what is known is not loaded twice."""
    return {"files": [_handed(one) for one in handed_in(room, client, sent, person.login)]}


@router.get(
    "/payments/{payment_id}",
    summary="One payment",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(OnePaymentShape, ONE_PAYMENT)},
)
def one(room: InRoom, payment: SeenPayment, seen: SeenCustomers) -> dict[str, Any]:
    """Where it is, or what it may be for, with the evidence of each proposal."""
    return _shown(room, payment, seen)


@router.post(
    "/payments/{payment_id}",
    summary="Decide on a payment",
    dependencies=needs(Right.SEND),
    response_model=None,
    responses={200: shown(OnePaymentShape, ONE_PAYMENT)},
)
def decide(
    room: InRoom, person: Asking, payment: OwnPayment, seen: SeenCustomers, given: Decision
) -> dict[str, Any]:
    """Apply it, leave it aside, or take back what was decided."""
    client, wanted = payment.client, Wanted(payment.id, given.version, person.login)
    if given.deed is Deed.ACCEPT:
        if given.proposal < len(payment.proposals):
            demand_shares(person, client, payment.proposals[given.proposal].shares)
        done = accept(room.desk, client, wanted, given.proposal)
    elif given.deed is Deed.APPLY:
        shares = tuple(part.share() for part in given.parts)
        demand_shares(person, client, shares)
        done = apply_by_hand(room.desk, client, wanted, shares)
    elif given.deed is Deed.ELSEWHERE:
        done = leave_elsewhere(room.desk, client, wanted)
    else:
        standing = room.stores.register.cash.of_payment(client, payment.id)
        demand_shares(person, client, (one.share for one in standing if one.taken_back_at is None))
        done = take_back(room.desk, client, wanted)
    return _shown(room, done, seen)


def _shown(room: Room, payment: Payment, seen: Customers) -> dict[str, Any]:
    return shown_json(shown_payment(room.stores, payment, seen), visible_proposals(payment, seen))


def _handed(one: Handed) -> dict[str, Any]:
    loaded = one.loaded
    return {
        "file": one.name,
        "new": loaded.file.payments if loaded and not loaded.again else 0,
        "known": loaded.file.repeated if loaded else 0,
        "applied_at_once": loaded.applied if loaded else 0,
        "refused_rows": [str(row) for row in loaded.faulty] if loaded else [],
        "refused": one.refused,
    }
