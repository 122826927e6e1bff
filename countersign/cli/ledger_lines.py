"""`countersign ledger lines` and `tolerances`: what the three-way comparison holds papers against."""

from __future__ import annotations

import getpass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from countersign.cli.common import Client, begin, err, known_client, stores
from countersign.cli.exports import exports_in
from models.counts import counted
from models.errors import WrongUse
from models.record import DEFAULT_CLIENT

_PERCENT = 100


def add_lines_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("lines")(lines)
    app.command("tolerances")(tolerances)


def lines(
    path: Annotated[
        Path,
        typer.Argument(
            help="A list of invoice lines (CSV, text, XLSX), a UBL invoice, or a folder of them. "
            "Our own columns: invoice_number,customer_number,position,article,description,quantity,unit,"
            "price,amount",
            show_default=False,
        ),
    ],
    decimal_mark: Annotated[
        str, typer.Option("--decimal-mark", help="'.' or ',', where numbers do not tell.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show how the files are read; load nothing.")
    ] = False,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Load the lines of invoices that are in the ledger; lines that an invoice had before are replaced.

    Example: countersign ledger lines lines.csv
    """
    from countersign.logs import WORKING
    from flows.desk import open_desk
    from flows.three_way import lines_in

    if decimal_mark not in {"", ".", ","}:
        raise WrongUse(f"--decimal-mark {decimal_mark!r} is not one of: . ,")
    client, files = known_client(client), exports_in(path)
    with open_desk(begin(WORKING)) as desk:
        read = lines_in(desk.register, client, files, decimal_mark)
        for told in read.told:
            err().print(told, markup=False)
        if dry_run:
            err().print(f"Nothing was loaded (--dry-run): {counted(len(read.invoices), 'invoice')}.")
            return
        done = desk.register.goods.load(client, read.invoices, desk.now())
    err().print(
        f"Lines of {client}: {counted(done.lines, 'line')} of {counted(len(read.invoices), 'invoice')}; "
        f"{done.invoices} new or changed, {done.unchanged} unchanged."
    )


def tolerances(
    quantity: Annotated[str, typer.Option(help="Units by which counts may differ.")] = "",
    quantity_percent: Annotated[str, typer.Option(help="The same as a percentage.")] = "",
    price: Annotated[
        str, typer.Option(help="What a price may add to a line, in the invoice's currency.")
    ] = "",
    price_percent: Annotated[str, typer.Option(help="Percentage by which a price may differ.")] = "",
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Show how far papers may differ before it counts, or set it; of two bounds the wider one holds.

    Example: countersign ledger tolerances --quantity 1 --price-percent 2
    """
    from dataclasses import fields, replace

    opened, client = stores(), known_client(client)
    now = opened.register.goods.tolerances(client)
    asked = {
        "quantity": quantity,
        "quantity_percent": quantity_percent,
        "price": price,
        "price_percent": price_percent,
    }
    given = {name: _number(name, text) for name, text in asked.items() if text}
    if given:
        now = replace(now, **given)
        opened.register.goods.set_tolerances(client, now, getpass.getuser(), opened.clock())
    for field in fields(now):
        typer.echo(f"{field.name}\t{getattr(now, field.name):f}")


def _number(name: str, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(-1)
    most = _PERCENT if name.endswith("percent") else None
    if not number.is_finite() or number < 0 or (most is not None and number > most):
        option = f"--{name.replace('_', '-')}"
        raise WrongUse(f"{option} {text!r} is no number from 0 on: write it like 2 or 0.5.")
    return number
