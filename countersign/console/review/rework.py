"""Deeds after which the same document is looked at again: turn, split, join, fields, receipt."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Annotated, Literal

from fastapi import APIRouter, BackgroundTasks, Form
from starlette.responses import Response

from countersign.console.review.forms import FormHands, InHands
from countersign.console.sight import found
from flows import shelving
from flows.journal import tell
from flows.review import rereading, reviewing
from models.errors import LeaseLost, Missing, NotYet, ReaderKilled, UnreadableFile, WrongUse
from models.paper import Box
from models.people import Right
from models.reading import FieldName, Remark, RemarkClass
from pipeline.corrections import NO_BOX, Pointed, Said
from storage.objects import KeyMissing

log = logging.getLogger(__name__)

router = APIRouter()
LONGEST = 400
"""Characters of a value or a remark."""
_EDGES = 4


@router.post("/{document_id}/turn")
def turn(
    hands: InHands, later: BackgroundTasks, page: Annotated[int, Form()], degrees: Annotated[int, Form()] = 90
) -> Response:
    """Turn one page."""
    hands.room.desk.readers.warm()
    done = reviewing.turn(hands.room.desk, hands.held, page, degrees)
    later.add_task(shelving.shelve_outstanding, hands.room.desk, hands.record.client)
    return hands.back(done, page=page)


@router.post("/{document_id}/reread")
def reread(hands: InHands) -> Response:
    """Read the pages anew that were turned: asked for by the page that shows them, which is loaded then."""
    return Response(status_code=204 if read_as_turned(hands) else 409)


def read_as_turned(hands: FormHands) -> bool:
    """Have the turned pages of a document read anew; False where that cannot be done now.

    Whoever opens the document next asks for it again.
    """
    room, record = hands.room, hands.record
    try:
        with room.pictures.one_of_few():
            rereading.read_as_turned(room.desk, record.client, record.id, hands.person.login)
    except (LeaseLost, UnreadableFile, ReaderKilled, NotYet, Missing, KeyMissing) as fault:
        tell(log, "not read again", f"{record.source}: {fault}")
        return False
    return True


@router.post("/{document_id}/split")
def split(
    hands: InHands, later: BackgroundTasks, start: Annotated[list[int] | None, Form()] = None
) -> Response:
    """Make several documents of it; the first one is before the person then."""
    done = reviewing.split(hands.room.desk, hands.held, start or ())
    later.add_task(shelving.shelve_outstanding, hands.room.desk, hands.record.client)
    return hands.back(done, done.after[0].id)


@router.post("/{document_id}/join")
def join(hands: InHands, later: BackgroundTasks) -> Response:
    """Make one document of it and its neighbour."""
    other = reviewing.neighbour(hands.room.desk, hands.record)
    if other is not None:
        found(hands.room, hands.person, other.client, other.id, Right.REVIEW)
    done = reviewing.join(hands.room.desk, hands.held)
    later.add_task(shelving.shelve_outstanding, hands.room.desk, hands.record.client)
    return hands.back(done, done.after[0].id)


@router.post("/{document_id}/correct")
def correct(
    hands: InHands,
    field: Annotated[FieldName, Form()],
    value: Annotated[str, Form(max_length=LONGEST)] = "",
    page: Annotated[int, Form()] = 0,
    box: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Give a field the value that stands on the page; an empty one says that the page shows none."""
    text = " ".join(value.split())
    number = page if page in hands.record.reading.pages else hands.record.reading.pages[0]
    pointed = Pointed(text, number, box_from(box)) if text else None
    done = reviewing.correct(hands.room.desk, hands.held, field, pointed)
    return hands.back(done, focus=field.value)


def box_from(text: str) -> Box:
    """A box as the page's script sends it: four fractions of the page; none where the text is empty.

    Raises:
        WrongUse: they are no box of a page.
    """
    if not text:
        return NO_BOX
    try:
        edges = [float(part) for part in text.split(",")]
    except ValueError:
        edges = []
    if len(edges) != _EDGES or not all(0 <= edge <= 1 for edge in edges):
        raise WrongUse(f"{text!r} is no place on a page: point at the words again.")
    x0, y0, x1, y1 = edges
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


@router.post("/{document_id}/receipt")
def receipt(
    hands: InHands,
    signed: Annotated[str, Form()] = "",
    about: Annotated[list[RemarkClass | Literal[""]] | None, Form()] = None,
    remark: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Say whether it is signed and what was remarked; a row that says "no remark" is none."""
    pairs = list(zip(about or (), remark or (), strict=False))
    said = spoken(signed, None if about is None else pairs, hands.record.reading.remarks)
    return hands.back(reviewing.receipt(hands.room.desk, hands.held, said), focus="receipt")


def spoken(
    signed: str,
    remarks: Iterable[tuple[RemarkClass | Literal[""], str]] | None,
    had: Iterable[Remark] = (),
) -> Said:
    """What is said of a receipt: signed, stamped, or anything else that is not empty for neither.

    Args:
        signed: how it is signed; empty where nothing is said of it.
        remarks: kind and words of each; a row without a kind is none.
        had: remarks as they were; one whose words could not be read may stay so.

    Raises:
        WrongUse: a remark has a kind and no words, or words and no kind.
    """
    kept, unread = [], {one.about for one in had if not one.text}
    for kind, text in remarks or ():
        words = " ".join(text.split())[:LONGEST]
        if words and not kind:
            raise WrongUse(f"Say what the remark “{words}” is about, or clear its words.")
        if kind and not words and kind not in unread:
            raise WrongUse(
                f"A remark of the kind {kind.value} has no words: write what stands there, or choose "
                "“no remark”."
            )
        if kind:
            kept.append((kind, words))
    return Said(
        signed=None if not signed else signed == "signed",
        stamped=signed == "stamped",
        remarks=None if remarks is None else tuple(kept),
    )
