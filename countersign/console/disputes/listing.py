"""All disputes with their alarms, narrowed; and one of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import Response, StreamingResponse

from countersign.console.asking import Asking
from countersign.console.disputes.shown import SeenCase, dispute_page
from countersign.console.evidence import one_of
from countersign.console.ledger_sight import SeenCustomers, must_be_seen
from countersign.console.room import InRoom, OfClient
from countersign.days import day_of
from countersign.reports.disputes import disputes_csv
from flows.disputes import Cases, cases, codes_of, propositions
from flows.receivables import Whose
from models.people import Right
from models.sending import Reason
from receivables.disputes import Alarm

router = APIRouter()
ROWS, PROPOSED = 200, 20
"""Disputes, and proposals, that the page shows."""


class Narrowing(BaseModel):
    """What the list is narrowed to; what is empty narrows nothing."""

    show: Literal["", "closed", "all"] = Field("", description="Open disputes, closed ones, or all.")
    customer: str = Field("", max_length=200, description="Number of one customer; empty for all.")
    reason: str = Field("", max_length=40, description="One reason; empty for all.")
    owner: str = Field("", max_length=200, description="Who sees to it; empty for all.")
    alarm: Literal["", "any", "half", "most", "over"] = Field("", description="Only those as urgent.")
    as_of: str = Field("", max_length=10, description="The day, as 2026-11-30; today (UTC) unless given.")

    def day(self, today: date) -> date:
        """The day that is meant; raises WrongUse where it is none."""
        return day_of(self.as_of) or today


Given = Annotated[Narrowing, Query()]


def cases_asked(room: InRoom, client: OfClient, seen: SeenCustomers, given: Given) -> Cases:
    """The disputes that the address asks for, as far as the person may see them."""
    customer = must_be_seen(seen, given.customer)
    states = {"": True, "closed": False, "all": None}
    whose = Whose(client, seen, customer)
    day = given.day(room.stores.clock().date())
    return cases(room.stores, whose, day, is_open=states[given.show])


def narrowed(told: Cases, given: Narrowing) -> Cases:
    """Those of the rest of what is asked."""
    reason, owner = one_of(Reason, given.reason), given.owner.strip().casefold()
    wanted = set(Alarm) - {Alarm.NONE} if given.alarm == "any" else {Alarm(given.alarm)}
    rows = tuple(
        row
        for row in told.rows
        if (reason is None or row.case.reason is reason)
        and (not owner or row.case.owner.casefold() == owner)
        and (not given.alarm or row.alarm in wanted)
    )
    return Cases(told.whose, told.as_of, rows, told.ended, told.customers)


OfWhom = Annotated[Cases, Depends(cases_asked)]


@router.get("/disputes")
def page(room: InRoom, person: Asking, client: OfClient, given: Given, told: OfWhom) -> Response:
    """What customers say against invoices, soonest due first."""
    shown = narrowed(told, given)
    some = propositions(room.stores, Whose(client, told.whose.seen))
    return room.templates.page(
        "disputes/list",
        client=client,
        told=told,
        rows=shown.rows[:ROWS],
        total=len(shown.rows),
        asked=given.model_dump(),
        urgent=Counter(row.alarm for row in told.rows),
        reasons=tuple(Reason),
        proposed=some.invoices[:PROPOSED],
        proposals=len(some.invoices),
        named=some.name,
        may_set=person.may(Right.ADMINISTER, client),
    )


@router.get("/disputes.csv")
def page_file(room: InRoom, client: OfClient, given: Given, told: OfWhom) -> Response:
    """The same as CSV."""
    lines = disputes_csv(narrowed(told, given), codes_of(room.stores, client))
    saved = {"Content-Disposition": f'attachment; filename="disputes-{client}-{told.as_of}.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=saved)


@router.get("/disputes/{number}")
def one(room: InRoom, person: Asking, case: SeenCase) -> Response:
    """One dispute: how it stands, what is missing, and what was done."""
    return dispute_page(room, person, case)
