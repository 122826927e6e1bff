"""The few statements that databases spell differently, or take only so much of at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select, Table
    from sqlalchemy.dialects import postgresql, sqlite

Rows = Sequence[Mapping[str, Any]]
"""Rows to be written: column name to value."""
One = TypeVar("One")
_CHUNK = 500


def chunks(values: Sequence[One]) -> Iterator[Sequence[One]]:
    """`values` in pieces that fit into one IN (...)."""
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))


def insert_or_same(connection: Connection, table: Table, rows: Rows) -> int:
    """Insert what is not there yet; returns how many rows are new."""
    if not rows:
        return 0
    statement = _insert(connection, table).on_conflict_do_nothing().returning(*table.primary_key.columns)
    return len(connection.execute(statement, rows).all())


def insert_or_replace(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert `rows`; a row with the same primary key takes over the values of the new one."""
    if not rows:
        return
    statement = _insert(connection, table)
    key = list(table.primary_key.columns)
    values = {c.name: statement.excluded[c.name] for c in table.columns if c.name in rows[0] and c not in key}
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=values), rows)


def insert_or_skip(connection: Connection, table: Table, rows: Rows) -> int:
    """Insert what is not there yet, many rows at once; how many are new, or -1 where nobody knows."""
    return connection.execute(_insert(connection, table).on_conflict_do_nothing(), rows).rowcount


def insert_or_replace_from(
    connection: Connection, table: Table, names: Sequence[str], rows: Select[Any]
) -> None:
    """Insert the rows of a query with a condition; one with the same primary key takes the new values."""
    statement = _insert(connection, table).from_select(names, rows)
    key = list(table.primary_key.columns)
    values = {name: statement.excluded[name] for name in names if table.c[name] not in key}
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=values))


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
