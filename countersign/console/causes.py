"""Why items are overdue: put together in several ways, item by item, and said by a person."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response, StreamingResponse

from countersign.console.asking import Asking, demand
from countersign.console.invoice_keys import invoice_path
from countersign.console.invoices import invoice_page
from countersign.console.ledger_sight import SeenInvoice
from countersign.console.paging import Piece, piece_of
from countersign.console.pareto import chart_of
from countersign.console.receivables import Given, OfWhom
from countersign.console.refusals import refused
from countersign.console.room import InRoom, OfClient
from countersign.reports.causes import causes_csv, name_words
from countersign.reports.words import standing_words
from flows.disputes import causes as flow
from flows.disputes.causes import Caused, Explained
from models.cause import Cause
from models.dispute import LONGEST_WORDS
from models.errors import WrongUse
from models.people import Right
from receivables.causes import By, Measure, Overdue

router = APIRouter(include_in_schema=False)
BARS = 50
"""Rows of the table beside a chart."""


class Cut(BaseModel):
    """How the page cuts what it shows; what is empty takes its usual value."""

    by: Literal["", "cause", "customer", "carrier", "site"] = Field("", description="Put together by.")
    measure: Literal["", "money_days", "money", "count"] = Field("", description="What is weighed.")
    cause: str = Field("", max_length=40, description="Only items of this cause.")
    page: int = Field(1, ge=1, le=100_000)

    @property
    def put_by(self) -> By:
        """What items are put together by."""
        return By(self.by or By.CAUSE)

    @property
    def weighed(self) -> Measure:
        """What is weighed."""
        return Measure(self.measure or Measure.MONEY_DAYS)

    def items(self, told: Caused) -> Piece[Overdue]:
        """The piece of the items that is shown."""
        some = [one for one in told.causes.items if not self.cause or one.cause.value == self.cause]
        return piece_of(some, self.page)


def cut_asked(cut: Annotated[Cut, Query()]) -> Cut:
    """How the address cuts it."""
    return cut


Sliced = Annotated[Cut, Depends(cut_asked)]


def causes_asked(room: InRoom, whose: OfWhom, asked: Given) -> Caused:
    """The causes that the address asks for, with carriers."""
    return flow.causes(room.stores.register, whose, asked.day(room.stores.clock().date()))


def causes_shown(room: InRoom, whose: OfWhom, asked: Given, cut: Sliced) -> Caused:
    """The same for the page, which asks papers for carriers only where it puts items together by them."""
    day, by_carrier = asked.day(room.stores.clock().date()), cut.put_by is By.CARRIER
    return flow.causes(room.stores.register, whose, day, carriers=by_carrier)


OfCauses = Annotated[Caused, Depends(causes_asked)]
ShownCauses = Annotated[Caused, Depends(causes_shown)]


@router.get("/receivables/causes")
def page(room: InRoom, client: OfClient, asked: Given, cut: Sliced, told: ShownCauses) -> Response:
    """What weighs most among overdue items."""
    found = told.causes
    by, items = cut.put_by, cut.items(told)
    bars = {currency: found.pareto(currency, by, cut.weighed) for currency in found.currencies}
    return room.templates.page(
        "receivables/causes",
        client=client,
        told=told,
        asked={"as_of": asked.as_of, "customer": asked.customer, **cut.model_dump(exclude={"page"})},
        cut=cut,
        bars={currency: some[:BARS] for currency, some in bars.items()},
        charts={
            currency: chart_of(some, lambda name: name_words(told, by, name))
            for currency, some in bars.items()
        },
        most=BARS,
        counts={currency: len(some) for currency, some in bars.items()},
        called=lambda name: name_words(told, by, name),
        ways=tuple(By),
        measures=tuple(Measure),
        causes=tuple(Cause),
        items=items,
        carriers=flow.carriers_of(room.stores.register, client, [one.invoice.key for one in items.rows]),
        standing=standing_words(told.standing, found.as_of),
    )


@router.get("/receivables/causes.csv")
def page_file(client: OfClient, told: OfCauses) -> Response:
    """Every overdue item as CSV."""
    saved = {"Content-Disposition": f'attachment; filename="causes-{client}-{told.causes.as_of}.csv"'}
    return StreamingResponse(causes_csv(told), media_type="text/csv; charset=utf-8", headers=saved)


class Said(BaseModel):
    """The form that says why an item is not paid; without a cause it takes back what was said."""

    cause: str = Field("", max_length=40)
    note: str = Field("", max_length=LONGEST_WORDS)


@router.post("/invoices/{customer_number}/{invoice_number}/cause")
def say(
    room: InRoom, person: Asking, client: OfClient, invoice: SeenInvoice, given: Annotated[Said, Form()]
) -> Response:
    """Say why an item is not paid."""
    demand(person, Right.SEND, client, invoice.customer_number)
    try:
        if given.cause:
            known = given.cause if given.cause in set(Cause) else Cause.UNEXPLAINED
            said = Explained(invoice.key, Cause(known), given.note)
            flow.set_cause(room.stores, client, said, person.login)
        else:
            flow.take_back_cause(room.stores, client, invoice.key, person.login)
    except WrongUse as fault:
        return invoice_page(room, person, client, invoice, refused("cause", given, fault))
    return RedirectResponse(invoice_path(invoice.key, client) + "#cause", 303)
