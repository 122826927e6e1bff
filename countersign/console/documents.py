"""One document: its pictures, the reason, what was read and matched, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking
from countersign.console.evidence import packable
from countersign.console.marks import findings
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.sent.shown import sent_of
from countersign.console.sight import Seen, found, may_undo, sees, sees_whole_file
from countersign.console.views import LOOKS
from flows.rescanning import SCANNED_AGAIN_AS
from flows.review.earlier import HELP, compared
from flows.sending import invoices_of
from models.correction import Action, Correction
from models.decision import Status
from models.people import Person, Right
from models.record import DocumentRecord, Event
from storage.register import BY_LINK

SHOWN_EARLIER = 6
"""Earlier signatures shown beside a document's own; each picture is made from its original."""

router = APIRouter(prefix="/documents", include_in_schema=False)

KEPT_BY_BROWSERS = {"Cache-Control": "private, max-age=3600", "Vary": "Cookie"}
"""A picture is kept for a session; the next one, with another cookie, asks anew."""


@router.get("/{document_id}")
def document(room: InRoom, person: Asking, client: OfClient, document_id: str) -> Response:
    """The page of one document; of one that was split or joined, of what became of it."""
    later = became(room, person, client, document_id)
    if later:
        return RedirectResponse(address("documents", later, client=client), 307)
    record = found(room, person, client, document_id)
    customers = person.reach(Right.LOOK, client)
    room.views.page(person, record)
    return room.templates.page(
        "document",
        client=record.client,
        record=record,
        findings=findings(record.reading),
        history=history(room, record, details=customers is None),
        corrections=undoable(room, record, person),
        may_review=sees(person, record, Right.REVIEW),
        context=context_of(room, person, record),
        names=names_of(room, record, customers),
        sent=sent_of(room, person, record),
        may_send=bool(invoices_of(record)) and sees(person, record, Right.SEND),
        packs=_packs(record, person),
        now=room.stores.clock(),
        whole_file=sees_whole_file(room, record, customers),
        comparison=compared(room.stores, record),
        shown=SHOWN_EARLIER,
        help=HELP,
    )


def _packs(record: DocumentRecord, person: Person) -> list[tuple[str, tuple[str, str]]]:
    filed = record.decision.status is Status.FILED
    return packable(person, record.client, record.decision.chosen) if filed else []


@router.get("/{document_id}/pages/{number}.png")
def picture(room: InRoom, person: Asking, record: Seen, number: int, sharp: int = 0) -> Response:
    """One page of the document as a picture; `sharp` with all that was scanned."""
    return page_picture(room, person, record, number, sharp=bool(sharp))


def page_picture(
    room: Room, person: Person, record: DocumentRecord, number: int, *, sharp: bool = False
) -> Response:
    """Page `number` of the received file, as PNG, where it is one of the document's."""
    if number not in record.reading.pages:
        raise HTTPException(404)
    room.views.picture(person, record, number)
    made = room.pictures.sharp if sharp else room.pictures.png
    png = made(record.client, record.sha256, number, record.reading.turn(number))
    return Response(png, media_type="image/png", headers=KEPT_BY_BROWSERS)


@router.get("/{document_id}/signatures/{place}.png")
def signature(room: InRoom, person: Asking, record: Seen, place: int) -> Response:
    """The place of a signature, 0-based among those of the document, cut out of its page."""
    if not 0 <= place < len(record.reading.signatures):
        raise HTTPException(404)
    region = record.reading.signatures[place]
    room.views.picture(person, record, region.page)
    png = room.pictures.crop(record, region.page, region.box)
    return Response(png, media_type="image/png", headers=KEPT_BY_BROWSERS)


@router.get("/{document_id}/written/{place}.png")
def written(room: InRoom, person: Asking, record: Seen, place: int) -> Response:
    """A name or date that stands by hand and was not read, 0-based, cut out of its page."""
    if not 0 <= place < len(record.reading.written):
        raise HTTPException(404)
    unread = record.reading.written[place]
    room.views.picture(person, record, unread.page)
    png = room.pictures.crop(record, unread.page, unread.box)
    return Response(png, media_type="image/png", headers=KEPT_BY_BROWSERS)


@router.get("/{document_id}/pages/{number}/added.png")
def added(room: InRoom, person: Asking, record: Seen, number: int) -> Response:
    """One page with what was added since the note was issued."""
    if number not in record.reading.pages:
        raise HTTPException(404)
    room.views.picture(person, record, number)
    png = room.pictures.added(record, number)
    if png is None:
        raise HTTPException(404)
    return Response(png, media_type="image/png", headers=KEPT_BY_BROWSERS)


def names_of(room: Room, record: DocumentRecord, customers: frozenset[str] | None) -> Mapping[str, str]:
    """Names of the customers that the document is filed or proposed for, by number, where they are seen."""
    chosen = {customer for customer, _ in record.decision.chosen}
    seen = chosen if customers is None else chosen & customers
    return room.stores.register.lookups.names(record.client, seen)


@dataclass(frozen=True, slots=True)
class Context:
    """Where a document stands among others that the one who looks may see."""

    before: str
    """Id of the document before it in its file; empty where there is none."""
    behind: str
    rescan_of: str
    """Id of the document in whose place it was scanned; empty where there is none."""
    rescans: tuple[str, ...]
    """Ids of the documents that were scanned again in its place."""
    hands_in: bool
    """True where the one who looks may see the batch and print a rescan slip."""


def context_of(room: Room, person: Person, record: DocumentRecord) -> Context:
    """Neighbours, rescans, and what may be done from here."""
    register, client = room.stores.register, record.client
    before, behind = register.finding.beside(record, person.reach(Right.LOOK, client))
    told = register.events(client, record.id)
    rescans = (str(event.detail["document"]) for event in told if event.kind == SCANNED_AGAIN_AS)

    def seen(document_id: str) -> bool:
        other = register.document(client, document_id) if document_id else None
        return other is not None and sees(person, other)

    earlier = record.reading.rescan_of
    return Context(
        before=before,
        behind=behind,
        rescan_of=earlier if seen(earlier) else "",
        rescans=tuple(filter(seen, rescans)),
        hands_in=person.may(Right.UPLOAD, client),
    )


def became(room: Room, person: Person, client: str, document_id: str) -> str:
    """Id of the first document that shows the pages of one that is no more; empty where that is none."""
    if room.stores.register.document(client, document_id) is not None:
        return ""
    done = room.stores.register.corrections.of(client, document_id)
    later = [record for correction in done[-1:] for record in correction.after]
    return next((one.id for one in later if sees(person, one)), "")


def undoable(room: Room, record: DocumentRecord, person: Person) -> tuple[Correction, ...]:
    """What people have done with the document and may be undone, newest first; that goes step by step."""
    done = room.stores.register.corrections.of(record.client, record.id)
    undone = {correction.undoes for correction in done}
    theirs = (one for one in reversed(done) if one.action is not Action.READ)
    open_ones = (one for one in theirs if one.id not in undone and not one.undoes)
    return tuple(one for one in open_ones if may_undo(person, one, Right.CORRECT))


def history(room: Room, record: DocumentRecord, *, details: bool) -> tuple[Event, ...]:
    """What happened to the file and to the document, oldest first; who only looked is in the audit trail.

    Without `details` for those who see some customers: they may name the invoices of others.
    """
    register = room.stores.register
    about = (
        register.events(record.client, subject, (*LOOKS, *BY_LINK)) for subject in (record.drop_id, record.id)
    )
    ordered = sorted((event for events in about for event in events), key=lambda event: event.at)
    return tuple(event if details else replace(event, detail={}) for event in ordered)
