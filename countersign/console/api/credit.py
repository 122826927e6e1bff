"""Reminders, payment plans, credit limits and bad debts for programs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from countersign.console.api.credit_examples import (
    BAD_DEBT,
    CREDIT,
    LIMIT,
    NEW_LIMIT,
    NEW_PLAN,
    PLAN,
    REMINDED,
    REMINDERS,
    WENT,
)
from countersign.console.api.credit_shapes import (
    BadDebtShape,
    CreditShape,
    LimitShape,
    PlanShape,
    RemindersShape,
    SentReminder,
)
from countersign.console.api.examples import LETTER_FILE, shown
from countersign.console.api.rights import needs
from countersign.console.asking import Asking, demand
from countersign.console.credit.doubtful import OfWhom as Doubts
from countersign.console.credit.listing import OfWhom as Credits
from countersign.console.reminders.listing import OfWhom as Reminders
from countersign.console.reminders.walking import printed
from countersign.console.room import InRoom, OfClient
from countersign.reports.bad_debt import bad_debt_json
from countersign.reports.credit import credit_json, limit_json, plan_json
from countersign.reports.reminders import reminders_json, sent_json
from flows.plans import WantedLimit, WantedPlan, agree_plan, end_plan, set_limit, standing
from flows.reminders import Went, mark_sent
from models.credit import (
    LONGEST_NOTE,
    LONGEST_SOURCE,
    MOST_INSTALMENTS,
    MOST_PLANNED,
    Instalment,
    PaymentPlan,
)
from models.dispute import Channel
from models.evidence import Tongue
from models.people import Right

router = APIRouter(tags=["receivables"])


class Sent(BaseModel):
    """A reminder of today that was sent."""

    model_config = ConfigDict(json_schema_extra={"examples": [WENT]})

    customer_number: str
    channel: Channel | None = Field(None, description="That of its level where none is given.")
    language: Tongue | None = Field(None, description="That of the letterhead where none is given.")


class NewInstalment(BaseModel):
    """So much until a day."""

    due: date
    amount: Decimal


class NewPlan(BaseModel):
    """A payment plan that was agreed."""

    model_config = ConfigDict(json_schema_extra={"examples": [NEW_PLAN]})

    customer_number: str
    invoice_numbers: list[str] = Field(max_length=MOST_PLANNED)
    instalments: list[NewInstalment] = Field(default=[], max_length=MOST_INSTALMENTS)
    count: int = Field(0, ge=0, le=MOST_INSTALMENTS, description="Equal monthly ones in place of a list.")
    first: date | None = Field(None, description="Day of the first of them; today where none is given.")
    agreed: date | None = Field(None, description="Today where none is given.")
    note: str = Field("", max_length=LONGEST_NOTE)


class NewLimit(BaseModel):
    """A credit limit."""

    model_config = ConfigDict(json_schema_extra={"examples": [NEW_LIMIT]})

    customer_number: str
    currency: str = Field(max_length=10)
    amount: Decimal | None = Field(None, description="Null takes the limit back.")
    since: date | None = Field(None, description="Today where none is given.")
    source: str = Field(max_length=LONGEST_SOURCE, description="Who set it, or where it stands.")
    note: str = Field("", max_length=LONGEST_NOTE)


@router.get(
    "/receivables/reminders",
    summary="Reminders",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(RemindersShape, REMINDERS)},
)
def reminders(told: Reminders) -> dict[str, Any]:
    """Who is to be reminded of what on `as_of` and the `days` after it; what is paused and why."""
    return reminders_json(told)


@router.get(
    "/reminders/letter.pdf",
    summary="Today's reminder to a customer",
    dependencies=needs(Right.SEND),
    response_class=Response,
    responses={200: LETTER_FILE},
)
def letter(
    room: InRoom,
    person: Asking,
    client: OfClient,
    customer: Annotated[str, Query(max_length=200, description="Customer number.")],
    language: Annotated[
        Tongue | None, Query(description="That of the letterhead where none is given.")
    ] = None,
) -> Response:
    """The letter as PDF. The same ledger, papers and day give the same bytes."""
    demand(person, Right.SEND, client, customer)
    found = room.stores.register.books.customers(client, [customer]).get(customer)
    if found is None:
        raise HTTPException(404)
    return printed(room, person, client, found, language)


@router.post(
    "/reminders",
    summary="Mark a reminder as sent",
    dependencies=needs(Right.SEND),
    response_model=None,
    responses={200: shown(SentReminder, REMINDED)},
)
def sent(room: InRoom, person: Asking, client: OfClient, given: Sent) -> dict[str, Any]:
    """Note that today's reminder of a customer was sent: its levels do not come again."""
    demand(person, Right.SEND, client, given.customer_number)
    went = Went("", given.channel, given.language)
    return sent_json(mark_sent(room.stores, client, given.customer_number, went, person.login))


