"""One document before one person: its page, what it may be, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from countersign.console.asking import Asking
from countersign.console.marks import findings
from countersign.console.pictures import LONG_SIDE
from countersign.console.rendering import address
from countersign.console.review.deciding import LEASE_SECONDS
from countersign.console.review.queue import done_by, part_of, taught_by
from countersign.console.review.shown import field_lines, is_blind, offers
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.sent.shown import sent_of
from countersign.console.sight import found, may_undo, sees
from flows.review import reviewing
from models.decision import Status
from models.people import Right
from models.reading import RemarkClass
from models.record import DocumentRecord
from storage.register import Visit, Wanted

router = APIRouter()
MANY = 999
"""Waiting documents that are counted; of more it is told that they are more."""


@router.get("/{document_id}")
def desk(
    room: InRoom,
    person: Asking,
    client: OfClient,
    document_id: str,
    cause: Annotated[str, Query(max_length=40)] = "",
    told: int = 0,
    focus: Annotated[str, Query(max_length=40)] = "",
    page: int = 0,
) -> Response:
    """The document, leased to whoever asks for as long as the page stays open."""
    record = found(room, person, client, document_id, Right.REVIEW)
    register = room.stores.register
    visit = Visit(person.login, room.stores.clock(), LEASE_SECONDS)
    wanted = part_of(person, client, cause)
    lease = register.reviews.take(client, document_id, visit)
    room.views.page(person, record)
    neighbour = reviewing.neighbour(room.desk, record)
    last = register.corrections.last(client, person.login)
    done = done_by(room, client, person, told)
    return room.templates.page(
        "review/desk",
        client=client,
        record=record,
        token=lease.token,
        cause=cause,
        waiting=register.reviews.count(wanted, MANY + 1),
        many=MANY,
        offers=offers(register, record),
        blind=is_blind(record),
        lines=field_lines(record),
        findings=findings(record.reading),
        neighbour=neighbour if neighbour and sees(person, neighbour, Right.REVIEW) else None,
        done=done,
        taught=taught_by(room, person, done),
        last=last if last and may_undo(person, last, Right.REVIEW) else None,
        following=_following(room, replace(wanted, after=document_id), visit),
        focus=focus,
        shown=page,
        long_side=LONG_SIDE,
        remarks=tuple(RemarkClass),
        sent=sent_of(room, person, record),
        settled=record.decision.status is not Status.REVIEW,
    )


def _following(room: Room, wanted: Wanted, visit: Visit) -> str:
    """Address of the picture that will be looked at next, so that it is there at once."""
    document_id = room.stores.register.reviews.peek(wanted, visit)
    record: DocumentRecord | None = (
        room.stores.register.document(wanted.client, document_id) if document_id else None
    )
    if record is None or not record.reading.pages:
        return ""
    return picture_of(record, record.reading.pages[0])


def picture_of(record: DocumentRecord, number: int) -> str:
    """Address of the picture of a page; another one after it was turned."""
    turn = record.reading.turn(number) or ""
    return address("documents", record.id, "pages", f"{number}.png", client=record.client, turned=turn)
