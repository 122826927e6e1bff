"""`countersign payments`: what customers paid, and what it is for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, begin, err, known_client, out, stores, whoever, write_lines
from countersign.cli.exports import exports_in
from models.cash import PaymentState
from models.counts import counted
from models.errors import ExitCode, WrongUse
from models.record import DEFAULT_CLIENT

if TYPE_CHECKING:
    from flows.cash import PaymentsLoaded

app = typer.Typer(help="Payments: load them, and see what they are for.", no_args_is_help=True)
MOST = 10_000


@app.callback()
def several() -> None:
    """Payments: load them, and see what they are for."""


@app.command("load")
def load(
    path: Annotated[
        Path,
        typer.Argument(
            help="A bank statement (camt.053, camt.054, MT940), a list of payments or of remittance advices "
            "(CSV, text, XLSX), or a folder of them. Our own columns: value_date,amount,currency,payer,"
            "payer_account,reference,bank_reference,customer_number; for advices: advice_number,"
            "customer_number,payer,invoice_number,paid_amount,discount,deduction,reason_code,currency",
            show_default=False,
        ),
    ],
    *,
    currency: Annotated[
        str, typer.Option("--currency", help="Currency of rows that name none, like EUR.")
    ] = "",
    date_order: Annotated[
        str, typer.Option("--date-order", help="dmy or mdy, where dates like 04/03/2026 do not tell.")
    ] = "",
    decimal_mark: Annotated[
        str, typer.Option("--decimal-mark", help="'.' or ',', where amounts do not tell.")
    ] = "",
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="Which header carries a column: payer=Sender. May be repeated."),
    ] = None,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Load payments; apply at once what is certain, and leave the rest to a person or to the next ledger.

    A payment that was loaded before, from this file or another one, is known again. Rows that cannot be read
    are named, and the others are loaded: correct them and load the file again; the exit code is 1 then.

    Example: countersign payments load statement.xml
    """
    from countersign.logs import WORKING
    from flows.cash import load_payments
    from flows.desk import open_desk
    from pipeline.ledger_files.importing.given import Wishes

    _one_of("--date-order", date_order, ("", "dmy", "mdy"))
    _one_of("--decimal-mark", decimal_mark, ("", ".", ","))
    wishes = Wishes(
        date_order=date_order,
        decimal_mark=decimal_mark,
        currency=currency,
        columns=dict(map(_pair, column or ())),
    )
    client, files = known_client(client), exports_in(path)
    refused = 0
    with open_desk(begin(WORKING)) as desk:
        for export in files:
            done = load_payments(desk, client, export, wishes, whoever())
            _tell(done)
            refused += len(done.faulty)
    return ExitCode.FAULT if refused else ExitCode.DONE


@app.command("list")
def listed(
    state: Annotated[
        PaymentState | None, typer.Option(help="Only payments in this state.", show_default=False)
    ] = None,
    customer: Annotated[str, typer.Option("--customer", help="Only this customer's.", metavar="NO")] = "",
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Payments, newest first.

    Example: countersign payments list --state review
    """
    from countersign.reports.cash import payment_lines
    from storage.register import AskedPayments

    asked = AskedPayments(known_client(client), None, state, customer)
    found = stores().register.payments.listed(asked, MOST)
    if not found:
        err().print("No payment fits: countersign payments load brings some.")
        return
    write_lines(None, (f"{line}\n" for line in payment_lines(found)))


@app.command("show")
def show(
    payment: Annotated[str, typer.Argument(help="Its id, as `payments list` names it.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """One payment: where it is, or what it may be for and why.

    Example: countersign payments show 3f2a9c0d1e4b5a67
    """
    from countersign.reports.cash import shown_json, shown_lines
    from flows.cash import shown_payment

    opened, firm = stores(), known_client(client)
    found = opened.register.payments.one(firm, payment)
    if found is None:
        raise WrongUse(f"Client {firm} has no payment {payment}: countersign payments list names them.")
    told = shown_payment(opened, found)
    if as_json:
        shape = shown_json(told, enumerate(found.proposals, 1))
        write_lines(None, [json.dumps(shape, ensure_ascii=False, indent=2) + "\n"])
    else:
        write_lines(None, (f"{line}\n" for line in shown_lines(told)))


@app.command("terms")
def terms(
    table: Annotated[
        Path | None,
        typer.Argument(
            help="CSV: customer_number,percent,days,grace_days,source,invoiced_from. Without it, shown."
        ),
    ] = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Show or set the discounts for paying early; a row without a number is for all other customers.

    Payments are matched by them, and letters of reminders offer them.

    Example: countersign payments terms terms.csv
    """
    from flows.cash import cash_terms_text, set_cash_terms

    opened, firm = stores(), known_client(client)
    if table is None:
        out().print(cash_terms_text(opened, firm), end="", markup=False)
        return
    try:
        text = table.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise WrongUse(f"{table} cannot be read as UTF-8: name the CSV file with the terms.") from None
    rows = set_cash_terms(opened, firm, text, whoever())
    err().print(f"Terms of {firm}: {counted(rows, 'row')}.")


def _tell(done: PaymentsLoaded) -> None:
    for line in done.told:
        err().print(line, markup=False)
    for one in done.faulty:
        err().print(str(one), markup=False)
    file = done.file
    if done.again:
        err().print(f"{file.name} was loaded before: nothing in it is new.", markup=False)
    else:
        known = f", {file.repeated} known already" if file.repeated else ""
        wrong = f", {counted(len(done.faulty), 'row')} refused" if done.faulty else ""
        err().print(f"{file.name}: {file.payments} new{known}{wrong}.", markup=False)
    err().print(f"{counted(done.applied, 'payment')} applied at once.")


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise WrongUse(f"{option} {value!r} is not one of: {' '.join(filter(None, allowed))}")


def _pair(text: str) -> tuple[str, str]:
    column, found, header = text.partition("=")
    if not (found and column and header):
        raise WrongUse(f"--column {text!r} names no header: write it like payer=Sender.")
    return column.strip(), header.strip()
