"""The end of a batch, told to webhooks: every file of it has its end state."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.record import Drop, Event
from models.webhook import Notice
from storage.register.papers import batches
from storage.register.tables import members
from storage.register.trail import announcing

if TYPE_CHECKING:
    from sqlalchemy import Connection

BATCH_DONE = "batch done"


def announce(connection: Connection, drop: Drop, now: datetime) -> None:
    """Tell of each batch that ended with this drop; looked for only where a webhook asks for it."""
    if announcing.anybody(connection, drop.client, Notice.BATCH):
        tops = (top for top in _tops(connection, drop.id) if batches.is_done(connection, top))
        said = ((Notice.BATCH, Event(now, drop.client, BATCH_DONE, top)) for top in tops)
        announcing.put_down(connection, said)


def _tops(connection: Connection, drop_id: str) -> list[str]:
    """The files, dropped by themselves, in which this one lay; itself where it was."""
    found, new, tops = {drop_id}, {drop_id}, list[str]()
    while new:
        query = sa.select(members.c.drop_id, members.c.parent).where(members.c.drop_id.in_(new))
        rows = connection.execute(query).all()
        tops += sorted(new - {row.drop_id for row in rows})
        new = {row.parent for row in rows} - found
        found |= new
    return tops
