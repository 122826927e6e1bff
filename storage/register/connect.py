"""The way to the database: connections, transactions, schema at its newest version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from models.errors import Missing, Unreachable, WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Column, Connection, Engine, Row, Select

HEAD = "0001"
"""The newest version of the schema: the last file in `MIGRATIONS`."""
MIGRATIONS = Path(__file__).parents[1] / "migrations"
BUSY_SECONDS = 30
"""How long a transaction waits for another writer."""
_PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", f"busy_timeout = {BUSY_SECONDS * 1000}")


@dataclass(frozen=True)
class Database:
    """An open register database. Errors of the driver leave it in our own words."""

    engine: Engine
    batch: int = 200
    """Rows that a stream fetches at once."""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the database and writes nothing.

        Raises:
            Unreachable: the database is locked, full or cannot be reached.
        """
        with self._our_errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The only writing transaction of the moment; commits at the end, rolls back on any error.

        Raises:
            Unreachable: the database is locked, full or cannot be reached.
        """
        with self._our_errors(), self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    def stream(self, query: Select[Any], order: Sequence[Column[Any]]) -> Iterator[Row[Any]]:
        """All rows of `query` ordered by `order` (selected, unique together), in batches.

        No transaction stays open between batches: the caller may take its time, and write meanwhile.
        """
        ordered = query.order_by(*order).limit(self.batch)
        after: tuple[Any, ...] = ()
        while True:
            rest = ordered.where(sa.tuple_(*order) > after) if after else ordered
            with self.read() as connection:
                rows = connection.execute(rest).all()
            yield from rows
            if len(rows) < self.batch:
                return
            after = tuple(rows[-1]._mapping[column] for column in order)  # noqa: SLF001 public, despite its name

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def _our_errors(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            if _is_our_mistake(error):
                raise
            raise Unreachable(
                f"The register {self.engine.url} did not answer: {error.orig}. Try again; if it stays, "
                "check the disk and COUNTERSIGN_DATABASE_URL."
            ) from error


def _is_our_mistake(error: OperationalError) -> bool:
    """True for a wrong statement, which SQLite reports in the same class as a full disk."""
    return getattr(error.orig, "sqlite_errorname", "") == "SQLITE_ERROR"


def connect(url: str) -> Database:
    """The register at `url`, created if absent, its schema at the newest version.

    Raises:
        WrongUse: `url` names no SQLite file.
        Missing: the file cannot be opened, is no register, or was made by a newer program.
    """
    database = Database(sa.create_engine(_sqlite_url(url)))
    sa.event.listen(database.engine, "connect", _prepare_connection)
    sa.event.listen(database.engine, "begin", _begin)
    try:
        _migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _sqlite_url(text: str) -> sa.URL:
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise WrongUse(f"COUNTERSIGN_DATABASE_URL={text!r} is no database URL: {error}") from None
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        raise WrongUse(
            f"COUNTERSIGN_DATABASE_URL={url!s}: this version keeps its register in sqlite:////PATH/FILE."
        )
    return url


def _prepare_connection(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins no transactions of its own; `_begin` does
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes the write lock before it reads: what it decides on cannot change under it."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(database: Database) -> None:
    try:
        if _revision(database) != HEAD:
            _use_write_ahead_log(database)
            _upgrade(database)
    except Unreachable as error:
        raise Missing(str(error)) from error
    except DatabaseError as error:
        raise Missing(
            f"COUNTERSIGN_DATABASE_URL={database.engine.url}: not a register ({error.orig}). "
            "Name another file, or restore a backup."
        ) from error


def _revision(database: Database) -> str | None:
    with database.read() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        version = sa.column("version_num", sa.String)
        return connection.scalar(sa.select(version).select_from(sa.table("alembic_version")))


def _use_write_ahead_log(database: Database) -> None:
    """Readers and the writer stop waiting for each other; the file remembers it."""
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        if driver is not None:
            driver.execute("PRAGMA journal_mode = WAL")


def _upgrade(database: Database) -> None:
    """Migrate under the write lock; whoever waited for it finds nothing left to do."""
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database.write() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise Missing(
                f"The register {database.engine.url} is of another version than this program ({error}). "
                "Update countersign, or name another file in COUNTERSIGN_DATABASE_URL."
            ) from error
