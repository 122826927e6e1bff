"""The command line: one module a command; errors become exit codes here and nowhere else."""

from __future__ import annotations

import sys
from typing import Any

import typer

from countersign.cli import (
    alarms,
    audit,
    backup,
    check,
    compare,
    demo,
    disputes,
    download,
    evaluate,
    evidence,
    export,
    find,
    head,
    hold,
    ingest,
    ledger,
    likeness,
    move,
    payments,
    people,
    report,
    report_collecting,
    restore,
    retention,
    retry,
    review,
    send,
    sheets,
    status,
    token,
    up,
    verify,
    webhook,
)
from models.errors import CountersignError, ExitCode

HELP = "Takes scanned purchase orders and proofs of delivery in, matches them to invoices, files them."

UsageProblem: Any = typer.BadParameter.__mro__[2]
"""Base of the errors that typer raises about arguments; it has no public name there."""

COMMANDS = (
    demo,
    up,
    ingest,
    retry,
    review,
    find,
    compare,
    download,
    evidence,
    send,
    likeness,
    status,
    audit,
    verify,
    backup,
    restore,
    head,
    move,
    evaluate,
    check,
)
"""Modules that each add one command, in the order of the help."""

app = typer.Typer(name="countersign", help=HELP, no_args_is_help=True, pretty_exceptions_enable=False)
for module in COMMANDS:
    module.add_to(app)
app.add_typer(ledger.app, name="ledger")
app.add_typer(export.app, name="export")
report_collecting.add_to(report.app)
app.add_typer(payments.app, name="payments")
app.add_typer(report.app, name="report")
app.add_typer(disputes.app, name="disputes")
app.add_typer(sheets.app, name="sheets")
app.add_typer(people.app, name="people")
app.add_typer(token.app, name="token")
app.add_typer(webhook.app, name="webhook")
app.add_typer(alarms.app, name="alarms")
app.add_typer(hold.app, name="hold")
app.add_typer(retention.app, name="retention")


def main() -> None:
    """Run the command line; ends the process with the exit codes that README lists."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; returns its exit code."""
    try:
        outcome = app(arguments, standalone_mode=False)
    except UsageProblem as wrong:
        wrong.show()
        return ExitCode.WRONG_USE
    except typer.Exit as ended:
        return ended.exit_code
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("Stopped. Nothing is lost: the same command goes on where this one ended.", err=True)
        return ExitCode.FAULT
    except CountersignError as fault:
        typer.echo(f"countersign: {fault}", err=True)
        return fault.exit_code
    except OSError as fault:
        typer.echo(f"countersign: {fault}. Look at the disk and at the rights of this user.", err=True)
        return ExitCode.MISSING
    return outcome if isinstance(outcome, int) else ExitCode.DONE
