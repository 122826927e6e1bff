"""Shapes of causes and promises, as the description of the API tells of them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from countersign.console.api.ledger_shapes import StandingShape
from countersign.console.api.movement_shapes import Money
from countersign.console.api.shapes import Shape
from models.cause import Cause
from models.dispute import PromiseState
from models.sending import Reason


class WeightShape(Shape):
    """What weighs how much, heaviest in money-days first in each currency."""

    currency: str
    items: int
    open: Money
    money_days: Money
    share: float = Field(description="0..1 of the money-days of the currency.")
    cumulative: float = Field(description="0..1: with all heavier ones.")


class ByCause(WeightShape):
    """Of one cause."""

    cause: Cause


class ByCustomer(WeightShape):
    """Of one customer."""

    customer_number: str
    customer_name: str


class ByCarrier(WeightShape):
    """Of one carrier, as proofs of delivery name it."""

    carrier: str | None = Field(description="Null for items of which it is not known.")


class BySite(WeightShape):
    """Of one delivery site: the address of the ledger's customer or branch."""

    site: str | None = Field(description="Null for items of which it is not known.")


class CausedItem(Shape):
    """An overdue item."""

    customer_number: str
    customer_name: str
    invoice_number: str
    due_date: date | None = None
    days_overdue: int
    open: Money
    currency: str
    money_days: Money
    cause: Cause
    reason: Reason | None = Field(None, description="Of its open dispute.")
    set_by: str | None = Field(None, description="Who said so; null where the cause was found.")
    carrier: str | None = None
    site: str | None = None


class CausesShape(Shape):
    """Why items were overdue."""

    client: str
    as_of: date
    ledger: StandingShape
    by_cause: list[ByCause]
    by_customer: list[ByCustomer]
    by_carrier: list[ByCarrier]
    by_site: list[BySite]
    items: list[CausedItem]


class SaidShape(Shape):
    """What was said of an item."""

    customer_number: str
    invoice_number: str
    cause: Cause | None = None


class PromisedShape(Shape):
    """A promise to pay."""

    contact: int
    state: PromiseState
    on: date
    amount: Money
    currency: str
    customer_number: str
    customer_name: str
    invoice_number: str = Field(description="Empty for the whole account.")
    person: str
    outcome: str
    said_at: datetime
    noted_by: str


class PromisesShape(Shape):
    """Promises, those to be acted on first."""

    client: str
    as_of: date
    counts: dict[str, int] = Field(description="By state.")
    promises: list[PromisedShape]


class TableShape(Shape):
    """A table that disputes go by."""

    csv: str = Field(description="With a line of heads; what a spreadsheet would take for a formula is text.")
