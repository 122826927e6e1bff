"""What is special to a register in SQLite: one file, one writer at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.errors import CountersignError, Missing, Unreachable

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import DBAPIError

BUSY_SECONDS = 30
"""How long a transaction waits for another writer."""
READING: Mapping[str, Any] = {}
WRITING: Mapping[str, Any] = {"writes": True}
_PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", f"busy_timeout = {BUSY_SECONDS * 1000}")
_PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR")
_NOT_OURS = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")


def engine(url: sa.URL) -> Engine:
    """Connections that check foreign keys and wait for the disk at every commit."""
    opened = sa.create_engine(url, hide_parameters=True)
    sa.event.listen(opened, "connect", _prepare)
    sa.event.listen(opened, "begin", _begin)
    return opened


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins no transactions of its own; `_begin` does
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes the write lock before it reads: what it decides on cannot change under it."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def suit(connection: Connection) -> None:
    """Readers and the writer stop waiting for each other; the file remembers it."""
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute("PRAGMA journal_mode = WAL")


def lock(connection: Connection, name: str) -> None:
    """Nothing to do: a transaction that writes is alone already."""


lock_tables = lock


def in_our_words(fault: DBAPIError, shown: str) -> CountersignError | None:
    """What a failure of the database at `shown` means; None for a fault of this program."""
    name = str(getattr(fault.orig, "sqlite_errorname", ""))
    if name.startswith(_PASSING):
        return Unreachable(
            f"The register {shown} did not answer: {fault.orig}. Try again; if it stays, check the disk and "
            "COUNTERSIGN_DATABASE_URL."
        )
    if name.startswith(_NOT_OURS):
        return Missing(
            f"The register {shown} cannot be opened or written: {fault.orig}. Give this user the right to, "
            "or name another file in COUNTERSIGN_DATABASE_URL."
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return Missing(
            f"COUNTERSIGN_DATABASE_URL={shown}: not a register ({fault.orig}). Name another file, or restore "
            "a backup."
        )
    return None
