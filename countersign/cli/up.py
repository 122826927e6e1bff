"""`countersign up`: the watched inbox and the console, until Ctrl-C."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from countersign.cli.common import Client, begin, err, known_client
from models.record import DEFAULT_CLIENT


class Only(StrEnum):
    """One of the two; here too, so that --help loads no server."""

    CONSOLE = "console"
    WATCHER = "watcher"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(up)


def up(
    only: Annotated[
        Only | None, typer.Option(help="Run this part alone, as where a team spreads them over machines.")
    ] = None,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Watch the inbox and serve the console, in one process tree, until Ctrl-C or SIGTERM.

    Example: countersign up

    Example: countersign up --only watcher
    """
    from countersign.logs import SERVING
    from countersign.supervise import Part, run_until_stopped

    parts = [Part(only)] if only else list(Part)
    return run_until_stopped(begin(SERVING), known_client(client), err().print, parts)
