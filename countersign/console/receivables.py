"""Receivables of a client firm: evidence gaps, aging, statements of account; as pages and as files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking
from countersign.console.invoice_keys import invoice_path
from countersign.console.ledger_sight import SeenCustomers, must_be_seen
from countersign.console.letters_to import correspondence_of
from countersign.console.paging import piece_of
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.saving import saved_csv, saved_pdf
from countersign.days import day_of
from countersign.printing.reports import aging_pdf, gaps_pdf, statement_pdf
from countersign.reports.aging import aging_csv
from countersign.reports.gaps import chase_csv, chased, on_file_csv
from countersign.reports.statement import statement_csv
from countersign.reports.statement_words import lacking_words
from countersign.reports.words import limits_in, standing_words
from flows import receivables
from flows.evidence import letterhead_of
from flows.receivables import Aged, Gapped, Stated, Whose
from models.evidence import Tongue
from models.people import Right
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

    since: str = Field(
        "",
        max_length=10,
        description="Of a statement: the day since which movements are told (balance forward).",
    )

    language: Literal["", "en", "de"] = Field("", description="Of a PDF; else that of the letterhead.")

    @property
    def tongue(self) -> Tongue | None:
        """The language that is asked for; None for that of the letterhead."""
        return Tongue(self.language) if self.language else None

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
        return day_of(self.as_of) or today

    @property
    def first(self) -> date | None:
        """Since when movements are told; None for none; raises WrongUse where it is no day."""
        return day_of(self.since)

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
    customer = must_be_seen(seen, asked.customer)
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
    terms = asked.terms(room.stores.clock().date())
    return receivables.statement(room.stores.register, whose, terms, asked.first)


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


@router.get("/gaps.pdf")
def gaps_print(room: InRoom, client: OfClient, asked: Given, told: Gaps) -> Response:
    """Gaps and chase list as PDF."""
    head = letterhead_of(room.stores, client)
    with room.pictures.one_of_few():
        data = gaps_pdf(told, head, asked.desks, asked.tongue)
    return saved_pdf(data, f"gaps-{client}-{told.report.as_of}")


@router.get("/chase.csv")
def chase_file(client: OfClient, asked: Given, told: Gaps) -> Response:
    """The chase list as CSV."""
    return saved_csv(chase_csv(told, asked.desks), f"chase-{client}-{told.report.as_of}")


@router.get("/pods.csv")
def on_file_file(room: InRoom, client: OfClient, told: Gaps) -> Response:
    """What is on file for each open invoice, for the system that the ledger comes from."""
    console = room.stores.settings.console_url.rstrip("/")
    lines = on_file_csv(told, lambda key: console + invoice_path(key, client))
    return saved_csv(lines, f"pods-{client}-{told.report.as_of}")


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
    return saved_csv(aging_csv(told), f"aging-{client}-{told.aging.terms.as_of}")


@router.get("/aging.pdf")
def aging_print(room: InRoom, client: OfClient, asked: Given, told: Aging) -> Response:
    """The same as PDF."""
    head = letterhead_of(room.stores, client)
    with room.pictures.one_of_few():
        data = aging_pdf(told, head, asked.tongue)
    return saved_pdf(data, f"aging-{client}-{told.aging.terms.as_of}")


@router.get("/statement")
def statement_page(room: InRoom, person: Asking, client: OfClient, asked: Given, whose: OfWhom) -> Response:
    """A customer's statement of account; without a customer, where to name one."""
    told = statement_asked(room, whose, asked) if whose.customer else None
    day = asked.day(room.stores.clock().date())
    mails = whose.customer and person.may(Right.SEND, client, whose.customer)
    return room.templates.page(
        "receivables/statement",
        client=client,
        asked=asked.model_dump(exclude={"page"}),
        as_of=day,
        told=told,
        customer=told.customers[told.statement.customer] if told else None,
        standing=standing_words(told.standing, day) if told else "",
        lacking=lacking_words(told) if told else "",
        letters_to=correspondence_of(room, client, whose.customer) if mails else None,
    )


@router.get("/statement.csv")
def statement_file(client: OfClient, told: Statement) -> Response:
    """The same as CSV."""
    return saved_csv(statement_csv(told), statement_name(client, told))


@router.get("/statement.pdf")
def statement_print(room: InRoom, client: OfClient, asked: Given, told: Statement) -> Response:
    """The same as a letter."""
    head = letterhead_of(room.stores, client)
    with room.pictures.one_of_few():
        data = statement_pdf(told, head, asked.tongue)
    return saved_pdf(data, statement_name(client, told))


def statement_name(client: str, told: Stated) -> str:
    """For its file."""
    return f"statement-{client}-{told.statement.customer}-{told.statement.terms.as_of}"


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
