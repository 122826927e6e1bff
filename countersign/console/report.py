"""The accuracy report: what reviews took, what checks found, and how often filing is wrong at most."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response, StreamingResponse

from countersign.console.asking import Asking, demand
from countersign.console.room import InRoom, OfClient
from countersign.output.accuracy_report import report_csv
from countersign.output.assurance import assurance_lines
from flows.review import auditing
from flows.review.auditing import Report
from models.accuracy import span_of
from models.outcome import KEYS
from models.people import Right

router = APIRouter(prefix="/report", include_in_schema=False)


def asked_report(
    room: InRoom,
    person: Asking,
    client: OfClient,
    first: Annotated[str, Query(max_length=40, alias="from")] = "",
    last: Annotated[str, Query(max_length=40, alias="to")] = "",
) -> Report:
    """The report that is asked for; of the last 30 days where none are named.

    Raises:
        Forbidden: the person may not check filings.
        WrongUse: these are no days, or they run backwards.
    """
    demand(person, Right.SAMPLE, client)
    return auditing.report(room.stores, client, span_of(first, last, room.stores.clock()))


Asked = Annotated[Report, Depends(asked_report)]


@router.get("")
def report_page(room: InRoom, client: OfClient, report: Asked) -> Response:
    """The report as a page."""
    return room.templates.page(
        "report",
        client=client,
        report=report,
        lines=tuple(assurance_lines(replace(report.assurance, waiting=0))),
        strata=[one for one in report.assurance.footings if one.threshold.of or one.fell or one.keys > KEYS],
    )


@router.get(".csv")
def report_file(client: OfClient, report: Asked) -> Response:
    """The same as CSV."""
    name = f"accuracy-{client}-{report.span.first}-{report.span.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(report_csv(report), media_type="text/csv; charset=utf-8", headers=headers)
