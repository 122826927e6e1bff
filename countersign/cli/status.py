"""`countersign status`: the page ledger, and how rarely anything is filed wrongly."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from countersign.assurance import assurance_json, assurance_lines
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
    """Where every received page is: the sum is proved; and how often papers may be filed wrongly.

    Example: countersign status
    """
    from flows.auditing import assurance

    opened = stores()
    kept = opened.register
    ledger = kept.page_ledger(known_client(client))
    if not ledger.received and not kept.load_number(client):
        err().print(f"Client {client} has neither papers nor a ledger.")
    if as_json:
        filing = assurance_json(assurance(opened, client))
        typer.echo(json.dumps({**to_plain(ledger), "balanced": ledger.balanced, "filing": filing}))
    else:
        out().print(page_ledger_table(ledger))
        for line in (balance_line(ledger), *assurance_lines(assurance(opened, client))):
            out().print(line, soft_wrap=True)
    if not ledger.balanced:
        err().print("The sum is wrong. Run `countersign verify`: it names the file.")
        return ExitCode.FAULT
    return ExitCode.DONE
