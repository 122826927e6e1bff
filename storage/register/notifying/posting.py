"""Deliveries to webhooks as they are made: taken by one process, ended, tried again, forgotten when old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.record import Event
from models.webhook import Attempt, Errand, Notice, State, Webhook
from storage.register.access.people import Deed
from storage.register.notifying.webhooks import delivery_from, tell_of, webhook_from
from storage.register.tables.webhook import attempts, deliveries, ended, waiting, webhooks
from storage.register.trail.announcing import active, delivery_row

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

    from storage.register.database.connect import Database

CAREFUL_AFTER = 3
"""After so many failures in a row a webhook is tried with one delivery at a time."""
_PIECE = 500
"""Rows that one transaction forgets."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt ended, and when the next one is."""

    attempt: Attempt
    body: str
    again_at: datetime | None = None
    """None where it arrived, or is given up."""
    paused_until: datetime | None = None
    """Nothing is sent to this webhook before."""


@dataclass(frozen=True)
class Posting:
    """Every method is one transaction."""

    database: Database

    def ready(self, now: datetime) -> tuple[int, ...]:
        """Webhooks for which something is due."""
        return self.database.ask(_ready, now)

    def take(self, webhook: int, now: datetime, lease: float) -> Errand | None:
        """The next delivery of this webhook, for `lease` seconds nobody else's; None where none is due.

        Of deliveries about the same thing a later one waits until the earlier is over.
        """
        if not self.database.ask(lambda c: c.execute(_next(webhook, now)).first()):
            return None
        return self.database.change(_take, webhook, now, timedelta(seconds=lease))

    def test(self, one: Webhook, deed: Deed, lease: float) -> Errand | None:
        """A delivery that says nothing but that it arrives, taken at once; None where nothing is sent."""
        return self.database.change(_test, one, deed, timedelta(seconds=lease))

    def end(self, errand: Errand, ending: Ending) -> None:
        """Keep the attempt, and what follows from it."""
        self.database.change(_end, errand, ending)

    def forget(self, before: datetime) -> int:
        """Forget deliveries that ended before this moment, with their attempts; how many."""
        forgotten = 0
        while piece := self.database.change(_forget, before):
            forgotten += piece
        return forgotten


def _ready(connection: Connection, now: datetime) -> tuple[int, ...]:
    due = sa.exists().where(deliveries.c.webhook_id == webhooks.c.id, waiting, deliveries.c.due_at <= now)
    query = sa.select(webhooks.c.id).where(active, _is_open(now), due).order_by(webhooks.c.id)
    return tuple(connection.scalars(query))


def _is_open(now: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(webhooks.c.paused_until.is_(None), webhooks.c.paused_until <= now)


def _next(webhook: int, now: datetime) -> Select[Any]:
    free = sa.or_(deliveries.c.lease_until.is_(None), deliveries.c.lease_until <= now)
    earlier = deliveries.alias("earlier")
    blocked = sa.exists().where(
        earlier.c.webhook_id == webhook,
        earlier.c.subject == deliveries.c.subject,
        earlier.c.id < deliveries.c.id,
        earlier.c.state == sa.literal_column(f"'{State.WAITING.value}'"),
    )
    mine = deliveries.c.webhook_id == webhook, waiting, deliveries.c.due_at <= now
    query = sa.select(deliveries.c.id).where(*mine, free, ~blocked)
    return query.order_by(deliveries.c.due_at, deliveries.c.id).limit(1)


def _take(connection: Connection, webhook: int, now: datetime, lease: timedelta) -> Errand | None:
    mine = webhooks.c.id == webhook, active, _is_open(now)
    row = connection.execute(sa.select(webhooks).where(*mine).with_for_update()).one_or_none()
    number = None if row is None else connection.scalar(_next(webhook, now))
    if row is None or number is None:
        return None
    if row.failures >= CAREFUL_AFTER:
        only = sa.update(webhooks).where(webhooks.c.id == webhook)
        connection.execute(only.values(paused_until=now + lease))
    return _errand(connection, row, number, now, lease)


def _test(connection: Connection, one: Webhook, deed: Deed, lease: timedelta) -> Errand | None:
    mine = webhooks.c.id == one.id, webhooks.c.client == one.client, active
    row = connection.execute(sa.select(webhooks).where(*mine)).one_or_none()
    if row is None:
        return None
    event = Event(deed.at, one.client, "webhook tested", f"webhook {one.id}")
    noted = sa.insert(deliveries).values(delivery_row(one.id, Notice.TEST, event))
    number = connection.execute(noted.returning(deliveries.c.id)).scalar_one()
    tell_of(connection, one, deed, event.kind)
    return _errand(connection, row, number, deed.at, lease)


def _errand(connection: Connection, row: Row[Any], number: int, now: datetime, lease: timedelta) -> Errand:
    taken = sa.update(deliveries).where(deliveries.c.id == number).values(lease_until=now + lease)
    delivery = delivery_from(connection.execute(taken.returning(deliveries)).one())
    signs = row.old_until is not None and row.old_until > now
    secrets = (row.secret, row.old_secret) if signs else (row.secret,)
    return Errand(delivery, webhook_from(row), secrets)


def _end(connection: Connection, errand: Errand, ending: Ending) -> None:
    one, tried = errand.delivery, ending.attempt
    connection.execute(
        sa.insert(attempts).values(
            delivery_id=one.id,
            client=one.client,
            at=tried.at,
            seconds=tried.seconds,
            status=tried.status,
            answer=tried.answer,
            problem=tried.problem,
        )
    )
    state = State.WAITING if ending.again_at else State.FAILED if tried.problem else State.DELIVERED
    values = {
        "state": state.value,
        "body": ending.body,
        "attempts": deliveries.c.attempts + 1,
        "due_at": ending.again_at,
        "lease_until": None,
        "ended_at": None if ending.again_at else tried.at,
    }
    mine = deliveries.c.id == one.id, waiting
    connection.execute(sa.update(deliveries).where(*mine).values(values))
    _judge(connection, errand, ending)


def _judge(connection: Connection, errand: Errand, ending: Ending) -> None:
    """Keep how the webhook is doing."""
    failed = bool(ending.attempt.problem)
    now = sa.literal(ending.attempt.at, webhooks.c.failing_since.type)
    since = sa.func.coalesce(webhooks.c.failing_since, now)
    values = {
        "failures": webhooks.c.failures + 1 if failed else 0,
        "failing_since": since if failed else None,
        "paused_until": ending.paused_until,
    }
    mine = webhooks.c.id == errand.webhook.id
    if not failed and not errand.webhook.failures:
        return
    connection.execute(sa.update(webhooks).where(mine).values(values))


def _forget(connection: Connection, before: datetime) -> int:
    old = sa.select(deliveries.c.id).where(ended, deliveries.c.ended_at < before).limit(_PIECE)
    ids = list(connection.scalars(old))
    if ids:
        connection.execute(sa.delete(attempts).where(attempts.c.delivery_id.in_(ids)))
        connection.execute(sa.delete(deliveries).where(deliveries.c.id.in_(ids)))
    return len(ids)
