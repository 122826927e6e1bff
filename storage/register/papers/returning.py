"""Files that come again after their destruction: new papers, while the trail tells of the old ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.decision import Status
from models.errors import NotYet
from models.record import Drop, Event, drop_id
from storage.register.tables import events as event_rows
from storage.register.tables import originals, pages
from storage.register.tables.retention import destroyed, destructions
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

ARCHIVE = "archive destroyed"
"""Kind of the event about a destroyed file that had no pages of its own."""
RETURNED = "came again after destruction"


def current(connection: Connection, drop: Drop) -> Drop:
    """The drop as it counts now: another one where it was destroyed since it came first."""
    while is_destroyed(connection, drop.id):
        drop = replace(drop, kept_as=drop_id(drop.client, drop.source, drop.sha256, drop.id))
    return drop


def is_destroyed(connection: Connection, drop: str) -> bool:
    """True where nothing is left of a received file but that it came."""
    gone = sa.select(pages.c.drop_id).where(pages.c.drop_id == drop, pages.c.state == Status.DESTROYED.value)
    told = sa.select(event_rows.c.id).where(event_rows.c.kind == ARCHIVE, event_rows.c.subject == drop)
    return any(connection.execute(query.limit(1)).first() is not None for query in (gone, told))


def take_back(connection: Connection, drop: Drop, first: str, now: datetime) -> bool:
    """Let bytes that were destroyed be those of `drop` from now on; False where they never were.

    Args:
        connection: to the register.
        drop: the file that brings them now.
        first: id of the drop that the register has as the first one with them.
        now: when they came again.

    Raises:
        NotYet: they are being destroyed at this moment.
    """
    if first == drop.id or not is_destroyed(connection, first):
        return False
    mine = destroyed.c.client == drop.client, destroyed.c.sha256 == drop.sha256
    query = sa.select(destructions.c.id, destructions.c.decided_at, destructions.c.done_at)
    under = connection.execute(
        query.join(destroyed, destroyed.c.destruction_id == destructions.c.id).where(*mine)
    )
    row = under.one_or_none()
    if row is not None and row.done_at is None:
        raise NotYet(
            f"{drop.source}: the same bytes are being destroyed under destruction {row.id}: run "
            "`countersign retention finish`, then it is taken as a new paper."
        )
    connection.execute(sa.delete(destroyed).where(*mine))
    theirs = originals.c.client == drop.client, originals.c.sha256 == drop.sha256
    connection.execute(sa.update(originals).where(*theirs).values(drop_id=drop.id))
    told = {"source": drop.source, "sha256": drop.sha256, "earlier": first}
    told |= {"destruction": row.id, "destroyed_at": row.decided_at.isoformat()} if row is not None else {}
    events.add(connection, [Event(now, drop.client, RETURNED, drop.id, told)])
    return True
