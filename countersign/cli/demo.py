"""`countersign demo`: the main job on a made-up ledger and scans, in a home of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, err, known_client, out
from countersign.cli.common import stores as open_stores
from countersign.output.tables import WIDE, documents_table, page_ledger_table
from models.counts import counted
from models.errors import ExitCode
from models.record import DEFAULT_CLIENT

if TYPE_CHECKING:
    from flows.desk import Stores

HOME = ".countersign-demo"
IN_A_PIPE = 220
"""Columns of the table where no terminal says how wide it is."""
NEXT = """
What to do next, with .venv/bin in your PATH:
  countersign demo --serve     look at every document, its picture and its reason in the browser
  countersign ledger load --customers customers.csv --invoices invoices.csv      load your own ledger
  countersign ingest FOLDER    take in your own scans
  countersign find NUMBER      find a document by customer, any number, date or text
  countersign up               watch the inbox and serve the console
Your own papers lie in a home of their own (COUNTERSIGN_HOME); the demo's are in .countersign-demo/.
"""
REPLACED = ("COUNTERSIGN_DATABASE_URL", "COUNTERSIGN_OBJECTS_URL", "COUNTERSIGN_INBOX_URL")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    serve: Annotated[
        bool, typer.Option("--serve", help="Serve the console afterwards, until Ctrl-C.")
    ] = False,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Run the whole job over demo scans: read, match, file; then say what became of each.

    Everything lies in .countersign-demo/ below the current folder; no other home is touched.

    Example: countersign demo
    """
    from countersign.logs import WORKING
    from countersign.progress import work_with_progress
    from fixtures.demo import write_demo
    from flows.inbox.dropping import drop_paths

    client = known_client(client)
    _use_own_home()
    stores = open_stores(WORKING)
    home = stores.settings.home
    if not (home / "papers" / "truth.jsonl").exists():
        err().print("Drawing the demo ledger and scans ...")
        write_demo(home / "papers")
    _load(stores, home / "papers" / "ledger", client)
    dropped = drop_paths(stores, client, [home / "papers" / "scans"])
    work_with_progress(stores, list(dropped.drops))
    _tell(stores, client)
    if serve:
        from countersign.supervise import run_until_stopped

        return run_until_stopped(stores.settings, client, err().print, invite=True)
    return ExitCode.DONE if stores.register.page_ledger(client).balanced else ExitCode.FAULT


def _use_own_home() -> None:
    """Point the environment at the demo's home, so that every part of this process sees the same."""
    for name in REPLACED:
        os.environ.pop(name, None)
    os.environ["COUNTERSIGN_HOME"] = str(Path(HOME).absolute())


def _load(stores: Stores, folder: Path, client: str) -> None:
    from flows.desk import open_desk
    from flows.loading import load_ledger

    with open_desk(stores.settings) as desk:
        files = ((folder / "customers.csv").read_bytes(), (folder / "invoices.csv").read_bytes())
        result = load_ledger(desk, client, files, delta=False).result
    err().print(f"Ledger: {counted(result.added, 'invoice')} added, {result.unchanged} unchanged.")


def _tell(stores: Stores, client: str) -> None:
    console = out()
    if not console.is_terminal:
        console.width = IN_A_PIPE
    records = tuple(stores.register.documents(client, None))
    console.print(documents_table(records, reasons=console.width >= WIDE))
    if console.width < WIDE:
        console.print("\nWhy, document by document: countersign demo --serve, or a wider window.")
    ledger = stores.register.page_ledger(client)
    console.print("\nEvery page is accounted for:" if ledger.balanced else "\nPages are missing:")
    console.print(page_ledger_table(ledger))
    archive = Path(stores.settings.objects_url, "archive", client, "customers")
    console.print(f"\nFiled documents:  {archive}", soft_wrap=True)
    console.print(f"Inbox to drop in: {Path(stores.settings.inbox_url, client)}", soft_wrap=True)
    console.print(NEXT, soft_wrap=True)
