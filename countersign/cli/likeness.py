"""`countersign likeness`: a document's signature beside those that the customer gave before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, err, known_client, out, stores
from countersign.output.tables import shown
from models.errors import ExitCode, WrongUse
from models.record import DEFAULT_CLIENT

if TYPE_CHECKING:
    from flows.review.earlier import Alike, Comparison

HEADINGS = ("similarity", "date", "printed name", "source", "page", "document")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(likeness)


def likeness(
    document: Annotated[str, typer.Argument(help="Document id.", show_default=False)],
    limit: Annotated[int, typer.Option(min=1, help="Most earlier receipts shown.")] = 20,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Hold a document's signature against earlier receipts of the same customer.

    Help for a person: it decides nothing. The first line says familiar, unfamiliar or no reference.

    Example: countersign likeness 3f9a0c1d2e4b5a6978877665
    """
    from flows.review.earlier import compared

    opened = stores()
    record = opened.register.document(known_client(client), document)
    if record is None:
        raise WrongUse(f"There is no document {document}: `countersign find` names them.")
    if opened.settings.likeness == "off":
        raise WrongUse(
            "Likeness is switched off: COUNTERSIGN_LIKENESS=on keeps it for papers read from then on."
        )
    comparison = compared(opened, record)
    if comparison is None:
        err().print(
            "Nothing to compare: the customer's side has not signed, or its ink has no shape to compare."
        )
        return ExitCode.DONE
    _print(comparison, limit)
    return ExitCode.DONE


def _print(comparison: Comparison, limit: int) -> None:
    from flows.review.earlier import HELP

    rows = [_row(alike) for alike in comparison.earlier[:limit]]
    console = out()
    if console.is_terminal:
        _table(comparison, rows)
    else:
        lines = [(comparison.familiarity.value,), *rows]
        console.file.write("".join("\t".join(line) + "\n" for line in lines))
    err().print(HELP)


def _table(comparison: Comparison, rows: list[tuple[str, ...]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in HEADINGS:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    out().print(Text(comparison.familiarity.value, style="bold"))
    out().print(table)


def _row(alike: Alike) -> tuple[str, ...]:
    receipt = alike.receipt
    date = receipt.received_date or f"{receipt.received_at:%Y-%m-%d}"
    cells = (date, receipt.printed_name, receipt.source, str(receipt.region.page), receipt.document_id)
    return f"{alike.similarity:.2f}", *map(shown, cells)
