"""`countersign audit`: say whether a document was filed rightly, or name those to check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, err, known_client, stores
from countersign.output.accuracy_report import report_json, report_lines
from countersign.output.tables import shown
from models.accuracy import span_of
from models.counts import counted
from models.decision import Route, Status
from models.errors import ExitCode, WrongUse
from models.record import DEFAULT_CLIENT

if TYPE_CHECKING:
    from models.record import DocumentRecord
    from storage.register import Verdict


class Found(StrEnum):
    """What a person found."""

    RIGHT = "right"
    WRONG = "wrong"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(audit)


def audit(
    document: Annotated[str, typer.Argument(help="Document id.", show_default=False)] = "",
    found: Annotated[
        Found | None,
        typer.Argument(
            help="Whether its invoices, filed or proposed, are the right ones.", show_default=False
        ),
    ] = None,
    *,
    listing: Annotated[bool, typer.Option("--next", help="Name documents that wait for a check.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="Most documents named.")] = 20,
    report: Annotated[bool, typer.Option("--report", help="What reviews and checks have shown.")] = False,
    first: Annotated[str, typer.Option("--from", help="First day of the report, as 2026-11-01.")] = "",
    last: Annotated[str, typer.Option("--to", help="Last day of the report (UTC).")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The report as one JSON object.")] = False,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Check what was filed without a person: the bound that `status` shows rests on it.

    Nothing is moved: a document found wrong keeps its place. If it was filed by probability, nothing more of
    its type is filed so until there is new evidence; papers with two agreeing keys still are. Its bound
    begins anew, and the last 100 filings like it wait for a check. A mistake is put right by the same
    command with what is true: then all counts as before.

    Example: countersign audit 3f9a0c1d2e4b5a6978877665 right
    """
    if report and not listing and not document:
        return _report(known_client(client), (first, last), as_json=as_json)
    if (
        report
        or as_json
        or first
        or last
        or listing == bool(document)
        or bool(document) != (found is not None)
    ):
        raise WrongUse(
            "audit: give a document id and what you found, right or wrong; or --next, or --report alone."
        )
    if found is None:
        return _list(known_client(client), limit)
    return _note(known_client(client), document, found)


def _list(client: str, limit: int) -> int:
    records = stores().register.outcomes.unchecked(client, limit)
    for record in records:
        typer.echo("	".join((record.id, shown(record.source), *_asked(record))))
    if not records:
        err().print("Nothing waits for a check.")
    return ExitCode.DONE


def _asked(record: DocumentRecord) -> tuple[str, str]:
    """Its pages and what is to be checked; a blind one does not tell what the program thinks."""
    pages = ",".join(map(str, record.reading.pages))
    if record.decision.status is not Status.FILED:
        return pages, "blind: find its invoice, then compare with `countersign find`"
    invoices = ", ".join(f"{number} of {customer}" for customer, number in record.decision.chosen)
    return pages, shown(f"filed under {invoices}: {record.decision.reason}")


def _report(client: str, days: tuple[str, str], *, as_json: bool) -> int:
    from flows.review.auditing import report

    opened = stores()
    found = report(opened, client, span_of(*days, opened.clock()))
    for line in [json.dumps(report_json(found))] if as_json else report_lines(found):
        typer.echo(line)
    return ExitCode.DONE


def _note(client: str, document: str, found: Found) -> int:
    from flows.review.auditing import note

    verdict = note(stores(), client, document, right=found is Found.RIGHT)
    for line in _told(verdict):
        err().print(line)
    return ExitCode.DONE


def _told(verdict: Verdict) -> Iterator[str]:
    """What follows from a check, where anything does."""
    stratum = verdict.outcome.stratum
    if verdict.again:
        yield f"It was found {'right' if verdict.outcome.right else 'wrong'} before: nothing changed."
    if verdict.revoked:
        yield f"The bound for {stratum.name} counts as before: what its breaker fell for is corrected."
    if verdict.fall:
        stops = "Nothing more of it is filed, and its" if stratum.route is Route.DOUBTED else "Its"
        yield (
            f"The breaker fell for {stratum.name}: {verdict.fall.reason}. {stops} bound starts "
            f"anew. To check: {counted(verdict.marked, 'filing')}, see countersign audit --next"
        )
