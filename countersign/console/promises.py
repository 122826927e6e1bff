"""Promises to pay: running, overdue, broken, kept; as a page and as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import Response, StreamingResponse

from countersign.console.paging import piece_of
from countersign.console.receivables import Given, OfWhom
from countersign.console.room import InRoom, OfClient
from countersign.reports.promises import ORDER, by_urgency, promises_csv
from flows.disputes import Promises, promises

router = APIRouter(prefix="/receivables", include_in_schema=False)


class Narrowing(BaseModel):
    """What the list is narrowed to; what is empty narrows nothing."""

    state: Literal["", "due", "overdue", "broken", "kept", "unknown"] = Field(
        "", description="Only promises in this state."
    )
    owner: str = Field("", max_length=200, description="Who noted it; empty for all.")
    page: int = Field(1, ge=1, le=100_000)


def narrowing_asked(narrow: Annotated[Narrowing, Query()]) -> Narrowing:
    """What the address narrows the list to."""
    return narrow


Narrow = Annotated[Narrowing, Depends(narrowing_asked)]


def promises_asked(room: InRoom, whose: OfWhom, asked: Given, narrow: Narrow) -> Promises:
    """The promises that the address asks for, of all states."""
    told = promises(room.stores.register, whose, asked.day(room.stores.clock().date()))
    owner = narrow.owner.strip().casefold()
    mine = tuple(one for one in told.noted if not owner or one.contact.noted_by.casefold() == owner)
    return replace(told, noted=mine)


OfPromises = Annotated[Promises, Depends(promises_asked)]


def in_state(told: Promises, state: str) -> Promises:
    """Those in one state; all where none is named."""
    some = tuple(one for one in told.noted if not state or one.promise == state)
    return replace(told, noted=some)


@router.get("/promises")
def page(room: InRoom, client: OfClient, asked: Given, narrow: Narrow, told: OfPromises) -> Response:
    """What was promised, what is to be acted on first."""
    rows = by_urgency(in_state(told, narrow.state))
    return room.templates.page(
        "receivables/promises",
        client=client,
        told=told,
        states=ORDER,
        owners=sorted({one.contact.noted_by for one in told.noted}),
        rows=piece_of(rows, narrow.page),
        asked={
            "as_of": asked.as_of,
            "customer": asked.customer,
            "state": narrow.state,
            "owner": narrow.owner,
        },
    )


@router.get("/promises.csv")
def page_file(client: OfClient, narrow: Narrow, told: OfPromises) -> Response:
    """The same as CSV."""
    saved = {"Content-Disposition": f'attachment; filename="promises-{client}-{told.as_of}.csv"'}
    lines = promises_csv(in_state(told, narrow.state))
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=saved)
