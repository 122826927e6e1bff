"""Disputes and the contact log for programs."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field

from countersign.console.api.dispute_examples import (
    CHANGES,
    CONTACT,
    CONTACTS,
    DISPUTE,
    DISPUTES,
    NEW_CONTACT,
    NEW_DISPUTE,
)
from countersign.console.api.dispute_shapes import (
    ContactShape,
    ContactsShape,
    DisputeShape,
    DisputesShape,
)
from countersign.console.api.examples import shown
from countersign.console.api.rights import needs
from countersign.console.asking import Asking, demand
from countersign.console.disputes.listing import Given, OfWhom, narrowed
from countersign.console.disputes.shown import OwnCase
from countersign.console.ledger_sight import SeenCustomers, knows_notes
from countersign.console.room import InRoom, OfClient
from countersign.reports.disputes import case_json, contact_json, disputes_json
from flows.disputes import (
    Change,
    Noted,
    Said,
    Wanted,
    change_dispute,
    codes_of,
    contact_log,
    note_contact,
    open_dispute,
)
from models.dispute import (
    LONGEST_CLAIM,
    LONGEST_WORDS,
    Channel,
    Direction,
    DisputeState,
    Failure,
    Promise,
    PromiseState,
)
from models.errors import WrongUse
from models.people import Right
from models.sending import Reason

router = APIRouter(tags=["disputes"])


class NewDispute(BaseModel):
    """A dispute that is to be opened."""

    model_config = ConfigDict(json_schema_extra={"examples": [NEW_DISPUTE]})

    customer_number: str
    invoice_number: str
    reason: Reason
    amount: Decimal | None = Field(None, description="Contested; all that is open where none is given.")
    raised: date | None = Field(None, description="Today where none is given.")
    due: date | None = Field(None, description="Last day for an answer; else by the table of deadlines.")
    claim: str = Field("", max_length=LONGEST_CLAIM, description="The customer's number of it.")
    owner: str = Field("", max_length=LONGEST_CLAIM, description="Who sees to it; else who opens it.")
    note: str = Field("", max_length=LONGEST_WORDS, description="For ourselves; never sent.")


class DisputeChanges(BaseModel):
    """What is to be another thing; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [CHANGES]})

    state: DisputeState | None = None
    amount: Decimal | None = None
    due: date | None = None
    owner: str | None = Field(None, max_length=LONGEST_CLAIM)
    claim: str | None = Field(None, max_length=LONGEST_CLAIM)
    note: str | None = Field(None, max_length=LONGEST_WORDS)
    recovered: Decimal | None = Field(None, description="What was paid of it; needed for `settled`.")


class NewPromise(BaseModel):
    """A promise to pay."""

    on: date
    amount: Decimal
    currency: str = Field(max_length=10)


class NewContact(BaseModel):
    """What somebody did and heard."""

    model_config = ConfigDict(json_schema_extra={"examples": [NEW_CONTACT]})

    customer_number: str
    invoice_number: str = Field("", description="Empty for the whole account.")
    at: datetime | None = Field(None, description="With its zone; now where none is given.")
    channel: Channel = Channel.CALL
    direction: Direction = Direction.OUT
    person: str = Field("", max_length=LONGEST_CLAIM)
    outcome: str = Field(max_length=LONGEST_WORDS, description="Stands in evidence packs.")
    note: str = Field("", max_length=LONGEST_WORDS, description="For ourselves; never sent.")
    promise: NewPromise | None = None
    failure: Failure | None = Field(None, description="How nobody was reached.")


@router.get(
    "/disputes",
    summary="Disputes",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(DisputesShape, DISPUTES)},
)
def disputes(room: InRoom, person: Asking, client: OfClient, given: Given, told: OfWhom) -> dict[str, Any]:
    """What customers say against invoices, soonest due first, with alarms, what is missing and win rates."""
    notes = partial(knows_notes, person, client)
    return disputes_json(narrowed(told, given), codes_of(room.stores, client), notes)


@router.post(
    "/disputes",
    summary="Open a dispute",
    dependencies=needs(Right.SEND),
    response_model=None,
    responses={200: shown(DisputeShape, DISPUTE)},
)
def begin(room: InRoom, person: Asking, client: OfClient, given: NewDispute) -> dict[str, Any]:
    """Open a dispute against an invoice."""
    demand(person, Right.SEND, client, given.customer_number)
    wanted = Wanted(
        key=(given.customer_number, given.invoice_number),
        reason=given.reason,
        amount=given.amount,
        raised=given.raised,
        due=given.due,
        claim=given.claim,
        owner=given.owner,
        note=given.note,
    )
    case = open_dispute(room.stores, client, wanted, person.login)
    return case_json(case, codes_of(room.stores, client))


@router.post(
    "/disputes/{number}",
    summary="Change a dispute",
    dependencies=needs(Right.SEND),
    response_model=None,
    responses={200: shown(DisputeShape, DISPUTE)},
)
def change(room: InRoom, person: Asking, case: OwnCase, given: DisputeChanges) -> dict[str, Any]:
    """Change a dispute, close it, or open it again."""
    new = change_dispute(room.stores, case.client, case.id, Change(**given.model_dump()), person.login)
    return case_json(new, codes_of(room.stores, case.client))


class OfLog(BaseModel):
    """Whose log is asked for."""

    customer: str = Field(max_length=200, description="Customer number.")
    invoice: str = Field("", max_length=200, description="Invoice number; empty for all.")


@router.get(
    "/contacts",
    summary="The contact log",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(ContactsShape, CONTACTS)},
)
def contacts(
    room: InRoom,
    person: Asking,
    client: OfClient,
    seen: SeenCustomers,
    asked: Annotated[OfLog, Query()],
) -> dict[str, Any]:
    """The newest entries about a customer or one of its invoices; promises are judged by the ledger."""
    if seen is not None and asked.customer not in seen:
        raise HTTPException(404)
    notes = knows_notes(person, client, asked.customer)
    log = contact_log(room.stores, client, asked.customer, asked.invoice or None)
    return {"contacts": [contact_json(one, notes=notes) for one in log]}


@router.post(
    "/contacts",
    summary="Note a contact",
    dependencies=needs(Right.SEND),
    response_model=None,
    responses={200: shown(ContactShape, CONTACT)},
)
def note(room: InRoom, person: Asking, client: OfClient, given: NewContact) -> dict[str, Any]:
    """Add an entry to the contact log; it is never changed."""
    demand(person, Right.SEND, client, given.customer_number)
    if given.at is not None and given.at.tzinfo is None:
        raise WrongUse("`at` needs its zone: write it as 2026-11-30T10:15:00Z.")
    promise = given.promise
    said = Said(
        customer=given.customer_number,
        invoice=given.invoice_number,
        at=given.at,
        channel=given.channel,
        direction=given.direction,
        person=given.person,
        outcome=given.outcome,
        note=given.note,
        promise=Promise(promise.on, promise.amount, promise.currency) if promise else None,
        failure=given.failure,
    )
    made = note_contact(room.stores, client, said, person.login)
    return contact_json(Noted(made, PromiseState.DUE if made.promise else None))
