"""`countersign ingest`: copy files into the inbox and work until they have an end state."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, out, stores
from countersign.output.tables import print_documents, shown
from models.counts import counted
from models.errors import ExitCode
from models.record import DEFAULT_CLIENT


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ingest)


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders; they are copied, never moved.")],
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Drop files and work until these files have an end state.

    Example: countersign ingest ~/scans/monday
    """
    from countersign.logs import WORKING
    from countersign.progress import work_with_progress
    from flows.batching import differences
    from flows.inbox.dropping import drop_paths

    kept = stores(WORKING)
    dropped = drop_paths(kept, known_client(client), paths)
    for passed in dropped.passed:
        err().print(f"Not taken: {shown(passed.source)} ({passed.reason})", markup=False)
    work_with_progress(kept, list(dropped.drops))
    records = kept.register.documents_of(dropped.drops)
    print_documents(out(), records)
    files, documents = counted(len(dropped.drops), "file"), counted(len(records), "document")
    for difference in differences(kept, client, dict.fromkeys(record.drop_id for record in records)):
        err().print(shown(difference), markup=False)
    err().print(f"{files}, {documents}, {len(dropped.passed)} not taken.")
    left = kept.register.unfinished_drops(dropped.drops)
    if left:
        files = counted(len(left), "file has", "files have")
        err().print(f"{files} no end state yet: run the same command again.")
    untaken = any(passed.later for passed in dropped.passed)
    return ExitCode.FAULT if left or untaken else ExitCode.DONE
