"""The log of what happened; the database itself refuses to change or delete a row of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.record import Event
from storage.register.database import sealing
from storage.register.tables import events
from storage.register.tables.chain import personal
from storage.register.trail.actors import concealed, known_mark, restored
from storage.register.trail.announcing import announce

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.register.database.connect import Database

_BATCH = 200
"""Events whose people are looked up at once."""


def add(connection: Connection, new: Iterable[Event]) -> None:
    """Append `new` in their order, and put down what webhooks are to be told of them.

    People stand in them by pseudonyms; whoever the detail `by` names is found by that in the audit trail.
    They get their places in the audit chain when the transaction ends.
    """
    added = tuple(new)
    if not added:
        return
    told, apart = concealed(connection, added)
    rows = [_row(event) for event in told]
    numbered = sa.insert(events).returning(events.c.id, sort_by_parameter_order=True)
    ids = list(connection.scalars(numbered, rows))
    sealing.note(connection, [{"id": number, **row} for number, row in zip(ids, rows, strict=True)])
    kept = [{"event_id": number, **one} for number, one in zip(ids, apart, strict=True) if one]
    if kept:
        connection.execute(sa.insert(personal), kept)
    announce(connection, added)


def _row(event: Event) -> dict[str, Any]:
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
        told = subject if client else database.ask(known_mark, subject)
        query = query.where(events.c.subject.in_({subject, told}))
    rows = database.stream(query, (events.c.id,))
    while batch := list(islice(rows, _BATCH)):
        yield from database.ask(restored, batch)
