"""`countersign up`: the watched inbox and the console, until Ctrl-C."""

from __future__ import annotations

import typer

from countersign.cli.common import err, stores


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(up)


def up() -> int:
    """Watch the inbox and serve the console, in one process tree, until Ctrl-C.

    Example: countersign up
    """
    from countersign.supervise import run_until_stopped

    chosen = stores().settings
    err().print(f"Inbox:   {chosen.inbox_url}", soft_wrap=True)
    err().print(f"Console: http://{chosen.host}:{chosen.port}", soft_wrap=True)
    err().print("Stop with Ctrl-C: what is in work goes on at the next start.")
    return run_until_stopped(chosen)
