"""Chains the events of a register that knew no chain, once people stand in them by pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from storage.register.database import sealing
from storage.register.tables import events
from storage.register.tables.chain import personal
from storage.register.trail.actors import concealed, restored

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_BATCH = 1000
_SQLITE = "events_not_updated"


def chain_all(connection: Connection) -> None:
    """Rewrite who did what, for the last time, and seal all events in the order of their numbers."""
    guard = _lifted(connection)
    for rows in _batches(connection):
        inside = [row for row in rows if not _is_move(row)]
        if inside:
            _chain(connection, inside)
    for statement in guard:
        connection.exec_driver_sql(statement)


def _chain(connection: Connection, rows: Sequence[Row[Any]]) -> None:
    told, apart = concealed(connection, restored(connection, rows))
    new = [
        {"id": row.id, "at": one.at, "client": one.client, "kind": one.kind, "subject": one.subject}
        | {"detail": dict(one.detail), "by": one.detail.get("by")}
        for row, one in zip(rows, told, strict=True)
    ]
    changed = [
        {"number": one["id"], "new_subject": one["subject"], "new_detail": one["detail"], "new_by": one["by"]}
        for one, row in zip(new, rows, strict=True)
        if (one["subject"], one["detail"], one["by"]) != (row.subject, row.detail, row.by)
    ]
    if changed:
        row = sa.update(events).where(events.c.id == sa.bindparam("number"))
        values: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in ("subject", "detail", "by")}
        connection.execute(row.values(values), changed)
    kept = [{"event_id": row.id, **one} for row, one in zip(rows, apart, strict=True) if one]
    if kept:
        connection.execute(sa.insert(personal), kept)
    sealing.extend(connection, new)


def _batches(connection: Connection) -> Iterator[Sequence[Row[Any]]]:
    after = 0
    query = sa.select(events).order_by(events.c.id).limit(_BATCH)
    while rows := connection.execute(query.where(events.c.id > after)).all():
        yield rows
        after = rows[-1].id


def _is_move(row: Row[Any]) -> bool:
    """The note by which a register is known to have moved stands outside of the chain."""
    return (row.client, row.subject, row.kind) == ("", "register", "moved")


def _lifted(connection: Connection) -> list[str]:
    """Let events be rewritten; returns what guards them again."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ALTER TABLE events DISABLE TRIGGER events_not_changed")
        return ["ALTER TABLE events ENABLE TRIGGER events_not_changed"]
    guard = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
    statement = connection.execute(guard, {"name": _SQLITE}).scalar_one()
    connection.exec_driver_sql(f"DROP TRIGGER {_SQLITE}")
    return [statement]
