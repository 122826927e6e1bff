"""`countersign verify`: is everything that was stored still there, unchanged?"""

from __future__ import annotations

import typer

from countersign.cli.common import err, out, stores
from countersign.counts import counted
from models.errors import ExitCode


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(verify)


def verify(
    client: str = typer.Option("", help="Only this client firm; all of them unless given.", metavar="NAME"),
) -> int:
    """Re-hash what is stored, prove the page ledger, name every difference.

    Example: countersign verify
    """
    from flows.verifying import verify as find_faults

    checked, faults = 0, 0
    for finding in find_faults(stores(), client or None):
        checked += 1
        if finding.fault:
            faults += 1
            out().print(f"{finding.subject}: {finding.fault}", soft_wrap=True, markup=False)
    err().print(f"{counted(checked, 'thing')} checked, {counted(faults, 'fault')}.")
    return ExitCode.FAULT if faults else ExitCode.DONE
