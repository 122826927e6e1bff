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
LOOKED_AT = 1000
"""Entries of each index that statistics are taken from."""
FEW = 1000
"""Events; a register with fewer needs no statistics."""
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


def tend(engine: Engine) -> None:
    """Keep statistics of what the indexes hold, without which a client's rows are taken for few.

    Taken from a few entries of each index, and again when the register has grown fourfold. A writer at work
    is not waited for: another process does it, or the next one.
    """
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        try:
            if _has_grown(connection):
                connection.exec_driver_sql(f"PRAGMA analysis_limit = {LOOKED_AT}")
                connection.exec_driver_sql("ANALYZE")
                connection.commit()
        except sa.exc.OperationalError:
            connection.rollback()
        finally:
            connection.invalidate()


def _has_grown(connection: Connection) -> bool:
    """True where there are four times as many events as when statistics were taken; events tell of all."""
    found = connection.scalar(sa.text("SELECT max(id) FROM events")) or 0
    if not connection.scalar(sa.text("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")):
        return bool(found > FEW)
    told = connection.scalar(sa.text("SELECT stat FROM sqlite_stat1 WHERE tbl = 'events' LIMIT 1"))
    return bool(found > max(FEW, 4 * int(str(told or 0).split()[0])))


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
