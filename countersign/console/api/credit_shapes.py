"""Shapes of reminders, payment plans, credit limits and bad debts, as the description of the API tells."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from countersign.console.api.ledger_shapes import StandingShape
from countersign.console.api.movement_shapes import Money
from countersign.console.api.shapes import Shape
from models.credit import InstalmentState, PlanState
from models.dispute import Channel
from models.reminder import Step
from receivables.bad_debt import Ground
from receivables.credit import Use
from receivables.gaps import PodStatus
from receivables.reminders import Why


class SumShape(Shape):
    """An amount in one currency."""

    currency: str
    amount: Money


class HeldShape(Shape):
    """A part of an invoice that nobody is reminded of."""

    why: Why
    amount: Money
    until: date | None = None


class ReminderItem(Shape):
    """An invoice in a letter."""

    invoice_number: str
    due_date: date | None = None
    days_overdue: int = Field(description="On the day of the letter; below 1 where it is not.")
    level: int
    level_days: int
    asked_for: Money
    open: Money
    currency: str
    held_back: list[HeldShape]
    proof: PodStatus
    reminded: int = Field(description="How many reminders it has had.")


class LetterShape(Shape):
    """All that one customer is to be reminded of on a day."""

    on: date
    customer_number: str
    customer_name: str
    level: int = Field(description="The highest of its invoices, from 1.")
    level_days: int = Field(description="Days of that level after the due date; below zero before it.")
    step: Step
    channel: Channel
    totals: list[SumShape]
    credits: list[SumShape] = Field(description="Open credits of the account.")
    items: list[ReminderItem]


class PausedShape(Shape):
    """An invoice that would be reminded of, and is not."""

    customer_number: str
    customer_name: str
    invoice_number: str
    due_date: date | None = None
    on: date
    level: int | None = None
    open: Money
    currency: str
    held_back: list[HeldShape]
    proof: PodStatus


class RemindersShape(Shape):
    """The calendar of reminders."""

    client: str
    as_of: date
    until: date
    ledger: StandingShape
    letters: list[LetterShape]
    paused: list[PausedShape]


class SentReminder(Shape):
    """A reminder that was sent."""

    reminder: int
    customer_number: str
    on: date
    level: int
    level_days: int
    step: Step
    channel: Channel
    invoice_numbers: list[str]
    sent_by: str


class InstalmentShape(Shape):
    """One instalment of a plan."""

    due: date
    amount: Money
    state: InstalmentState


class PlanShape(Shape):
    """A payment plan and what became of it."""

    plan: int
    customer_number: str
    currency: str
    invoice_numbers: list[str]
    agreed: date
    state: PlanState
    total: Money
    paid: Money
    left: Money
    instalments: list[InstalmentShape]
    made_by: str
    ended_at: datetime | None = None


class ExposureShape(Shape):
    """What a customer owes in one currency, and how much it may owe."""

    customer_number: str
    customer_name: str
    currency: str
    use: Use
    limit: Money | None = None
    open: Money
    over: Money
    overdue: Money
    in_payment_plans: Money
    since: date | None = None
    source: str


class CreditShape(Shape):
    """Credit limits and payment plans."""

    client: str
    as_of: date
    ledger: StandingShape
    customers: list[ExposureShape]
    plans: list[PlanShape]


class LimitShape(Shape):
    """A credit limit as it was set."""

    customer_number: str
    currency: str
    amount: Money | None = None
    since: date
    source: str
    set_at: datetime
    set_by: str


class ThresholdsShape(Shape):
    """From when on something is a ground; 0 leaves it out."""

    overdue: int
    alone: int
    broken: int
    level: int
    unreached: int
    expired: int
    unproven: int
    fewest: int


class GroundShape(Shape):
    """What speaks for a bad debt."""

    ground: Ground
    count: int
    threshold: int
    explained: str


class CandidateShape(Shape):
    """An overdue invoice that may be a bad debt."""

    customer_number: str
    customer_name: str
    invoice_number: str
    due_date: date | None = None
    days_overdue: int
    open: Money
    currency: str
    proof: PodStatus
    grounds: list[GroundShape]


class DoubtfulSum(Shape):
    """All candidates in one currency, beside all that is overdue."""

    currency: str
    invoices: int
    open: Money
    all_overdue: Money


class BadDebtShape(Shape):
    """Debts that may be bad: a list for a person, never a decision."""

    client: str
    as_of: date
    ledger: StandingShape
    thresholds: ThresholdsShape
    totals: list[DoubtfulSum]
    candidates: list[CandidateShape]
