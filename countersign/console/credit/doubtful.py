"""Debts that may be bad, with their grounds; and the thresholds that an administrator sets."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response, StreamingResponse

from countersign.console.asking import Asking, demand
from countersign.console.ledger_sight import SeenCustomers, must_be_seen
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient
from countersign.days import day_of
from countersign.reports.bad_debt import bad_debt_csv
from countersign.reports.words import standing_words
from flows.receivables import Whose
from flows.reminders.bad_debt import Doubted, doubtful, set_thresholds
from models.credit import Thresholds
from models.people import Right

router = APIRouter()
ROWS = 200


class Narrowing(BaseModel):
    """What the list is narrowed to."""

    as_of: str = Field("", max_length=10, description="The day, as 2026-11-30; today (UTC) unless given.")
    customer: str = Field("", max_length=200, description="Number of one customer; empty for all.")
    done: bool = Field(False, description="Whether thresholds were just saved.")

    def day(self, today: date) -> date:
        """The day that is meant; raises WrongUse where it is none."""
        return day_of(self.as_of) or today


class Given(BaseModel):
    """The form of thresholds; an empty one takes its usual value."""

    overdue: int = Field(Thresholds().overdue, ge=0)
    alone: int = Field(Thresholds().alone, ge=0)
    broken: int = Field(Thresholds().broken, ge=0)
    level: int = Field(Thresholds().level, ge=0)
    unreached: int = Field(Thresholds().unreached, ge=0)
    expired: int = Field(Thresholds().expired, ge=0)
    unproven: int = Field(Thresholds().unproven, ge=0)
    fewest: int = Field(Thresholds().fewest, ge=0)


Asked = Annotated[Narrowing, Query()]


def doubts_asked(room: InRoom, client: OfClient, seen: SeenCustomers, given: Asked) -> Doubted:
    """What the address asks for, as far as the person may see it."""
    customer = must_be_seen(seen, given.customer)
    return doubtful(room.stores, Whose(client, seen, customer), given.day(room.stores.clock().date()))


OfWhom = Annotated[Doubted, Depends(doubts_asked)]


@router.get("/bad-debt")
def page(room: InRoom, person: Asking, client: OfClient, given: Asked, told: OfWhom) -> Response:
    """The candidates, each with the sentences that explain it."""
    found = told.found
    return room.templates.page(
        "credit/doubtful",
        client=client,
        told=told,
        rows=found.items[:ROWS],
        thresholds={field.name: getattr(found.thresholds, field.name) for field in fields(found.thresholds)},
        asked=given.model_dump(exclude={"done"}),
        standing=standing_words(told.standing, found.as_of),
        done=given.done,
        may_set=person.may(Right.ADMINISTER, client),
    )


@router.get("/bad-debt.csv")
def page_file(client: OfClient, told: OfWhom) -> Response:
    """The same as CSV."""
    saved = {"Content-Disposition": f'attachment; filename="bad-debt-{client}-{told.found.as_of}.csv"'}
    return StreamingResponse(bad_debt_csv(told), media_type="text/csv; charset=utf-8", headers=saved)


@router.post("/bad-debt/thresholds")
def change(room: InRoom, person: Asking, client: OfClient, given: Annotated[Given, Form()]) -> Response:
    """Use other thresholds from now on."""
    demand(person, Right.ADMINISTER, client)
    set_thresholds(room.stores, client, Thresholds(**given.model_dump()), person.login)
    return RedirectResponse(address("bad-debt", client=client, done=1), 303)
