"""What happened, put down for each webhook that asks for it, in the transaction in which it happened.

A cursor over the numbers of events would miss some on PostgreSQL: a transaction that began earlier may commit
later, with lower numbers.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.record import Event
from models.webhook import Notice, State, notices
from storage.register.tables.webhook import deliveries, webhooks

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

active = sa.and_(webhooks.c.disabled_at.is_(None), webhooks.c.removed_at.is_(None))
_MESSAGE_BYTES = 15
_TOLD = ("status", "chosen", "grade", "into", "correction", "to", "alarm")
"""Details of events that are kept for receivers; reasons are not, for they quote the page."""


def announce(connection: Connection, new: Iterable[Event]) -> None:
    """Note what `new` means to the webhooks of its clients."""
    said = [(notice, event) for event in new for notice in notices(event)]
    if said:
        put_down(connection, said)


def put_down(connection: Connection, said: Iterable[tuple[Notice, Event]]) -> None:
    """One delivery for each webhook that asks for a notice about an event."""
    told = list(said)
    asking = _asking(connection, {event.client for _, event in told})
    rows = [row for notice, event in told for row in _rows(asking, notice, event)]
    if rows:
        connection.execute(sa.insert(deliveries), rows)


def anybody(connection: Connection, client: str, notice: Notice) -> bool:
    """True where a webhook of the client asks for `notice`."""
    return any(notice.value in row.notices for row in _asking(connection, {client}))


def _asking(connection: Connection, clients: Iterable[str]) -> list[Row[Any]]:
    theirs = webhooks.c.client.in_(sorted(clients)), active
    query = sa.select(webhooks.c.id, webhooks.c.client, webhooks.c.notices).where(*theirs)
    return list(connection.execute(query.order_by(webhooks.c.id)))


def _rows(asking: Iterable[Row[Any]], notice: Notice, event: Event) -> Iterator[dict[str, object]]:
    for webhook in asking:
        if webhook.client == event.client and notice.value in webhook.notices:
            yield delivery_row(webhook.id, notice, event)


def delivery_row(webhook: int, notice: Notice, event: Event) -> dict[str, object]:
    """A delivery that waits to be made at once."""
    return {
        "webhook_id": webhook,
        "client": event.client,
        "message": f"msg_{secrets.token_hex(_MESSAGE_BYTES)}",
        "notice": notice.value,
        "subject": event.subject,
        "at": event.at,
        "detail": {name: event.detail[name] for name in _TOLD if name in event.detail},
        "body": "",
        "state": State.WAITING.value,
        "attempts": 0,
        "due_at": event.at,
    }
