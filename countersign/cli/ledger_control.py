"""`countersign ledger control-total`: what another book has open at the end of a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, stores, whoever
from models.counts import counted
from models.errors import WrongUse
from models.record import DEFAULT_CLIENT


def add_control_to(app: typer.Typer) -> None:
    """Add the command to those of the ledger."""
    app.command("control-total")(control_total)


def control_total(
    *,
    totals: Annotated[
        list[str], typer.Argument(help="Of each currency, such as 'EUR 1234.56'.", show_default=False)
    ],
    as_of: Annotated[str, typer.Option("--as-of", help="The day at whose end it is so.", metavar="DATE")],
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Set what the general ledger has open at the end of a day: agings of that day say whether they tie.

    Example: countersign ledger control-total --as-of 2026-10-31 'EUR 184213.77'
    """
    from flows.loading import set_control
    from pipeline.ledger_files.importing.given import Control

    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        raise WrongUse(f"--as-of {as_of!r} is no day: write it as 2026-11-30.") from None
    given = tuple(map(Control.of, totals))
    set_control(stores(), known_client(client), day, given, whoever())
    said = f"countersign report aging --as-of {day} says whether it ties"
    err().print(f"Kept {counted(len(given), 'control total')} of {day}: {said}.", markup=False)
