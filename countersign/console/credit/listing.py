"""Credit limits held against what is open, and payment plans."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import Response, StreamingResponse

from countersign.console.ledger_sight import SeenCustomers, must_be_seen
from countersign.console.room import InRoom, OfClient
from countersign.days import day_of
from countersign.reports.credit import credit_csv
from countersign.reports.words import standing_words
from flows.plans import Credited, credit
from flows.receivables import Whose
from receivables.credit import Use

router = APIRouter()
ROWS = 200
"""Customers, and plans, that the page shows; its file has them all."""


class Narrowing(BaseModel):
    """What the list is narrowed to."""

    as_of: str = Field("", max_length=10, description="The day, as 2026-11-30; today (UTC) unless given.")
    customer: str = Field("", max_length=200, description="Number of one customer; empty for all.")
    show: Literal["", "exceeded", "all"] = Field(
        "", description="Customers with a limit; only exceeded ones; or all with open items."
    )

    def day(self, today: date) -> date:
        """The day that is meant; raises WrongUse where it is none."""
        return day_of(self.as_of) or today


Given = Annotated[Narrowing, Query()]


def credit_asked(room: InRoom, client: OfClient, seen: SeenCustomers, given: Given) -> Credited:
    """What the address asks for, as far as the person may see it."""
    customer = must_be_seen(seen, given.customer)
    return credit(room.stores, Whose(client, seen, customer), given.day(room.stores.clock().date()))


OfWhom = Annotated[Credited, Depends(credit_asked)]
_SHOWN = {"": set(Use) - {Use.NONE}, "exceeded": {Use.EXCEEDED, Use.PLANNED}, "all": set(Use)}


@router.get("/credit")
def page(room: InRoom, client: OfClient, given: Given, told: OfWhom) -> Response:
    """Who is beyond its limit, and which plans are kept."""
    rows = [one for one in told.rows if one.use in _SHOWN[given.show]]
    return room.templates.page(
        "credit/list",
        client=client,
        told=told,
        rows=rows[:ROWS],
        total=len(rows),
        uses=Counter(one.use for one in told.rows),
        plans=told.plans[:ROWS],
        states=Counter(one.state for one in told.plans),
        asked=given.model_dump(),
        standing=standing_words(told.standing, told.as_of),
    )


@router.get("/credit.csv")
def page_file(client: OfClient, told: OfWhom) -> Response:
    """The same as CSV, every customer with open items."""
    saved = {"Content-Disposition": f'attachment; filename="credit-{client}-{told.as_of}.csv"'}
    return StreamingResponse(credit_csv(told), media_type="text/csv; charset=utf-8", headers=saved)
