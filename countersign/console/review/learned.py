"""What corrections have taught: where it comes from, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.rendering import address
from countersign.console.review.queue import may_take_back, part_of
from countersign.console.room import InRoom, OfClient, Room
from models.learned import Learned
from models.people import Person, Right
from storage.register import Deed

router = APIRouter(prefix="/learned")
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Whence:
    """The page on which somebody pressed the button."""

    document: str
    """At the review desk, its document."""
    cause: str
    told: int
    """The correction that it told of; 0 on the page of all that was learned."""


def _whence(
    document: Annotated[str, Form(max_length=40)] = "",
    cause: Annotated[str, Form(max_length=40)] = "",
    told: Annotated[int, Form()] = 0,
) -> Whence:
    return Whence(document, cause, told)


Back = Annotated[Whence, Depends(_whence)]


@router.get("")
def learned(room: InRoom, person: Asking, client: OfClient) -> Response:
    """All that is known from corrections, newest first; also what was taken back."""
    customers = part_of(person, client).customers
    found = room.stores.register.lessons.shown(client, customers, person.login, SHOWN + 1)
    return room.templates.page(
        "review/learned", client=client, lessons=found[:SHOWN], more=len(found) > SHOWN, most=SHOWN
    )


@router.post("/{number}/withdraw")
def withdraw(room: InRoom, person: Asking, client: OfClient, number: int, back: Back) -> Response:
    """Let it count no more."""
    room.stores.register.lessons.withdraw(_theirs(room, person, client, number), _deed(room, person))
    return _to(client, back)


@router.post("/{number}/restore")
def restore(room: InRoom, person: Asking, client: OfClient, number: int, back: Back) -> Response:
    """Let it count again."""
    room.stores.register.lessons.restore(_theirs(room, person, client, number), _deed(room, person))
    return _to(client, back)


def _theirs(room: Room, person: Person, client: str, number: int) -> Learned:
    part_of(person, client)
    found = room.stores.register.lessons.one(client, number)
    if found is None:
        raise HTTPException(404)
    if not may_take_back(person, found):
        demand(person, Right.REVIEW, client, found.customer_number)
    return found


def _to(client: str, back: Whence) -> RedirectResponse:
    if not back.told:
        return RedirectResponse(address("review", "learned", client=client), 303)
    place = [back.document] if back.document else []
    return RedirectResponse(address("review", *place, client=client, cause=back.cause, told=back.told), 303)


def _deed(room: Room, person: Person) -> Deed:
    return Deed(person.login, room.stores.clock())
