"""One document: its pictures, the reason, what was read and matched, and its history."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from countersign.console.marks import findings
from countersign.console.room import InRoom, OfClient, Room
from models.record import DocumentRecord, Event

router = APIRouter(prefix="/documents", include_in_schema=False)


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
    )


@router.get("/{document_id}/pages/{number}.png")
def picture(room: InRoom, client: OfClient, document_id: str, number: int) -> Response:
    """One page of the document as a picture."""
    record = found(room, client, document_id)
    if number not in record.reading.pages:
        raise HTTPException(404)
    png = room.pictures.png(record.client, record.sha256, number)
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


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