@router.get(
    "/receivables/credit",
    summary="Credit limits and payment plans",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(CreditShape, CREDIT)},
)
def credit(told: Credits) -> dict[str, Any]:
    """What every customer owed on `as_of` and how much it may owe; payment plans, kept or broken."""
    return credit_json(told)


@router.post(
    "/plans",
    summary="Keep a payment plan",
    dependencies=needs(Right.SEND),
    response_model=None,
    responses={200: shown(PlanShape, PLAN)},
)
def agree(room: InRoom, person: Asking, client: OfClient, given: NewPlan) -> dict[str, Any]:
    """Keep instalments that were agreed for open invoices of one customer and currency."""
    demand(person, Right.SEND, client, given.customer_number)
    wanted = WantedPlan(
        customer=given.customer_number,
        invoices=tuple(given.invoice_numbers),
        instalments=tuple(Instalment(one.due, one.amount) for one in given.instalments),
        count=given.count,
        first=given.first,
        agreed=given.agreed,
        note=given.note,
    )
    made = agree_plan(room.stores, client, wanted, person.login)
    return plan_json(standing(room.stores.register, made, room.stores.clock().date()))


def own_plan(
    room: InRoom,
    person: Asking,
    client: OfClient,
    number: Annotated[int, Path(description="Number of the plan.")],
) -> PaymentPlan:
    """The plan that the address names, where the person may give evidence out for its customer."""
    found = room.stores.register.plans.one(client, number)
    if found is None or not person.may(Right.LOOK, client, found.customer):
        raise HTTPException(404)
    demand(person, Right.SEND, client, found.customer)
    return found


@router.post(
    "/plans/{number}/end",
    summary="End a payment plan",
    dependencies=needs(Right.SEND),
    response_model=None,
    responses={200: shown(PlanShape, PLAN)},
)
def end(room: InRoom, person: Asking, plan: Annotated[PaymentPlan, Depends(own_plan)]) -> dict[str, Any]:
    """End a plan: from now on it holds no reminder back."""
    ended = end_plan(room.stores, plan.client, plan.id, person.login)
    return plan_json(standing(room.stores.register, ended, room.stores.clock().date()))


@router.post(
    "/limits",
    summary="Set a credit limit",
    dependencies=needs(Right.SEND),
    response_model=None,
    responses={200: shown(LimitShape, LIMIT)},
)
def limit(room: InRoom, person: Asking, client: OfClient, given: NewLimit) -> dict[str, Any]:
    """Set the credit limit of a customer in a currency; earlier ones stay in its history."""
    demand(person, Right.SEND, client, given.customer_number)
    wanted = WantedLimit(
        customer=given.customer_number,
        currency=given.currency,
        amount=given.amount,
        since=given.since,
        source=given.source,
        note=given.note,
    )
    return limit_json(set_limit(room.stores, client, wanted, person.login))


@router.get(
    "/receivables/bad-debt",
    summary="Debts that may be bad",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(BadDebtShape, BAD_DEBT)},
)
def bad_debt(told: Doubts) -> dict[str, Any]:
    """Overdue invoices that may be bad debts, each with the sentences that explain it; never a decision."""
    return bad_debt_json(told)
