"""A register that was moved to another database: it says where to, and takes nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.errors import Missing, NotYet
from storage.register.database.address import VARIABLE
from storage.register.tables import events, metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.exc import DBAPIError

SUBJECT, KIND = "register", "moved"
note = sa.and_(events.c.client == "", events.c.subject == SUBJECT, events.c.kind == KIND)
"""The event by which a register is known to have moved."""
_REFUSED = "this register was moved"
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION register_was_moved() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
)


def refusal(fault: DBAPIError) -> Missing | None:
    """What is said to a process that still writes to a register that was moved."""
    if _REFUSED not in str(fault.orig):
        return None
    return Missing(f"This register was moved while this process had it open: set {VARIABLE} and start again.")


def refuse(connection: Connection) -> None:
    """Raise Missing, saying where to, if this register was moved."""
    row = connection.execute(sa.select(events).where(note).order_by(events.c.id.desc())).first()
    if row is not None:
        url = row.detail["to"]
        raise Missing(
            f"This register was moved to {url} on {row.at:%Y-%m-%d %H:%M} UTC: set {VARIABLE}={url}."
        )


def count(connection: Connection) -> dict[str, int]:
    """Rows of every table, by its name; the note of a move itself is left out."""
    counts: dict[str, int] = {}
    for table in metadata.sorted_tables:
        rows = sa.select(sa.func.count()).select_from(table)
        rows = rows.where(~note) if table is events else rows
        counts[table.name] = connection.execute(rows).scalar_one()
    return counts


def retire(connection: Connection, successor: str, now: datetime, copied: Mapping[str, int]) -> None:
    """Note where the register has gone, and refuse every write from now on, also by who has it open.

    Raises:
        NotYet: rows were added since `copied` was counted.
    """
    found = count(connection)
    grown = [name for name, rows in copied.items() if found[name] != rows]
    if grown:
        raise NotYet(
            f"The register changed while it was copied ({', '.join(grown)}): end every countersign that "
            "works with it, empty the new database, and move again."
        )
    gone = {"at": now, "client": "", "kind": KIND, "subject": SUBJECT, "detail": {"to": successor}}
    connection.execute(sa.insert(events).values(gone))
    for statement in _guards(connection.dialect.name):
        connection.exec_driver_sql(statement)


def _guards(dialect: str) -> list[str]:
    """Triggers by which every table refuses to be written."""
    if dialect == "postgresql":
        head = "CREATE OR REPLACE TRIGGER moved BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON"
        tail = "FOR EACH STATEMENT EXECUTE FUNCTION register_was_moved()"
        return [_FUNCTION, *(f"{head} {table} {tail}" for table in metadata.tables)]
    return [
        f"CREATE TRIGGER IF NOT EXISTS moved_{table}_{change} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        for table in metadata.tables
        for change in ("INSERT", "UPDATE", "DELETE")
    ]
