"""`countersign status`: the page ledger, what receipts are worth, and how rarely filing is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, err, known_client, out, stores
from countersign.output.assurance import assurance_json, assurance_lines
from countersign.output.tables import balance_line, page_ledger_table, receipts_lines
from models.errors import ExitCode
from models.plain import to_plain
from models.record import DEFAULT_CLIENT

if TYPE_CHECKING:
    from flows.desk import Stores


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(status)


def status(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Where every received page is: the sum is proved; what receipts are worth; how often filing is wrong.

    Example: countersign status
    """
    from flows.review.auditing import assurance

    opened = stores()
    kept = opened.register
    ledger, receipts = kept.page_ledger(known_client(client)), kept.receipts(client)
    if not ledger.received and not kept.load_number(client):
        err().print(f"Client {client} has neither papers nor a ledger.")
    if as_json:
        told = {"filing": assurance_json(assurance(opened, client)), "receipts": to_plain(receipts)}
        typer.echo(json.dumps({**to_plain(ledger), "balanced": ledger.balanced, **told}))
    else:
        out().print(page_ledger_table(ledger))
        filing = assurance_lines(assurance(opened, client))
        for line in (balance_line(ledger), *receipts_lines(receipts), *filing):
            out().print(line, soft_wrap=True)
    _say_when_intake_is_stopped(opened)
    if not ledger.balanced:
        err().print("The sum is wrong. Run `countersign verify`: it names the file.")
        return ExitCode.FAULT
    return ExitCode.DONE


def _say_when_intake_is_stopped(opened: Stores) -> None:
    """On this machine; others tell it themselves."""
    from flows.machine.space import NoRoom, must_have_room

    try:
        must_have_room(opened.settings, opened.space)
    except NoRoom as stopped:
        err().print(str(stopped), markup=False)
