"""Payment plans and credit limits recorded, from the page of a customer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.evidence import amount_of
from countersign.console.invoice_keys import customer_path
from countersign.console.ledger_sight import SeenCustomer
from countersign.console.room import InRoom, OfClient
from countersign.days import day_of
from flows.plans import WantedLimit, WantedPlan, agree_plan, end_plan, set_limit
from models.credit import LONGEST_NOTE, LONGEST_SOURCE, MOST_PLANNED, Instalment
from models.errors import WrongUse
from models.people import Right

router = APIRouter()
_PARTS = 2


class NewPlan(BaseModel):
    """The form of a plan: instalments line by line, or so many equal ones from a day on."""

    invoice: list[str] = Field(default=[], max_length=MOST_PLANNED)
    instalments: str = Field("", max_length=5000)
    count: str = Field("", max_length=3)
    first: str = Field("", max_length=10)
    agreed: str = Field("", max_length=10)
    note: str = Field("", max_length=LONGEST_NOTE)

    def wanted(self, customer: str) -> WantedPlan:
        """The same as a value; raises WrongUse where something is no day, amount or number."""
        count = self.count.strip()
        if count and not (count.isascii() and count.isdigit()):
            raise WrongUse(f"{count!r} is no number of instalments.")
        return WantedPlan(
            customer=customer,
            invoices=tuple(self.invoice),
            instalments=instalments_in(self.instalments),
            count=int(count or 0),
            first=day_of(self.first),
            agreed=day_of(self.agreed),
            note=self.note,
        )


class NewLimit(BaseModel):
    """The form of a credit limit; an empty amount takes it back."""

    limit: str = Field("", max_length=40)
    currency: str = Field("", max_length=10)
    since: str = Field("", max_length=10)
    source: str = Field("", max_length=LONGEST_SOURCE)
    note: str = Field("", max_length=LONGEST_NOTE)


def instalments_in(text: str) -> tuple[Instalment, ...]:
    """Instalments, a line each: the day and the amount.

    Raises:
        WrongUse: a line is not like that.
    """
    return tuple(_instalment(line) for line in text.splitlines() if line.strip())


def _instalment(line: str) -> Instalment:
    parts = line.replace(";", " ").split()
    day: date | None = None
    amount: Decimal | None = None
    if len(parts) == _PARTS:
        day, amount = day_of(parts[0]), amount_of(parts[1])
    if day is None or amount is None:
        raise WrongUse(
            f"{line.strip()!r} is no instalment: write a day and an amount, as in 2026-11-30 250.00."
        )
    return Instalment(day, amount)


@router.post("/customers/{customer_number}/plans")
def agree(
    room: InRoom, person: Asking, client: OfClient, customer: SeenCustomer, given: Annotated[NewPlan, Form()]
) -> Response:
    """Keep a payment plan."""
    demand(person, Right.SEND, client, customer.number)
    agree_plan(room.stores, client, given.wanted(customer.number), person.login)
    return RedirectResponse(customer_path(customer.number, client) + "#plans", 303)


@router.post("/plans/{number}/end")
def end(room: InRoom, person: Asking, client: OfClient, number: int) -> Response:
    """End a plan: it holds nothing back from now on."""
    found = room.stores.register.plans.one(client, number)
    if found is None or not person.may(Right.LOOK, client, found.customer):
        raise HTTPException(404)
    demand(person, Right.SEND, client, found.customer)
    end_plan(room.stores, client, number, person.login)
    return RedirectResponse(customer_path(found.customer, client) + "#plans", 303)


@router.post("/customers/{customer_number}/limits")
def limit(
    room: InRoom, person: Asking, client: OfClient, customer: SeenCustomer, given: Annotated[NewLimit, Form()]
) -> Response:
    """Keep a credit limit."""
    demand(person, Right.SEND, client, customer.number)
    wanted = WantedLimit(
        customer=customer.number,
        currency=given.currency,
        amount=amount_of(given.limit),
        since=day_of(given.since),
        source=given.source,
        note=given.note,
    )
    set_limit(room.stores, client, wanted, person.login)
    return RedirectResponse(customer_path(customer.number, client) + "#credit", 303)
