"""Registers as every earlier version left them, each with a row in every table that it had."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from storage.register.database.connect import KINDS, Database
from storage.register.database.schema import MIGRATIONS
from storage.register.texts.words import is_index
from tests.conftest import NewDatabase

FIRST = Path(__file__).parents[1] / "integration" / "register_0001.sql"
ON_SQLITE, ON_BOTH = "0001", "0002"
"""The first version, which knew SQLite alone, and the first that knew both."""
OWN = {"alembic_version", "sqlite_sequence"}
Rows = Mapping[str, Counter[str]]
"""By table: each row as text, and how often it is there."""


def versions() -> tuple[str, ...]:
    """All revisions, oldest first."""
    found = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    return tuple(one.revision for one in found)[::-1]


def opened(url: str) -> Database:
    """A database as it stands; nothing is brought to a newer version."""
    parsed = sa.make_url(url)
    kind = KINDS[parsed.get_backend_name()]
    return Database(parsed, kind.engine(parsed), kind)


def bring_to(database: Database, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def reflected(connection: sa.Connection) -> sa.MetaData:
    """The tables that are there, but for the index of words and what is Alembic's."""
    names = [
        name for name in sa.inspect(connection).get_table_names() if name not in OWN and not is_index(name)
    ]
    found = sa.MetaData()
    found.reflect(connection, only=names)
    return found


def rows_of(database: Database, columns: Mapping[str, frozenset[str]] | None = None) -> Rows:
    """Every row; with `columns` only those columns of those tables."""
    with database.read() as connection:
        tables = reflected(connection).sorted_tables
        return {
            table.name: Counter(
                json.dumps({name: row[name] for name in _named(table, columns)}, default=str, sort_keys=True)
                for row in connection.execute(sa.select(table)).mappings()
            )
            for table in tables
            if columns is None or table.name in columns
        }


def columns_of(database: Database) -> dict[str, frozenset[str]]:
    with database.read() as connection:
        return {t.name: frozenset(t.columns.keys()) for t in reflected(connection).sorted_tables}


def _named(table: sa.Table, columns: Mapping[str, frozenset[str]] | None) -> list[str]:
    return [name for name in map(str, table.columns.keys()) if columns is None or name in columns[table.name]]


@dataclass
class Chain:
    """One register that grows from version to version; a copy is kept of each."""

    kind: NewDatabase
    folder: Path
    again: tuple[str, ...] = ()
    """Versions of which a second copy is kept, named with a + behind."""

    def copies(self) -> Iterator[tuple[str, str]]:
        """Each version and the URL of a register of it."""
        seed = self.folder / "seed.sqlite"
        with closing(sqlite3.connect(seed)) as file:
            file.executescript(FIRST.read_text(encoding="utf-8"))
        if self.kind.cluster is None:
            yield from self._on_sqlite(seed)
        else:
            yield from self._on_postgresql(seed)

    def _on_sqlite(self, seed: Path) -> Iterator[tuple[str, str]]:
        growing = opened(f"sqlite:///{seed}")
        for version in versions():
            bring_to(growing, version)
            if version != ON_SQLITE:
                fill_empty_tables(growing)
            growing.close()
            for name in self._names(version):
                copy = self.folder / f"{name}.sqlite"
                shutil.copy(seed, copy)
                yield name, f"sqlite:///{copy}"

    def _names(self, version: str) -> tuple[str, ...]:
        return (version, f"{version}+") if version in self.again else (version,)

    def _on_postgresql(self, seed: Path) -> Iterator[tuple[str, str]]:
        cluster = self.kind.cluster
        assert cluster is not None
        source = opened(f"sqlite:///{seed}")
        bring_to(source, ON_BOTH)
        url = cluster.new_database()
        growing = opened(url)
        bring_to(growing, ON_BOTH)
        carry(source, growing)
        source.close()
        for version in versions()[1:]:
            bring_to(growing, version)
            fill_empty_tables(growing)
            growing.close()
            for name in self._names(version):
                copy = f"{url}_{name.replace('+', '_again')}"
                made, model = copy.rpartition("/")[2], url.rpartition("/")[2]
                with cluster.session("postgres") as session:
                    session.execute(f"CREATE DATABASE {made} TEMPLATE {model}")
                yield name, copy


def carry(source: Database, target: Database) -> None:
    """Every row of `source` into the empty tables of `target`, which has the same ones."""
    with source.read() as reading, target.write() as writing:
        theirs = reflected(reading)
        for table in reflected(writing).sorted_tables:
            for row in reading.execute(sa.select(theirs.tables[table.name])).mappings():
                values = {name: _converted(table.columns[name], value) for name, value in row.items()}
                writing.execute(sa.insert(table).values(values))
        for table in reflected(writing).sorted_tables:
            _go_on_counting(writing, table)


def _go_on_counting(connection: sa.Connection, table: sa.Table) -> None:
    for column in table.columns:
        if column.identity is not None:
            highest = connection.scalar(sa.select(sa.func.max(column)))
            if highest is not None:
                name = sa.func.pg_get_serial_sequence(table.name, column.name)
                connection.execute(sa.select(sa.func.setval(name, highest)))


def _converted(column: sa.Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, sa.TIMESTAMP):
        return datetime.fromisoformat(value)
    if isinstance(column.type, sa.Numeric) and not isinstance(column.type, sa.Float):
        return Decimal(str(value))
    return value


def fill_empty_tables(database: Database) -> None:
    """One row in each table that has none, with a value of its kind in every column."""
    with database.write() as connection:
        for table in reflected(connection).sorted_tables:
            if not connection.scalar(sa.select(sa.func.count()).select_from(table)):
                values = {
                    column.name: _value(connection, column)
                    for column in table.columns
                    if column.identity is None and not _counts_up(table, column)
                }
                connection.execute(sa.insert(table).values(values))


def _counts_up(table: sa.Table, column: sa.Column[Any]) -> bool:
    """True for the number that SQLite gives each row by itself."""
    return (
        list(table.primary_key.columns) == [column]
        and isinstance(column.type, sa.Integer)
        and not isinstance(column.type, sa.BigInteger)
        and not column.foreign_keys
    )


def _value(connection: sa.Connection, column: sa.Column[Any]) -> Any:
    for key in column.foreign_keys:
        return connection.scalar(sa.select(key.column).order_by(key.column).limit(1))
    for kind, value in _VALUES:
        if isinstance(column.type, kind):
            return value
    return _text(column.name)


_VALUES: tuple[tuple[type[Any], Any], ...] = (
    (sa.TIMESTAMP, datetime(2026, 3, 2, 8, 30, tzinfo=UTC)),
    (sa.JSON, []),
    (sa.Boolean, False),
    (sa.LargeBinary, b"key"),
    (sa.Date, date(2026, 3, 2)),
    (sa.Integer, 1),
    (sa.Float, 0.5),
    (sa.Numeric, Decimal("1.5")),
)


def _text(name: str) -> str:
    """In SQLite a time is text too."""
    if name.endswith(("_at", "_until", "until", "_since")) or name == "at":
        return "2026-03-02T08:30:00.000000+00:00"
    return {"client": "default", "amount": "1.50"}.get(name, "")
