"""From the items of a list to invoices: payments left out, rows of one invoice added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from models.ledger import Invoice, InvoiceStatus
from pipeline.ledger_files.cells import BadCell
from pipeline.ledger_files.importing.items import Item, Manner, Reading, Sort
from pipeline.ledger_files.importing.people import PLACES
from pipeline.ledger_files.importing.profile import Kind
from pipeline.ledger_files.importing.totals import confirmed_doubles
from pipeline.ledger_files.importing.walk import Walked
from pipeline.ledger_files.rows import Faulty

_ZERO = Decimal(0)
_STATES = (
    InvoiceStatus.DISPUTED, InvoiceStatus.OPEN, InvoiceStatus.PAID, InvoiceStatus.CLOSED, InvoiceStatus.VOID
)  # fmt: skip
"""What an invoice is while one of its parts is."""
_ONCE = ("issued", "currency", "po_number", "delivery_number")
_ADDED = ("amount", "rest", "due", "status")
"""What rows of one invoice may differ in where they are its lines or instalments."""
_NAMES = {"issued": "invoice_date", "due": "due_date", "rest": "open_amount"}


@dataclass(slots=True)
class Booked:
    """The invoices of a list, and what was not taken."""

    invoices: list[Invoice] = field(default_factory=list)
    faulty: list[Faulty] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    """Rows that are no invoices, by what the file calls them."""
    unknown: Counter[str] = field(default_factory=Counter)
    """Rows of a type that no table has, by what the file calls it; they are taken by their sign."""
    credits: int = 0
    added_up: int = 0
    """Invoices that stand in several rows."""
    nameless_credits: int = 0
    """Credit notes under the number of an invoice, which are left out."""
    sums: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    """(column, currency) -> sum of the items, each once."""
    figures: list[tuple[str, Mapping[str, Decimal]]] = field(default_factory=list)
    """Currency and amounts of every item, where rows of totals are to be held against them."""
    said: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    """Number of each customer -> column -> how often the items say what about it."""
    count: int = 0
    """Items, each once."""


def book(walked: Walked, manner: Manner) -> Booked:
    """The invoices and credit notes of a list; rows at fault are told, not taken."""
    booked = Booked(faulty=list(walked.faulty))
    items: dict[tuple[bool, str, str], list[Item]] = {}
    for place, row in enumerate(walked.items):
        read = Reading(row, walked, manner)
        try:
            sort = read.sort()
            if walked.totals:
                booked.figures.append((sort.currency, sort.amounts))
            if place in walked.doubles:
                continue
            _count(sort, booked)
            if sort.kind is not Kind.PAYMENT:
                item = read.item(sort)
                key = (item.kind is Kind.CREDIT, item.customer, item.numbers[0])
                items.setdefault(key, []).append(item)
                _note_customer(read, item.customer, booked)
        except BadCell as bad:
            booked.faulty.append(walked.fault(row.line, str(bad)))
    _book_invoices(items, walked, booked, adds_up=manner.profile.adds_up)
    booked.faulty.sort(key=lambda faulty: faulty.line)
    return booked


def with_doubles_confirmed(walked: Walked, manner: Manner) -> Walked:
    """The list with rows that stand twice counted twice, where rows add up and its totals say so."""
    if not (manner.profile.adds_up and walked.doubles and walked.totals):
        return walked
    try:
        sorts = [Reading(row, walked, manner).sort() for row in walked.items]
    except BadCell:
        return walked
    figures = [(sort.currency, sort.amounts) for sort in sorts]
    confirmed = confirmed_doubles(walked, figures, manner.money)
    return replace(walked, doubles=walked.doubles - confirmed, confirmed=confirmed)


def _count(sort: Sort, booked: Booked) -> None:
    booked.count += 1
    if sort.kind is Kind.PAYMENT:
        booked.left[sort.written] += 1
    if not sort.known:
        booked.unknown[sort.written] += 1
    for column, amount in sort.amounts.items():
        key = column, sort.currency
        booked.sums[key] = booked.sums.get(key, _ZERO) + amount


def _note_customer(read: Reading, number: str, booked: Booked) -> None:
    """Keep what a row says about its customer."""
    said = booked.said.setdefault(number, {})
    for column in ("customer_name", *PLACES):
        if text := read.cell(column):
            said.setdefault(column, Counter())[text] += 1


def _book_invoices(
    items: Mapping[tuple[bool, str, str], Sequence[Item]], walked: Walked, booked: Booked, *, adds_up: bool
) -> None:
    """Invoices first; a credit note under the number of an invoice takes another of its own, if it can."""
    taken = {(customer, number) for credit, customer, number in items if not credit}
    for (credit, customer, _), rows in sorted(items.items(), key=lambda one: one[0][0]):
        number = _free_number(rows[0], taken, customer) if credit else rows[0].numbers[0]
        if not number:
            booked.nameless_credits += 1
            continue
        taken.add((customer, number))
        try:
            booked.invoices.append(_invoice(rows, number, adds_up=adds_up))
        except BadCell as bad:
            booked.faulty.append(walked.fault(rows[-1].line, str(bad)))
        booked.credits += credit
        booked.added_up += adds_up and len(rows) > 1


def _free_number(item: Item, taken: Collection[tuple[str, str]], customer: str) -> str:
    return next((number for number in item.numbers if (customer, number) not in taken), "")


def _invoice(rows: Sequence[Item], number: str, *, adds_up: bool) -> Invoice:
    """One invoice of its rows: due when the first of them is, open while one of them is.

    Raises:
        BadCell: they differ in what one invoice can have but once.
    """
    first = rows[0]
    if len(rows) > 1:
        _refuse_differences(rows, _ONCE if adds_up else (*_ONCE, *_ADDED))
    return Invoice(
        number,
        first.customer,
        next((row.po_number for row in rows if row.po_number), ""),
        first.issued,
        min((row.due for row in rows if row.due), default=None),
        sum((row.amount for row in rows), _ZERO) if adds_up else first.amount,
        first.currency,
        next((row.delivery_number for row in rows if row.delivery_number), ""),
        next(state for state in _STATES if any(row.status is state for row in rows)),
        _rest(rows) if adds_up else first.rest,
    )


def _rest(rows: Sequence[Item]) -> Decimal | None:
    """What is still to be paid of all rows; None where one of them does not say."""
    said = [row.rest for row in rows if row.rest is not None]
    return sum(said, _ZERO) if len(said) == len(rows) else None


def _refuse_differences(rows: Sequence[Item], columns: Sequence[str]) -> None:
    for column in columns:
        said = {getattr(row, column): row.line for row in rows if getattr(row, column) not in {"", None}}
        if len(said) > 1:
            one, other = list(said)[:2]
            raise BadCell(
                f"differs from line {said[one]} for the same number ({_NAMES.get(column, column)} "
                f"{str(one)!r} there, {str(other)!r} here): keep the right one of the two."
            )
