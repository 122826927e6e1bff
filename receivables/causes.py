"""Why items are overdue: what is known here of each, and what weighs most. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.dispute import DisputeCase
from models.ledger import Invoice, InvoiceStatus
from models.sending import InvoiceKey, Reason
from receivables.gaps import PodStatus, Proven

ZERO = Decimal(0)


class Cause(StrEnum):
    """Why an item is overdue, as far as papers and books tell; the first that fits counts."""

    DISPUTED = "disputed"
    """A dispute is open, or the ledger says so."""
    UNPROVEN = "unproven"
    """No proof of delivery, or none that is signed and can be read: we cannot prove it."""
    REMARKED = "remarked"
    """The customer remarked something on receipt, and there is no dispute yet."""
    NO_ORDER = "no_order"
    """The ledger names no order of the customer."""
    UNEXPLAINED = "unexplained"
    """It is proven and undisputed: the customer does not pay."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """An overdue item."""

    invoice: Invoice
    days: int
    """Overdue, from 1."""
    cause: Cause
    reason: Reason | None = None
    """Of its open dispute."""

    @property
    def money_days(self) -> Decimal:
        """What is still to be paid, times the days that it is overdue."""
        return self.invoice.balance * self.days


@dataclass(frozen=True, slots=True)
class Weight:
    """So many items, what is still to be paid of them, and that times days."""

    count: int = 0
    money: Decimal = ZERO
    money_days: Decimal = ZERO

    def __add__(self, item: Overdue) -> Weight:
        """With one more."""
        money = self.money + item.invoice.balance
        return Weight(self.count + 1, money, self.money_days + item.money_days)


@dataclass(frozen=True, slots=True)
class Causes:
    """Overdue items by cause and by customer."""

    as_of: date
    items: tuple[Overdue, ...]
    """Heaviest in money-days first, currency by currency."""
    by_cause: Mapping[tuple[str, Cause], Weight]
    """By currency and cause, heaviest first in each currency."""
    by_customer: Mapping[tuple[str, str], Weight]
    """By currency and customer number, heaviest first in each currency."""


def causes(items: Iterable[Proven], cases: Iterable[DisputeCase], as_of: date) -> Causes:
    """Why the open items of a day were overdue on it."""
    disputed = {case.key: case.reason for case in cases if case.state.is_open}
    late = [_overdue(one, disputed) for one in items if one.days is not None and one.days < 0]
    late.sort(key=lambda one: (one.invoice.currency, -one.money_days, one.invoice.key))
    by_cause: dict[tuple[str, Cause], Weight] = {}
    by_customer: dict[tuple[str, str], Weight] = {}
    for one in late:
        cause = one.invoice.currency, one.cause
        by_cause[cause] = by_cause.get(cause, Weight()) + one
        customer = one.invoice.currency, one.invoice.customer_number
        by_customer[customer] = by_customer.get(customer, Weight()) + one
    return Causes(
        as_of,
        tuple(late),
        dict(sorted(by_cause.items(), key=lambda row: (row[0][0], -row[1].money_days, row[0][1]))),
        dict(sorted(by_customer.items(), key=lambda row: (row[0][0], -row[1].money_days, row[0][1]))),
    )


def _overdue(one: Proven, disputed: Mapping[InvoiceKey, Reason]) -> Overdue:
    reason = disputed.get(one.invoice.key)
    return Overdue(one.invoice, -(one.days or 0), _cause(one, reason), reason)


def _cause(one: Proven, reason: Reason | None) -> Cause:
    if reason is not None or one.invoice.status is InvoiceStatus.DISPUTED:
        return Cause.DISPUTED
    if one.status is PodStatus.REMARKED:
        return Cause.REMARKED
    if one.is_gap:
        return Cause.UNPROVEN
    return Cause.UNEXPLAINED if one.invoice.po_number else Cause.NO_ORDER
