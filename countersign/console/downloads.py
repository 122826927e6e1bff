"""A document's files, to be saved and never shown: the file as it came, and the copy that was filed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import chain
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse

from countersign.console.documents import found
from countersign.console.room import InRoom, OfClient, Room
from extractors.opening.formats import HEAD_BYTES, Format, format_of
from models.decision import Status
from models.errors import NotYet
from models.record import DocumentRecord, Event
from pipeline.filing import original_key
from storage.objects import KeyMissing, Saving

router = APIRouter(prefix="/documents", include_in_schema=False)

URL_SECONDS = 60
"""How long an address at the S3 server is good: enough to follow it, too short to pass it on."""
UNKNOWN = ("application/octet-stream", ".bin")
"""What an operator's machine opens as no program."""
TYPES = {
    Format.PDF: ("application/pdf", ".pdf"),
    Format.TIFF: ("image/tiff", ".tif"),
    Format.JPEG: ("image/jpeg", ".jpg"),
    Format.PNG: ("image/png", ".png"),
    Format.BMP: ("image/bmp", ".bmp"),
    Format.GIF: ("image/gif", ".gif"),
    Format.WEBP: ("image/webp", ".webp"),
    Format.JPEG2000: ("image/jp2", ".jp2"),
    Format.ZIP: ("application/zip", ".zip"),
    Format.MAIL: ("message/rfc822", ".eml"),
}
"""Media type and suffix of what can be read, by what the bytes are."""
_LONGEST_NAME = 80


@router.get("/{document_id}/original")
def original(room: InRoom, client: OfClient, document_id: str) -> Response:
    """The received file, byte by byte."""
    record = found(room, client, document_id)
    stem = PurePosixPath(record.source.replace("\\", "/")).stem
    return _handed_out(room, original_key(record.client, record.sha256), stem, record.id[:8])


@router.get("/{document_id}/copy")
def copy(room: InRoom, client: OfClient, document_id: str) -> Response:
    """The upright copy of just this document, as it was filed."""
    record = found(room, client, document_id)
    if record.decision.status is not Status.FILED:
        raise HTTPException(404)
    shelved = _shelved(room, record)
    stem = f"{shelved.detail['invoice']} {record.reading.type.value}"
    return _handed_out(room, str(shelved.detail["key"]), stem, record.id[:8])


def _shelved(room: Room, record: DocumentRecord) -> Event:
    """How the newest copy was put on its shelf."""
    events = room.stores.register.events(record.client, record.id)
    shelved = [event for event in events if event.kind == "shelved"]
    if not shelved:
        raise NotYet(f"The copy of {record.source!r} is still to be made: load the page again in a minute.")
    return shelved[-1]


def _handed_out(room: Room, key: str, stem: str, mark: str) -> Response:
    """The object, streamed through here or by an address at the S3 server, as the settings say."""
    settings, objects = room.stores.settings, room.stores.objects
    stat = objects.stat(key)
    if stat is None:
        raise KeyMissing(f"{key!r} is not in the archive: run `countersign verify`.")
    pieces = _pieces(objects.open(key))
    head = next(pieces, b"")
    media_type, suffix = TYPES.get(format_of(head, stat.size), UNKNOWN)
    saving = Saving(disposition(stem, f"-{mark}{suffix}"), media_type)
    if settings.downloads == "presigned" and settings.objects_url.startswith("s3+"):
        return RedirectResponse(objects.presign(key, URL_SECONDS, saving), 307)
    headers = {"Content-Disposition": saving.disposition, "Content-Length": str(stat.size)}
    return StreamingResponse(chain((head,), pieces), media_type=media_type, headers=headers)


def _pieces(opened: AbstractContextManager[BinaryIO]) -> Iterator[bytes]:
    with opened as stream:
        while piece := stream.read(HEAD_BYTES):
            yield piece


def disposition(stem: str, ending: str) -> str:
    """Content-Disposition after RFC 6266: `stem` in plain letters, and in its own beside it if they differ.

    `ending` is plain; it opens nothing but a paper, whatever the stem says.
    """
    plain = _tamed(r"[^A-Za-z0-9._-]+", unicodedata.normalize("NFKD", stem)) + ending
    own = _tamed(r"[^\w.-]+", unicodedata.normalize("NFC", stem)) + ending
    simple = f'attachment; filename="{plain}"'
    return simple if own == plain else f"{simple}; filename*=UTF-8''{quote(own)}"


def _tamed(others: str, stem: str) -> str:
    return re.sub(others, "-", stem).strip("-.")[:_LONGEST_NAME] or "original"
