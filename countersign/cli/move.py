"""`countersign move`: a home to another database and another object storage, with nothing lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import bars, err, out
from models import settings
from models.counts import counted
from models.errors import ExitCode, WrongUse
from models.settings import Settings

if TYPE_CHECKING:
    from flows.moving import Moved

SHOWN = 20
"""Most files named of those that stay behind."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(move)


def move(
    database_url: Annotated[
        str,
        typer.Option(help="Register to go to: postgresql+psycopg://USER@HOST/NAME, empty.", metavar="URL"),
    ] = "",
    objects_url: Annotated[
        str, typer.Option(help="Object storage to go to: a folder or s3+https://HOST/BUCKET.", metavar="URL")
    ] = "",
    inbox_url: Annotated[
        str,
        typer.Option(
            help="Inbox to go to; beside the objects unless COUNTERSIGN_INBOX_URL is set.", metavar="URL"
        ),
    ] = "",
) -> int:
    """Copy everything to other places, prove it there, and close the old register.

    Stop `up`, `ingest` and all workers first. The current settings say where everything is now; keys of the
    S3 server are COUNTERSIGN_S3_ACCESS_KEY and COUNTERSIGN_S3_SECRET_KEY. Nothing is removed from the old
    places. A move that was interrupted goes on when the same command runs again.

    Example: countersign move --database-url postgresql+psycopg://countersign@db/countersign
    --objects-url s3+https://s3.firm.example/papers
    """
    from countersign import logs

    given = {"DATABASE_URL": database_url, "OBJECTS_URL": objects_url, "INBOX_URL": inbox_url}
    variables = {f"COUNTERSIGN_{name}": url for name, url in given.items() if url}
    old, new = settings.load(), settings.load({**os.environ, **variables})
    if old == new:
        raise WrongUse("Name another place: --database-url, --objects-url or --inbox-url.")
    logs.configure(old, logs.WORKING)
    moved = _move(old, new)
    _report(moved, new, variables)
    return ExitCode.FAULT if moved.faults else ExitCode.DONE


def _move(old: Settings, new: Settings) -> Moved:
    from flows import moving
    from flows.desk import open_stores
    from flows.machine.presence import alone

    with alone(old.home):
        before, after = open_stores(old), open_stores(new)
        with before.register, after.register, bars() as tell:
            return moving.move(moving.Move(before, after), tell)


def _lines(new: Settings, variables: dict[str, str]) -> Iterator[str]:
    """The settings to set from now on, passwords left out."""
    from countersign.checks import masked

    for variable in variables:
        value = str(getattr(new, variable.removeprefix("COUNTERSIGN_").lower()))
        yield f"{variable}={masked(value)}"


def _report(moved: Moved, new: Settings, variables: dict[str, str]) -> None:
    say = err().print
    say(
        f"Copied: {counted(moved.objects, 'object')} ({moved.megabytes:.1f} MB), "
        f"{counted(moved.rows, 'row')} of the register, {counted(moved.inbox, 'file')} of the inbox. "
        f"Verified in the new place: {counted(moved.checked, 'thing')}."
    )
    for fault in moved.faults:
        say(f"Wrong before and after: {fault}", markup=False)
    for left in moved.left[:SHOWN]:
        say(f"Not carried: {left.name} ({left.reason})", markup=False)
    if moved.left:
        say(
            f"{counted(len(moved.left), 'file stays', 'files stay')} in the old place only. What is a paper: "
            "`countersign ingest` it with the new settings."
        )
    say("Nothing was removed from the old places. From now on set, with the password where one is left out:")
    for line in _lines(new, variables):
        out().print(line, markup=False, soft_wrap=True)
