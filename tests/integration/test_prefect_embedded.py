"""Prefect's embedded server: nothing to start, and its database does not grow for ever."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.installations.homes import SECONDS, Home


def rows(home: Home, query: str) -> list[tuple]:
    with closing(sqlite3.connect(home.folder / "prefect" / "prefect.db")) as database, database:
        return database.execute(query).fetchall()


def test_old_runs_are_forgotten_with_their_tasks_and_events_are_not_kept(tmp_path: Path):
    home = Home(tmp_path / "home", embedded=True)
    for name in ("january.txt", "march.txt"):
        (tmp_path / name).write_text(name)
    home.done("ingest", str(tmp_path / "january.txt"))
    assert rows(home, "SELECT name FROM task_run") == [("default/january.txt",)]
    rows(home, "UPDATE flow_run SET end_time = '2026-01-05 08:00:00.000000'")
    home.done("ingest", str(tmp_path / "march.txt"))
    assert rows(home, "SELECT name FROM task_run") == [("default/march.txt",)]
    assert rows(home, "SELECT count(*) FROM flow_run") == [(1,)]
    assert rows(home, "SELECT count(*) FROM events") == [(0,)]


def test_two_that_start_at_once_in_a_new_home_both_have_their_server(tmp_path: Path):
    home = Home(tmp_path / "home", embedded=True)
    for name in ("january.txt", "march.txt"):
        (tmp_path / name).write_text(name)
    home.done("status")
    started = [home.start("ingest", str(tmp_path / name)) for name in ("january.txt", "march.txt")]
    said = [process.communicate(timeout=SECONDS)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0]
    assert not any("Prefect" in words or "Traceback" in words for words in said), said
