"""Aging: what is owed on a day, by how long it is overdue. Pure; amounts of two currencies never meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.ledger import Invoice, InvoiceStatus
from models.sending import InvoiceKey
from receivables.ranges import Range, checked, ranges_up_to

ZERO = Decimal(0)
USUAL = (30, 60, 90)
"""Last days of the buckets where nobody says otherwise."""


class Basis(StrEnum):
    """From which day on an invoice grows old."""

    DUE = "due"
    """Due date; the invoice date where the ledger has none."""
    INVOICE = "invoice"
    """Invoice date."""


class Credits(StrEnum):
    """Where credits stand."""

    APART = "apart"
    """In a column of their own."""
    AGED = "aged"
    """In the buckets, by their own dates."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How something is aged. Raises WrongUse where the limits cannot be."""

    as_of: date
    basis: Basis = Basis.DUE
    limits: tuple[int, ...] = USUAL
    """Last day of each bucket but the last one."""
    credits: Credits = Credits.APART

    def __post_init__(self) -> None:
        """Refuse limits that cannot be."""
        checked(self.limits)

    @property
    def buckets(self) -> tuple[Range, ...]:
        """Days overdue; by invoice date days of age. By due date the first one is of what is not overdue."""
        if self.basis is Basis.INVOICE:
            return ranges_up_to(self.limits, None)
        return Range(None, 0), *ranges_up_to(self.limits, 1)

    def days(self, invoice: Invoice) -> int:
        """How old an invoice is on the day: below 1 where it is not overdue."""
        begins = invoice.due_date if self.basis is Basis.DUE else None
        return (self.as_of - (begins or invoice.invoice_date)).days


@dataclass(frozen=True, slots=True)
class Line:
    """What one customer owes in one currency; without a customer, what all do."""

    customer: str
    currency: str
    buckets: tuple[Decimal, ...]
    """As `Terms.buckets`; without what is disputed."""
    disputed: Decimal = ZERO
    credits: Decimal = ZERO
    """Zero or below; credits that are aged are in the buckets."""
    count: int = 0
    """Open items."""
    received: Decimal = ZERO
    """What was paid of these items and the ledger has not booked; credit notes that were netted taken off."""
    covered: Decimal = ZERO
    """What open disputes of our own books cover of the buckets: items that the ledger does not mark."""

    @property
    def total(self) -> Decimal:
        """All of it."""
        return sum(self.buckets, ZERO) + self.disputed + self.credits


@dataclass(frozen=True, slots=True)
class Control:
    """The proof that nothing was left out, in one currency."""

    ledger: Decimal
    """Sum of the balances of all open items, each added up as the ledger has them."""
    later: Decimal
    """Of those that were issued after the day."""
    aged: Decimal
    """Sum of the aging."""

    @property
    def agrees(self) -> bool:
        """True where the aging and what was issued later are what the ledger has."""
        return self.aged + self.later == self.ledger


@dataclass(frozen=True, slots=True)
class Tie:
    """The ledger held against what another book has, such as the general ledger, in one currency."""

    currency: str
    stated: Decimal
    """The control total that was given."""
    ledger: Decimal
    """All that the ledger has open; zero where it has nothing of the currency."""

    @property
    def difference(self) -> Decimal:
        """By how much the ledger has more; below zero where it has less."""
        return self.ledger - self.stated


@dataclass(frozen=True, slots=True)
class Aging:
    """Who owes what since when."""

    terms: Terms
    lines: tuple[Line, ...]
    """By customer and currency."""
    totals: Mapping[str, Line]
    """By currency."""
    controls: Mapping[str, Control]
    """By currency."""
    undated: int = 0
    """Items without a due date that are aged by it: they count as due on their invoice date."""


class _Sums:
    """Lines being added up, by customer and currency."""

    def __init__(
        self, terms: Terms, covered: Mapping[InvoiceKey, Decimal], received: Mapping[InvoiceKey, Decimal]
    ) -> None:
        self.terms = terms
        self.places = len(terms.buckets)
        self.ranges = terms.buckets
        self.cells: dict[tuple[str, str], list[Decimal]] = {}
        """Buckets, then what is disputed, credits, what is received, what is disputed here, and the count."""
        self.covered = covered
        self.received = received

    def add(self, invoice: Invoice) -> None:
        """Put the balance of an invoice where it belongs."""
        balance = invoice.balance
        if balance < ZERO and self.terms.credits is Credits.APART:
            place = self.places + 1
        elif invoice.status is InvoiceStatus.DISPUTED and balance >= ZERO:
            place = self.places
        else:
            days = self.terms.days(invoice)
            place = next(at for at, bucket in enumerate(self.ranges) if bucket.holds(days))
        mine, paid = self.covered.get(invoice.key, ZERO), self.received.get(invoice.key, ZERO)
        for customer in (invoice.customer_number, ""):
            key = customer, invoice.currency
            if key not in self.cells:
                self.cells[key] = [ZERO] * (self.places + 5)
            cells = self.cells[key]
            cells[place] += balance
            cells[-3] += paid
            cells[-2] += mine
            cells[-1] += 1

    def line(self, key: tuple[str, str]) -> Line:
        """What was added up for a customer, or with an empty number for all."""
        *buckets, disputed, credit, received, covered, count = self.cells[key]
        return Line(*key, tuple(buckets), disputed, credit, int(count), received, covered)


def age(
    items: Iterable[Invoice],
    terms: Terms,
    covered: Mapping[InvoiceKey, Decimal] | None = None,
    received: Mapping[InvoiceKey, Decimal] | None = None,
) -> Aging:
    """What is owed on the day of the terms, of the items that were open at its end.

    Args:
        items: open items; what is not open is left out.
        terms: how they are aged.
        covered: what open disputes of our own books cover of items; no amount of the aging depends on it.
        received: by how much items are to fall by payments that the ledger has not booked; likewise.
    """
    owed = [item for item in items if item.is_open]
    issued = [item for item in owed if item.invoice_date <= terms.as_of]
    sums = _Sums(terms, covered or {}, received or {})
    for item in issued:
        sums.add(item)
    by_currency = {currency: sums.line((who, currency)) for who, currency in sorted(sums.cells) if not who}
    return Aging(
        terms=terms,
        lines=tuple(sums.line(key) for key in sorted(sums.cells) if key[0]),
        totals=by_currency,
        controls=dict(_controls(owed, by_currency, terms)),
        undated=sum(terms.basis is Basis.DUE and item.due_date is None for item in issued),
    )


def _controls(
    owed: Iterable[Invoice], totals: Mapping[str, Line], terms: Terms
) -> Iterator[tuple[str, Control]]:
    ledger: dict[str, Decimal] = {}
    later: dict[str, Decimal] = {}
    for item in owed:
        ledger[item.currency] = ledger.get(item.currency, ZERO) + item.balance
        if item.invoice_date > terms.as_of:
            later[item.currency] = later.get(item.currency, ZERO) + item.balance
    for currency, total in sorted(ledger.items()):
        aged = totals[currency].total if currency in totals else ZERO
        yield currency, Control(total, later.get(currency, ZERO), aged)


def ties(aging: Aging, stated: Mapping[str, Decimal]) -> tuple[Tie, ...]:
    """The aging's ledger held against control totals, by currency."""
    had = {currency: control.ledger for currency, control in aging.controls.items()}
    return tuple(Tie(one, total, had.get(one, ZERO)) for one, total in sorted(stated.items()))
