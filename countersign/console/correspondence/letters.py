"""Reminders and statements mailed at a person's word, and tried again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.evidence import one_of
from countersign.console.invoice_keys import customer_path
from countersign.console.ledger_sight import SeenCustomer
from countersign.console.receivables import statement_name
from countersign.console.reminders.walking import OwnCustomer, reminder_page
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient
from countersign.days import day_of
from countersign.language import day
from countersign.printing.reports import statement_pdf
from countersign.printing.reports.paper import written_in
from flows.correspondence import Mailed, Sheet, mail_reminder, mail_statement, retry_letter
from flows.evidence import letterhead_of
from flows.receivables import Whose
from flows.receivables import statement as account_statement
from flows.reminders import Went
from models.errors import WrongUse
from models.evidence import Tongue
from models.mail_parts import Attachment
from models.people import Right
from receivables.aging import Terms

router = APIRouter()
MOST = 50


class Letter(BaseModel):
    """The form that mails a reminder."""

    shown: str = Field("", max_length=64)
    language: str = Field("", max_length=2)
    person: list[int] = Field(default=[], max_length=MOST)
    """Numbers of contact persons."""


class Account(BaseModel):
    """The form that mails a statement of account."""

    as_of: str = Field("", max_length=10)
    since: str = Field("", max_length=10)
    person: list[int] = Field(default=[], max_length=MOST)


@router.post("/reminders/to/{customer_number}/mailed")
def reminder(
    room: InRoom, person: Asking, client: OfClient, customer: OwnCustomer, given: Annotated[Letter, Form()]
) -> Response:
    """Mail today's reminder to the persons that were ticked, and go on to the next."""
    went = Went(given.shown, None, one_of(Tongue, given.language))
    try:
        with room.pictures.one_of_few():
            mail_reminder(room.stores, client, customer.number, went, Mailed(given.person, person.login))
    except WrongUse as fault:
        return reminder_page(room, client, customer, given.language, problem=str(fault))
    return RedirectResponse(address("reminders", "next", client=client), 303)


@router.post("/customers/{customer_number}/statement")
def statement(
    room: InRoom, person: Asking, client: OfClient, customer: SeenCustomer, given: Annotated[Account, Form()]
) -> Response:
    """Mail a statement of account to the persons that were ticked."""
    demand(person, Right.SEND, client, customer.number)
    stores, today = room.stores, room.stores.clock().date()
    terms = Terms(day_of(given.as_of) or today)
    told = account_statement(
        stores.register, Whose(client, None, customer.number), terms, day_of(given.since)
    )
    head = letterhead_of(stores, client)
    with room.pictures.one_of_few():
        data = statement_pdf(told, head)
    with written_in(head.language):
        shown = day(terms.as_of)
    part = Attachment(f"{statement_name(client, told)}.pdf", data)
    sheet = Sheet(terms.as_of, shown, head.language, part)
    mail_statement(stores, client, customer.number, sheet, Mailed(given.person, person.login))
    return RedirectResponse(customer_path(customer.number, client) + "#letters", 303)


@router.post("/letters/{number}/retry")
def retry(room: InRoom, person: Asking, client: OfClient, number: int) -> Response:
    """Let a mail that failed be tried again."""
    found = room.stores.register.letter_mails.one(client, number)
    if found is None or not person.may(Right.LOOK, client, found.customer):
        raise HTTPException(404)
    demand(person, Right.SEND, client, found.customer)
    retry_letter(room.stores, client, number, person.login)
    return RedirectResponse(customer_path(found.customer, client) + "#letters", 303)
