"""Reports on a period: key figures, and the report to the client firm; as pages and as files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from countersign.console.ledger_sight import SeenCustomers, must_be_seen
from countersign.console.room import InRoom, OfClient
from countersign.console.saving import saved_csv, saved_pdf
from countersign.language import month, said
from countersign.printing.reports import client_pdf
from countersign.reports.client_report import report_csv
from countersign.reports.client_sections import sections, sources, tiles
from countersign.reports.kpis import kpi_csv, period_words
from countersign.reports.words import standing_words
from flows.receivables import Whose
from flows.reports import client_report, kpis
from flows.reports.client_report import ClientReport
from flows.reports.kpis import Kpis
from models.evidence import Tongue
from models.period import Period, period_of
from models.runs import Step
from receivables.kpi import Figure
from receivables.period_figures import USUAL_AGE

router = APIRouter(prefix="/receivables", include_in_schema=False)
_MONTHS, _QUARTER = 4, 3
"""Months that the page offers by name; and months of a quarter."""


class Spanned(BaseModel):
    """What a report on a period is asked for; without any days, the last full month."""

    period: str = Field("", max_length=10, description="A month as 2026-03, a quarter as 2026-Q1, or a year.")
    first: str = Field("", max_length=10, alias="from", description="First day, in place of a period.")
    last: str = Field("", max_length=10, alias="to", description="Last day; today (UTC) unless given.")
    customer: str = Field("", max_length=200, description="Number of one customer; empty for all.")

    language: Literal["", "en", "de"] = Field("", description="Of the PDF; else that of the letterhead.")
    trend: Literal["", "months", "quarters", "none"] = Field(
        "",
        description="Of the report to the client firm: the last twelve months or quarters; months beside a "
        "report on a month, else quarters, unless given.",
    )
    pod_days: int = Field(
        USUAL_AGE, ge=0, le=3650, description="Of key figures: the age from which proofs of delivery count."
    )

    def days(self, today: date) -> Period:
        """The period that is meant.

        Raises:
            WrongUse: it is none.
        """
        return period_of(self.period.strip(), self.first, self.last, today)

    @property
    def step(self) -> Step | None:
        """Of the trend; None for the usual one."""
        return Step(self.trend) if self.trend in set(Step) else None


Given = Annotated[Spanned, Query()]


def whose_period(client: OfClient, seen: SeenCustomers, asked: Given) -> Whose:
    """Whose figures the address asks for, as far as the person may see them."""
    customer = must_be_seen(seen, asked.customer)
    return Whose(client, seen, customer)


OfWhom = Annotated[Whose, Depends(whose_period)]


def kpis_asked(room: InRoom, whose: OfWhom, asked: Given) -> Kpis:
    """The key figures that the address asks for."""
    return kpis.kpis(room.stores, whose, asked.days(room.stores.clock().date()), asked.pod_days)


def report_asked(room: InRoom, whose: OfWhom, asked: Given) -> ClientReport:
    """The report that the address asks for."""
    days = asked.days(room.stores.clock().date())
    return client_report.client_report(room.stores, whose, days, asked.step, trended=asked.trend != "none")


KeyFigures = Annotated[Kpis, Depends(kpis_asked)]
Report = Annotated[ClientReport, Depends(report_asked)]


@router.get("/kpi")
def kpi_page(room: InRoom, client: OfClient, told: KeyFigures) -> Response:
    """Key figures, each with what it is made of."""
    return room.templates.page(
        "receivables/kpi",
        200,
        client=client,
        told=told,
        groups=_grouped(told.figures),
        standing=standing_words(told.standing, told.period.last),
        **_around(room.stores.clock().date(), told.period, told.whose),
    )


@router.get("/kpi.csv")
def kpi_file(client: OfClient, told: KeyFigures) -> Response:
    """The same as CSV."""
    return saved_csv(kpi_csv(told), f"key-figures-{client}-{told.period.name}")


@router.get("/report")
def report_page(room: InRoom, client: OfClient, asked: Given, told: Report) -> Response:
    """The report to the client firm, as it is printed."""
    return room.templates.page(
        "receivables/report",
        200,
        client=client,
        told=told,
        tiles=tuple(tiles(told)),
        sections=tuple(sections(told)),
        sources=tuple(sources(told)),
        period_words=period_words(told.period),
        is_narrowed=told.whose.seen is not None,
        **_around(room.stores.clock().date(), told.period, told.whose, asked.trend),
    )


@router.get("/report.csv")
def report_file(client: OfClient, told: Report) -> Response:
    """Its figures as CSV."""
    return saved_csv(report_csv(told), f"report-{client}-{told.period.name}")


@router.get("/report.pdf")
def report_print(room: InRoom, client: OfClient, asked: Given, told: Report) -> Response:
    """The report as it is sent to the client firm."""
    with room.pictures.one_of_few():
        data = client_pdf(told, Tongue(asked.language) if asked.language else None)
    return saved_pdf(data, f"report-{client}-{told.period.name}")


def _grouped(figures: tuple[Figure, ...]) -> list[tuple[str, list[Figure]]]:
    """Figures by currency, those without one last."""
    found: dict[str, list[Figure]] = {}
    for one in figures:
        found.setdefault(one.currency, []).append(one)
    return sorted(found.items(), key=lambda group: (not group[0], group[0]))


def _around(today: date, period: Period, whose: Whose, trend: str = "") -> dict[str, object]:
    asked = {"from": period.first, "to": period.last, "customer": whose.customer, "trend": trend}
    return {
        "period": period,
        "asked": asked,
        "trend": trend,
        "customer": whose.customer,
        "near": tuple(_near(today)),
    }


def _near(today: date) -> Iterator[tuple[str, str]]:
    """Periods that are often asked for: the last months, and the last two quarters."""
    begin = today.replace(day=1)
    for _ in range(_MONTHS):
        begin = (begin - timedelta(days=1)).replace(day=1)
        yield f"{begin:%Y-%m}", month(begin)
    quarter = date(today.year, (today.month - 1) // _QUARTER * _QUARTER + 1, 1)
    for _ in range(2):
        before = quarter - timedelta(days=1)
        quarter = date(before.year, before.month - _QUARTER + 1, 1)
        yield (
            f"{quarter.year}-Q{quarter.month // _QUARTER + 1}",
            said("Quarter {number} of {year}", number=quarter.month // _QUARTER + 1, year=quarter.year),
        )
