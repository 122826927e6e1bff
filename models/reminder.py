"""Reminders: the client firm's schedule of levels and terms, and what was sent by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from models.dispute import Channel
from models.evidence import Tongue
from models.sending import InvoiceKey

MOST_LEVELS, FURTHEST_DAY = 12, 730
LONGEST_SUBJECT, LONGEST_TEXT, LONGEST_SOURCE = 120, 2000, 200
USUAL_GAP, USUAL_PAY_WITHIN = 5, 7


class Step(StrEnum):
    """What a level is: how much is asked, and who is to decide."""

    REMINDER = "reminder"
    FINAL = "final"
    HOLD = "hold"
    """Deliveries are held until it is paid."""
    AGENCY = "agency"
    """It goes to an agency or a lawyer."""


@dataclass(frozen=True, slots=True)
class LevelText:
    """What a letter of a level says, in one language."""

    subject: str
    text: str
    """Paragraphs, apart by an empty line; {pay_by} and {total} are filled in."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the schedule."""

    days: int
    """After the due date; below zero before it. What tells a level from others."""
    step: Step
    channel: Channel
    texts: Mapping[Tongue, LevelText]


@dataclass(frozen=True, slots=True)
class Discount:
    """What may be deducted by who pays early."""

    since: date
    """Invoices dated on this day or later."""
    percent: Decimal
    days: int
    """From the date of the invoice."""
    source: str
    """Where it is agreed: terms of sale, a contract; may be empty."""
    customer: str = ""
    """Number; empty for all others."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Interest on what is overdue."""

    since: date
    """For this day and those that follow, until a later rate."""
    percent: Decimal
    """A year of 365 days; simple interest."""
    source: str


@dataclass(frozen=True, slots=True)
class Charge:
    """A flat charge for an overdue invoice, once for each."""

    since: date
    """Invoices due on this day or later."""
    currency: str
    at_least: Decimal
    """Amount of the invoice from which it counts; the highest that fits is taken."""
    amount: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a client firm reminds its customers."""

    levels: tuple[Level, ...]
    """By days, each at most once."""
    discounts: tuple[Discount, ...] = ()
    """From the table that payments go by; a version that was kept before there was one has its own."""
    rates: tuple[Rate, ...] = ()
    charges: tuple[Charge, ...] = ()
    fixed_rate: bool = False
    """True where the rate of the first day overdue counts for all that follow."""
    charged_from: int = 1
    """Days of the first level whose letters show interest and charges."""
    needs_proof: bool = False
    """True where an invoice that no proof of delivery proves is not reminded of."""
    in_turn: bool = True
    """True where no level after the due date is left out; else the highest that fits is next."""
    gap: int = USUAL_GAP
    """Days at least between two reminders of an invoice."""
    pay_within: int = USUAL_PAY_WITHIN
    """Days after its date until which a letter asks for payment."""

    def number(self, level: Level) -> int:
        """Its place from 1."""
        return self.levels.index(level) + 1


@dataclass(frozen=True, slots=True)
class RemindedItem:
    """An invoice in a reminder."""

    invoice: str
    """Number."""
    days: int
    """Of the level that it has reached."""
    amount: Decimal
    """What was asked for."""
    currency: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder that was sent."""

    id: int
    """0 for one that is not kept yet."""
    client: str
    customer: str
    on: date
    """Its date."""
    days: int
    """Of its level."""
    number: int
    """Place of its level in the schedule of that day, from 1."""
    step: Step
    channel: Channel
    language: Tongue
    items: tuple[RemindedItem, ...]
    sent_at: datetime
    sent_by: str
    withdrawn_at: datetime | None = None
    """When it was taken back: it had not been sent."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the reminders of an invoice are."""

    days: int
    """Of the highest level."""
    on: date
    """When the last one was sent."""
    count: int = 1


ReachedLevels = Mapping[InvoiceKey, Reached]
