"""`countersign up`: the watched inbox and the console, until Ctrl-C."""

from __future__ import annotations

import typer

from countersign.cli.common import Client, err, known_client, stores
from models.record import DEFAULT_CLIENT


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(up)


def up(client: Client = DEFAULT_CLIENT) -> int:
    """Watch the inbox and serve the console, in one process tree, until Ctrl-C.

    Example: countersign up
    """
    from countersign.supervise import run_until_stopped

    return run_until_stopped(stores().settings, known_client(client), err().print)
