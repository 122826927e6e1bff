"""Decisions of people, for programs: the queue, verdicts on documents, and taking them back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, BackgroundTasks, Depends, Path, Query
from pydantic import BaseModel, Field

from countersign.console.api.examples import DECIDED, FIELD, QUEUE, SAID, VERDICT, like, shown
from countersign.console.api.rights import needs
from countersign.console.api.shapes import CapturedDocument
from countersign.console.asking import Asking
from countersign.console.review.deciding import Choice, Hands, settle, take, undoing
from countersign.console.review.queue import part_of
from countersign.console.review.rework import LONGEST, spoken
from countersign.console.room import InRoom, OfClient
from countersign.console.sight import narrowed
from countersign.output.document_json import document_json
from flows import shelving
from flows.review import reviewing
from models.correction import Action, Correction, Waiting
from models.people import Person, Right
from models.reading import FieldName, RemarkClass
from pipeline.corrections import Pointed

router = APIRouter(tags=["decisions"])
SHOWN = 50
Deed = Literal["file", "park", "unreadable", "duplicate", "reopen"]
DocumentId = Annotated[str, Path(description="Id of the document.")]


class Line(BaseModel):
    """A document that waits for a person."""

    id: str
    cause: str = Field(description="Why it waits; `parked` for one that waits for its invoice.")
    disputed: bool = Field(description="Whether an invoice that it may belong to is disputed.")
    received_at: datetime
    source: str
    pages: list[int]
    reason: str
    holder: str = Field(description="Login of who had it before them last; empty where nobody had.")


class Queue(BaseModel):
    """What waits for a person."""

    counts: dict[str, int] = Field(description="How many wait, by cause.")
    waiting: list[Line] = Field(description=f"The first {SHOWN}, in the order in which they are given out.")


class InvoiceKey(BaseModel):
    """An invoice of the ledger."""

    customer_number: str
    invoice_number: str


class Verdict(BaseModel):
    """What is decided about a document."""

    model_config = like(VERDICT)

    action: Deed
    invoices: list[InvoiceKey] = Field(default=[], description="For `file`: what it is filed under.")
    original: str = Field(default="", description="For `duplicate`: id of the document that it repeats.")


class FieldValue(BaseModel):
    """What a field of a document says."""

    model_config = like(FIELD)

    value: str = Field(max_length=LONGEST, description="Empty: the paper shows none.")
    page: int = Field(default=0, description="Page of the received file; 0 for the first of the document.")


class Remark(BaseModel):
    """Something that was written on receipt."""

    about: RemarkClass
    text: str = Field(max_length=LONGEST)


class Receipt(BaseModel):
    """What a document says about the receipt of the goods."""

    model_config = like(SAID)

    signed: Literal["", "signed", "stamped", "unsigned"] = Field("", description="Empty: as it was read.")
    remarks: list[Remark] | None = Field(None, description="All that is remarked; none: as it was read.")


class Done(BaseModel):
    """What was done; undone by its number."""

    correction: int
    action: Action
    by: str
    documents: list[CapturedDocument] = Field(description="As they are now.")


def taken_document(
    room: InRoom, person: Asking, client: OfClient, document_id: DocumentId
) -> Iterator[Hands]:
    """The document, put before the one who asks; what was refused leaves it to others at once."""
    hands = take(room, person, client, document_id)
    try:
        yield hands
    finally:
        room.stores.register.reviews.release(hands.held.lease)


Taken = Annotated[Hands, Depends(taken_document)]


@router.get(
    "/review",
    summary="What waits for a person",
    dependencies=needs(Right.REVIEW),
    responses={200: shown(Queue, QUEUE)},
)
def queue(
    room: InRoom,
    person: Asking,
    client: OfClient,
    cause: Annotated[str, Query(max_length=40, description="One part of the queue; all without.")] = "",
    after: Annotated[str, Query(max_length=40, description="Id of the last document seen before.")] = "",
) -> Queue:
    """The review queue, disputed and oldest first; `parked` is listed only where it is asked for."""
    wanted = part_of(person, client, cause, after)
    reviews = room.stores.register.reviews
    counts = dict(reviews.counts(client, wanted.customers))
    return Queue(counts=counts, waiting=[_line(one) for one in reviews.waiting(wanted, SHOWN)])


def _line(one: Waiting) -> Line:
    return Line(
        id=one.document_id,
        cause=one.cause.value if one.cause else "parked",
        disputed=one.disputed,
        received_at=one.received_at,
        source=one.source,
        pages=list(one.pages),
        reason=one.reason,
        holder=one.holder,
    )


@router.post(
    "/documents/{document_id}/decision",
    summary="Decide on a document",
    dependencies=needs(Right.REVIEW),
    response_model=None,
    responses={200: shown(Done, DECIDED)},
)
def decide(hands: Taken, verdict: Verdict, later: BackgroundTasks) -> dict[str, Any]:
    """File it, set it aside, or take it back. Refused with 409 while somebody has it before them."""
    keys = [(one.customer_number, one.invoice_number) for one in verdict.invoices]
    done = settle(hands, Choice(Action(verdict.action), keys, verdict.original))
    later.add_task(shelving.shelve_outstanding, hands.room.desk, hands.record.client)
    return _done(hands.person, done)


@router.put(
    "/documents/{document_id}/fields/{name}",
    summary="Correct a field",
    dependencies=needs(Right.REVIEW),
    response_model=None,
    responses={200: shown(Done, DECIDED)},
)
def correct(hands: Taken, name: FieldName, given: FieldValue) -> dict[str, Any]:
    """Give a field the value that stands on the paper; what is undecided is matched again."""
    text, pages = " ".join(given.value.split()), hands.record.reading.pages
    pointed = Pointed(text, given.page if given.page in pages else pages[0]) if text else None
    return _done(hands.person, reviewing.correct(hands.room.desk, hands.held, name, pointed))


@router.put(
    "/documents/{document_id}/receipt",
    summary="Judge the receipt",
    dependencies=needs(Right.REVIEW),
    response_model=None,
    responses={200: shown(Done, DECIDED)},
)
def receipt(hands: Taken, given: Receipt) -> dict[str, Any]:
    """Say whether it is signed and what was remarked; its grade follows."""
    remarks = None if given.remarks is None else [(one.about, one.text) for one in given.remarks]
    said = spoken(given.signed, remarks, hands.record.reading.remarks)
    return _done(hands.person, reviewing.receipt(hands.room.desk, hands.held, said))


@router.post(
    "/corrections/{number}/undo",
    summary="Undo a decision",
    dependencies=needs(Right.REVIEW),
    response_model=None,
    responses={200: shown(Done, DECIDED)},
)
def undo(
    room: InRoom,
    person: Asking,
    client: OfClient,
    number: Annotated[int, Path(ge=1, description="`correction` of what was done.")],
    later: BackgroundTasks,
) -> dict[str, Any]:
    """Put everything back as it was before, whenever that was; refused where later decisions rest on it."""
    undone = undoing(room, person, client, number)
    done = reviewing.undo(room.desk, client, undone.id, person.login)
    later.add_task(shelving.shelve_outstanding, room.desk, client)
    return _done(person, done)


def _done(person: Person, done: Correction) -> dict[str, Any]:
    seen = person.reach(Right.REVIEW, done.client)
    documents = [document_json(narrowed(record, seen)) for record in done.after]
    return {"correction": done.id, "action": done.action.value, "by": done.by, "documents": documents}
