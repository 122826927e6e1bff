"""Why items are overdue: what is known here of each, and what weighs most. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.cause import Cause, CauseMark
from models.dispute import DisputeCase
from models.ledger import Invoice, InvoiceStatus
from models.sending import InvoiceKey, Reason
from receivables.gaps import PodStatus, Proven

ZERO = Decimal(0)


class By(StrEnum):
    """What overdue items are put together by."""

    CAUSE = "cause"
    CUSTOMER = "customer"
    CARRIER = "carrier"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Overdue:
    """An overdue item."""

    invoice: Invoice
    days: int
    """Overdue, from 1."""
    cause: Cause
    reason: Reason | None = None
    """Of its open dispute."""
    mark: CauseMark | None = None
    """What a person said; None where the cause was found."""
    carrier: str = ""
    """As its papers name it; empty where none does."""
    site: str = ""
    """Where the goods went; empty where the ledger does not say."""

    @property
    def money_days(self) -> Decimal:
        """What is still to be paid, times the days that it is overdue."""
        return self.invoice.balance * self.days

    def name(self, by: By) -> str:
        """What it is put together by; empty where that is not known."""
        if by is By.CAUSE:
            return self.cause.value
        if by is By.CUSTOMER:
            return self.invoice.customer_number
        return self.carrier if by is By.CARRIER else self.site


@dataclass(frozen=True, slots=True)
class Weight:
    """So many items, what is still to be paid of them, and that times days."""

    count: int = 0
    money: Decimal = ZERO
    money_days: Decimal = ZERO


class Measure(StrEnum):
    """What is weighed."""

    MONEY_DAYS = "money_days"
    MONEY = "money"
    COUNT = "count"

    def of(self, weight: Weight) -> Decimal:
        """The one figure of a weight."""
        return Decimal(getattr(weight, self.value))


@dataclass(frozen=True, slots=True)
class Bar:
    """One of several that share a whole, heaviest first."""

    name: str
    """Empty for those of which it is not known."""
    weight: Weight
    share: Decimal
    """0..1 of the whole, by the measure."""
    cumulative: Decimal
    """0..1: with all heavier ones."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of items beside their papers and books, by (customer number, invoice number)."""

    broken: frozenset[InvoiceKey] = frozenset()
    """Those whose newest promise was not kept."""
    marks: Mapping[InvoiceKey, CauseMark] = field(default_factory=dict)
    carriers: Mapping[InvoiceKey, str] = field(default_factory=dict)
    sites: Mapping[str, str] = field(default_factory=dict)
    """Where goods for a customer go, by its number."""


@dataclass(frozen=True, slots=True)
class Causes:
    """Overdue items, put together in several ways."""

    as_of: date
    items: tuple[Overdue, ...]
    """Heaviest in money-days first, currency by currency."""
    by: Mapping[By, Mapping[tuple[str, str], Weight]]
    """By currency and name, heaviest first in each currency."""

    @property
    def by_cause(self) -> Mapping[tuple[str, str], Weight]:
        """By currency and cause."""
        return self.by[By.CAUSE]

    @property
    def by_customer(self) -> Mapping[tuple[str, str], Weight]:
        """By currency and customer number."""
        return self.by[By.CUSTOMER]

    @property
    def currencies(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(dict.fromkeys(one.invoice.currency for one in self.items))

    def pareto(self, currency: str, by: By, measure: Measure = Measure.MONEY_DAYS) -> tuple[Bar, ...]:
        """What weighs most in one currency, with shares of the whole."""
        weights = {name: weight for (unit, name), weight in self.by[by].items() if unit == currency}
        whole = sum((measure.of(one) for one in weights.values()), ZERO)
        found, so_far = [], ZERO
        for name, weight in sorted(weights.items(), key=lambda row: (-measure.of(row[1]), row[0])):
            so_far += measure.of(weight)
            shares = (measure.of(weight) / whole, so_far / whole) if whole else (ZERO, ZERO)
            found.append(Bar(name, weight, *shares))
        return tuple(found)


NOTHING = Known()


def causes(
    items: Iterable[Proven], cases: Iterable[DisputeCase], as_of: date, known: Known = NOTHING
) -> Causes:
    """Why the open items of a day were overdue on it."""
    disputed = {case.key: case.reason for case in cases if case.state.is_open}
    late = [_overdue(one, disputed, known) for one in items if is_late(one)]
    late.sort(key=lambda one: (one.invoice.currency, -one.money_days, one.invoice.key))
    return Causes(as_of, tuple(late), {by: _together(late, by) for by in By})


def is_late(one: Proven) -> bool:
    """True for an item that is overdue."""
    return one.days is not None and one.days < 0


def _together(items: Iterable[Overdue], by: By) -> dict[tuple[str, str], Weight]:
    sums: dict[tuple[str, str], list[Decimal]] = {}
    for one in items:
        key, money = (one.invoice.currency, one.name(by)), one.invoice.balance
        cells = sums.setdefault(key, [ZERO, ZERO, ZERO])
        cells[0] += 1
        cells[1] += money
        cells[2] += money * one.days
    found = {key: Weight(int(count), *rest) for key, (count, *rest) in sums.items()}
    return dict(sorted(found.items(), key=lambda row: (row[0][0], -row[1].money_days, row[0][1])))


def _overdue(one: Proven, disputed: Mapping[InvoiceKey, Reason], known: Known) -> Overdue:
    key = one.invoice.key
    reason, mark = disputed.get(key), known.marks.get(key)
    if mark is not None and not mark.holds(one.invoice):
        mark = None
    return Overdue(
        one.invoice,
        -(one.days or 0),
        mark.cause if mark else _cause(one, reason, is_broken=key in known.broken),
        reason,
        mark,
        known.carriers.get(key, ""),
        known.sites.get(key[0], ""),
    )


def _cause(one: Proven, reason: Reason | None, *, is_broken: bool) -> Cause:
    if reason is not None or one.invoice.status is InvoiceStatus.DISPUTED:
        return Cause.DISPUTED
    if is_broken:
        return Cause.BROKEN_PROMISE
    if one.status is PodStatus.REMARKED:
        return Cause.REMARKED
    if one.is_gap:
        return Cause.UNPROVEN
    return Cause.UNEXPLAINED if one.invoice.po_number else Cause.NO_ORDER
