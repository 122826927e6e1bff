"""`countersign find`: documents by customer, any number, date or text."""

from __future__ import annotations

from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, out, stores
from countersign.output.tables import print_documents
from models.errors import ExitCode
from models.record import DEFAULT_CLIENT


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(find)


def find(
    query: Annotated[
        list[str],
        typer.Argument(
            help="Customer, any number, date, or words of the text; narrowed by grade:D, receipt:unsigned."
        ),
    ],
    limit: Annotated[int, typer.Option(min=1, help="Most documents shown.")] = 20,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Find documents; proofs of delivery also by what their receipt is worth.

    Example: countersign find INV-2026-004412

    Example: countersign find grade:C,D C-10442
    """
    found = stores().register.search(known_client(client), " ".join(query), limit)
    print_documents(out(), found)
    if not found:
        err().print("Nothing found. Numbers are found whole or by their beginning; words by their letters.")
    return ExitCode.DONE
