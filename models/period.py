"""Periods that reports are about: a month, a quarter, a year, or from one day to another."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from models.accuracy import Span
from models.errors import WrongUse

_NAMED = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|[Qq]([1-4])))?")
_QUARTER = 3
LONGEST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included, in UTC."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many, from 1."""
        return (self.last - self.first).days + 1

    @property
    def eve(self) -> date:
        """The day before it: at its end opening balances are taken."""
        return self.first - timedelta(days=1)

    @property
    def span(self) -> Span:
        """The same as moments."""
        return Span(self.first, self.last)

    def holds(self, day: date) -> bool:
        """True where `day` lies in it."""
        return self.first <= day <= self.last

    @property
    def name(self) -> str:
        """For programs and file names: 2026-03, 2026-Q1, 2026, or both days."""
        first, last = self.first, self.last
        if (first.month, first.day, last) == (1, 1, date(first.year, 12, 31)):
            return f"{first.year}"
        if first.day == 1 and last == _end(first.year, first.month):
            return f"{first:%Y-%m}"
        if first.day == 1 and first.month % _QUARTER == 1 and last == _end(first.year, first.month + 2):
            return f"{first.year}-Q{first.month // _QUARTER + 1}"
        return f"{first}-to-{last}"


def period_of(named: str, first: str, last: str, today: date) -> Period:
    """The period that is asked for, up to today where it is not over; without any, the last full month.

    Args:
        named: a month as 2026-03, a quarter as 2026-Q1, or a year; empty for the days.
        first: first day as 2026-03-01; empty for that of the month of `last`.
        last: last day; empty for today where `first` is given.
        today: the day on which is asked.

    Raises:
        WrongUse: that is no period, or it begins after today.
    """
    if named and (first or last):
        raise WrongUse("Give a period such as 2026-Q1, or a first and a last day, not both.")
    found = _named(named) if named else _days(first, last, today)
    if found.first > today:
        raise WrongUse(f"The period begins on {found.first}, after today ({today}): choose an earlier one.")
    if found.first > found.last or found.days > LONGEST_DAYS or found.first.year < 2:  # noqa: PLR2004 an eve
        raise WrongUse(f"{found.first} to {found.last} is no period of up to ten years: choose other days.")
    return Period(found.first, min(found.last, today))


def _named(text: str) -> Period:
    found = _NAMED.fullmatch(text.strip())
    if not found or not 1 < int(found[1]) < date.max.year:
        raise WrongUse(f"{text!r} is no period: write a month as 2026-03, a quarter as 2026-Q1, or a year.")
    year = int(found[1])
    begin, months = (int(found[2]), 1) if found[2] else (1, 12)
    if found[3]:
        begin, months = _QUARTER * (int(found[3]) - 1) + 1, _QUARTER
    return Period(date(year, begin, 1), _end(year, begin + months - 1))


def _days(first: str, last: str, today: date) -> Period:
    if not first and not last:
        end = today.replace(day=1) - timedelta(days=1)
        return Period(end.replace(day=1), end)
    try:
        end = date.fromisoformat(last) if last else today
        begin = date.fromisoformat(first) if first else end.replace(day=1)
    except ValueError:
        raise WrongUse(f"{first!r} to {last!r} are no days: write them as 2026-11-30.") from None
    return Period(begin, end)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
