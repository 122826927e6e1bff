"""A whole register into another database: one snapshot read, one transaction written, every row counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.errors import IntegrityFault, WrongUse
from storage.register.database import address, moved
from storage.register.tables import documents, events, metadata
from storage.register.texts import words

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from storage.register.database.connect import Database

_CHUNK = 500
"""Rows that are in memory at once."""


def copy(source: Database, target: Database) -> dict[str, int]:
    """Copy every row of `source` into the empty `target`; returns the rows of each table.

    The index of words is made anew from the readings.

    Raises:
        WrongUse: `target` holds something already.
        IntegrityFault: `target` counts other rows than were sent; nothing was written.
    """
    with source.read() as reading, target.write() as writing:
        target.kind.lock_tables(writing, _all())
        _refuse_filled(writing, target.shown)
        sent = {table.name: _copy_table(reading, writing, table) for table in metadata.sorted_tables}
        for table in metadata.sorted_tables:
            _go_on_counting(writing, table)
        arrived = moved.count(writing)
        if arrived != sent:
            raise IntegrityFault(
                f"{target.shown} counts {arrived} rows, but {sent} were sent: nothing was kept."
            )
    return sent


def retire(source: Database, successor: str, now: datetime, copied: Mapping[str, int]) -> None:
    """Let `source` refuse every write from now on, and say that it was moved to the URL `successor`.

    Raises:
        NotYet: rows were added since `copied` was counted.
    """
    shown = address.masked(address.parse(successor))

    def end(connection: Connection) -> None:
        source.kind.lock_tables(connection, _all())
        moved.retire(connection, shown, now, copied)

    source.change(end)


def _all() -> str:
    """Names of all tables, as a statement lists them."""
    return ", ".join(metadata.tables)


def _refuse_filled(connection: Connection, shown: str) -> None:
    filled = [name for name, rows in moved.count(connection).items() if rows]
    if filled:
        raise WrongUse(
            f"{shown} holds a register already ({', '.join(filled)}): copy into an empty database only."
        )


def _copy_table(reading: Connection, writing: Connection, table: Table) -> int:
    query = sa.select(table).order_by(*table.primary_key.columns)
    query = query.where(~moved.note) if table is events else query
    sent = 0
    with reading.execute(query.execution_options(yield_per=_CHUNK)) as found:
        for part in found.mappings().partitions():
            _write(writing, table, [dict(row) for row in part])
            sent += len(part)
    return sent


def _write(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    connection.execute(sa.insert(table), rows)
    if table is documents:
        for row in rows:
            words.insert(connection, row["client"], row["id"], row["reading"])


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let the next row get a number beyond those copied; SQLite sees to that by itself."""
    numbered = [column for column in table.primary_key.columns if column.identity is not None]
    if connection.dialect.name != "postgresql" or not numbered:
        return
    highest = connection.scalar(sa.select(sa.func.max(numbered[0])))
    if highest is not None:
        name = sa.func.pg_get_serial_sequence(table.name, numbered[0].name)
        connection.execute(sa.select(sa.func.setval(name, highest)))
