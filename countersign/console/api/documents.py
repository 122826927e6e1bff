"""Documents for programs: list and search, one document, its original, its pages; and the page ledger."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field
from starlette.responses import Response

from countersign.console.api.examples import DOCUMENT, LISTED, PICTURE, SAVED, STATUS, shown
from countersign.console.api.rights import needs
from countersign.console.api.shapes import CapturedDocument
from countersign.console.asking import Asking, Forbidden, demand, refusal
from countersign.console.documents import page_picture
from countersign.console.downloads import original_file
from countersign.console.listing import PIECE, Listing, Wanted, look_up
from countersign.console.overview import List
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient
from countersign.console.sight import Seen
from countersign.output.document_json import document_json
from models.errors import WrongUse
from models.people import Right

router = APIRouter(tags=["documents"])


class Documents(BaseModel):
    """One piece of a list of documents."""

    total: int = Field(description="Documents in all pieces; at most 500 found, or 10000 listed.")
    page: int = Field(description=f"Which piece this is, from 1; each has {PIECE} documents.")
    has_more: bool = Field(description="Whether another piece follows.")
    next: str = Field(description="Where the next piece is; empty where none follows.")
    documents: list[CapturedDocument]


class PageStatus(BaseModel):
    """Where every received page is."""

    client: str
    received: int
    by_state: dict[str, int]
    waiting_files: int = Field(description="Files in the inbox that have no end state yet.")
    balanced: bool = Field(description="Whether `received` is the sum of all states.")


@router.get(
    "/documents",
    summary="List or search documents",
    response_description="Newest first, or best first where something is searched for.",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(Documents, LISTED)},
)
def documents(room: InRoom, wanted: List) -> dict[str, Any]:
    """Documents of one client firm that the token's owner may see, narrowed, or found by a search (`q`)."""
    if wanted.sees_nothing:
        raise Forbidden(refusal(Right.LOOK, wanted.client))
    if wanted.piece > 1 and not (wanted.query.strip() or wanted.behind):
        raise WrongUse("Only what a search found is numbered in pieces: follow `next` of the piece before.")
    listing = look_up(room.stores.register, wanted)
    return {
        "total": listing.total,
        "page": listing.piece,
        "has_more": listing.has_older,
        "next": _next(wanted, listing),
        "documents": [document_json(row.record) for row in listing.rows],
    }


def _next(wanted: Wanted, listing: Listing) -> str:
    if not listing.has_older:
        return ""
    behind = "" if wanted.query.strip() else listing.rows[-1].record.id
    asked = wanted.as_query(page=listing.piece + 1, behind=behind)
    return address("api", "v1", "documents", client=wanted.client, **asked)


@router.get(
    "/documents/{document_id}",
    summary="One document",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(CapturedDocument, DOCUMENT)},
)
def document(room: InRoom, person: Asking, record: Seen) -> dict[str, Any]:
    """What was captured and decided, in the shape of `countersign export documents`."""
    room.views.page(person, record)
    return document_json(record)


@router.get(
    "/documents/{document_id}/original",
    summary="The file as it came",
    dependencies=needs(Right.LOOK),
    response_class=Response,
    responses={200: SAVED},
)
def original(room: InRoom, person: Asking, record: Seen) -> Response:
    """The received file, byte by byte; other documents may have come in the same file."""
    return original_file(room, person, record)


@router.get(
    "/documents/{document_id}/pages/{number}.png",
    summary="A page as a picture",
    dependencies=needs(Right.LOOK),
    response_class=Response,
    responses={200: PICTURE},
)
def page(
    room: InRoom,
    person: Asking,
    record: Seen,
    number: Annotated[int, Path(description="One of the document's `pages`.")],
) -> Response:
    """The page upright, its longer side 1600 pixels."""
    return page_picture(room, person, record, number)


@router.get(
    "/status",
    summary="The page ledger",
    dependencies=needs(Right.LOOK),
    responses={200: shown(PageStatus, STATUS)},
)
def status(room: InRoom, person: Asking, client: OfClient) -> PageStatus:
    """Where every received page of a client firm is, as `countersign status` says."""
    demand(person, Right.LOOK, client)
    ledger = room.stores.register.page_ledger(client)
    return PageStatus(
        client=client,
        received=ledger.received,
        by_state=dict(ledger.by_state),
        waiting_files=ledger.waiting_files,
        balanced=ledger.balanced,
    )
