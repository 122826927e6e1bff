"""`countersign retry`: read quarantined files again."""

from __future__ import annotations

from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, out, stores, whoever
from countersign.output.tables import print_documents
from models.counts import counted
from models.errors import ExitCode
from models.record import DEFAULT_CLIENT


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(retry)


def retry(
    drops: Annotated[list[str], typer.Argument(help="Drop ids, as the console's mailroom shows them.")],
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Read quarantined files again, from the archive, with the program and the limits of today.

    Files whose bytes are the same under another name are decided anew with them. Said twice, each is read
    once.

    Example: countersign retry 3f9a0c1d2e4b5a6978877665
    """
    from countersign.logs import WORKING
    from countersign.progress import work_with_progress
    from flows.inbox import mailroom

    kept = stores(WORKING)
    for drop in drops:
        mailroom.retry(kept, known_client(client), whoever(), drop)
    work_with_progress(kept, drops)
    print_documents(out(), kept.register.documents_of(drops))
    left = kept.register.unfinished_drops(drops)
    if left:
        err().print(f"{counted(len(left), 'file')} without an end state yet: run the same command again.")
    return ExitCode.FAULT if left else ExitCode.DONE
