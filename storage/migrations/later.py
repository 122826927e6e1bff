"""How a migration adds an index to a table that may be large."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

LARGE = 100_000
"""Rows from which on PostgreSQL builds an index after the migration, without keeping anybody from writing."""


def index(name: str, table: str, columns: Sequence[str], *, where: str = "", unique: bool = False) -> None:
    """Add an index now, or leave it to `storage.register.database.indexes` where the table is large."""
    if op.get_context().dialect.name == "postgresql" and _is_large(table):
        return
    kept = sa.text(where) if where else None
    op.create_index(name, table, list(columns), unique=unique, sqlite_where=kept, postgresql_where=kept)


def _is_large(table: str) -> bool:
    some = sa.select(sa.literal(1)).select_from(sa.table(table)).limit(LARGE).subquery()
    return op.get_bind().scalar(sa.select(sa.func.count()).select_from(some)) == LARGE
