"""What the register says about things that may be wrong; each question by an index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.decision import Status
from storage.register.notifying.figures import Figures, figures_of
from storage.register.tables import documents, drops, events
from storage.register.tables.sending import is_waiting, outbox
from storage.register.tables.webhook import webhooks
from storage.register.trail.announcing import active

if TYPE_CHECKING:
    from sqlalchemy import Connection

DAY = timedelta(hours=24)
RECENT = 200
"""Events among which the latest time is looked for: a clock may have been set back before the last one."""
LONGEST_WORK = timedelta(hours=6)
"""A file that ends now was received at most so long ago."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The register at one moment, as far as alarms ask."""

    figures: Figures
    quarantined: Mapping[str, int]
    """Files of the last 24 hours that could not be read, by client; others are left out."""
    ended: frozenset[str]
    """Clients of whom a file came to its end within the last minutes that were asked for."""
    mail_waits_since: Mapping[str, datetime]
    """By client: since when the oldest mail waits."""
    failing_since: Mapping[str, datetime]
    """By client: since when a webhook of theirs has not taken anything."""
    backed_up_at: datetime | None
    """When the last backup ended."""
    first_at: datetime | None
    """When the first file came."""
    written_at: datetime | None
    """The latest time that one of the newest events bears."""


def signs(connection: Connection, now: datetime, minutes: float, backed_up: tuple[str, str]) -> Signs:
    """Look at everything.

    Args:
        connection: one that sees one state of the database.
        now: aware.
        minutes: within which a file must have ended for work to go on.
        backed_up: subject and kind of the event of a backup.
    """
    figures = figures_of(connection, now)
    newest = sa.select(events.c.at).order_by(events.c.id.desc()).limit(RECENT).subquery()
    return Signs(
        figures=figures,
        quarantined={
            client: number
            for client in figures.clients
            if (number := _quarantined(connection, client, now - DAY))
        },
        ended=frozenset(
            client
            for client in figures.clients
            if _ended(connection, client, now, timedelta(minutes=minutes))
        ),
        mail_waits_since=_oldest(connection, outbox.c.client, outbox.c.made_at, is_waiting),
        failing_since=_oldest(connection, webhooks.c.client, webhooks.c.failing_since, active),
        backed_up_at=last_event(connection, "", *backed_up),
        first_at=min(
            (first for client in figures.clients if (first := _first(connection, client))), default=None
        ),
        written_at=connection.scalar(sa.select(sa.func.max(newest.c.at))),
    )


def last_event(connection: Connection, client: str, subject: str, kind: str) -> datetime | None:
    """When this last happened; None where it never did."""
    which = events.c.client == client, events.c.subject == subject, events.c.kind == kind
    query = sa.select(events.c.at).where(*which).order_by(events.c.id.desc()).limit(1)
    last: datetime | None = connection.scalar(query)
    return last


def _quarantined(connection: Connection, client: str, since: datetime) -> int:
    which = (
        documents.c.client == client,
        documents.c.status == Status.QUARANTINED.value,
        documents.c.received_at >= since,
    )
    return connection.scalar(sa.select(sa.func.count()).select_from(documents).where(*which)) or 0


def _ended(connection: Connection, client: str, now: datetime, within: timedelta) -> bool:
    which = (
        drops.c.client == client,
        drops.c.received_at >= now - within - LONGEST_WORK,
        drops.c.settled_at >= now - within,
    )
    return bool(connection.scalar(sa.select(sa.exists().where(*which))))


def _first(connection: Connection, client: str) -> datetime | None:
    first: datetime | None = connection.scalar(
        sa.select(sa.func.min(drops.c.received_at)).where(drops.c.client == client)
    )
    return first


def _oldest(
    connection: Connection, client: sa.Column[str], since: sa.Column[datetime], which: sa.ColumnElement[bool]
) -> dict[str, datetime]:
    query = sa.select(client, sa.func.min(since)).where(which, since.is_not(None)).group_by(client)
    return {row[0]: row[1] for row in connection.execute(query)}
