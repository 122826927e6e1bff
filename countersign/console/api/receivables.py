"""Aging, statements of account and evidence gaps for programs, as of any day."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from countersign.console import period_reports
from countersign.console import receivables as pages
from countersign.console.api.examples import PRINTED, shown
from countersign.console.api.ledger_examples import AGING, GAPS, STATEMENT
from countersign.console.api.ledger_shapes import AgingShape, GapsShape, StatementShape
from countersign.console.api.period_examples import CLIENT_REPORT, KPIS
from countersign.console.api.period_shapes import ClientReportShape, KpisShape
from countersign.console.api.rights import needs
from countersign.console.period_reports import KeyFigures, Report
from countersign.console.receivables import Aging, Gaps, Given, Statement
from countersign.reports.aging import aging_json
from countersign.reports.client_report import report_json
from countersign.reports.gaps import gaps_json
from countersign.reports.kpis import kpi_json
from countersign.reports.statement import statement_json
from models.people import Right

router = APIRouter(prefix="/receivables", tags=["receivables"])


@router.get(
    "/aging",
    summary="Aging",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(AgingShape, AGING)},
)
def aging(told: Aging) -> dict[str, Any]:
    """Who owed what on `as_of`, by days overdue; disputed items and credits apart, per currency."""
    return aging_json(told)


@router.get(
    "/statement",
    summary="Statement of account",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(StatementShape, STATEMENT)},
)
def statement(told: Statement) -> dict[str, Any]:
    """The open items of `customer` on `as_of` with a running balance and proofs of delivery.

    With `since` also what moved the balance from that day on; null where the register does not know it.
    """
    return statement_json(told)


@router.get(
    "/gaps",
    summary="Evidence gaps",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(GapsShape, GAPS)},
)
def gaps(asked: Given, told: Gaps) -> dict[str, Any]:
    """Open invoices that no proof of delivery proves, and who can close each gap (`ask`)."""
    return gaps_json(told, asked.desks)


@router.get(
    "/kpi",
    summary="Key figures of a period",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(KpisShape, KPIS)},
)
def kpi(told: KeyFigures) -> dict[str, Any]:
    """DSO and its kin, proofs on file, disputes, promises, filing; each with what it is made of.

    What the register cannot know is null, with the reason. A past period comes out the same again.
    """
    return kpi_json(told)


@router.get(
    "/client-report",
    summary="The report to the client firm",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(ClientReportShape, CLIENT_REPORT)},
)
def client_report(told: Report) -> dict[str, Any]:
    """What came in a period and what became of it, aging at both ends, gaps, disputes, contacts, figures."""
    return report_json(told)


router.add_api_route(
    "/aging.pdf",
    pages.aging_print,
    summary="The aging as PDF",
    dependencies=needs(Right.LOOK),
    response_class=Response,
    responses=PRINTED,
)
router.add_api_route(
    "/statement.pdf",
    pages.statement_print,
    summary="The statement of account as a letter",
    dependencies=needs(Right.LOOK),
    response_class=Response,
    responses=PRINTED,
)
router.add_api_route(
    "/gaps.pdf",
    pages.gaps_print,
    summary="Gaps and chase list as PDF",
    dependencies=needs(Right.LOOK),
    response_class=Response,
    responses=PRINTED,
)
router.add_api_route(
    "/client-report.pdf",
    period_reports.report_print,
    summary="The report to the client firm as PDF",
    dependencies=needs(Right.LOOK),
    response_class=Response,
    responses=PRINTED,
)
