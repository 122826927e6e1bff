"""Quarantine: files that could not be read, why, and another try."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.keyset import asked_mark, mark_of
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient
from flows.inbox.mailroom import retry
from models.people import Right

router = APIRouter(prefix="/mailroom", include_in_schema=False)

SHOWN = 50


@router.get("/quarantine")
def quarantine(
    room: InRoom, client: OfClient, person: Asking, before: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """Files that could not be read, last received first."""
    demand(person, Right.UPLOAD, client)
    found = room.stores.register.batches.quarantined(client, SHOWN + 1, asked_mark(before))
    shown = found[:SHOWN]
    older = mark_of(shown[-1].received_at, shown[-1].id) if len(found) > SHOWN else ""
    return room.templates.page(
        "quarantine", client=client, records=shown, older=older, looks=person.may(Right.LOOK, client)
    )


@router.post("/batches/{drop_id}/retry")
def read_again(room: InRoom, client: OfClient, person: Asking, drop_id: str) -> Response:
    """Read a quarantined file again; said twice, it is read once."""
    demand(person, Right.UPLOAD, client)
    retry(room.stores, client, person.login, drop_id)
    return RedirectResponse(address("mailroom", "batches", drop_id, client=client), 303)
