"""The log of what happened; the database itself refuses to change or delete a row of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.record import Event
from storage.register.tables import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.connect import Database


def add(connection: Connection, new: Iterable[Event]) -> None:
    """Append `new` in their order."""
    rows = [
        {"at": e.at, "client": e.client, "kind": e.kind, "subject": e.subject, "detail": dict(e.detail)}
        for e in new
    ]
    if rows:
        connection.execute(sa.insert(events), rows)


def stream(database: Database, client: str | None, subject: str | None) -> Iterator[Event]:
    """Events in the order they were added; of all clients and subjects where None."""
    query = sa.select(events)
    if client is not None:
        query = query.where(events.c.client == client)
    if subject is not None:
        query = query.where(events.c.subject == subject)
    return map(_event, database.stream(query, (events.c.id,)))


def _event(row: Row[Any]) -> Event:
    return Event(at=row.at, client=row.client, kind=row.kind, subject=row.subject, detail=row.detail)
