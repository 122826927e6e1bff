"""`countersign disputes`: the tables that disputes go by, and why an item is not paid."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, stores, whoever, write_lines
from models.cause import SETTABLE, Cause
from models.counts import counted
from models.errors import ExitCode, WrongUse
from models.record import DEFAULT_CLIENT

app = typer.Typer(help="Tables of disputes, and causes that people set.", no_args_is_help=True)
_CAUSES = ", ".join(one.value for one in SETTABLE)


@app.callback()
def several() -> None:
    """Tables of disputes, and causes that people set."""


@app.command("table")
def table(
    name: Annotated[str, typer.Argument(help="deadlines or reasons.")],
    *,
    load: Annotated[
        Path | None, typer.Option("--load", help="CSV to use from now on.", metavar="FILE")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", help="File to write; standard output unless given.")
    ] = None,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Show a table as CSV, or load another one; it counts for disputes that are opened from then on.

    Example: countersign disputes table deadlines --load deadlines.csv
    """
    from countersign.reports.dispute_tables import table_csv
    from flows.disputes import Table, set_table, table_text

    if name not in set(Table):
        raise WrongUse(f"{name!r} is no table: name one of {', '.join(Table)}.")
    opened, firm = stores(), known_client(client)
    if load is None:
        write_lines(output, table_csv(table_text(opened, firm, Table(name))))
        return ExitCode.DONE
    rows = set_table(opened, firm, Table(name), _text(load), whoever())
    err().print(f"The table of {name} has {counted(rows, 'row')} now.", markup=False)
    return ExitCode.DONE


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse(f"{path} is not UTF-8: save it as CSV UTF-8.") from None
    except FileNotFoundError:
        raise WrongUse(f"{path} is not there: name a CSV file.") from None


@app.command("cause")
def cause(
    invoice: Annotated[str, typer.Argument(help="Invoice number.")],
    why: Annotated[str, typer.Argument(help=f"One of {_CAUSES}; without one it is taken back.")] = "",
    *,
    customer: Annotated[
        str, typer.Option(help="Customer number, where several have an invoice of that number.", metavar="NO")
    ] = "",
    note: Annotated[str, typer.Option(help="For yourselves; never sent.")] = "",
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Say why an open invoice is not paid; it counts before what is found, until the ledger changes it.

    Example: countersign disputes cause INV-2026-004412 in_approval --note "Second signature is on leave."
    """
    from countersign.cli.evidence import key_of
    from flows.disputes.causes import Explained, set_cause, take_back_cause

    opened, firm = stores(), known_client(client)
    key = key_of(opened, firm, invoice, customer)
    if why and why not in SETTABLE:
        raise WrongUse(f"{why!r} is no cause that people set: choose one of {_CAUSES}.")
    if why:
        set_cause(opened, firm, Explained(key, Cause(why), note), whoever())
        err().print(f"Invoice {invoice}: {why}, until the ledger changes it.", markup=False)
    elif take_back_cause(opened, firm, key, whoever()):
        err().print(f"Invoice {invoice}: papers and books tell why again.", markup=False)
    else:
        err().print(f"Nobody had said why invoice {invoice} is not paid.", markup=False)
    return ExitCode.DONE
