"""Credit limits held against what is open. Pure; amounts of two currencies never meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.credit import CreditLimit, PlanState
from models.ledger import Invoice
from receivables.plans import PlanStanding

ZERO, _NEAR = Decimal(0), Decimal("0.9")


class Use(StrEnum):
    """How far a credit limit is used."""

    EXCEEDED = "exceeded"
    PLANNED = "planned"
    """Only with what a running payment plan covers."""
    NEAR = "near"
    """Nine tenths of it or more."""
    WITHIN = "within"
    NONE = "none"
    """There is no limit."""


_ORDER = tuple(Use)


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a customer owes in one currency, and how much it may owe."""

    customer: str
    currency: str
    open: Decimal
    """All open items, credits taken off."""
    overdue: Decimal
    planned: Decimal
    """What of it a running plan covers."""
    limit: CreditLimit | None

    @property
    def over(self) -> Decimal:
        """By how much the limit is exceeded; zero where it is not."""
        return ZERO if self.allowed is None else max(self.open - self.allowed, ZERO)

    @property
    def allowed(self) -> Decimal | None:
        """The limit; None where there is none."""
        return self.limit.amount if self.limit else None

    @property
    def use(self) -> Use:
        """How far it is used."""
        if self.allowed is None:
            return Use.NONE
        if self.open > self.allowed:
            return Use.PLANNED if self.open - self.planned <= self.allowed else Use.EXCEEDED
        near = self.open >= self.allowed * _NEAR and self.open > 0
        return Use.NEAR if near else Use.WITHIN


def limit_on(limits: Iterable[CreditLimit], currency: str, day: date) -> CreditLimit | None:
    """The limit that holds on a day: the latest that has begun, of those of one customer."""
    begun = [one for one in limits if one.since <= day and one.currency == currency]
    return max(begun, key=lambda one: (one.since, one.id), default=None)


def exposures(
    items: Iterable[Invoice], limits: Iterable[CreditLimit], plans: Iterable[PlanStanding], as_of: date
) -> tuple[Exposure, ...]:
    """What every customer with open items or a limit owes; the most exceeded first, then by customer."""
    issued = [one for one in items if one.is_open and one.invoice_date <= as_of]
    by_customer: dict[str, list[CreditLimit]] = {}
    for one in limits:
        by_customer.setdefault(one.customer, []).append(one)
    open_sums, overdue = _sums(issued, as_of)
    planned = _planned(plans)
    keys = {*open_sums, *((one.customer, one.currency) for mine in by_customer.values() for one in mine)}
    found = [
        Exposure(
            customer,
            currency,
            open_sums.get((customer, currency), ZERO),
            overdue.get((customer, currency), ZERO),
            planned.get((customer, currency), ZERO),
            limit_on(by_customer.get(customer, ()), currency, as_of),
        )
        for customer, currency in keys
    ]
    return tuple(
        sorted(found, key=lambda one: (_ORDER.index(one.use), one.currency, -one.over, one.customer))
    )


def _sums(
    items: Iterable[Invoice], day: date
) -> tuple[dict[tuple[str, str], Decimal], dict[tuple[str, str], Decimal]]:
    owed: dict[tuple[str, str], Decimal] = {}
    late: dict[tuple[str, str], Decimal] = {}
    for one in items:
        key = one.customer_number, one.currency
        owed[key] = owed.get(key, ZERO) + one.balance
        if one.balance > 0 and one.due_date is not None and one.due_date < day:
            late[key] = late.get(key, ZERO) + one.balance
    return owed, late


def _planned(plans: Iterable[PlanStanding]) -> dict[tuple[str, str], Decimal]:
    found: dict[tuple[str, str], Decimal] = {}
    for one in _running(plans):
        key = one.plan.customer, one.plan.currency
        found[key] = found.get(key, ZERO) + one.left
    return found


def _running(plans: Iterable[PlanStanding]) -> Iterator[PlanStanding]:
    return (one for one in plans if one.state is PlanState.RUNNING)
