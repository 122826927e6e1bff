"""The first page: where every received page is, and the documents, newest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from countersign.console.listing import Wanted, look_up
from countersign.console.room import InRoom, OfClient
from models.decision import Status
from models.record import PAGE_STATES

router = APIRouter(include_in_schema=False)

LONGEST_QUERY = 200
"""Characters; nothing that is printed on a paper to find it by is longer."""
LAST_PIECE = 10_000


def asked_status(status: str = "") -> Status | None:
    """The status that documents are to have; None for all, as an empty choice of the form says it."""
    return Status(status) if status in set(Status) else None


@router.get("/")
def overview(
    room: InRoom,
    client: OfClient,
    status: Annotated[Status | None, Depends(asked_status)],
    query: Annotated[str, Query(alias="q", max_length=LONGEST_QUERY)] = "",
    piece: Annotated[int, Query(alias="page", ge=1, le=LAST_PIECE)] = 1,
) -> Response:
    """Status and documents of one client."""
    wanted = Wanted(client, status, query, piece)
    register = room.stores.register
    return room.templates.page(
        "overview",
        client=client,
        wanted=wanted,
        listing=look_up(register, wanted),
        ledger=register.page_ledger(client),
        receipts=register.receipts(client),
        states=PAGE_STATES,
        statuses=tuple(Status),
        inbox=room.stores.settings.inbox_url,
    )
