"""A database at which things go wrong, at every statement and commit; and stores with all their ports."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
import sqlalchemy as sa

from flows.desk import Stores
from storage.objects import ObjectStore
from tests.chaos.ports import RARELY, STATEMENTS, WRITES, Actor, FaultyStore
from tests.chaos.weather import Kind


def endanger(actor: Actor, engine: sa.Engine) -> None:
    """Let things go wrong at every statement and commit of a database."""
    _Driver(actor, engine).mount()


@dataclass(frozen=True)
class _Driver:
    """What stands between SQLAlchemy and the driver of one engine."""

    actor: Actor
    engine: sa.Engine

    def mount(self) -> None:
        dialect: Any = self.engine.dialect
        commit, rollback = dialect.do_commit, dialect.do_rollback
        dialect.do_commit = lambda connection: self._commit(connection, commit)
        dialect.do_rollback = lambda connection: self._rollback(connection, rollback)
        sa.event.listen(self.engine, "begin", self._begin)
        sa.event.listen(self.engine, "do_execute", self._execute)

    @property
    def _on_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def _begin(self, connection: sa.Connection) -> None:
        if not (self._on_sqlite or connection.get_execution_options().get("postgresql_readonly")):
            self._may_wait()

    def _may_wait(self) -> None:
        """Before a transaction that writes: others go on, and nobody does while it is open."""
        self.actor.step()
        self.actor.inside(True)

    def _execute(self, cursor: Any, statement: str, _parameters: object, _context: object) -> None:
        if statement == "BEGIN IMMEDIATE":
            self._may_wait()
        kind = self.actor.cross(f"register: {statement.split(None, 1)[0].lower()}", STATEMENTS, RARELY)
        if kind is not None:
            self._fail(cursor.connection, kind)

    def _commit(self, connection: Any, commit: Callable[[Any], None]) -> None:
        try:
            kind = self.actor.cross("register: commit", WRITES[:5])
            if kind in {Kind.LOST, Kind.FULL}:
                self._fail(connection.dbapi_connection, kind)
            commit(connection)
            if kind is Kind.ANSWER_LOST:
                self._fail(connection.dbapi_connection, kind)
            if kind is Kind.CRASH_AFTER:
                self.actor.die()
        finally:
            self.actor.inside(False)

    def _rollback(self, connection: Any, rollback: Callable[[Any], None]) -> None:
        self.actor.inside(False)
        rollback(connection)

    def _fail(self, connection: Any, kind: Kind) -> None:
        """As the driver does: SQLite says so, a connection to PostgreSQL is gone."""
        if self._on_sqlite:
            fault = sqlite3.OperationalError(f"chaos: {kind}")
            fault.sqlite_errorname = "SQLITE_FULL" if kind is Kind.FULL else "SQLITE_IOERR"
            raise fault
        if kind is Kind.FULL:
            raise psycopg.errors.DiskFull("chaos: no space left on device")
        connection.close()
        raise psycopg.OperationalError("chaos: server closed the connection unexpectedly")


def endangered(stores: Stores, actor: Actor) -> Stores:
    """Stores whose every port is crossed by `actor`."""
    endanger(actor, stores.register.database.engine)

    def faulty(name: str, store: ObjectStore) -> FaultyStore:
        return FaultyStore(actor, name, store, getattr(store, "root", None))

    return Stores(
        settings=stores.settings,
        inbox=faulty("inbox", stores.inbox),
        objects=faulty("objects", stores.objects),
        register=stores.register,
        clock=actor.now,
        space=stores.space,
    )
