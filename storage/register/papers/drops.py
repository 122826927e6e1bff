"""Received files: which came, who was first with their bytes, which have an end state."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.record import Claim, Drop, Event, drop_id
from storage.register.database.statements import chunks, insert_or_same
from storage.register.database.values import Received
from storage.register.papers import returning
from storage.register.tables import arrivals, drops, members, originals
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database


def receive(connection: Connection, arrival: Row[Any], drop: Drop, now: datetime) -> Received:
    """Note that the held `arrival` brought `drop`; raises NotYet while the same bytes are being destroyed."""
    drop = returning.current(connection, drop)
    _insert(connection, drop, now)
    row = connection.execute(sa.select(drops).where(drops.c.id == drop.id)).one()
    if row.settled_at is not None and arrival.drop_id != drop.id:
        events.add(connection, [Event(now, drop.client, "dropped again", drop.id, {"source": drop.source})])
    connection.execute(sa.update(arrivals).where(arrivals.c.id == arrival.id).values(drop_id=drop.id))
    first = _first_with(connection, drop)
    returned = returning.take_back(connection, drop, first, now)
    first = drop.id if returned else first
    return Received(
        drop=drop_from(row),
        again=row.settled_at is not None,
        first=first,
        first_settled=bool(settled(connection, [first])),
        returned=returned,
    )


def _insert(connection: Connection, drop: Drop, now: datetime) -> None:
    row = {
        "id": drop.id,
        "client": drop.client,
        "source": drop.source,
        "sha256": drop.sha256,
        "size": drop.size,
        "received_at": drop.received_at,
        "parent": drop.parent,
    }
    if insert_or_same(connection, drops, [row]):
        detail = {"source": drop.source, "sha256": drop.sha256, "size": drop.size, "parent": drop.parent}
        events.add(connection, [Event(now, drop.client, "received", drop.id, detail)])
    owner = {"client": drop.client, "sha256": drop.sha256, "drop_id": drop.id}
    insert_or_same(connection, originals, [owner])
    note_member(connection, drop)


def begun(connection: Connection, claim: Claim) -> Drop | None:
    """The drop of a claimed arrival that was received and has no end state."""
    query = sa.select(drops).join(arrivals, arrivals.c.drop_id == drops.c.id)
    row = connection.execute(
        query.where(arrivals.c.id == claim.arrival_id, drops.c.settled_at.is_(None))
    ).one_or_none()
    return None if row is None else drop_from(row)


def _first_with(connection: Connection, drop: Drop) -> str:
    query = sa.select(originals.c.drop_id).where(
        originals.c.client == drop.client, originals.c.sha256 == drop.sha256
    )
    return str(connection.execute(query).scalar_one())


def note_member(connection: Connection, drop: Drop) -> None:
    """Keep that `drop` came in its parent, if it has one; the same file may come in several archives."""
    if drop.parent:
        row = {"parent": drop.parent, "drop_id": drop.id, "client": drop.client}
        insert_or_same(connection, members, [row])


def children(connection: Connection, drop_id: str) -> tuple[str, ...]:
    """Drop ids of what came in an archive, also of what was announced but not yet received."""
    query = sa.select(members.c.drop_id).where(members.c.parent == drop_id).order_by(members.c.drop_id)
    return tuple(connection.scalars(query))


def page_counts(connection: Connection, drop_ids: Collection[str]) -> dict[str, int]:
    """Pages of drops that have an end state."""
    found: dict[str, int] = {}
    for some in chunks(sorted(set(drop_ids))):
        query = sa.select(drops.c.id, drops.c.page_count).where(drops.c.id.in_(some))
        found |= {row.id: row.page_count for row in connection.execute(query) if row.page_count is not None}
    return found


def settled(connection: Connection, drop_ids: Collection[str]) -> frozenset[str]:
    """Those of `drop_ids` that have an end state."""
    ended = sa.select(drops.c.id).where(drops.c.settled_at.is_not(None))
    found: set[str] = set()
    for chunk in chunks(list(drop_ids)):
        found.update(connection.scalars(ended.where(drops.c.id.in_(chunk))))
    return frozenset(found)


def unfinished_of(connection: Connection, drop_ids: Collection[str]) -> frozenset[str]:
    """Those of `drop_ids`, and of the files that came out of them, that have no end state."""
    left: set[str] = set()
    known, new = set(drop_ids), set(drop_ids)
    while new:
        left |= new - settled(connection, new)
        new = _members_of(connection, new) - known
        known |= new
    return frozenset(left)


def _members_of(connection: Connection, parents: Collection[str]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(list(parents)):
        found.update(connection.scalars(sa.select(members.c.drop_id).where(members.c.parent.in_(chunk))))
    return found


def family(connection: Connection, drop_ids: Collection[str]) -> frozenset[str]:
    """`drop_ids` and all files that came out of them, archives in archives included."""
    known, new = set(drop_ids), set(drop_ids)
    while new:
        new = _members_of(connection, new) - known
        known |= new
    return frozenset(known)


def depth(connection: Connection, drop_id: str) -> int:
    """How many archives a file lies in, one within the other; 0 for one dropped by itself."""
    parent = connection.scalar(sa.select(drops.c.parent).where(drops.c.id == drop_id))
    return 1 + depth(connection, parent) if parent else 0


def clients(connection: Connection) -> tuple[str, ...]:
    """Client firms of which anything was received, by name."""
    return tuple(_clients(connection))


def _clients(connection: Connection) -> Iterator[str]:
    """From one to the next over the index: asked for distinct ones, a database walks through every drop."""
    after = ""
    while (
        after := connection.scalar(sa.select(sa.func.min(drops.c.client)).where(drops.c.client > after)) or ""
    ):
        yield after


def stream(database: Database, client: str | None) -> Iterator[Drop]:
    """All drops by client, in the order they were received."""
    query = sa.select(drops)
    if client is not None:
        query = query.where(drops.c.client == client)
    return map(drop_from, database.stream(query, (drops.c.client, drops.c.received_at, drops.c.id)))


def drop_from(row: Row[Any]) -> Drop:
    """The drop of a row of `drops`."""
    usual = drop_id(row.client, row.source, row.sha256)
    return Drop(
        client=row.client,
        source=row.source,
        sha256=row.sha256,
        size=row.size,
        received_at=row.received_at,
        parent=row.parent,
        kept_as="" if row.id == usual else row.id,
    )
