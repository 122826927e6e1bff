"""The calendar of reminders: what is to be sent today and on the next days, and what is paused."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import Response, StreamingResponse

from countersign.console.asking import Asking
from countersign.console.ledger_sight import SeenCustomers, must_be_seen
from countersign.console.room import InRoom, OfClient
from countersign.days import day_of
from countersign.reports.reminders import reminders_csv
from countersign.reports.words import standing_words
from flows.receivables import Whose
from flows.reminders import Reminded, reminders_due
from models.people import Right

router = APIRouter()
USUAL_DAYS, MOST_DAYS = 14, 92
LETTERS, PAUSED = 300, 200
"""Letters, and paused invoices, that the page shows; its file has them all."""


class Narrowing(BaseModel):
    """What the calendar is narrowed to."""

    as_of: str = Field(
        "", max_length=10, description="The first day, as 2026-11-30; today (UTC) unless given."
    )
    days: int = Field(USUAL_DAYS, ge=0, le=MOST_DAYS, description="How many days to look ahead.")
    customer: str = Field("", max_length=200, description="Number of one customer; empty for all.")
    done: bool = Field(False, description="Whether somebody has just gone through all.")

    def day(self, today: date) -> date:
        """The day that is meant; raises WrongUse where it is none."""
        return day_of(self.as_of) or today


Given = Annotated[Narrowing, Query()]


def calendar_asked(room: InRoom, client: OfClient, seen: SeenCustomers, given: Given) -> Reminded:
    """The calendar that the address asks for, as far as the person may see it."""
    customer = must_be_seen(seen, given.customer)
    day = given.day(room.stores.clock().date())
    return reminders_due(room.stores, Whose(client, seen, customer), day, given.days)


OfWhom = Annotated[Reminded, Depends(calendar_asked)]


@router.get("/reminders")
def page(room: InRoom, person: Asking, client: OfClient, given: Given, told: OfWhom) -> Response:
    """What is to be sent, by day; what is paused, and why."""
    found, today = told.calendar, room.stores.clock().date()
    return room.templates.page(
        "reminders/list",
        client=client,
        told=told,
        calendar=found,
        today=today,
        letters=found.letters[:LETTERS],
        paused=found.paused[:PAUSED],
        why=Counter(part.why for one in found.paused for part in one.held),
        asked=given.model_dump(exclude={"done"}),
        standing=standing_words(told.standing, found.as_of),
        done=given.done,
        sends=person.reach(Right.SEND, client) != frozenset(),
        may_set=person.may(Right.ADMINISTER, client),
    )


@router.get("/reminders.csv")
def page_file(client: OfClient, told: OfWhom) -> Response:
    """The same as CSV, invoice by invoice."""
    name = f"reminders-{client}-{told.calendar.as_of}.csv"
    saved = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(reminders_csv(told), media_type="text/csv; charset=utf-8", headers=saved)
