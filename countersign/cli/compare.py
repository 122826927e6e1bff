"""`countersign compare`: what was ordered, delivered, received and invoiced."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, known_client, stores
from models.errors import WrongUse
from models.record import DEFAULT_CLIENT

if TYPE_CHECKING:
    from flows.three_way import Compared


class Format(StrEnum):
    """How the comparison is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare")(compare)


def compare(
    invoice: Annotated[str, typer.Argument(help="Number of the invoice.", show_default=False)],
    customer: Annotated[
        str, typer.Option(help="Its customer number, where several customers have an invoice of that number.")
    ] = "",
    form: Annotated[
        Format, typer.Option("--format", help="table: for people; csv: a row each; json: with every figure.")
    ] = Format.TABLE,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Hold an invoice's order, deliveries and own lines against each other, line by line.

    Example: countersign compare INV-2026-004412 --format csv
    """
    from countersign.output.three_way_json import three_way_csv, three_way_json
    from flows.three_way import ReadLines, compared

    opened, name = stores(), known_client(client)
    customers = opened.register.goods.customers_of(name, (invoice,))[invoice]
    key = _one(invoice, customers, customer), invoice
    found = compared(opened.register, ReadLines(opened), name, key)
    if found is None:
        raise WrongUse(f"The ledger has no invoice {invoice} of customer {key[0]}: look it up with `find`.")
    if form is Format.JSON:
        sys.stdout.write(json.dumps(three_way_json(found), ensure_ascii=False, indent=2) + "\n")
    elif form is Format.CSV:
        sys.stdout.writelines(three_way_csv(found))
    else:
        _print(found)


def _one(invoice: str, customers: Sequence[str], asked: str) -> str:
    """The customer that is meant."""
    if asked or len(customers) == 1:
        return asked or customers[0]
    if not customers:
        raise WrongUse(f"The ledger has no invoice {invoice}: look its number up with `countersign find`.")
    raise WrongUse(f"Invoice {invoice} is one of several customers: say --customer {' or '.join(customers)}.")


def _print(found: Compared) -> None:
    """A table; in a pipe a line of tab-separated cells each."""
    from rich.console import Console
    from rich.table import Table

    from countersign.output.tables import shown
    from countersign.wording.lines import line_verdict, reasons, summed_up

    heads = ("article", "description", "ordered", "delivered", "received", "invoiced", "verdict", "why")
    table = Table(*heads, box=None, pad_edge=False)
    lines = []
    for row in found.result.rows:
        counts = [row.ordered, row.delivered, row.received, row.invoiced]
        numbers = ("" if one.value is None else f"{one.value:f}" for one in counts)
        why = " ".join(reasons(row, found.invoice.currency))
        cells = (row.article, row.description, *numbers, line_verdict(row.verdict), why)
        lines.append(tuple(map(shown, cells)))
    console = Console()
    if not console.is_terminal:
        sys.stdout.writelines("\t".join(cells) + "\n" for cells in lines)
    else:
        for cells in lines:
            table.add_row(*cells)
        console.print(table)
    verdict = f"{found.invoice.number}: {line_verdict(found.result.verdict)}. {summed_up(found.result)}"
    typer.echo(verdict, err=True)
