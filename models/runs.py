"""Periods that follow one another, for trends: months or quarters up to a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from models.period import Period

MOST = 12
"""Periods of a trend."""
_MONTH_DAYS, _QUARTER = 31, 3


class Step(StrEnum):
    """How long the periods of a trend are."""

    MONTHS = "months"
    QUARTERS = "quarters"


def usual_step(period: Period) -> Step:
    """Months beside a report on a month or less, else quarters."""
    return Step.MONTHS if period.days <= _MONTH_DAYS else Step.QUARTERS


def run_up_to(last: date, step: Step, count: int = MOST) -> tuple[Period, ...]:
    """So many whole months or quarters, oldest first; the last one holds `last` and ends with it."""
    found: list[Period] = []
    end = last
    while len(found) < count and end.year > 1:
        first = _first(end, step)
        found.append(Period(first, end))
        end = first - timedelta(days=1)
    return tuple(reversed(found))


def is_whole(period: Period, step: Step) -> bool:
    """False for one that is told of before it is over."""
    after = period.last + timedelta(days=1)
    return after == _first(after, step)


def quarter_of(day: date) -> int:
    """1 to 4."""
    return (day.month - 1) // _QUARTER + 1


def _first(day: date, step: Step) -> date:
    month = day.month if step is Step.MONTHS else _QUARTER * (quarter_of(day) - 1) + 1
    return date(day.year, month, 1)
