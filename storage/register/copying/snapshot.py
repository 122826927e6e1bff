"""A whole register as one SQLite file, taken while others work with it; and whether such a file is sound."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.errors import IntegrityFault
from storage.register.copying import transfer
from storage.register.database import moved, schema
from storage.register.database.connect import Database, connect
from storage.register.tables import events

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Summary:
    """What a register holds, in numbers."""

    version: str
    """Of the schema, such as 0017."""
    rows: Mapping[str, int]
    """By table."""
    last_event: int
    """Number of the newest event, 0 without any."""
    last_event_at: datetime | None


@dataclass(frozen=True, slots=True)
class Snapshots:
    """One state of a register, while others work with it; raises Unreachable when it does not answer."""

    database: Database

    def save(self, path: Path) -> None:
        """Write everything to the new SQLite file `path`."""
        save(self.database, path)

    def summary(self) -> Summary:
        """Version of the schema, rows of every table, newest event."""
        return self.database.ask(summary)


def save(source: Database, path: Path) -> None:
    """Write one state of `source` to the new file `path`, while others read and write.

    SQLite: its online backup, all pages in one step, so that writers neither wait nor make it begin anew.
    PostgreSQL: one transaction that sees one state, copied row by row; so the file does not depend on the
    version of the server, and no other program has to be there.
    """
    if source.url.get_backend_name() == "sqlite":
        source.ask(_save_pages, path)
    else:
        with closing(connect(url_of(path))) as target:
            transfer.copy(source, target)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it


def _save_pages(connection: Connection, path: Path) -> None:
    driver = connection.connection.driver_connection
    if driver is None:  # never of an open connection
        raise IntegrityFault("The register has no open connection: try again.")
    with closing(sqlite3.connect(path)) as target:
        driver.backup(target)


def url_of(path: Path) -> str:
    """The database URL of a SQLite file."""
    return sa.URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def must_be_sound(path: Path) -> None:
    """Let SQLite look over every page and index of a file.

    Raises:
        IntegrityFault: it is damaged, or no database.
    """
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
            said = [row[0] for row in file.execute("PRAGMA integrity_check(5)")]
    except sqlite3.DatabaseError as fault:
        said = [str(fault)]
    if said != ["ok"]:
        raise IntegrityFault(f"The register in the backup is damaged: {'; '.join(said)}.")


def summary(connection: Connection) -> Summary:
    """Count everything."""
    newest = connection.execute(
        sa.select(events.c.id, events.c.at).order_by(events.c.id.desc()).limit(1)
    ).one_or_none()
    return Summary(
        version=schema.revision(connection) or "",
        rows=moved.count(connection),
        last_event=newest.id if newest else 0,
        last_event_at=newest.at if newest else None,
    )
