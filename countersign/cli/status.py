"""`countersign status`: the page ledger."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, out, stores
from countersign.tables import balance_line, page_ledger_table
from models.errors import ExitCode
from models.plain import to_plain
from models.record import DEFAULT_CLIENT


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(status)


def status(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Where every received page is: the sum is proved.

    Example: countersign status
    """
    kept = stores().register
    ledger = kept.page_ledger(known_client(client))
    if not ledger.received and not kept.load_number(client):
        err().print(f"Client {client} has neither papers nor a ledger.")
    if as_json:
        typer.echo(json.dumps({**to_plain(ledger), "balanced": ledger.balanced}))
    else:
        out().print(page_ledger_table(ledger))
        out().print(balance_line(ledger), soft_wrap=True)
    if not ledger.balanced:
        err().print("The sum is wrong. Run `countersign verify`: it names the file.")
        return ExitCode.FAULT
    return ExitCode.DONE
