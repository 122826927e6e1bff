"""Webhooks of client firms: kept, changed, and shown with what became of their deliveries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from models.errors import WrongUse
from models.record import Event
from models.webhook import Attempt, Delivery, Notice, State, Webhook
from storage.register.access.people import Deed
from storage.register.tables.webhook import attempts, deliveries, waiting, webhooks
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

MOST = 20
"""Webhooks that one client firm may have."""


@dataclass(frozen=True)
class Webhooks:
    """Every method is one transaction; what a person does is an event, without the secret."""

    database: Database

    def add(self, new: Webhook, secret: str, deed: Deed) -> Webhook:
        """Keep a new webhook of `new.client`, told of what happens from now on.

        Raises:
            WrongUse: the client has one with this address, or too many.
        """
        return self.database.decide(new.client, _add, new, secret, deed)

    def of(self, client: str) -> tuple[Webhook, ...]:
        """The client's webhooks, oldest first, without those that were removed."""
        return self.database.ask(_of, client)

    def one(self, client: str, webhook: int) -> Webhook | None:
        """This webhook, where it is the client's and was not removed."""
        return self.database.ask(_one, client, webhook)

    def choose(self, one: Webhook, notices: Collection[Notice], deed: Deed) -> None:
        """Tell it of these from now on."""
        values = {"notices": _plain(notices)}
        self.database.change(_change, one, values, deed, "webhook changed")

    def disable(self, one: Webhook, deed: Deed) -> None:
        """Send nothing more; what waits stays, and what happens meanwhile is not noted for it."""
        self.database.change(_change, one, {"disabled_at": deed.at}, deed, "webhook disabled")

    def enable(self, one: Webhook, deed: Deed) -> None:
        """Undo `disable`, and forget failures."""
        self.database.change(_change, one, {"disabled_at": None, **_WELL}, deed, "webhook enabled")

    def remove(self, one: Webhook, deed: Deed) -> None:
        """Show it no more and send nothing; the row stays, and its secrets go."""
        gone = {"removed_at": deed.at, "secret": "", "old_secret": ""}
        self.database.change(_change, one, gone, deed, "webhook removed")

    def renew(self, one: Webhook, secret: str, old_until: datetime, deed: Deed) -> None:
        """Sign with a new secret, and with the one before until `old_until` too."""
        values = {"old_secret": webhooks.c.secret, "secret": secret, "old_until": old_until}
        self.database.change(_change, one, values, deed, "webhook secret renewed")

    def send_again(self, one: Webhook, deed: Deed, delivery: int = 0) -> int:
        """Let what was given up be tried again from the start, all of it without `delivery`; how many."""
        return self.database.change(_send_again, one, deed, delivery)

    def deliveries(
        self, one: Webhook, limit: int, before: int = 0, state: State | None = None
    ) -> tuple[Delivery, ...]:
        """Its deliveries, newest first; with `before`, those behind this one."""
        return self.database.ask(_deliveries, one, limit, before, state)

    def delivery(self, one: Webhook, delivery: int) -> Delivery | None:
        """One of its deliveries."""
        return self.database.ask(_delivery, one, delivery)

    def attempts(self, delivery: Delivery) -> tuple[Attempt, ...]:
        """What was tried, oldest first."""
        return self.database.ask(_attempts, delivery)

    def counts(self, one: Webhook) -> dict[State, int]:
        """How many deliveries wait and how many were given up."""
        return self.database.ask(_counts, one)


given_up = sa.and_(deliveries.c.state == State.FAILED.value, deliveries.c.notice != Notice.TEST.value)
"""What a person may send again; a test that did not arrive is repeated by its button."""
_WELL = {"failures": 0, "failing_since": None, "paused_until": None}
COUNTED = 1000
"""Counted no further."""


def _plain(notices: Collection[Notice]) -> list[str]:
    return sorted(one.value for one in notices)


def webhook_from(row: Row[Any]) -> Webhook:
    """The webhook of a row of `webhooks`."""
    return Webhook(
        id=row.id,
        client=row.client,
        url=row.url,
        notices=frozenset(map(Notice, row.notices)),
        made_at=row.made_at,
        made_by=row.made_by,
        disabled_at=row.disabled_at,
        failures=row.failures,
        failing_since=row.failing_since,
        paused_until=row.paused_until,
        old_until=row.old_until,
    )


def delivery_from(row: Row[Any]) -> Delivery:
    """The delivery of a row of `webhook_deliveries`."""
    return Delivery(
        id=row.id,
        webhook=row.webhook_id,
        client=row.client,
        message=row.message,
        notice=Notice(row.notice),
        subject=row.subject,
        at=row.at,
        detail=row.detail,
        body=row.body,
        state=State(row.state),
        attempts=row.attempts,
        due_at=row.due_at,
    )


