"""Shapes of disputes and contacts, as the description of the API tells of them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from countersign.console.api.movement_shapes import Money
from countersign.console.api.shapes import Shape
from models.dispute import Channel, Direction, DisputeState, Failure, PromiseState
from models.sending import Reason
from receivables.disputes import Alarm, Piece


class DisputeShape(Shape):
    """What a customer says against an invoice."""

    dispute: int
    customer_number: str
    invoice_number: str
    reason: Reason
    x12_426: list[str] = Field(description="Codes of the X12 data element 426; the first one counts.")
    own_code: str
    claim: str
    amount: Money
    currency: str
    state: DisputeState
    raised: date
    due: date
    owner: str
    department: str
    note: str | None = Field(None, description="For ourselves; null for those who only look.")
    recovered: Money | None = Field(None, description="What was paid of it; null while it is open.")
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None = None


class ListedDispute(DisputeShape):
    """The same with its alarm and what is missing."""

    days_left: int
    alarm: Alarm | None = Field(None, description="How much of the time is gone: half, most (80 %), over.")
    ready: bool
    missing: list[Piece]
    contradicted: bool = Field(description="Whether the customer remarked something on receipt.")


class EndedShape(Shape):
    """How disputes of one reason ended."""

    currency: str
    reason: Reason
    won: int
    lost: int
    settled: int
    win_rate: float
    contested: Money
    recovered: Money


class DisputesShape(Shape):
    """Disputes, soonest due first."""

    client: str
    as_of: date
    disputes: list[ListedDispute]
    ended: list[EndedShape]


class PromiseShape(Shape):
    """A promise to pay."""

    on: date
    amount: Money
    currency: str
    state: PromiseState


class ContactShape(Shape):
    """An entry of the contact log."""

    contact: int
    customer_number: str
    invoice_number: str
    at: datetime
    channel: Channel
    direction: Direction
    person: str
    outcome: str
    note: str | None = Field(None, description="For ourselves; null for those who only look.")
    promise: PromiseShape | None = None
    failure: Failure | None = Field(None, description="How nobody was reached; null where somebody was.")
    noted_by: str


class ContactsShape(Shape):
    """Entries, newest first."""

    contacts: list[ContactShape]
