"""`countersign head`: the head of the audit chain, to be kept where nobody here can alter it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countersign.cli.common import err, stores, write_lines
from models.errors import ExitCode


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(head)


def head(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File; standard output unless given.")
    ] = None,
) -> int:
    """Take the head of the audit chain now: one number and one hash that stand for everything up to it.

    It is kept in the object storage as well, as one is every day. Keep this file elsewhere, or mail it to the
    client firm: `countersign verify --head FILE` finds whatever was altered or cut off before it was taken.

    Example: countersign head -o head-2026-11-30.json
    """
    from flows.proof import keep_head
    from models.chain import head_text

    taken = keep_head(stores())
    if taken is None:
        err().print("Nothing has happened yet: there is no audit chain to take a head of.")
        return ExitCode.DONE
    write_lines(output, [head_text(taken)])
    err().print(f"Position {taken.position}, taken {taken.at:%Y-%m-%d %H:%M} UTC.")
    return ExitCode.DONE
