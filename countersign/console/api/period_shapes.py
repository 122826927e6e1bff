"""Shapes of reports on a period, as the description of the API tells of them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from countersign.console.api.ledger_shapes import OwedSums, StandingShape
from countersign.console.api.movement_shapes import Money
from countersign.console.api.shapes import Shape
from models.dispute import Channel, PromiseState
from models.runs import Step
from receivables.gaps import PodStatus
from receivables.intake import Became
from receivables.kpi import Kpi, Unit, Why

Digits = Annotated[str, Field(description="A number with all its digits.")]


class PeriodShape(Shape):
    """Days, both included, in UTC."""

    first: date
    last: date
    days: int


class FigureShape(Shape):
    """A key figure."""

    kpi: Kpi
    currency: str | None = Field(None, description="Null where no money is counted.")
    value: Digits | None = Field(None, description="Null where it is not known.")
    unit: Unit
    upper_bound: Digits | None = Field(
        None, description="Of misfiles: not exceeded, with 95 % certainty. Null for all others."
    )
    not_known_because: Why | None = None
    inputs: dict[str, Digits] = Field(description="What it is made of, by name.")


class KpisShape(PeriodShape):
    """Key figures of a period."""

    client: str
    customer: str | None = Field(None, description="Null for all.")
    ledger: StandingShape = Field(description="Of the last day.")
    pod_age: int = Field(description="Days that an invoice has had before its proof counts.")
    figures: list[FigureShape]


class SliceShape(PeriodShape):
    """A week from Monday, or a month."""

    documents: int
    filed: int = Field(description="Of these, filed by the end of the whole period.")


class ReceivedShape(Shape):
    """What came, and what became of it by the end of the period."""

    files: int | None = Field(None, description="Null where not the whole client firm is meant.")
    pages: int | None = None
    documents: int
    reviewed: int = Field(description="Documents that people decided on.")
    became: dict[Became, int] = Field(description="They add up to `documents`.")
    by_days: list[SliceShape]


class ProofShape(Shape):
    """Open invoices with such a proof."""

    currency: str
    proof_of_delivery: PodStatus
    invoices: int
    open: Money


class WeightShape(Shape):
    """So many disputes, and what is contested by them."""

    count: int
    amount: Money


class TallyShape(Shape):
    """What became of disputes, in one currency."""

    currency: str
    before: WeightShape = Field(description="Open when the period began.")
    opened: WeightShape
    won: WeightShape
    lost: WeightShape
    settled: WeightShape
    withdrawn: WeightShape
    expired: WeightShape = Field(description="The last day for an answer passed in the period without one.")
    still_open: WeightShape
    recovered: Money = Field(description="Paid of those won, lost and settled.")


class TrendMoneyShape(Shape):
    """A period of the trend in one currency; what is not known is null."""

    currency: str
    dso: FigureShape | None = None
    proof_on_file: FigureShape | None = Field(None, description="Open invoices proven at the end, by count.")
    gaps: WeightShape | None = Field(None, description="Open invoices at the end without full proof.")
    open: WeightShape | None = Field(None, description="Open invoices at the end that need a proof.")
    disputes: TallyShape


class TrendPointShape(PeriodShape):
    """A period of the trend."""

    documents: int = Field(description="Received, without duplicates and blank ones.")
    filed_by_program: int
    filed_alone: FigureShape
    days_to_proof: FigureShape
    money: list[TrendMoneyShape]


class TrendShape(Shape):
    """Up to twelve periods, oldest first; those before anything was known are left out."""

    step: Step
    left_out: int = Field(description="Periods before the first one of which nothing is known.")
    points: list[TrendPointShape]


class ClientReportShape(PeriodShape):
    """The report to a client firm; what is not known is null."""

    client: str
    customer: str | None = None
    ledger_before: StandingShape = Field(description="Of the evening before the period.")
    ledger: StandingShape
    received: ReceivedShape
    aging_before: list[OwedSums] | None = None
    aging_after: list[OwedSums] | None = None
    proof_of_delivery: list[ProofShape] | None = Field(None, description="At the end.")
    disputes: list[TallyShape]
    contacts: dict[Channel, int]
    promises: dict[PromiseState, int] = Field(description="That were to be kept in the period.")
    kpis: list[FigureShape]
    trend: TrendShape | None = Field(None, description="Null with `trend=none`.")
