"""`countersign verify`: is everything that was stored still there, unchanged?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import err, out, stores
from models.counts import counted
from models.errors import ExitCode, WrongUse

if TYPE_CHECKING:
    from models.chain import Head


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(verify)


def verify(
    client: str = typer.Option("", help="Only this client firm; all of them unless given.", metavar="NAME"),
    head: Annotated[
        list[Path] | None,
        typer.Option(help="A head of the audit chain that was kept elsewhere; may stand several times."),
    ] = None,
) -> int:
    """Re-hash what is stored, prove the page ledger and the audit chain, name every difference.

    Example: countersign verify --head head-2026-11-30.json
    """
    from flows.verifying import verify as find_faults

    given = tuple((str(path), _head(path)) for path in head or ())
    checked, faults = 0, 0
    for finding in find_faults(stores(), client or None, given):
        checked += 1
        if finding.fault:
            faults += 1
            out().print(f"{finding.subject}: {finding.fault}", soft_wrap=True, markup=False)
    err().print(f"{counted(checked, 'thing')} checked, {counted(faults, 'fault')}.")
    return ExitCode.FAULT if faults else ExitCode.DONE


def _head(path: Path) -> Head:
    from models.chain import head_from

    try:
        return head_from(path.read_text(encoding="utf-8", errors="replace"))
    except OSError as fault:
        raise WrongUse(f"{path} cannot be read ({fault.strerror}): name another file.") from None
