"""Payment plans: kept, late or broken, as the ledger tells. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from models.credit import (
    LONGEST_NOTE,
    MOST_INSTALMENTS,
    MOST_PLANNED,
    Instalment,
    InstalmentState,
    PaymentPlan,
    PlanState,
)
from models.dispute import Promise
from models.errors import WrongUse
from models.ledger import Invoice
from receivables.promises import fallen, judged_on

ZERO, _CENT = Decimal(0), Decimal("0.01")
_MONTHS = 12
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A plan and what became of it."""

    plan: PaymentPlan
    state: PlanState
    states: tuple[InstalmentState, ...]
    """Of each instalment."""
    paid: Decimal
    """By how much the balance of its invoices fell; zero where that is not known."""

    @property
    def left(self) -> Decimal:
        """What of it is still to be paid."""
        return max(self.plan.total - self.paid, ZERO)

    @property
    def next(self) -> Instalment | None:
        """The first instalment that is not paid; None where all are."""
        pairs = zip(self.plan.instalments, self.states, strict=True)
        open_states = {InstalmentState.DUE, InstalmentState.BROKEN}
        return next((one for one, state in pairs if state in open_states), None)


def watched_days(plan: PaymentPlan, as_of: date) -> tuple[date, ...]:
    """The days at whose end the ledger tells about the plan: of each instalment judged by now, and today."""
    days = {_judged(one) for one in plan.instalments}
    return tuple(sorted({day for day in days if day < as_of} | {as_of}))


def standing_of(
    plan: PaymentPlan,
    before: Sequence[Invoice],
    after: Mapping[date, Sequence[Invoice]],
    as_of: date,
) -> PlanStanding:
    """What became of a plan.

    Args:
        plan: the plan.
        before: what was open when it was made.
        after: what was open at the end of each of `watched_days`; with `as_of` alone nothing is told as late.
        as_of: the day on which is asked.
    """
    mine = set(plan.invoices)
    planned = [one for one in before if one.number in mine and one.customer_number == plan.customer]
    paid = {day: fallen(planned, items, plan.currency) for day, items in after.items()}
    states, needed = [], ZERO
    for one in plan.instalments:
        needed += one.amount
        states.append(_state(needed, _judged(one), paid, as_of))
    return PlanStanding(plan, _whole(plan, states), tuple(states), max(paid[as_of], ZERO))


def unknown(plan: PaymentPlan) -> PlanStanding:
    """The same where the register does not know how the ledger stood."""
    states = (InstalmentState.UNKNOWN,) * len(plan.instalments)
    return PlanStanding(plan, PlanState.ENDED if plan.ended_at else PlanState.UNKNOWN, states, ZERO)


def _judged(one: Instalment) -> date:
    return judged_on(Promise(one.due, one.amount, ""))


def _state(needed: Decimal, judged: date, paid: Mapping[date, Decimal], as_of: date) -> InstalmentState:
    if paid[as_of] >= needed or paid.get(judged, ZERO) >= needed:
        in_time = judged >= as_of or paid.get(judged, needed) >= needed
        return InstalmentState.KEPT if in_time else InstalmentState.LATE
    return InstalmentState.BROKEN if judged < as_of else InstalmentState.DUE


def _whole(plan: PaymentPlan, states: Sequence[InstalmentState]) -> PlanState:
    if plan.ended_at is not None:
        return PlanState.ENDED
    if InstalmentState.BROKEN in states:
        return PlanState.BROKEN
    return PlanState.RUNNING if InstalmentState.DUE in states else PlanState.DONE


def evenly(total: Decimal, count: int, first: date) -> tuple[Instalment, ...]:
    """`count` monthly instalments of the same amount from `first` on; the last takes the odd cents.

    Raises:
        WrongUse: there are none, too many, or less than a cent each.
    """
    if not 1 <= count <= MOST_INSTALMENTS:
        raise WrongUse(f"A plan has 1 to {MOST_INSTALMENTS} instalments.")
    each = (total / count).quantize(_CENT, ROUND_DOWN)
    if each <= 0:
        raise WrongUse("There is less than a cent for each instalment: agree on fewer.")
    amounts = [each] * (count - 1) + [total - each * (count - 1)]
    return tuple(Instalment(_months_after(first, place), amount) for place, amount in enumerate(amounts))


def _months_after(day: date, months: int) -> date:
    """The same day of a later month; its last one where that is shorter."""
    place = day.month - 1 + months
    year, month = day.year + place // _MONTHS, place % _MONTHS + 1
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)  # noqa: PLR2004 the calendar
    return date(year, month, min(day.day, _LAST_DAYS[month - 1] + leap))


def checked_plan(plan: PaymentPlan, items: Iterable[Invoice]) -> PaymentPlan:
    """The same, its instalments by day.

    Args:
        plan: the plan.
        items: what the customer has open.

    Raises:
        WrongUse: it cannot be.
    """
    known = {one.number: one for one in items if one.customer_number == plan.customer}
    if not 1 <= len(plan.invoices) <= MOST_PLANNED:
        raise WrongUse(f"A plan is for 1 to {MOST_PLANNED} invoices: choose them.")
    for number in plan.invoices:
        if number not in known or known[number].balance <= 0:
            raise WrongUse(
                f"Invoice {number} of customer {plan.customer} is not open: a plan is for open ones."
            )
        if known[number].currency != plan.currency:
            raise WrongUse(
                f"Invoice {number} is in another currency than {plan.currency}: make a plan for each."
            )
    _check_instalments(plan, sum((known[number].balance for number in set(plan.invoices)), ZERO))
    return plan


def _check_instalments(plan: PaymentPlan, owed: Decimal) -> None:
    amounts, days = [one.amount for one in plan.instalments], [one.due for one in plan.instalments]
    if not 1 <= len(days) <= MOST_INSTALMENTS:
        raise WrongUse(f"A plan has 1 to {MOST_INSTALMENTS} instalments.")
    if any(not one.is_finite() or one <= 0 for one in amounts):
        raise WrongUse("An instalment is of an amount above zero.")
    if days != sorted(set(days)) or days[0] < plan.agreed:
        raise WrongUse("Instalments are on different days, in order, none before the day of the agreement.")
    if sum(amounts, ZERO) > owed:
        raise WrongUse(f"The instalments come to more than is open of the invoices: {owed} {plan.currency}.")
    if len(plan.note) > LONGEST_NOTE:
        raise WrongUse(f"A note takes at most {LONGEST_NOTE} characters.")
