"""One customer: what is owed and what proves it, and everything on file by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from countersign.console.case_files import Account, SeenAccount
from countersign.console.credit.shown import collecting_of
from countersign.console.letters_to import correspondence_of
from countersign.console.listing import PIECE, Listed, Listing
from countersign.console.refusals import NOTHING, Refused
from countersign.console.room import InRoom, Room
from countersign.console.sight import narrowed
from flows.cash import unbooked_of_customer
from flows.receivables import Gapped, Stated, Whose, gaps, statement
from models.finding import Narrowed
from models.ledger import Customer
from receivables.aging import Terms
from receivables.dispute_history import covered_by
from receivables.gaps import PodStatus
from storage.register import Customers

router = APIRouter(prefix="/customers", include_in_schema=False)
OPEN_SHOWN = 200
"""Open invoices that the page of a customer shows; its statement has them all."""
BRANCHES = 20
_YEARS = Query(ge=0, le=9999, description="Year in which papers were received; 0 for the newest.")


@dataclass(frozen=True)
class Books:
    """How a customer's account stands today."""

    stated: Stated
    gapped: Gapped

    def status(self, key: tuple[str, str]) -> PodStatus | None:
        """What proves an open invoice; None for a credit."""
        return self.statuses.get(key)

    @cached_property
    def statuses(self) -> Mapping[tuple[str, str], PodStatus]:
        """What proves each open invoice."""
        return {one.invoice.key: one.status for one in self.gapped.report.items}


@router.get("/{customer_number}")
def page(room: InRoom, account: SeenAccount, year: Annotated[int, _YEARS] = 0) -> Response:
    """The page of one customer."""
    return customer_page(room, account, year)


def customer_page(room: Room, account: Account, year: int = 0, refused: Refused = NOTHING) -> Response:
    """The page of one customer; with the form that was refused, if one was."""
    client, seen = account.client, account.seen
    register, customer = room.stores.register, account.customer
    years = register.finding.years(client, customer.number)
    wanted = year if year in years else next(iter(years), 0)
    parent = register.books.customers(client, [customer.parent]).get(customer.parent)
    branches = register.books.branches(client, customer.number, BRANCHES)
    return room.templates.page(
        "ledger/customer",
        400 if refused.form else 200,
        client=client,
        customer=customer,
        parent=parent if parent and (seen is None or parent.number in seen) else None,
        branches=[one for one in branches if seen is None or one.number in seen],
        books=(books := books_of(room, client, seen, customer)),
        contested=contested(books, account),
        most=OPEN_SHOWN,
        unbooked_payments=unbooked_of_customer(room.stores, client, customer.number),
        file=account.file,
        collecting=collecting_of(room, client, customer.number),
        letters_to=correspondence_of(room, client, customer.number),
        may_send=account.may_send,
        notes=account.notes,
        refused=refused,
        today=room.stores.clock().date(),
        years=years,
        year=wanted,
        listing=on_file(room, seen, client, customer, wanted),
    )


def contested(books: Books, account: Account) -> Mapping[str, Decimal]:
    """What our own open disputes cover of items that the ledger does not mark as disputed, by currency."""
    of_ours = [
        item.invoice for one in books.stated.statement.accounts for item in one.items if not item.is_disputed
    ]
    covered = covered_by(of_ours, (row.case for row in account.file.rows))
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for invoice in of_ours:
        sums[invoice.currency] += covered.get(invoice.key, Decimal(0))
    return sums


def books_of(room: Room, client: str, seen: Customers, customer: Customer) -> Books:
    """What is owed today and what proves it."""
    whose, today = Whose(client, seen, customer.number), room.stores.clock().date()
    register = room.stores.register
    return Books(statement(register, whose, Terms(today)), gaps(register, whose, today))


def on_file(room: Room, seen: Customers, client: str, customer: Customer, year: int) -> Listing:
    """The newest documents of a customer in a year."""
    if not year:
        return Listing((), 0, 1, is_more=False)
    register = room.stores.register
    asked = Narrowed(customer=customer.number, since=date(year, 1, 1), until=date(year, 12, 31), seen=seen)
    records = register.finding.newest(client, asked, PIECE)
    total = register.finding.count(client, asked)
    return Listing(tuple(Listed(narrowed(one, seen)) for one in records), total, 1, is_more=False)
