"""Today's reminders one after the other: seen, printed, marked as sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, Forbidden, demand, refusal
from countersign.console.downloads import disposition
from countersign.console.evidence import one_of
from countersign.console.invoice_keys import customer_path, reminder_path
from countersign.console.ledger_sight import SeenCustomer
from countersign.console.letters_to import correspondence_of
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from flows.disputes import contact_log
from flows.receivables import Whose
from flows.reminders import Went, letter_of, letter_pdf, mark_sent, reminders_due, shown_mark, take_back
from models.address_book import Duty
from models.dispute import Channel
from models.errors import WrongUse
from models.evidence import Tongue
from models.ledger import Customer
from models.people import Person, Right
from models.record import Event

router = APIRouter(prefix="/reminders")
_CONTACTS = 6
"""Newest entries of the contact log that stand beside a letter."""
_CHANNELS = (Channel.LETTER, Channel.EMAIL, Channel.PORTAL, Channel.CALL)


def own_customer(person: Asking, client: OfClient, customer: SeenCustomer) -> Customer:
    """The customer that the address names, where the person may give evidence out for it."""
    demand(person, Right.SEND, client, customer.number)
    return customer


OwnCustomer = Annotated[Customer, Depends(own_customer)]
Language = Annotated[str, Query(max_length=2, description="en or de; that of the letterhead where empty.")]


class Sent(BaseModel):
    """The form that marks a reminder as sent."""

    shown: str = Field("", max_length=64)
    channel: str = Field("", max_length=20)
    language: str = Field("", max_length=2)


@router.get("/next")
def following(
    room: InRoom, person: Asking, client: OfClient, after: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """The letter of today after that of the customer `after`; behind the last, the calendar."""
    mine = person.reach(Right.SEND, client)
    if mine == frozenset():
        raise Forbidden(refusal(Right.SEND, client))
    today = room.stores.clock().date()
    told = reminders_due(room.stores, Whose(client, mine), today, 0)
    waiting = [one.customer for one in told.calendar.letters]
    begin = waiting.index(after) + 1 if after in waiting else 0
    if begin >= len(waiting):
        return RedirectResponse(address("reminders", client=client, done=1), 303)
    left = len(waiting) - begin
    path = reminder_path(waiting[begin], client)
    return RedirectResponse(f"{path}{'&' if '?' in path else '?'}left={left}", 303)


@router.get("/to/{customer_number}")
def page(
    room: InRoom,
    client: OfClient,
    customer: OwnCustomer,
    language: Language = "",
    left: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """What one customer is to be reminded of today."""
    return reminder_page(room, client, customer, language, left=left)


@router.get("/to/{customer_number}/letter.pdf")
def letter(
    room: InRoom, person: Asking, client: OfClient, customer: OwnCustomer, language: Language = ""
) -> Response:
    """The letter, to be printed."""
    return printed(room, person, client, customer, one_of(Tongue, language))


def printed(room: Room, person: Person, client: str, customer: Customer, language: Tongue | None) -> Response:
    """Today's letter to a customer as PDF; that it was made is told first."""
    now = room.stores.clock()
    with room.pictures.one_of_few():
        made = letter_pdf(
            room.stores, letter_of(room.stores, client, customer.number, now.date(), language)[1]
        )
    told = {"by": person.login, "file": "reminder pdf", "sha256": made.sha256, "customer": customer.number}
    token = {"token": person.token} if person.token else {}
    room.stores.register.add_event(
        Event(now, client, "downloaded", f"customer {customer.number}", {**told, **token})
    )
    stem, _, _ = made.name.rpartition(".")
    shown = disposition(stem, ".pdf").replace("attachment", "inline", 1)
    headers = {"Content-Disposition": shown, "X-Content-SHA256": made.sha256}
    return Response(made.data, media_type="application/pdf", headers=headers)


@router.post("/to/{customer_number}/sent")
def sent(
    room: InRoom, person: Asking, client: OfClient, customer: OwnCustomer, given: Annotated[Sent, Form()]
) -> Response:
    """Note that it was sent, and go on to the next."""
    went = Went(given.shown, one_of(Channel, given.channel), one_of(Tongue, given.language))
    try:
        mark_sent(room.stores, client, customer.number, went, person.login)
    except WrongUse as fault:
        return reminder_page(room, client, customer, given.language, problem=str(fault))
    return RedirectResponse(address("reminders", "next", client=client), 303)


@router.post("/{number}/withdraw")
def withdraw(room: InRoom, person: Asking, client: OfClient, number: int) -> Response:
    """Take one back that was marked by mistake."""
    found = room.stores.register.reminders.one(client, number)
    if found is None or not person.may(Right.LOOK, client, found.customer):
        raise HTTPException(404)
    demand(person, Right.SEND, client, found.customer)
    take_back(room.stores, client, number, person.login)
    return RedirectResponse(customer_path(found.customer, client) + "#reminders", 303)


def reminder_page(
    room: Room, client: str, customer: Customer, language: str, *, left: int = 0, problem: str = ""
) -> Response:
    """The page of today's reminder; in the language of who is written to unless `language` says otherwise."""
    today, stores = room.stores.clock().date(), room.stores
    letters_to = correspondence_of(room, client, customer.number)
    ticked = letters_to.ticked(Duty.PAYABLES)
    theirs = (one.language for one in letters_to.persons if one.id in ticked and one.language)
    tongue = one_of(Tongue, language) or next(theirs, None)
    told = reminders_due(stores, Whose(client, None, customer.number), today, 0)
    due = told.calendar.of(customer.number)
    letter = letter_of(stores, client, customer.number, today, tongue)[1] if due else None
    return room.templates.page(
        "reminders/one",
        400 if problem else 200,
        client=client,
        customer=customer,
        told=told,
        due=due,
        letter=letter,
        mark=shown_mark(due) if due else "",
        paused=[one for one in told.calendar.paused if one.level is not None],
        contacts=contact_log(stores, client, customer.number, None, _CONTACTS),
        tongues=tuple(Tongue),
        channels=_CHANNELS,
        left=left,
        letters_to=letters_to,
        today=today,
        problem=problem,
    )
