"""`countersign report kpi` and `client`: reports on a period."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from countersign.cli.common import Client, known_client, stores
from countersign.cli.reporting import (
    Format,
    InFormat,
    InLanguage,
    InPlain,
    OfCustomer,
    Output,
    Plain,
    Ways,
    hand_out,
    tell_day,
)
from models.record import DEFAULT_CLIENT

Named = Annotated[
    str,
    typer.Option(
        "--period",
        help="A month as 2026-03, a quarter as 2026-Q1, or a year; the last full month unless given.",
        metavar="PERIOD",
    ),
]
First = Annotated[str, typer.Option("--from", help="First day, in place of a period.", metavar="DATE")]
Last = Annotated[str, typer.Option("--to", help="Last day; today unless given.", metavar="DATE")]


class Over(StrEnum):
    """What a trend is told by."""

    USUAL = "usual"
    """Months beside a report on a month, else quarters."""
    MONTHS = "months"
    QUARTERS = "quarters"
    NONE = "none"


def add_periods_to(app: typer.Typer) -> None:
    """Add the commands to those of the reports."""
    app.command("kpi")(kpi)
    app.command("client")(client_report)


def kpi(
    *,
    period: Named = "",
    first: First = "",
    last: Last = "",
    customer: OfCustomer = "",
    pod_days: Annotated[
        int,
        typer.Option(
            "--pod-days", help="Days that an invoice has had before its proof counts.", min=0, max=3650
        ),
    ] = 10,
    form: InPlain = Plain.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Key figures of a period: DSO, collection effectiveness, proofs on file, disputes, promises, filing.

    Each with what it is made of; what the register cannot know is said to be not known, and why. The figures
    of a past period come out the same again.

    Example: countersign report kpi --from 2026-07-01 --to 2026-09-30 --format csv -o kpi.csv
    """
    from countersign.reports.kpis import kpi_csv, kpi_json, kpi_lines
    from flows.receivables import Whose
    from flows.reports.kpis import kpis
    from models.period import period_of

    opened = stores()
    days = period_of(period, first, last, opened.clock().date())
    told = kpis(opened, Whose(known_client(client), None, customer), days, pod_days)
    tell_day(told, days.last, form)
    hand_out(form, told, Ways(kpi_lines, kpi_csv, kpi_json), output)


def client_report(
    *,
    period: Named = "",
    first: First = "",
    last: Last = "",
    customer: OfCustomer = "",
    trend: Annotated[
        Over, typer.Option("--trend", help="What the twelve periods of the trend are: months or quarters.")
    ] = Over.USUAL,
    form: InFormat = Format.TABLE,
    language: InLanguage = None,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """The report to a client firm: received, filed, gaps, disputes, contacts, trend, key figures, aging.

    As PDF it has the firm's letterhead and charts, and the same bytes each time.

    Example: countersign report client --client acme --period 2026-Q3 --format pdf -o acme-2026-Q3.pdf
    """
    from countersign.reports.client_report import report_csv, report_json, report_lines
    from flows.receivables import Whose
    from flows.reports.client_report import ClientReport
    from flows.reports.client_report import client_report as made
    from models.period import period_of
    from models.runs import Step

    def pdf(told: ClientReport) -> bytes:
        from countersign.printing.reports import client_pdf

        return client_pdf(told, language)

    opened = stores()
    days = period_of(period, first, last, opened.clock().date())
    step = Step(trend.value) if trend.value in set(Step) else None
    whose = Whose(known_client(client), None, customer)
    told = made(opened, whose, days, step, trended=trend is not Over.NONE)
    tell_day(told, days.last, form)
    hand_out(form, told, Ways(report_lines, report_csv, report_json, pdf), output)
