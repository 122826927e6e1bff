"""`countersign ledger`: the client's open and closed invoices."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countersign.cli.common import Client, begin, err, known_client
from countersign.counts import counted
from models.errors import WrongUse
from models.record import DEFAULT_CLIENT

app = typer.Typer(help="The client's ledger: customers and invoices.", no_args_is_help=True)


@app.callback()
def several() -> None:
    """The client's ledger: customers and invoices."""


@app.command("load")
def load(
    customers: Annotated[Path, typer.Option(help="CSV: customer_number,name,aliases,address,city,country")],
    invoices: Annotated[
        Path,
        typer.Option(
            help="CSV: invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,"
            "delivery_number,status"
        ),
    ],
    delta: Annotated[
        bool, typer.Option("--delta", help="Close no invoice that the file does not name.")
    ] = False,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Load the ledger; then look again at every document that waits for its invoice.

    Example: countersign ledger load --customers customers.csv --invoices invoices.csv
    """
    from countersign.logs import WORKING
    from flows.desk import open_desk
    from flows.loading import load_ledger
    from pipeline.ledger_file import FileNames

    client, files = known_client(client), (_bytes(customers), _bytes(invoices))
    names = FileNames(str(customers), str(invoices))
    with open_desk(begin(WORKING)) as desk:
        loaded = load_ledger(desk, client, files, delta=delta, names=names)
    result = loaded.result
    added = counted(result.added, "invoice")
    filed = counted(loaded.filed, "waiting document was", "waiting documents were")
    err().print(
        f"Ledger of {client}, load {result.load}: {added} added, {result.changed} changed, "
        f"{result.closed} closed, {result.unchanged} unchanged. {filed} filed."
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise WrongUse(f"{path} cannot be read ({fault.strerror}): name the CSV file.") from None
