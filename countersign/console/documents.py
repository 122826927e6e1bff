"""One document: its pictures, the reason, what was read and matched, and its history."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from countersign.console.marks import findings
from countersign.console.room import InRoom, OfClient, Room
from flows.earlier import HELP, compared
from models.record import DocumentRecord, Event

SHOWN_EARLIER = 6
"""Earlier signatures shown beside a document's own; each picture is made from its original."""

router = APIRouter(prefix="/documents", include_in_schema=False)

KEPT_BY_BROWSERS = {"Cache-Control": "private, max-age=3600"}


@router.get("/{document_id}")
def document(room: InRoom, client: OfClient, document_id: str) -> Response:
    """The page of one document."""
    record = found(room, client, document_id)
    return room.templates.page(
        "document",
        client=client,
        record=record,
        findings=findings(record.reading),
        history=history(room, record),
        comparison=compared(room.stores, record),
        shown=SHOWN_EARLIER,
        help=HELP,
    )


@router.get("/{document_id}/pages/{number}.png")
def picture(room: InRoom, client: OfClient, document_id: str, number: int) -> Response:
    """One page of the document as a picture."""
    record = found(room, client, document_id)
    if number not in record.reading.pages:
        raise HTTPException(404)
    png = room.pictures.png(record.client, record.sha256, number)
    return Response(png, media_type="image/png", headers=KEPT_BY_BROWSERS)


@router.get("/{document_id}/signatures/{place}.png")
def signature(room: InRoom, client: OfClient, document_id: str, place: int) -> Response:
    """The place of a signature, 0-based among those of the document, cut out of its page."""
    record = found(room, client, document_id)
    if not 0 <= place < len(record.reading.signatures):
        raise HTTPException(404)
    region = record.reading.signatures[place]
    png = room.pictures.crop(record.client, record.sha256, region.page, region.box)
    return Response(png, media_type="image/png", headers=KEPT_BY_BROWSERS)


@router.get("/{document_id}/pages/{number}/added.png")
def added(room: InRoom, client: OfClient, document_id: str, number: int) -> Response:
    """One page with what was added since the note was issued."""
    png = room.pictures.added(found(room, client, document_id), number)
    if png is None:
        raise HTTPException(404)
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def found(room: Room, client: str, document_id: str) -> DocumentRecord:
    """The client's document with this id; the page "not found" is shown where there is none."""
    record = room.stores.register.document(client, document_id)
    if record is None:
        raise HTTPException(404)
    return record


def history(room: Room, record: DocumentRecord) -> tuple[Event, ...]:
    """What happened to the file and to the document, oldest first."""
    register = room.stores.register
    about = (register.events(record.client, subject) for subject in (record.drop_id, record.id))
    return tuple(sorted((event for events in about for event in events), key=lambda event: event.at))
