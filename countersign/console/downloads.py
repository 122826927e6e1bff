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

from countersign.console.asking import Asking, Forbidden
from countersign.console.room import InRoom, Room
from countersign.console.sight import Seen, sees_whole_file
from extractors.opening.formats import HEAD_BYTES, Format, format_of
from flows.searchable import searchable
from models.decision import Status
from models.errors import NotYet
from models.people import Person, Right
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
def original(room: InRoom, person: Asking, record: Seen) -> Response:
    """The received file, byte by byte."""
    return original_file(room, person, record)


def original_file(room: Room, person: Person, record: DocumentRecord) -> Response:
    """The file that the document came in.

    Raises:
        Forbidden: it holds papers that the person may not see.
    """
    if not sees_whole_file(room, record, person.reach(Right.LOOK, record.client)):
        raise Forbidden("The file holds papers of others too. Where the document is filed, save its copy.")
    room.views.download(person, record, "original")
    stem = PurePosixPath(record.source.replace("\\", "/")).stem
    return handed_out(room, original_key(record.client, record.sha256), stem, record.id[:8])


@router.get("/{document_id}/copy")
def copy(room: InRoom, person: Asking, record: Seen) -> Response:
    """The upright copy of just this document, as it was filed."""
    if record.decision.status is not Status.FILED:
        raise HTTPException(404)
    shelved = _shelved(room, record)
    room.views.download(person, record, "copy")
    stem = f"{shelved.detail['invoice']} {record.reading.type.value}"
    return handed_out(room, str(shelved.detail["key"]), stem, record.id[:8])


@router.get("/{document_id}/searchable.pdf")
def searchable_pdf(room: InRoom, person: Asking, record: Seen) -> Response:
    """The document's pages, upright, with the words that were read under the cursor."""
    room.views.download(person, record, "searchable")
    with room.pictures.one_of_few():
        pdf = searchable(room.stores, record)
    stem = PurePosixPath(record.source.replace("\\", "/")).stem
    saved = {"Content-Disposition": disposition(f"{stem} searchable", f"-{record.id[:8]}.pdf")}
    return Response(pdf, media_type="application/pdf", headers=saved)


def _shelved(room: Room, record: DocumentRecord) -> Event:
    """How the newest copy was put on its shelf."""
    events = room.stores.register.events(record.client, record.id)
    shelved = [event for event in events if event.kind == "shelved"]
    if not shelved:
        raise NotYet(f"The copy of {record.source!r} is still to be made: load the page again in a minute.")
    return shelved[-1]


def handed_out(room: Room, key: str, stem: str, mark: str, *, through_here: bool = False) -> Response:
    """The object, streamed through here or by an address at the S3 server, as the settings say."""
    settings, objects = room.stores.settings, room.stores.objects
    stat = objects.stat(key)
    if stat is None:
        raise KeyMissing(f"{key!r} is not in the archive: run `countersign verify`.")
    pieces = _pieces(objects.open(key))
    head = next(pieces, b"")
    media_type, suffix = TYPES.get(format_of(head, stat.size), UNKNOWN)
    saving = Saving(disposition(stem, f"-{mark}{suffix}"), media_type)
    presigned = settings.downloads == "presigned" and settings.objects_url.startswith("s3+")
    if presigned and not through_here:
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
