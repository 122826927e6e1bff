"""What came in a period and what became of it by its end. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from enum import StrEnum

from models.course import Course
from models.decision import Status
from models.period import Period

_WEEKS = 62
"""Days of a period up to which weeks are told, else months."""
_MONDAY_TO_SUNDAY = 7


class Became(StrEnum):
    """What became of a document by the end of the period; each is in one of these."""

    FILED_ALONE = "filed_by_program"
    FILED = "filed_by_people"
    REVIEW = "review"
    """Waits for a person."""
    PARKED = "parked"
    """Waits for its invoice."""
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    """Could not be read."""
    BLANK = "blank"


_OF_STATUS = {
    Status.REVIEW: Became.REVIEW,
    Status.PARKED: Became.PARKED,
    Status.DUPLICATE: Became.DUPLICATE,
    Status.QUARANTINED: Became.QUARANTINED,
    Status.BLANK: Became.BLANK,
}


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the period: a week from Monday, or a month; cut where the period begins and ends."""

    period: Period
    received: int
    filed: int
    """Of these, filed by the end of the whole period."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The documents of a period."""

    received: int
    became: Mapping[Became, int]
    """Every one is named, also with 0; they add up to `received`."""
    reviewed: int
    """That a person decided on, up to its end."""
    slices: tuple[Slice, ...]
    """In order; they add up to `received`."""


def became(course: Course) -> Became:
    """What became of a document."""
    if course.status is Status.FILED:
        return Became.FILED_ALONE if course.was_filed_alone else Became.FILED
    return _OF_STATUS[course.status]


def intake(courses: Sequence[Course], period: Period) -> Intake:
    """What came and what became of it."""
    counted = Counter(map(became, courses))
    return Intake(
        received=len(courses),
        became={one: counted[one] for one in Became},
        reviewed=sum(any(step.by_person for step in one.steps) for one in courses),
        slices=tuple(_slice(part, courses) for part in parts(period)),
    )


def _slice(part: Period, courses: Sequence[Course]) -> Slice:
    mine = [one for one in courses if part.holds(one.received_at.astimezone(UTC).date())]
    return Slice(part, len(mine), sum(one.status is Status.FILED for one in mine))


def parts(period: Period) -> Iterator[Period]:
    """Its weeks, or its months where it is long."""
    first = period.first
    while first <= period.last:
        if period.days <= _WEEKS:
            end = first + timedelta(days=_MONDAY_TO_SUNDAY - 1 - first.weekday())
        else:
            end = (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        yield Period(first, min(end, period.last))
        first = min(end, period.last) + timedelta(days=1)
