"""Deeds that settle a document: the next one follows. And taking back what was done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking
from countersign.console.invoice_keys import key_from
from countersign.console.rendering import address
from countersign.console.review.deciding import Choice, settle, undoing
from countersign.console.review.forms import FormHands, InHands
from countersign.console.review.rework import read_as_turned
from countersign.console.room import InRoom, OfClient
from flows import shelving
from flows.review import reviewing
from models.correction import Action, Correction, Effort

router = APIRouter()


@router.post("/{document_id}/file")
def file(
    hands: InHands, later: BackgroundTasks, invoice: Annotated[list[str] | None, Form()] = None
) -> Response:
    """File it under the invoices that were chosen."""
    keys = [key_from(text) for text in invoice or ()]
    return hands.onwards(_settled(hands, later, Choice(Action.FILE, keys)))


@router.post("/{document_id}/park")
def park(hands: InHands, later: BackgroundTasks) -> Response:
    """Set it aside."""
    return hands.onwards(_settled(hands, later, Choice(Action.PARK)))


@router.post("/{document_id}/unreadable")
def unreadable(hands: InHands, later: BackgroundTasks) -> Response:
    """Keep it aside until the paper is scanned again."""
    return hands.onwards(_settled(hands, later, Choice(Action.UNREADABLE)))


@router.post("/{document_id}/duplicate")
def duplicate(hands: InHands, later: BackgroundTasks, original: Annotated[str, Form()]) -> Response:
    """It repeats another document."""
    choice = Choice(Action.DUPLICATE, original=original.strip())
    return hands.onwards(_settled(hands, later, choice))


@router.post("/{document_id}/reopen")
def reopen(hands: InHands, later: BackgroundTasks) -> Response:
    """Take it back from where it is."""
    return hands.back(_settled(hands, later, Choice(Action.REOPEN)))


def _settled(hands: FormHands, later: BackgroundTasks, choice: Choice) -> Correction:
    """Copies for people are made after the answer, so that nobody waits for them."""
    done = settle(hands, choice)
    if hands.record.reading.turned_since:
        later.add_task(read_as_turned, hands)
    later.add_task(shelving.shelve_outstanding, hands.room.desk, hands.record.client)
    return done


@router.post("/undo")
def undo(
    room: InRoom,
    person: Asking,
    client: OfClient,
    later: BackgroundTasks,
    correction: Annotated[int, Form()] = 0,
    cause: Annotated[str, Form()] = "",
    presses: Annotated[int, Form(ge=0)] = 0,
) -> Response:
    """Take back a correction, or the last one of whoever asks; then its document is before them again."""
    undone = undoing(room, person, client, correction)
    done = reviewing.undo(room.desk, client, undone.id, person.login, Effort(0.0, presses))
    later.add_task(shelving.shelve_outstanding, room.desk, client)
    where = address("review", done.document_id, client=client, cause=cause, told=done.id)
    return RedirectResponse(where, 303)
