"""Copies for people of filings that were taken back, as long as they still lie on their shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.record import Event
from storage.register.tables import links
from storage.register.tables.review import outstanding, withdrawals
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.register.database.connect import Database


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A copy that is to go from its shelf; the original stays."""

    id: int
    client: str
    document_id: str
    key: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """Every method is one transaction."""

    database: Database

    def outstanding(self, client: str | None = None) -> Iterator[Withdrawal]:
        """Copies that still lie there, by client."""
        query = sa.select(withdrawals).where(outstanding)
        query = query if client is None else query.where(withdrawals.c.client == client)
        for row in self.database.stream(query, (withdrawals.c.client, withdrawals.c.id)):
            yield Withdrawal(row.id, row.client, row.document_id, row.key, row.sha256)

    def take_back(self, one: Withdrawal, remove: Callable[[], None], now: datetime) -> None:
        """Let `remove` take the copy away, unless it is wanted again; nobody puts it there meanwhile."""
        self.database.decide(one.client, _take_back, one, remove, now)


def _take_back(connection: Connection, one: Withdrawal, remove: Callable[[], None], now: datetime) -> None:
    mine = withdrawals.c.id == one.id, outstanding
    if connection.execute(sa.update(withdrawals).where(*mine).values(done_at=now)).rowcount == 0:
        return
    wanted = sa.exists().where(links.c.document_id == one.document_id, links.c.shelf_key == one.key)
    if connection.scalar(sa.select(wanted)):
        return
    remove()
    events.add(connection, [Event(now, one.client, "copy taken back", one.document_id, {"key": one.key})])