def _add(connection: Connection, new: Webhook, secret: str, deed: Deed) -> Webhook:
    known = _of(connection, new.client)
    if any(one.url == new.url for one in known):
        raise WrongUse(f"Client {new.client} has a webhook with this address already: change that one.")
    if len(known) >= MOST:
        raise WrongUse(f"Client {new.client} has {MOST} webhooks already: remove one first.")
    values = {
        "client": new.client,
        "url": new.url,
        "notices": _plain(new.notices),
        "secret": secret,
        "old_secret": "",
        "made_at": deed.at,
        "made_by": deed.by,
        "failures": 0,
    }
    added = connection.execute(sa.insert(webhooks).values(values).returning(webhooks)).one()
    made = webhook_from(added)
    tell_of(connection, made, deed, "webhook added", notices=_plain(new.notices))
    return made


def _of(connection: Connection, client: str) -> tuple[Webhook, ...]:
    theirs = webhooks.c.client == client, webhooks.c.removed_at.is_(None)
    rows = connection.execute(sa.select(webhooks).where(*theirs).order_by(webhooks.c.id))
    return tuple(map(webhook_from, rows))


def _one(connection: Connection, client: str, webhook: int) -> Webhook | None:
    mine = webhooks.c.client == client, webhooks.c.id == webhook, webhooks.c.removed_at.is_(None)
    row = connection.execute(sa.select(webhooks).where(*mine)).one_or_none()
    return None if row is None else webhook_from(row)


def _change(connection: Connection, one: Webhook, values: dict[str, Any], deed: Deed, kind: str) -> None:
    mine = webhooks.c.id == one.id, webhooks.c.client == one.client
    connection.execute(sa.update(webhooks).where(*mine).values(values))
    told = {"notices": values["notices"]} if "notices" in values else {}
    tell_of(connection, one, deed, kind, **told)


def tell_of(connection: Connection, one: Webhook, deed: Deed, kind: str, **more: object) -> None:
    """Append an event about a webhook, without the query of its address: that is a secret, often."""
    address = urlsplit(one.url)._replace(query="").geturl()
    detail = {"by": deed.by, "address": address, **more}
    events.add(connection, [Event(deed.at, one.client, kind, f"webhook {one.id}", detail)])


def _send_again(connection: Connection, one: Webhook, deed: Deed, delivery: int) -> int:
    failed = deliveries.c.webhook_id == one.id, given_up
    meant = (*failed, deliveries.c.id == delivery) if delivery else failed
    fresh = {"state": State.WAITING.value, "attempts": 0, "due_at": deed.at, "ended_at": None}
    sent = connection.execute(sa.update(deliveries).where(*meant).values(fresh)).rowcount
    if sent:
        connection.execute(sa.update(webhooks).where(webhooks.c.id == one.id).values(paused_until=None))
        tell_of(connection, one, deed, "webhook sent again", deliveries=sent)
    return sent


def _deliveries(
    connection: Connection, one: Webhook, limit: int, before: int, state: State | None
) -> tuple[Delivery, ...]:
    query = sa.select(deliveries).where(deliveries.c.webhook_id == one.id)
    if before:
        query = query.where(deliveries.c.id < before)
    if state is not None:
        query = query.where(deliveries.c.state == state.value)
    rows = connection.execute(query.order_by(deliveries.c.id.desc()).limit(limit))
    return tuple(map(delivery_from, rows))


def _delivery(connection: Connection, one: Webhook, delivery: int) -> Delivery | None:
    mine = deliveries.c.webhook_id == one.id, deliveries.c.id == delivery
    row = connection.execute(sa.select(deliveries).where(*mine)).one_or_none()
    return None if row is None else delivery_from(row)


def _attempts(connection: Connection, delivery: Delivery) -> tuple[Attempt, ...]:
    query = sa.select(attempts).where(attempts.c.delivery_id == delivery.id).order_by(attempts.c.id)
    return tuple(
        Attempt(row.at, row.seconds, row.status, row.answer, row.problem) for row in connection.execute(query)
    )


def _counts(connection: Connection, one: Webhook) -> dict[State, int]:
    found = {}
    for state, is_so in ((State.WAITING, waiting), (State.FAILED, given_up)):
        some = sa.select(deliveries.c.id).where(deliveries.c.webhook_id == one.id, is_so).limit(COUNTED)
        found[state] = connection.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0
    return found
