"""`countersign ledger`: the client's open and closed invoices."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, begin, err, known_client, whoever
from countersign.cli.exports import export_at, exports_in
from countersign.cli.ledger_contacts import add_contacts_to, tell_persons
from countersign.cli.ledger_control import add_control_to
from countersign.cli.ledger_lines import add_lines_to
from models.counts import counted
from models.errors import WrongUse
from models.record import DEFAULT_CLIENT

if TYPE_CHECKING:
    from models.settings import Settings
    from storage.register import LoadResult

app = typer.Typer(help="The client's ledger: customers and invoices.", no_args_is_help=True)
add_lines_to(app)
add_control_to(app)
add_contacts_to(app)

_Orders = Annotated[
    str, typer.Option("--date-order", help="dmy or mdy, where dates like 04/03/2026 do not tell.")
]
_Marks = Annotated[str, typer.Option("--decimal-mark", help="'.' or ',', where amounts do not tell.")]
_Currency = Annotated[str, typer.Option("--currency", help="Currency of rows that name none, like EUR.")]
_Columns = Annotated[
    list[str] | None,
    typer.Option("--column", help="Which header carries a column: po_number=Assignment. May be repeated."),
]
_Totals = Annotated[
    list[str] | None,
    typer.Option("--control-total", help="What the file must add up to: 1234.56, or 'EUR 1234.56' for each."),
]
_Count = Annotated[int | None, typer.Option("--control-count", help="How many items the file must have.")]


@app.callback()
def several() -> None:
    """The client's ledger: customers and invoices."""


@app.command("load")
def load(
    *,
    invoices: Annotated[
        Path,
        typer.Option(
            help="The list of invoices (CSV, text, XLSX), or a folder or zip of UBL or X12 messages. Our own "
            "columns: invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,"
            "delivery_number,status"
        ),
    ],
    customers: Annotated[
        Path | None,
        typer.Option(
            help="The list of customers, where the other does not name them. Our own columns: "
            "customer_number,name,aliases,address,city,country; contact_name, contact_email, contact_role "
            "and contact_language beside them are kept as contact persons"
        ),
    ] = None,
    profile: Annotated[
        str,
        typer.Option(
            help="Whose export it is: contract, sap, oracle, netsuite, quickbooks, dynamics, plain, "
            "ubl, x12. Without it the file tells."
        ),
    ] = "",
    delta: Annotated[
        bool, typer.Option("--delta", help="Close no invoice that the file does not name.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Show how the files are read and what would change; load nothing."),
    ] = False,
    date_order: _Orders = "",
    decimal_mark: _Marks = "",
    currency: _Currency = "",
    column: _Columns = None,
    control_total: _Totals = None,
    control_count: _Count = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Load the ledger; then look again at every document that waits for its invoice.

    Example: countersign ledger load --customers customers.csv --invoices invoices.csv
    """
    from countersign.logs import WORKING
    from flows.correspondence import bring_customers
    from flows.desk import open_desk
    from flows.loading import load_books, read_exports, refuse_empty, would_change
    from pipeline.ledger_files.importing.given import Control, Wishes

    client = known_client(client)
    files = exports_in(invoices)
    people = export_at(customers) if customers else None
    settings = begin(WORKING)
    wishes = Wishes(
        profile=profile,
        date_order=_one_of("--date-order", date_order, ("dmy", "mdy")),
        undecided_order=_order_that_was_set(settings),
        decimal_mark=_one_of("--decimal-mark", decimal_mark, (".", ",")),
        currency=currency,
        columns=dict(map(_pair, column or ())),
        controls=tuple(map(Control.of, control_total or ())),
        control_count=control_count,
    )
    with open_desk(settings) as desk:
        read = read_exports(desk.register, client, people, files, wishes)
        for line in read.told:
            err().print(line, markup=False)
        delta = delta or read.messages
        refuse_empty(read.ledger, str(invoices), delta=delta)
        if dry_run:
            _tell(would_change(desk.register, client, read.ledger, delta=delta), client, dry_run=True)
            return
        loaded = load_books(desk, client, read.ledger, delta=delta, controls=wishes.controls)
        if people:
            tell_persons(*bring_customers(desk.stores, client, people.content, people.name, whoever()))
    _tell(loaded.result, client, filed=loaded.filed)
    if loaded.applied:
        err().print(f"{counted(loaded.applied, 'waiting payment was', 'waiting payments were')} applied.")


def _tell(result: LoadResult, client: str, *, filed: int = 0, dry_run: bool = False) -> None:
    what = (
        f"{counted(result.added, 'invoice')} added, {result.changed} changed, {result.closed} closed, "
        f"{result.unchanged} unchanged"
    )
    if dry_run:
        err().print(f"Nothing was loaded (--dry-run). Ledger of {client}: it would be {what}.")
        return
    same = "" if result.added or result.changed or result.closed else " The ledger was so already."
    found = counted(filed, "waiting document was", "waiting documents were")
    err().print(f"Ledger of {client}, load {result.load}: {what}.{same} {found} filed.")


def _order_that_was_set(settings: Settings) -> str:
    """The date order of the settings, if somebody set it; its default decides nothing about a ledger."""
    return settings.date_order if os.environ.get("COUNTERSIGN_DATE_ORDER") else ""


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> str:
    if value and value not in allowed:
        raise WrongUse(f"{option} {value!r} is not one of: {' '.join(allowed)}")
    return value


def _pair(text: str) -> tuple[str, str]:
    column, found, header = text.partition("=")
    if not (found and column and header):
        raise WrongUse(f"--column {text!r} names no header: write it like po_number=Assignment.")
    return column.strip(), header.strip()
