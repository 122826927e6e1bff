"""The audit trail: who saw and did what, newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.record import Event
from storage.register.tables import documents, drops, events
from storage.register.trail.actors import known_mark, restored

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.register.database.connect import Database

_BATCH = 500
"""Events in memory at once when all are asked for."""


@dataclass(frozen=True, slots=True)
class Trail:
    """What is asked for; what is empty narrows nothing."""

    client: str
    """Events about people have none."""
    by: str = ""
    subject: str = ""
    """Document id, login, or what else an event is about."""
    day: date | None = None
    """In UTC."""
    kind: str = ""
    """Of the event, as the register names it."""
    deeds_of_people: bool = True
    """Leaves out what the program did by itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event and its place in the trail."""

    id: int
    event: Event


Place = tuple[datetime, int]
"""Time and id of an event."""


@dataclass(frozen=True)
class Audit:
    """Every method is one transaction."""

    database: Database

    def piece(self, trail: Trail, limit: int, before: Place | None = None) -> tuple[Entry, ...]:
        """At most `limit` entries, newest first, that lie before a place of the trail."""
        return self.database.ask(_piece, trail, limit, before)

    def sources(self, client: str, ids: Collection[str]) -> dict[str, str]:
        """Names of the files that documents came in, by document id."""
        named = sa.select(documents.c.id, drops.c.source).join(drops, documents.c.drop_id == drops.c.id)
        meant = named.where(documents.c.client == client, documents.c.id.in_(ids))
        return {row.id: row.source for row in self.database.ask(lambda c: c.execute(meant).all())}

    def files(self, client: str, ids: Collection[str]) -> dict[str, str]:
        """Names of received files, by drop id."""
        meant = sa.select(drops.c.id, drops.c.source).where(drops.c.client == client, drops.c.id.in_(ids))
        return {row.id: row.source for row in self.database.ask(lambda c: c.execute(meant).all())}

    def entries(self, trail: Trail) -> Iterator[Entry]:
        """All entries, newest first; no transaction stays open meanwhile."""
        before = None
        while found := self.piece(trail, _BATCH, before):
            yield from found
            before = found[-1].event.at, found[-1].id


def _piece(connection: Connection, trail: Trail, limit: int, before: Place | None) -> tuple[Entry, ...]:
    # In the order of the index that finds them, no other one is walked through.
    by_number = trail.subject or _is_found_by_kind(trail)
    order = (events.c.id,) if by_number else (events.c.at, events.c.id)
    query = sa.select(events).where(*_conditions(_by_pseudonym(connection, trail)))
    if before is not None:
        query = query.where(sa.tuple_(*order) < before[-len(order) :])
    rows = connection.execute(query.order_by(*(column.desc() for column in order)).limit(limit)).all()
    return tuple(Entry(row.id, event) for row, event in zip(rows, restored(connection, rows), strict=True))


def _by_pseudonym(connection: Connection, trail: Trail) -> Trail:
    """The same asked for as events have it: they name people by pseudonyms."""
    subject = trail.subject if trail.client else known_mark(connection, trail.subject)
    return replace(trail, by=known_mark(connection, trail.by), subject=subject)


def _is_found_by_kind(trail: Trail) -> bool:
    """True where nothing else narrows what is asked for to fewer events."""
    return bool(trail.kind and not (trail.by or trail.subject or trail.day))


def _conditions(trail: Trail) -> Iterator[sa.ColumnElement[Any]]:
    yield events.c.client == trail.client
    if trail.by:
        yield events.c.by == trail.by
    elif trail.deeds_of_people:
        yield events.c.by.is_not(None)
    if trail.subject:
        yield events.c.subject == trail.subject
    if trail.kind:
        # Behind a function no index is chosen for it: the others lead to fewer rows.
        found = events.c.kind if _is_found_by_kind(trail) else sa.func.coalesce(events.c.kind, "")
        yield found == trail.kind
    if trail.day:
        begin = datetime.combine(trail.day, time(), UTC)
        yield events.c.at >= begin
        yield events.c.at < begin + timedelta(days=1)
