"""What was sent, for those who may know: who sends, who audits, and who corrects what was sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException
from starlette.responses import Response

from countersign.console.asking import Asking, Forbidden, demand, refusal
from countersign.console.room import InRoom, OfClient, Room
from flows.sending import Made, contact_of, is_mailed
from models.people import Person, Right
from models.record import DocumentRecord
from models.sending import LONGEST_LIFE, USUAL_LIFE, Sending
from storage.register import Customers

_KNOWING = (Right.SEND, Right.AUDIT, Right.CORRECT)
"""Rights over a document that let somebody know whom it was sent to."""


def sent_of(room: Room, person: Person, record: DocumentRecord) -> tuple[Sending, ...]:
    """What was sent of the document's pages, newest first, as far as the person may know."""
    found = room.stores.register.sendings.of_pages(record.client, record.drop_id, record.reading.pages)
    return tuple(
        one for one in found if any(person.may(right, one.client, one.customer) for right in _KNOWING)
    )


def reach(person: Person, client: str) -> Customers:
    """Customers of whose papers the person may see what was sent.

    Raises:
        Forbidden: there are none.
    """
    reaches = [person.reach(right, client) for right in (Right.SEND, Right.AUDIT)]
    some = [one for one in reaches if one is not None]
    if len(some) < len(reaches):
        return None
    customers = frozenset[str]().union(*some)
    if not customers:
        raise Forbidden(refusal(Right.SEND, client))
    return customers


def asked_sending(room: InRoom, person: Asking, client: OfClient, number: int) -> Sending:
    """The sending that the address names, where the person may see it."""
    customers = reach(person, client)
    found = room.stores.register.sendings.one(client, number)
    if found is None or (customers is not None and found.customer not in customers):
        raise HTTPException(404)
    return found


def own_sending(person: Asking, sending: Annotated[Sending, Depends(asked_sending)]) -> Sending:
    """The same, where the person may send for its customer."""
    demand(person, Right.SEND, sending.client, sending.customer)
    return sending


Shown = Annotated[Sending, Depends(asked_sending)]
Own = Annotated[Sending, Depends(own_sending)]


def sending_page(
    room: Room, person: Person, sending: Sending, status: int = 200, **values: object
) -> Response:
    """The page of one sending."""
    register, now = room.stores.register, room.stores.clock()
    shown = {"problem": "", "done": "", "links": {}, **values}
    visible = register.sendings.visible(sending)
    return room.templates.page(
        "sent/sending",
        status,
        client=sending.client,
        sending=sending,
        now=now,
        visible=visible,
        looks=register.sendings.looks(sending),
        contact=contact_of(room.stores, sending),
        may_send=person.may(Right.SEND, sending.client, sending.customer),
        usual=USUAL_LIFE,
        longest=LONGEST_LIFE,
        **shown,
    )


def made_page(room: Room, person: Person, made: Made) -> Response:
    """The same right after links were made: those that are handed on by hand stand there, this once."""
    fresh = room.stores.register.sendings.one(made.sending.client, made.sending.id) or made.sending
    done = "mailed" if is_mailed(room.stores) and not made.links else "made"
    return sending_page(room, person, fresh, links=made.links, done=done)
