"""The queue: how much waits and why, the first of it, and papers of no kind to be set aside in bulk."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, Forbidden, refusal
from countersign.console.rendering import address
from countersign.console.review.deciding import LEASE_SECONDS, Choice, reviewed, settle, take
from countersign.console.room import InRoom, OfClient, Room
from models.correction import Action, Correction
from models.decision import Cause
from models.errors import LeaseLost, WrongUse
from models.learned import Learned
from models.people import Person, Right
from storage.register import PARKED, Visit, Wanted

router = APIRouter()
SHOWN = 50
Part = Annotated[str, Query(max_length=40)]


@router.get("")
def queue(
    room: InRoom,
    person: Asking,
    client: OfClient,
    cause: Part = "",
    after: Part = "",
    aside: int = 0,
    told: int = 0,
    taken: int = 0,
) -> Response:
    """What needs a person, by reason; the first of it, in the order in which it is given out.

    `taken` where nothing could be given out, because others have all of it.
    """
    reviews = room.stores.register.reviews
    wanted = part_of(person, client, cause, after)
    waiting = reviews.waiting(wanted, SHOWN + 1)
    counts = dict(reviews.counts(client, wanted.customers))
    parked = counts.pop(PARKED, 0)
    done = done_by(room, client, person, told)
    return room.templates.page(
        "review/queue",
        client=client,
        cause=wanted.cause,
        counts=counts,
        total=sum(counts.values()),
        parked=parked,
        waiting=waiting[:SHOWN],
        more=waiting[SHOWN - 1].document_id if len(waiting) > SHOWN else "",
        bulk=wanted.cause == Cause.OTHER_PAPER.value,
        aside=aside,
        taken=bool(taken and waiting),
        done=done,
        taught=taught_by(room, person, done),
    )


def done_by(room: Room, client: str, person: Person, number: int) -> Correction | None:
    """What this person has just done; None where the number names nothing of theirs."""
    done = room.stores.register.corrections.one(client, number) if number else None
    return done if done is not None and done.by == person.login else None


def taught_by(room: Room, person: Person, done: Correction | None) -> tuple[Learned, ...]:
    """What a correction has just taught that was not known before, where the person may take it back."""
    lessons = () if done is None else room.stores.register.lessons.of(done)
    return tuple(one for one in lessons if may_take_back(person, one) and one.papers <= one.needed)


def may_take_back(person: Person, one: Learned) -> bool:
    """True for who may review all papers that a lesson is used for, and for who taught it."""
    own = one.customer_number is None and one.by == person.login
    return own or person.may(Right.REVIEW, one.client, one.customer_number)


def part_of(person: Person, client: str, cause: str = "", after: str = "") -> Wanted:
    """The part of the queue that somebody asks for, as far as they may review it.

    Raises:
        Forbidden: they may review nothing of the client.
        WrongUse: there is no such part.
    """
    customers = person.reach(Right.REVIEW, client)
    if customers == frozenset():
        raise Forbidden(refusal(Right.REVIEW, client))
    if cause and cause not in {*Cause, PARKED}:
        raise WrongUse(f"There is no part of the queue called {cause!r}: choose one of those shown.")
    return Wanted(client, cause, after, customers)


@router.get("/next")
def take_next(
    room: InRoom, person: Asking, client: OfClient, cause: Part = "", after: Part = "", told: int = 0
) -> Response:
    """Give the first free document to whoever asks, behind `after` if there is one; else the first of all."""
    reviews = room.stores.register.reviews
    visit = Visit(person.login, room.stores.clock(), LEASE_SECONDS)
    wanted = part_of(person, client, cause, after)
    lease = reviews.next(wanted, visit) or reviews.next(part_of(person, client, cause), visit)
    told_there = {"cause": cause, "told": told or ""}
    if lease is None:
        return RedirectResponse(address("review", client=client, taken=1, **told_there), 303)
    return RedirectResponse(address("review", lease.document_id, client=client, **told_there), 303)


@router.post("/aside")
def aside(
    room: InRoom, person: Asking, client: OfClient, document: Annotated[list[str] | None, Form()] = None
) -> Response:
    """Set papers aside that are neither orders nor proofs of delivery; those that others hold stay."""
    part_of(person, client)
    done = sum(_set_aside(room, person, client, one) for one in document or ())
    where = address("review", client=client, cause=Cause.OTHER_PAPER.value, aside=done)
    return RedirectResponse(where, 303)


def _set_aside(room: Room, person: Person, client: str, document_id: str) -> bool:
    if reviewed(room, person, client, document_id).decision.cause is not Cause.OTHER_PAPER:
        return False
    try:
        settle(take(room, person, client, document_id), Choice(Action.PARK))
    except LeaseLost:
        return False
    return True
