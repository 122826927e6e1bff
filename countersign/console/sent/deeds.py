"""What is done with something sent: revoked, extended, given a new link; mails tried again; people told."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.sent.shown import Own, made_page, sending_page
from flows.sending import extend, renew
from models.errors import WrongUse
from models.people import Person, Right
from models.sending import USUAL_LIFE, Sending
from storage.register import Deed

router = APIRouter(prefix="/sent")


@router.post("/{number}/revoke")
def revoke(room: InRoom, person: Asking, sending: Own) -> Response:
    """Let the links show nothing any more."""
    room.stores.register.sendings.revoke(sending, _deed(room, person))
    return _back(sending, "revoked")


@router.post("/{number}/extend")
def prolong(
    room: InRoom, person: Asking, sending: Own, days: Annotated[int, Form()] = USUAL_LIFE
) -> Response:
    """Let the links be good for so many days from now."""
    try:
        extend(room.stores, sending, days, person.login)
    except WrongUse as fault:
        return sending_page(room, person, sending, 400, problem=str(fault))
    return _back(sending, "extended")


@router.post("/{number}/renew")
def new_link(room: InRoom, person: Asking, sending: Own, recipient: Annotated[int, Form()]) -> Response:
    """Give one recipient another link."""
    try:
        made = renew(room.stores, sending, recipient, person.login)
    except WrongUse as fault:
        return sending_page(room, person, sending, 400, problem=str(fault))
    return made_page(room, person, made)


@router.post("/{number}/retry")
def retry(room: InRoom, person: Asking, sending: Own) -> Response:
    """Let mails that failed be tried again."""
    room.stores.register.outbox.retry(sending.client, [sending.id], _deed(room, person))
    return _back(sending, "retried")


@router.post("/notices/{notice}/told")
def told(room: InRoom, person: Asking, client: OfClient, notice: int) -> Response:
    """Tick off that somebody was told of a correction."""
    register = room.stores.register
    some = register.notices.open(client, person.reach(Right.SEND, client))
    if notice not in {one.id for one in some}:
        raise HTTPException(404)
    register.notices.close(client, notice, _deed(room, person))
    return RedirectResponse(address("sent", client=client, done="told"), 303)


def _back(sending: Sending, done: str) -> Response:
    return RedirectResponse(address("sent", sending.id, client=sending.client, done=done), 303)


def _deed(room: Room, person: Person) -> Deed:
    return Deed(person.login, room.stores.clock())
