"""The log of what happened; the database itself refuses to change or delete a row of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.record import Event
from storage.register.announcing import announce
from storage.register.tables import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.connect import Database


def add(connection: Connection, new: Iterable[Event]) -> None:
    """Append `new` in their order, and put down what webhooks are to be told of them.

    Whoever the detail `by` names is found by that in the audit trail.
    """
    added = tuple(new)
    if added:
        connection.execute(sa.insert(events), [_row(event) for event in added])
        announce(connection, added)


def _row(event: Event) -> dict[str, object]:
    return {
        "at": event.at,
        "client": event.client,
        "kind": event.kind,
        "subject": event.subject,
        "detail": dict(event.detail),
        "by": event.detail.get("by"),
    }


def stream(
    database: Database, client: str | None, subject: str | None, but: Collection[str] = ()
) -> Iterator[Event]:
    """Events in the order they were added, without kinds in `but`; of all clients and subjects if None."""
    query = sa.select(events)
    if but:
        query = query.where(events.c.kind.not_in(but))
    if client is not None:
        query = query.where(events.c.client == client)
    if subject is not None:
        query = query.where(events.c.subject == subject)
    return map(event_from, database.stream(query, (events.c.id,)))


def event_from(row: Row[Any]) -> Event:
    """The event of a row of `events`."""
    return Event(at=row.at, client=row.client, kind=row.kind, subject=row.subject, detail=row.detail)
