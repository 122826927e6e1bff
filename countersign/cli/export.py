"""`countersign export`: captured documents for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from countersign.cli.common import Client, known_client, stores, write_lines
from countersign.output.csv_lines import csv_line
from countersign.output.document_json import document_json
from models.errors import WrongUse
from models.reading import FieldName
from models.record import DEFAULT_CLIENT, DocumentRecord

app = typer.Typer(help="Write what was captured, for other programs.", no_args_is_help=True)

COLUMNS = (
    *("id", "client", "source", "pages", "received_at", "type", "kind", "status", "reason"),
    *(name.value for name in FieldName),
    *("signature_present", "invoices", "customers", "duplicate_of", "sha256"),
    *("acceptance_status", "acceptance_grade", "acceptance_why", "acceptance_unsure"),
)


class Format(StrEnum):
    """How documents are written."""

    JSONL = "jsonl"
    CSV = "csv"


@app.callback()
def several() -> None:
    """Write what was captured, for other programs."""


@app.command("documents")
def documents(
    form: Annotated[
        Format, typer.Option("--format", help="jsonl: whole; csv: one flat row each.")
    ] = Format.JSONL,
    since: Annotated[
        str, typer.Option(help="Only what was decided at or after this time (ISO 8601).", metavar="TIME")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", help="File to write; standard output unless given.")
    ] = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """One object for each captured document.

    Example: countersign export documents --format jsonl --since 2026-11-01 -o documents.jsonl
    """
    records = stores().register.documents(known_client(client), _time(since))
    write_lines(output, _jsonl(records) if form is Format.JSONL else _csv(records))


@app.command("pods")
def pods(
    output: Annotated[
        Path | None, typer.Option("-o", help="File to write; standard output unless given.")
    ] = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Of every open invoice whether a proof of delivery is on file, its grade and its address: CSV.

    It is made to be loaded into the system that the ledger comes from.

    Example: countersign export pods -o pods.csv
    """
    from countersign.console.invoice_keys import invoice_path
    from countersign.reports.gaps import on_file_csv
    from flows.receivables import Whose, gaps

    opened = stores()
    client = known_client(client)
    told = gaps(opened.register, Whose(client), opened.clock().date())
    console = opened.settings.console_url.rstrip("/")
    write_lines(output, on_file_csv(told, lambda key: console + invoice_path(key, client)))


@app.command("applications")
def applications(
    since: Annotated[
        str, typer.Option(help="Only what was applied or taken back since (ISO 8601).", metavar="TIME")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", help="File to write; standard output unless given.")
    ] = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """What payments were applied to, one row for each invoice or account: CSV.

    It is made to be loaded into the system that the ledger comes from. A row that was taken back carries the
    time of that; an empty invoice number is the customer's account.

    Example: countersign export applications --since 2026-11-01 -o applications.csv
    """
    from countersign.reports.cash import applications_csv
    from flows.disputes import codes_of

    opened, firm = stores(), known_client(client)
    found = list(opened.register.cash.since(firm, _time(since)))
    payments = opened.register.payments.many(firm, list(dict.fromkeys(one.payment for one in found)))
    write_lines(output, applications_csv(found, payments, codes_of(opened, firm)))


def _time(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(
            f"--since {text!r} is no ISO 8601 time, such as 2026-11-01 or 2026-11-01T08:00."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _jsonl(records: Iterable[DocumentRecord]) -> Iterator[str]:
    for record in records:
        yield json.dumps(document_json(record), ensure_ascii=False) + "\n"


def _csv(records: Iterable[DocumentRecord]) -> Iterator[str]:
    yield csv_line(COLUMNS)
    for record in records:
        yield csv_line(_row(document_json(record)))


def _row(shape: dict[str, Any]) -> list[object]:
    chosen = [match for match in shape["matches"] if match["filed"] or match.get("proposed")]
    flat = {
        **shape,
        "pages": " ".join(map(str, shape["pages"])),
        **{name: field["value"] for name, field in shape["fields"].items()},
        "signature_present": shape["signature"]["present"],
        **{f"acceptance_{name}": told for name, told in (shape["acceptance"] or {}).items()},
        "invoices": " ".join(match["invoice_number"] for match in chosen),
        "customers": " ".join(dict.fromkeys(match["customer_number"] for match in chosen)),
    }
    return [flat.get(column) or "" for column in COLUMNS]
