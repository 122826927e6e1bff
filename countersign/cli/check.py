"""`countersign check`: what is installed, reachable and writable; and every setting."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from countersign.cli.common import Client, begin, err, known_client, out
from models.errors import ExitCode
from models.record import DEFAULT_CLIENT


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)


def check(
    settings: Annotated[
        bool, typer.Option("--settings", help="Print every setting, its value and what it is for.")
    ] = False,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """What is installed, reachable and writable, and what to do about what is not.

    Example: countersign check
    """
    from countersign.checks import Verdict, look, setting_lines

    chosen = begin()
    if settings:
        for line in setting_lines(chosen, set(os.environ)):
            _say(line)
        return ExitCode.DONE
    missing = 0
    for checked in look(chosen, known_client(client)):
        missing += checked.verdict is Verdict.MISSING
        _say(f"{checked.verdict.value:8} {checked.subject}: {checked.words}")
    if missing:
        err().print(f"{missing} of these must be put right before papers are read.")
    return ExitCode.MISSING if missing else ExitCode.DONE


def _say(line: str) -> None:
    out().print(line, markup=False, soft_wrap=True)
