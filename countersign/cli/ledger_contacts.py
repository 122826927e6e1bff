"""`countersign ledger contacts`: whom reminders, statements and papers are written to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, err, known_client, out, stores, whoever
from models.counts import counted
from models.errors import WrongUse
from models.record import DEFAULT_CLIENT

if TYPE_CHECKING:
    from models.address_book import Brought


def add_contacts_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("contacts")(contacts)


def contacts(
    table: Annotated[
        Path | None,
        typer.Argument(
            help="CSV with customer_number,name,email and, if you like, role (accounts_payable or disputes) "
            "and language (en or de); shows what is kept without it.",
            show_default=False,
        ),
    ] = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Show or load contact persons of customers; persons that the file does not name stay as they are.

    Somebody who was taken out on the page of a customer is not brought back.

    Example: countersign ledger contacts contacts.csv
    """
    from countersign.output.csv_lines import csv_line
    from flows.correspondence import bring_persons, persons_csv

    opened, firm = stores(), known_client(client)
    if table is None:
        for row in persons_csv(opened, firm):
            out().print(csv_line(row), end="", markup=False, soft_wrap=True)
        return
    try:
        content = table.read_bytes()
    except OSError as fault:
        raise WrongUse(f"{table} cannot be read ({fault}): name the CSV file with the persons.") from None
    tell_persons(bring_persons(opened, firm, content, str(table), whoever()), ())


def tell_persons(told: Brought | None, faulty: Sequence[str]) -> None:
    """Say what a file of contact persons changed, and what of it could not be taken."""
    for line in faulty:
        err().print(line, markup=False)
    if told is None:
        return
    left = f", {told.taken_out} taken out here stay out" if told.taken_out else ""
    added = counted(told.added, "contact person")
    err().print(f"{added} added, {told.changed} changed, {told.unchanged} unchanged{left}.")
