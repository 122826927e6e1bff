"""Receivables of a client firm: evidence gaps, aging, statements of account; as pages and as files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response, StreamingResponse

from countersign.console.invoice_keys import invoice_path
from countersign.console.ledger_sight import SeenCustomers
from countersign.console.paging import piece_of
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.reports.aging import aging_csv
from countersign.reports.gaps import chase_csv, chased, on_file_csv
from countersign.reports.statement import statement_csv
from countersign.reports.words import limits_in, standing_words
from flows import receivables
from flows.receivables import Aged, Gapped, Stated, Whose
from models.errors import WrongUse
from receivables.aging import USUAL, Basis, Credits, Terms
from receivables.gaps import NEAR, Desk, PodStatus

router = APIRouter(prefix="/receivables", include_in_schema=False)
ROWS = 100
"""Gaps that the page shows; the chase list has them all."""
PRINTED = 1000
"""Rows of a list that is made to be printed."""
CUSTOMERS = 15
"""Customers with the dearest gaps."""
LINES = 200
"""Lines of an aging on one page."""
_USUAL = ",".join(map(str, USUAL))


class Asked(BaseModel):
    """What a report is asked for; what is left empty takes its usual value."""

    as_of: str = Field("", max_length=10, description="The day, as 2026-11-30; today (UTC) unless given.")
    customer: str = Field("", max_length=200, description="Number of one customer; empty for all.")
    basis: Literal["", "due", "invoice"] = Field("", description="From which date on an invoice grows old.")
    buckets: str = Field(
        "", max_length=60, description=f"Last day of each bucket but the last one: {_USUAL}."
    )
    credits: Literal["", "apart", "aged"] = Field("", description="Credits apart, or aged with the rest.")
    ask: Literal["", "review", "mailroom", "carrier", "collector"] = Field(
        "", description="Only gaps that this desk can close."
    )

    page: int = Field(1, ge=1, le=100_000, description="Piece of a long list, from 1; of pages alone.")

    @property
    def desks(self) -> tuple[Desk, ...]:
        """Whose gaps are meant; empty for all."""
        return (Desk(self.ask),) if self.ask else ()

    def day(self, today: date) -> date:
        """The day that is meant.

        Raises:
            WrongUse: it is none.
        """
        try:
            return date.fromisoformat(self.as_of) if self.as_of else today
        except ValueError:
            raise WrongUse(f"{self.as_of!r} is no day: write it as 2026-11-30.") from None

    def terms(self, today: date) -> Terms:
        """How something is aged.

        Raises:
            WrongUse: the day is none, or the limits cannot be.
        """
        return Terms(
            self.day(today),
            Basis(self.basis or Basis.DUE),
            limits_in(self.buckets or _USUAL),
            Credits(self.credits or Credits.APART),
        )


Given = Annotated[Asked, Query()]


def whose_asked(client: OfClient, seen: SeenCustomers, asked: Given) -> Whose:
    """Whose receivables the address asks for, as far as the person may see them."""
    customer = asked.customer.strip()
    if customer and seen is not None and customer not in seen:
        raise HTTPException(404)
    return Whose(client, seen, customer)


OfWhom = Annotated[Whose, Depends(whose_asked)]


def gaps_asked(room: InRoom, whose: OfWhom, asked: Given) -> Gapped:
    """The evidence gaps that the address asks for."""
    return receivables.gaps(room.stores.register, whose, asked.day(room.stores.clock().date()))


def aging_asked(room: InRoom, whose: OfWhom, asked: Given) -> Aged:
    """The aging that the address asks for."""
    return receivables.aging(room.stores.register, whose, asked.terms(room.stores.clock().date()))


def statement_asked(room: InRoom, whose: OfWhom, asked: Given) -> Stated:
    """The statement of account that the address asks for."""
    return receivables.statement(room.stores.register, whose, asked.terms(room.stores.clock().date()))


Gaps = Annotated[Gapped, Depends(gaps_asked)]
Aging = Annotated[Aged, Depends(aging_asked)]
Statement = Annotated[Stated, Depends(statement_asked)]


@router.get("")
def begin(_seen: SeenCustomers, client: OfClient) -> Response:
    """The evidence gaps come first."""
    return RedirectResponse(address("receivables", "gaps", client=client), 303)


@router.get("/gaps")
def gaps_page(room: InRoom, client: OfClient, asked: Given, told: Gaps) -> Response:
    """Open invoices that nothing proves, by when they fall due, and who is to be asked."""
    return room.templates.page("receivables/gaps", 200, client=client, **_shown(room, asked, told, ROWS))


@router.get("/chase")
def chase_page(room: InRoom, client: OfClient, asked: Given, told: Gaps) -> Response:
    """The chase list, made to be printed."""
    return room.templates.page("receivables/chase", 200, client=client, **_shown(room, asked, told, PRINTED))


@router.get("/chase.csv")
def chase_file(client: OfClient, asked: Given, told: Gaps) -> Response:
    """The chase list as CSV."""
    return _saved(chase_csv(told, asked.desks), f"chase-{client}-{told.report.as_of}.csv")


@router.get("/pods.csv")
def on_file_file(room: InRoom, client: OfClient, told: Gaps) -> Response:
    """What is on file for each open invoice, for the system that the ledger comes from."""
    console = room.stores.settings.console_url.rstrip("/")
    lines = on_file_csv(told, lambda key: console + invoice_path(key, client))
    return _saved(lines, f"pods-{client}-{told.report.as_of}.csv")


@router.get("/aging")
def aging_page(room: InRoom, client: OfClient, asked: Given, told: Aging) -> Response:
    """Who owes what, by how long it is overdue."""
    return room.templates.page(
        "receivables/aging",
        client=client,
        asked=asked.model_dump(exclude={"page"}),
        told=told,
        terms=told.aging.terms,
        usual=_USUAL,
        lines=piece_of(told.aging.lines, asked.page, LINES),
        standing=standing_words(told.standing, told.aging.terms.as_of),
    )


@router.get("/aging.csv")
def aging_file(client: OfClient, told: Aging) -> Response:
    """The same as CSV."""
    return _saved(aging_csv(told), f"aging-{client}-{told.aging.terms.as_of}.csv")


@router.get("/statement")
def statement_page(room: InRoom, client: OfClient, asked: Given, whose: OfWhom) -> Response:
    """A customer's statement of account; without a customer, where to name one."""
    told = statement_asked(room, whose, asked) if whose.customer else None
    day = asked.day(room.stores.clock().date())
    return room.templates.page(
        "receivables/statement",
        client=client,
        asked=asked.model_dump(exclude={"page"}),
        as_of=day,
        told=told,
        customer=told.customers[told.statement.customer] if told else None,
        standing=standing_words(told.standing, day) if told else "",
    )


