"""Indexes of large tables, which PostgreSQL builds beside its work and no migration waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex

from storage.register.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine

_LOCK = 0x636F756E_74657273
_VALID = sa.text(
    "SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
    " WHERE indisvalid AND pg_table_is_visible(indexrelid) AND relname = ANY(:names)"
)


def missing(connection: Connection) -> tuple[sa.Index, ...]:
    """Indexes that the code speaks of and a register in PostgreSQL has not yet, or only half."""
    wanted = {str(index.name): index for table in metadata.sorted_tables for index in table.indexes}
    found = connection.execute(_VALID, {"names": list(wanted)}).scalars()
    return tuple(wanted[name] for name in sorted(wanted.keys() - set(found)))


def build(engine: Engine, indexes: Sequence[sa.Index]) -> None:
    """Build what is missing while others read and write; whoever comes second waits and finds it there.

    What a killed process left half is built anew. Each waits for transactions that began before it.
    """
    apart = engine.execution_options(isolation_level="AUTOCOMMIT")
    with apart.connect() as connection:
        connection.exec_driver_sql("SET statement_timeout = 0; SET lock_timeout = 0")
        while not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_LOCK))):
            connection.exec_driver_sql("SELECT pg_sleep(0.2)")
        try:
            still = {index.name for index in missing(connection)}
            for index in indexes:
                if index.name in still:
                    _build(connection, index)
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(_LOCK)))
            connection.invalidate()


def _build(connection: Connection, index: sa.Index) -> None:
    quoted = connection.dialect.identifier_preparer.format_index(index)
    connection.exec_driver_sql(f"DROP INDEX CONCURRENTLY IF EXISTS {quoted}")
    made = str(CreateIndex(index).compile(dialect=connection.dialect))
    connection.exec_driver_sql(made.replace(" INDEX ", " INDEX CONCURRENTLY ", 1))
