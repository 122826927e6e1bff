"""Files for programs: handed in, and what became of each; by the rules of the mailroom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query
from pydantic import BaseModel, Field

from countersign.console.api.examples import BATCH, BATCH_PAGES, HANDED_IN, SENT, shown
from countersign.console.api.rights import needs
from countersign.console.asking import Asking, demand
from countersign.console.mailroom import handed_in
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.sending import Sent
from countersign.console.sight import sees
from flows.inbox.mailroom import HANDED_IN as HANDED
from models.batch import Place
from models.paper import PageKind
from models.people import Person, Right

router = APIRouter(tags=["files"])
BatchId = Annotated[str, Path(description="As handing it in told.")]
PIECE = 200
"""Pages of a batch that one answer tells of."""
LAST_PIECE = 100_000


class File(BaseModel):
    """What became of one file that was sent."""

    source: str = Field(description="Its name, as it is kept.")
    batch: str = Field("", description="Id of the drop; empty where the file was refused.")
    status: str = Field("", description="Where to ask what became of it; empty where it was refused.")
    refused: str = Field("", description="Why it was not taken; empty where it was.")


class Files(BaseModel):
    """What became of the files that were sent."""

    files: list[File]


class Captured(BaseModel):
    """A document that came out of a file."""

    id: str
    status: str
    pages: list[int]


class BatchStatus(BaseModel):
    """How far a file is, and all that came out of it."""

    id: str
    source: str
    done: bool = Field(description="Whether every file of it has its end state.")
    files: int = Field(description="The file and those that lay in it; 0 while it is in the inbox.")
    ended: int = Field(description="Those of them that have an end state.")
    pages: dict[str, int] = Field(description="Pages by end state.")
    documents: list[Captured] = Field(description="Those that the token's owner may see.")


class BatchPage(BaseModel):
    """A page, and what became of it."""

    file: str = Field(description="Id of the file that it is in: the batch, or one that lay in it.")
    source: str = Field(description="Name of that file.")
    number: int = Field(description="From 1 in that file.")
    kind: PageKind
    state: str = Field(description="End state, as in the page ledger.")
    document: str = Field(description="Empty where there is none, or none that the token's owner may see.")
    reason: str
    customer_number: str = Field(description="Of the first invoice that was chosen; empty where none was.")
    invoice_number: str


class BatchPages(BaseModel):
    """One piece of the pages of a batch."""

    total: int = Field(description="Pages of the batch that have an end state.")
    page: int = Field(description=f"Which piece this is, from 1; each has {PIECE} pages.")
    next: str = Field(description="Where the next piece is; empty where none follows.")
    pages: list[BatchPage]


@router.post(
    "/files",
    status_code=202,
    summary="Hand files in",
    responses={202: shown(Files, HANDED_IN)},
    dependencies=needs(Right.UPLOAD),
    openapi_extra={"requestBody": SENT},
)
def files(room: InRoom, person: Asking, client: OfClient, sent: Sent) -> Files:
    """Take files in, sent as a form whose field `files` may come several times. Each is told of by itself."""
    told = handed_in(room, client, person, sent)
    return Files(files=[_file(client, one) for one in told])


def _file(client: str, told: dict[str, str]) -> File:
    batch = told.get("batch", "")
    where = address("api", "v1", "batches", batch, client=client) if batch else ""
    return File(source=told["source"], batch=batch, status=where, refused=told.get("refused", ""))


@router.get(
    "/batches/{batch_id}",
    summary="Status of a file",
    dependencies=needs(Right.UPLOAD),
    responses={200: shown(BatchStatus, BATCH)},
)
def batch(
    room: InRoom,
    person: Asking,
    client: OfClient,
    batch_id: BatchId,
) -> BatchStatus:
    """How far it is: from lying in the inbox to the end state of every page."""
    demand(person, Right.UPLOAD, client)
    found = room.stores.register.batches.one(client, batch_id)
    if found is None:
        return _waiting(room, client, batch_id)
    return BatchStatus(
        id=found.id,
        source=found.source,
        done=found.done,
        files=found.files,
        ended=found.ended,
        pages=dict(found.pages),
        documents=_documents(room, person, found.id),
    )


@router.get(
    "/batches/{batch_id}/pages",
    summary="What became of each page",
    dependencies=needs(Right.UPLOAD),
    responses={200: shown(BatchPages, BATCH_PAGES)},
)
def batch_pages(
    room: InRoom,
    person: Asking,
    client: OfClient,
    batch_id: BatchId,
    page: Annotated[int, Query(ge=1, le=LAST_PIECE, description="Which piece.")] = 1,
) -> BatchPages:
    """Every page of the file, and of those that lay in it, in order; as the page of the batch shows it."""
    demand(person, Right.UPLOAD, client)
    batches = room.stores.register.batches
    found = batches.one(client, batch_id)
    if found is None:
        raise HTTPException(404)
    first = (page - 1) * PIECE
    places = batches.places(client, found.id, slice(first, first + PIECE))
    room.views.batch(person, found, {one.drop_id for one in places})
    where = address("api", "v1", "batches", found.id, "pages", client=client, page=page + 1)
    looks = person.may(Right.LOOK, client)
    return BatchPages(
        total=found.received,
        page=page,
        next=where if found.received > first + PIECE else "",
        pages=[_page(one, looks=looks) for one in places],
    )


def _page(one: Place, *, looks: bool) -> BatchPage:
    return BatchPage(
        file=one.drop_id,
        source=one.source,
        number=one.number,
        kind=one.kind,
        state=one.state,
        document=one.document_id if looks else "",
        reason=one.reason,
        customer_number=one.customer,
        invoice_number=one.invoice,
    )


def _waiting(room: Room, client: str, batch_id: str) -> BatchStatus:
    """One that was handed in and that nobody has looked into; HTTP 404 for any other."""
    told = (event for event in room.stores.register.events(client, batch_id) if event.kind == HANDED)
    event = next(told, None)
    if event is None:
        raise HTTPException(404)
    source = str(event.detail["source"])
    return BatchStatus(id=batch_id, source=source, done=False, files=0, ended=0, pages={}, documents=[])


def _documents(room: Room, person: Person, drop_id: str) -> list[Captured]:
    records = room.stores.register.documents_of((drop_id,))
    return [
        Captured(id=one.id, status=one.decision.status.value, pages=list(one.reading.pages))
        for one in records
        if sees(person, one)
    ]
