"""Disputes as they stood on any day, from their history; and what became of them in a period. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from models.dispute import DisputeCase, DisputeChange, DisputeState, Past
from models.ledger import Invoice, InvoiceStatus
from models.period import Period
from models.sending import InvoiceKey, Reason
from receivables.aging import ZERO


def at(past: Past, moment: datetime) -> DisputeCase | None:
    """A dispute as it stood just before `moment`; None where it was not opened yet."""
    made = [one for one in past.changes if one.at < moment]
    if not made:
        return None
    found = replace(
        past.case,
        state=DisputeState.OPEN,
        owner="",
        claim="",
        department="",
        recovered=None,
        closed_at=None,
    )
    for one in made:
        found = _changed(found, one)
    return found


def _changed(case: DisputeCase, change: DisputeChange) -> DisputeCase:
    told = change.changes
    new = replace(
        case,
        state=DisputeState(told.get("state", case.state.value)),
        reason=Reason(told.get("reason", case.reason.value)),
        amount=Decimal(told["amount"]) if "amount" in told else case.amount,
        raised=date.fromisoformat(told["raised"]) if "raised" in told else case.raised,
        due=date.fromisoformat(told["due"]) if "due" in told else case.due,
        recovered=_amount(told["recovered"]) if "recovered" in told else case.recovered,
        owner=told.get("owner", case.owner),
        claim=told.get("claim", case.claim),
        department=told.get("department", case.department),
    )
    if new.state.is_open:
        return replace(new, recovered=None, closed_at=None)
    return replace(new, closed_at=change.at if "state" in told or new.closed_at is None else new.closed_at)


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@dataclass(frozen=True, slots=True)
class Weight:
    """So many disputes, and what is contested by them."""

    count: int = 0
    money: Decimal = ZERO

    def __add__(self, case: DisputeCase) -> Weight:
        """With one more."""
        return Weight(self.count + 1, self.money + case.amount)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of disputes in a period, in one currency."""

    before: Weight = Weight()
    """Open when it began."""
    opened: Weight = Weight()
    """Entered within it, whenever the customer raised them: each counts in one period."""
    won: Weight = Weight()
    lost: Weight = Weight()
    settled: Weight = Weight()
    withdrawn: Weight = Weight()
    expired: Weight = Weight()
    """The last day for our answer fell in it and passed without one."""
    still_open: Weight = Weight()
    """At its end."""
    recovered: Decimal = ZERO
    """What was paid of those won, lost and settled."""

    @property
    def ended(self) -> int:
        """Won, lost and settled."""
        return self.won.count + self.lost.count + self.settled.count

    @property
    def contested(self) -> Decimal:
        """By those that ended."""
        return self.won.money + self.lost.money + self.settled.money


_ENDS = {
    DisputeState.WON: "won",
    DisputeState.LOST: "lost",
    DisputeState.SETTLED: "settled",
    DisputeState.WITHDRAWN: "withdrawn",
}


def tallies(disputes: Iterable[Past], period: Period) -> Mapping[str, Tally]:
    """What became of disputes in a period, by currency."""
    found: dict[str, Tally] = {}
    for one in disputes:
        before, after = at(one, period.span.begin), at(one, period.span.end)
        if after is None:
            continue
        had = found.get(after.currency, Tally())
        for name, case in _happened(one, before, after, period):
            had = replace(had, **{name: getattr(had, name) + case})
        if after.recovered is not None and _ended_in(after, period):
            had = replace(had, recovered=had.recovered + after.recovered)
        if had != Tally():
            found[after.currency] = had
    return dict(sorted(found.items()))


def _happened(
    one: Past, before: DisputeCase | None, after: DisputeCase, period: Period
) -> Iterator[tuple[str, DisputeCase]]:
    if before is not None and before.state.is_open:
        yield "before", before
    if before is None:
        yield "opened", after
    if after.state.is_open:
        yield "still_open", after
    elif _ended_in(after, period):
        yield _ENDS[after.state], after
    if period.holds(after.due):
        on_that_day = at(one, Period(after.due, after.due).span.end)
        if on_that_day is not None and on_that_day.state.is_running and after.due <= period.last:
            yield "expired", after


def _ended_in(case: DisputeCase, period: Period) -> bool:
    return case.closed_at is not None and period.span.begin <= case.closed_at < period.span.end


def covered_by(items: Iterable[Invoice], cases: Iterable[DisputeCase]) -> Mapping[InvoiceKey, Decimal]:
    """What open disputes of our own books cover of items that the ledger does not mark as disputed.

    Of each item at most its balance, and what is contested by all its open disputes in its currency.
    """
    contested: dict[tuple[InvoiceKey, str], Decimal] = {}
    for case in cases:
        if case.state.is_open:
            key = case.key, case.currency
            contested[key] = contested.get(key, ZERO) + case.amount
    found: dict[InvoiceKey, Decimal] = {}
    for item in items:
        said = contested.get((item.key, item.currency), ZERO)
        if said and item.balance > ZERO and item.status is not InvoiceStatus.DISPUTED:
            found[item.key] = min(said, item.balance)
    return found


def at_end_of(disputes: Iterable[Past], day: date) -> tuple[DisputeCase, ...]:
    """Those that were opened by the end of `day`, in UTC, as they stood then."""
    found = (at(one, Period(day, day).span.end) for one in disputes)
    return tuple(one for one in found if one is not None)
