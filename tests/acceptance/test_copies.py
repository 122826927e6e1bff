"""A copy that a killed process left unstored is stored by the next command, though nothing is unread."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from fixtures.batch import write_batch
from tests.installations.homes import Home


def leave_unstored(home: Home) -> list[Path]:
    """Put the home back to the moment between a filing and its copy; the copies that are gone."""
    with closing(sqlite3.connect(home.folder / "register.sqlite")) as database, database:
        keys = database.execute("SELECT shelf_key FROM links WHERE shelf_key IS NOT NULL").fetchall()
        database.execute("UPDATE links SET shelf_key = NULL, shelf_sha256 = NULL")
    copies = [home.folder / "objects" / key for (key,) in keys]
    for copy in copies:
        copy.unlink()
    return copies


def test_an_ingest_of_what_is_done_stores_the_copies_that_are_outstanding(tmp_path: Path):
    papers, home = tmp_path / "papers", Home(tmp_path / "home")
    write_batch(papers, seed=34, count=4, damage="clean")
    home.load(papers / "ledger")
    home.done("ingest", str(papers / "scans"))
    copies = leave_unstored(home)
    assert copies
    assert home.run("verify").returncode == 1
    home.done("ingest", str(papers / "scans"))
    home.done("verify")
    assert all(copy.exists() for copy in copies)