@router.get("/statement.csv")
def statement_file(client: OfClient, told: Statement) -> Response:
    """The same as CSV."""
    name = "".join(
        letter if letter.isascii() and letter.isalnum() else "-" for letter in told.statement.customer
    )
    return _saved(statement_csv(told), f"statement-{client}-{name}-{told.statement.terms.as_of}.csv")


def _shown(room: Room, asked: Asked, told: Gapped, most: int) -> dict[str, object]:
    chase = chased(told, asked.desks)
    return {
        "asked": asked.model_dump(exclude={"page"}),
        "told": told,
        "statuses": tuple(PodStatus),
        "desks": tuple(Desk),
        "ranges": [place for place in (*range(len(NEAR)), None) if place in told.report.by_due],
        "dearest": _dearest(told),
        "rows": piece_of(chase, asked.page, most),
        "standing": standing_words(told.standing, told.report.as_of),
        "now": room.stores.clock(),
    }


def _dearest(told: Gapped) -> list[tuple[str, str, int, Decimal]]:
    """Customers with the dearest gaps of each currency: number, currency, count, money."""
    found = []
    for number, sums in told.report.by_customer.items():
        for currency in {one for one, _ in sums}:
            cells = [cell for (one, status), cell in sums.items() if one == currency and status.is_gap]
            if cells:
                money = sum((cell.money for cell in cells[1:]), cells[0].money)
                found.append((number, currency, sum(cell.count for cell in cells), money))
    return sorted(found, key=lambda row: (row[1], -row[3], row[0]))[:CUSTOMERS]


def _saved(lines: Iterable[str], name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)
