"""The schedule of reminders: the usual one, and what one must be like. Pure."""

from __future__ import annotations

import string
from dataclasses import replace
from decimal import Decimal

from models.dispute import Channel
from models.errors import WrongUse
from models.evidence import Tongue
from models.reminder import (
    FURTHEST_DAY,
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    MOST_LEVELS,
    Level,
    LevelText,
    Schedule,
    Step,
)
from receivables.reminders.english import LEVELS as ENGLISH
from receivables.reminders.german import LEVELS as GERMAN

FILLED = frozenset({"pay_by", "total"})
"""Names in braces that a letter fills in."""
_MOST_PERCENT = Decimal(100)
_USUAL = (
    (-5, Step.REMINDER, Channel.EMAIL),
    (1, Step.REMINDER, Channel.EMAIL),
    (10, Step.REMINDER, Channel.LETTER),
    (20, Step.REMINDER, Channel.LETTER),
    (30, Step.FINAL, Channel.LETTER),
    (45, Step.HOLD, Channel.LETTER),
    (60, Step.AGENCY, Channel.LETTER),
)
USUAL_SCHEDULE = Schedule(
    tuple(
        Level(
            days,
            step,
            channel,
            {
                Tongue.ENGLISH: LevelText(*ENGLISH[place]),
                Tongue.GERMAN: LevelText(*GERMAN[place]),
            },
        )
        for place, (days, step, channel) in enumerate(_USUAL)
    )
)
"""What is used where a client firm set nothing; no discount and no charge, which are for it to agree."""


def checked(schedule: Schedule) -> Schedule:
    """The same, its levels by days.

    Raises:
        WrongUse: something in it cannot be.
    """
    days = [one.days for one in schedule.levels]
    if not 1 <= len(days) <= MOST_LEVELS:
        raise WrongUse(f"A schedule has 1 to {MOST_LEVELS} levels.")
    if len(set(days)) < len(days):
        raise WrongUse("Two levels are on the same day: give each its own.")
    if any(abs(one) > FURTHEST_DAY for one in days):
        raise WrongUse(f"A level is at most {FURTHEST_DAY} days before or after the due date.")
    for level in schedule.levels:
        _check_texts(level)
    _check_terms(schedule)
    return replace(schedule, levels=tuple(sorted(schedule.levels, key=lambda one: one.days)))


def _check_texts(level: Level) -> None:
    for tongue in Tongue:
        text = level.texts.get(tongue)
        if text is None or not text.subject.strip() or not text.text.strip():
            raise WrongUse(f"The level of day {level.days} needs a subject and a text in both languages.")
        if len(text.subject) > LONGEST_SUBJECT or len(text.text) > LONGEST_TEXT:
            raise WrongUse(
                f"The level of day {level.days}: a subject takes {LONGEST_SUBJECT} characters, a text "
                f"{LONGEST_TEXT}."
            )
        if not _fills(text.subject) or not _fills(text.text):
            raise WrongUse(
                f"The level of day {level.days}: braces stand only around pay_by and total, as in {{pay_by}}."
            )


def _fills(text: str) -> bool:
    """True where nothing but the known names is filled in."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return False
    names = [(name, form, how) for _, name, form, how in parts if name is not None]
    return all(name in FILLED and not form and not how for name, form, how in names)


def _check_terms(schedule: Schedule) -> None:
    if not 1 <= schedule.gap <= FURTHEST_DAY or not 1 <= schedule.pay_within <= FURTHEST_DAY:
        raise WrongUse(f"Days between reminders and days for paying are 1 to {FURTHEST_DAY}.")
    percents = [one.percent for one in schedule.rates]
    if any(not one.is_finite() or not 0 < one <= _MOST_PERCENT for one in percents):
        raise WrongUse("A per cent lies above 0 and is at most 100.")
    amounts = [(one.amount, one.at_least) for one in schedule.charges]
    if any(not (a.is_finite() and b.is_finite()) or a <= 0 or b < 0 for a, b in amounts):
        raise WrongUse("A flat charge is above zero, for invoices of an amount from zero on.")
    sources = [one.source for one in schedule.rates] + [one.source for one in schedule.charges]
    if not all(one.strip() for one in sources):
        raise WrongUse("Say where it is agreed: rates and charges need a source.")
