"""What people make of payments; the next one follows."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking
from countersign.console.cash.sight import OwnPayment, demand_shares
from countersign.console.evidence import amount_of
from countersign.console.invoice_keys import invoice_path, key_from
from countersign.console.rendering import address
from countersign.console.room import InRoom
from flows.cash import Wanted, accept, apply_by_hand, leave_elsewhere, open_deduction, take_back
from flows.cash.deciding import MOST_SHARES
from models.cash import ZERO, Payment, Share
from models.errors import WrongUse
from models.sending import Reason

router = APIRouter(prefix="/payments")
Version = Annotated[int, Form(ge=0)]


class Chosen(BaseModel):
    """The form that takes a proposal."""

    version: int = Field(ge=0)
    proposal: int = Field(0, ge=0)


class Parted(BaseModel):
    """The form that parts a payment, row by row."""

    version: int = Field(ge=0)
    key: list[str] = Field([], max_length=MOST_SHARES)
    paid: list[str] = Field([], max_length=MOST_SHARES)
    discount: list[str] = Field([], max_length=MOST_SHARES)
    deduction: list[str] = Field([], max_length=MOST_SHARES)
    reason: list[str] = Field([], max_length=MOST_SHARES)

    def shares(self) -> tuple[Share, ...]:
        """The rows in which something is paid; raises WrongUse where one has no amount."""
        columns = (self.paid, self.discount, self.deduction, self.reason)
        if any(len(column) != len(self.key) for column in columns):
            raise WrongUse("A row of the form lacks a field: look at the payment again.")
        rows = zip(self.key, *columns, strict=True)
        return tuple(_share(*row) for row in rows if row[1].strip())


@router.post("/{payment_id}/accept")
def accepted(room: InRoom, person: Asking, payment: OwnPayment, given: Annotated[Chosen, Form()]) -> Response:
    """Apply it as a proposal says."""
    if given.proposal < len(payment.proposals):
        demand_shares(person, payment.client, payment.proposals[given.proposal].shares)
    wanted = Wanted(payment.id, given.version, person.login)
    accept(room.desk, payment.client, wanted, given.proposal)
    return _onwards(payment)


@router.post("/{payment_id}/split")
def split(room: InRoom, person: Asking, payment: OwnPayment, given: Annotated[Parted, Form()]) -> Response:
    """Apply it as a person has parted it; rows without an amount are left out."""
    shares = given.shares()
    demand_shares(person, payment.client, shares)
    apply_by_hand(room.desk, payment.client, Wanted(payment.id, given.version, person.login), shares)
    return _onwards(payment)


@router.post("/{payment_id}/account")
def on_account(
    room: InRoom,
    person: Asking,
    payment: OwnPayment,
    version: Version,
    customer: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Leave all of it on a customer's account."""
    if not customer.strip():
        raise WrongUse("Say on whose account it is left: give the customer's number.")
    shares = (Share(customer.strip(), "", payment.amount),)
    demand_shares(person, payment.client, shares)
    apply_by_hand(room.desk, payment.client, Wanted(payment.id, version, person.login), shares)
    return _onwards(payment)


@router.post("/{payment_id}/elsewhere")
def elsewhere(room: InRoom, person: Asking, payment: OwnPayment, version: Version) -> Response:
    """It pays no invoice."""
    leave_elsewhere(room.desk, payment.client, Wanted(payment.id, version, person.login))
    return _onwards(payment)


@router.post("/{payment_id}/undo")
def undone(room: InRoom, person: Asking, payment: OwnPayment, version: Version) -> Response:
    """Take back what was decided; the payment is before the person again."""
    standing = room.stores.register.cash.of_payment(payment.client, payment.id)
    demand_shares(person, payment.client, (one.share for one in standing if one.taken_back_at is None))
    take_back(room.desk, payment.client, Wanted(payment.id, version, person.login))
    return RedirectResponse(address("payments", payment.id, client=payment.client), 303)


@router.post("/{payment_id}/applications/{number}/dispute")
def dispute(room: InRoom, person: Asking, payment: OwnPayment, number: int) -> Response:
    """Open a dispute over what the payer held back."""
    parts = room.stores.register.cash.of_payment(payment.client, payment.id)
    found = next((one for one in parts if one.id == number), None)
    if found is None:
        raise HTTPException(404)
    demand_shares(person, payment.client, [found.share])
    open_deduction(room.desk, payment.client, found, person.login)
    return RedirectResponse(invoice_path(found.share.key, payment.client) + "#disputes", 303)


def _onwards(payment: Payment) -> Response:
    """To the next one that asks for a person."""
    where = address("payments", "next", client=payment.client, after=payment.id, told=payment.id)
    return RedirectResponse(where, 303)


def _share(key: str, paid: str, discount: str, deduction: str, reason: str) -> Share:
    held = amount_of(deduction) or ZERO
    if reason and reason not in set(Reason):
        raise WrongUse(f"{reason!r} is no reason of a deduction.")
    why = Reason(reason) if reason else Reason.UNAUTHORISED
    less = amount_of(discount) or ZERO
    return Share(*key_from(key), amount_of(paid) or ZERO, less, held, why if held else None)
