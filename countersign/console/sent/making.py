"""Sending a document to people outside, from its page, with others of the same invoice."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.responses import Response

from countersign.console.asking import Asking, demand
from countersign.console.invoice_keys import key_from, key_text
from countersign.console.protection import name_in
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.sent.shown import made_page, sent_of
from countersign.console.sight import found
from flows.passwords import is_this_machine
from flows.sending import Wish, invoices_of, is_mailed, send
from models.address_book import ContactPerson, Duty
from models.errors import WrongUse
from models.people import Person, Right
from models.record import DocumentRecord
from models.sending import LONGEST_LIFE, LONGEST_NOTE, USUAL_LIFE, InvoiceKey, Reason

router = APIRouter(prefix="/documents")
OTHERS = 20
"""Documents of the same invoice that are offered to be sent with it."""


class Wanted(BaseModel):
    """The form."""

    invoice: str = ""
    document: list[str] = []
    """Ids of further documents."""
    to: str = ""
    """A recipient on each line, or between commas and semicolons."""
    person: list[int] = []
    """Numbers of contact persons of the customer."""
    days: int = USUAL_LIFE
    reason: Reason | None = None
    note: str = ""
    downloads: bool = False

    @property
    def recipients(self) -> list[str]:
        """Each by itself."""
        lines = self.to.replace(";", "\n").replace(",", "\n").splitlines()
        return [line.strip() for line in lines if line.strip()]


@router.get("/{document_id}/send")
def form(room: InRoom, person: Asking, client: OfClient, document_id: str) -> Response:
    """What is to be sent, and to whom."""
    record = found(room, person, client, document_id, Right.SEND)
    return _form(room, person, record, Wanted(downloads=True))


@router.post("/{document_id}/send")
def make(
    room: InRoom, person: Asking, client: OfClient, document_id: str, given: Annotated[Wanted, Form()]
) -> Response:
    """Make the links, and show those that are not mailed, once."""
    record = found(room, person, client, document_id, Right.SEND)
    others = [found(room, person, client, one, Right.SEND) for one in given.document]
    key = key_from(given.invoice)
    demand(person, Right.SEND, client, key[0])
    persons = room.stores.register.contact_persons.of_customer(client, key[0])
    ticked = [one.addressee.shown for one in persons if one.id in given.person]
    wish = Wish(key, [*ticked, *given.recipients], given.days, given.reason, given.note, given.downloads)
    try:
        made = send(room.stores, _whole(room, (record, *others)), wish, person.login)
    except WrongUse as fault:
        return _form(room, person, record, given, str(fault))
    return made_page(room, person, made)


def _whole(room: Room, records: tuple[DocumentRecord, ...]) -> list[DocumentRecord]:
    """The same as they stand in the register: with the invoices of customers that the person does not see."""
    register = room.stores.register
    return [one for one in (register.document(record.client, record.id) for record in records) if one]


def _form(room: Room, person: Person, record: DocumentRecord, given: Wanted, problem: str = "") -> Response:
    (whole,) = _whole(room, (record,))
    keys = invoices_of(whole)
    settings = room.stores.settings
    return room.templates.page(
        "sent/form",
        400 if problem else 200,
        client=record.client,
        record=record,
        invoices=[(key_text(key), key) for key in keys],
        others=[one for key in keys for one in _others(room, person, record, key)],
        given=given,
        persons=_persons(room, record.client, keys),
        problem=problem,
        reasons=tuple(Reason),
        longest=LONGEST_LIFE,
        longest_note=LONGEST_NOTE,
        mailed=is_mailed(room.stores),
        local=is_this_machine(name_in(settings.console_url.partition("//")[2].partition("/")[0])),
        earlier=sent_of(room, person, record),
    )


def _persons(room: Room, client: str, keys: tuple[InvoiceKey, ...]) -> tuple[ContactPerson, ...]:
    """Contact persons of the customer, those for disputes first; each address once."""
    customers = {customer for customer, _ in keys}
    if len(customers) != 1:
        return ()
    found = room.stores.register.contact_persons.of_customer(client, *customers)
    order = sorted(found, key=lambda one: one.duty is not Duty.DISPUTES)
    return tuple({one.email: one for one in reversed(order)}.values())[::-1]


def _others(
    room: Room, person: Person, record: DocumentRecord, key: InvoiceKey
) -> list[tuple[DocumentRecord, InvoiceKey]]:
    """Documents that may be sent with the same invoice."""
    register = room.stores.register
    ids = [one for one in register.lookups.filed(record.client, key, OTHERS) if one != record.id]
    records = (register.document(record.client, one) for one in ids)
    return [
        (one, key)
        for one in records
        if one is not None and key in invoices_of(one) and person.may(Right.SEND, one.client, one.customer)
    ]
