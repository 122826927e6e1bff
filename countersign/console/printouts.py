"""Sheets to be printed: separators, batch headers, and a slip for a paper that is to be scanned again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from countersign import printing
from countersign.console.asking import Asking, demand
from countersign.console.downloads import disposition
from countersign.console.room import InRoom, OfClient
from countersign.console.sight import found
from models.people import Right
from models.record import Event
from models.sheets import Separator

router = APIRouter(include_in_schema=False)

SLIP_PRINTED = "rescan slip printed"
"""Kind of the event; its subject is the document."""


@router.get("/mailroom/sheets")
def sheets(room: InRoom, client: OfClient, person: Asking) -> Response:
    """What can be printed."""
    demand(person, Right.UPLOAD, client)
    return room.templates.page("sheets", client=client, kinds=tuple(Separator), most=printing.MOST_COPIES)


@router.get("/mailroom/sheets/separators.pdf")
def separators(
    client: OfClient,
    person: Asking,
    kind: Separator = Separator.PATCH,
    copies: Annotated[int, Query(ge=1, le=printing.MOST_COPIES)] = 1,
) -> Response:
    """Sheets to be laid before each document of a stack."""
    demand(person, Right.UPLOAD, client)
    return _saved(printing.separators(kind, copies), "separators")


@router.get("/mailroom/sheets/batch.pdf")
def batch_header(client: OfClient, person: Asking, documents: int, pages: int) -> Response:
    """A sheet to be laid on top of a stack."""
    demand(person, Right.UPLOAD, client)
    return _saved(printing.batch_header(documents, pages), f"batch of {documents} documents")


@router.get("/documents/{document_id}/slip.pdf")
def slip(room: InRoom, client: OfClient, person: Asking, document_id: str) -> Response:
    """A slip to be laid on the paper when it is scanned again."""
    record = found(room, person, client, document_id, Right.UPLOAD)
    register = room.stores.register
    pdf = printing.slips_for(register, client, [record.id])
    register.add_event(Event(room.stores.clock(), client, SLIP_PRINTED, record.id, {"by": person.login}))
    return _saved(pdf, f"rescan slip {record.id[:8]}")


def _saved(pdf: bytes, stem: str) -> Response:
    return Response(
        pdf, media_type="application/pdf", headers={"Content-Disposition": disposition(stem, ".pdf")}
    )
