"""One document: its pictures, the reason, what was read and matched, its history, and its original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import PurePosixPath
from typing import BinaryIO

from fastapi import APIRouter, HTTPException
from starlette.responses import Response, StreamingResponse

from countersign.console.marks import findings
from countersign.console.room import InRoom, OfClient, Room
from models.record import DocumentRecord, Event
from pipeline.filing import original_key
from storage.objects import KeyMissing

router = APIRouter(prefix="/documents", include_in_schema=False)

CHUNK = 1 << 16
"""Bytes sent at once."""
KNOWN_SUFFIXES = frozenset(
    {".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".zip", ".eml"}
)
"""What an operator's machine opens as a paper, not as a program."""
_LONGEST_NAME = 80


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


@router.get("/{document_id}/original")
def original(room: InRoom, client: OfClient, document_id: str) -> Response:
    """The received file as it came, to be saved; a browser never shows it."""
    record = found(room, client, document_id)
    key = original_key(record.client, record.sha256)
    stat = room.stores.objects.stat(key)
    if stat is None:
        raise KeyMissing(
            f"The original of {record.source!r} is not in the archive: run `countersign verify`."
        )
    headers = {
        "Content-Disposition": f'attachment; filename="{safe_name(record)}"',
        "Content-Length": str(stat.size),
    }
    chunks = _chunks(room.stores.objects.open(key))
    return StreamingResponse(chunks, media_type="application/octet-stream", headers=headers)


@router.get("/{document_id}/pages/{number}.png")
def picture(room: InRoom, client: OfClient, document_id: str, number: int) -> Response:
    """One page of the document as a picture."""
    record = found(room, client, document_id)
    if number not in record.reading.pages:
        raise HTTPException(404)
    png = room.pictures.png(record.client, record.sha256, number)
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


def safe_name(record: DocumentRecord) -> str:
    """A file name of plain letters that opens nothing but a paper: NAME-DOCUMENT.SUFFIX."""
    path = PurePosixPath(record.source.replace("\\", "/"))
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-.")[:_LONGEST_NAME]
    suffix = path.suffix.lower()
    return f"{stem or 'original'}-{record.id[:8]}{suffix if suffix in KNOWN_SUFFIXES else '.bin'}"


def _chunks(opened: AbstractContextManager[BinaryIO]) -> Iterator[bytes]:
    with opened as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
