"""Objects seen in the inbox, and who works on which: leases with a fencing token."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.errors import ClaimLost
from models.record import Arrival, Claim, Drop, Event
from storage.register.database.statements import chunks, insert_or_replace, insert_or_same
from storage.register.database.values import Announcement
from storage.register.papers import drops, returning
from storage.register.tables import CLAIMED, DONE, WAITING, announcements, arrivals, unfinished
from storage.register.tables import drops as drop_rows
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


def announce(connection: Connection, drop: Drop, key: str, now: datetime) -> bool:
    """Keep where the object to be put at `key` comes from; False when its drop has an end state already."""
    drop = returning.current(connection, drop)
    drops.note_member(connection, drop)
    if drops.settled(connection, [drop.id]):
        events.add(connection, [Event(now, drop.client, "dropped again", drop.id, {"source": drop.source})])
        return False
    row = {
        "client": drop.client,
        "key": key,
        "source": drop.source,
        "parent": drop.parent,
        "announced_at": now,
    }
    insert_or_replace(connection, announcements, [row])
    return True


def announced(connection: Connection, client: str, key: str) -> Announcement | None:
    """What was announced for the object at `key`."""
    query = sa.select(announcements).where(announcements.c.client == client, announcements.c.key == key)
    row = connection.execute(query).one_or_none()
    return None if row is None else Announcement(row.source, row.parent)


def note(connection: Connection, seen: Iterable[Arrival], now: datetime) -> int:
    """Add those of `seen` that are new; returns how many.

    In the order of their keys: two that note the same never wait for each other in a circle.
    """
    begin = {"noted_at": now, "state": WAITING, "not_before": now, "token": 0, "attempts": 0}
    in_order = sorted(seen, key=lambda arrival: (arrival.client, arrival.key, arrival.version))
    rows = [asdict(arrival) | begin | {"fingerprint": _fingerprint(arrival)} for arrival in in_order]
    return insert_or_same(connection, arrivals, rows)


def _fingerprint(arrival: Arrival) -> str:
    """What tells it from any other, short enough for an index however long its key is."""
    told = f"{arrival.client}\0{arrival.key}\0{arrival.version}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def done_among(connection: Connection, seen: Sequence[Arrival]) -> tuple[Arrival, ...]:
    """Those of `seen` on which all work is done, so that their objects may be removed."""
    return _among(connection, seen, arrivals.c.state == DONE)


def noted_among(connection: Connection, seen: Sequence[Arrival]) -> frozenset[str]:
    """Keys of those of `seen` that were noted."""
    return frozenset(arrival.key for arrival in _among(connection, seen, sa.true()))


def _among(
    connection: Connection, seen: Sequence[Arrival], which: sa.ColumnElement[bool]
) -> tuple[Arrival, ...]:
    prints = {_fingerprint(arrival): arrival for arrival in seen}
    query = sa.select(arrivals.c.fingerprint).where(which)
    found: set[str] = set()
    for chunk in chunks(list(prints)):
        found.update(connection.scalars(query.where(arrivals.c.fingerprint.in_(chunk))))
    return tuple(arrival for told, arrival in prints.items() if told in found)


def claim(
    connection: Connection, worker: str, now: datetime, lease_seconds: float, client: str | None
) -> Claim | None:
    """Lease the oldest arrival that waits or whose lease ran out; None when there is none."""
    column = arrivals.c
    oldest = sa.select(column.id).where(unfinished, _free(now)).order_by(column.id).limit(1)
    if client is not None:
        oldest = oldest.where(column.client == client)
    taken = {
        "state": CLAIMED,
        "token": column.token + 1,
        "attempts": column.attempts + 1,
        "worker": worker,
        "lease_until": now + timedelta(seconds=lease_seconds),
        "pages_read": None,
        "pages_counted": None,
    }
    one = oldest.with_for_update(skip_locked=True).scalar_subquery()
    row = connection.execute(
        sa.update(arrivals).where(column.id == one).values(taken).returning(arrivals)
    ).first()
    return None if row is None else _claim(row)


def _free(now: datetime) -> sa.ColumnElement[bool]:
    column = arrivals.c
    return sa.or_(
        sa.and_(column.state == WAITING, column.not_before <= now),
        sa.and_(column.state == CLAIMED, column.lease_until <= now),
    )


def _claim(row: Row[Any]) -> Claim:
    arrival = Arrival(client=row.client, key=row.key, version=row.version, source=row.source, size=row.size)
    return Claim(arrival_id=row.id, token=row.token, arrival=arrival, attempts=row.attempts)


def held(connection: Connection, claim: Claim) -> Row[Any]:
    """The row of the arrival, locked for this transaction.

    Raises:
        ClaimLost: another worker holds it, or it was given back or finished.
    """
    query = sa.select(arrivals).where(_ours(claim), arrivals.c.state == CLAIMED).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        raise _lost(claim)
    return row


def renew(
    connection: Connection,
    claim: Claim,
    now: datetime,
    lease_seconds: float,
    read: tuple[int, int] | None = None,
) -> None:
    """Let the lease last `lease_seconds` from `now`; raises ClaimLost.

    `read` is how many pages are read, and of how many.
    """
    held(connection, claim)
    told = {} if read is None else {"pages_read": read[0], "pages_counted": read[1]}
    until = {"lease_until": now + timedelta(seconds=lease_seconds)}
    connection.execute(sa.update(arrivals).where(_ours(claim)).values(until | told))


def release(
    connection: Connection, claim: Claim, now: datetime, delay_seconds: float, *, failed: bool
) -> None:
    """Give the arrival back, to be claimed after the delay; a failed attempt counts. Raises ClaimLost."""
    held(connection, claim)
    back = {
        "state": WAITING,
        "not_before": now + timedelta(seconds=delay_seconds),
        "attempts": arrivals.c.attempts - (0 if failed else 1),
        "lease_until": None,
        "worker": None,
    }
    connection.execute(sa.update(arrivals).where(_ours(claim)).values(back))


def done(connection: Connection, claim: Claim, now: datetime) -> None:
    """End work on the arrival; may be said twice. Raises ClaimLost."""
    worked_on = arrivals.c.state.in_((CLAIMED, DONE))
    finished = (
        sa.update(arrivals).where(_ours(claim), worked_on).values(state=DONE, done_at=now, lease_until=None)
    )
    if not connection.execute(finished).rowcount:
        raise _lost(claim)


def claimable(connection: Connection, now: datetime) -> bool:
    """True when `claim` would find something."""
    query = sa.select(arrivals.c.id).where(unfinished, _free(now)).limit(1)
    return connection.scalar(query) is not None


def workers(connection: Connection) -> frozenset[str]:
    """Names of those who hold a claim, also an outlived one."""
    query = sa.select(arrivals.c.worker).where(unfinished, arrivals.c.state == CLAIMED)
    return frozenset(connection.scalars(query))


def expire(connection: Connection, worker: str, now: datetime) -> None:
    """End the leases of a worker that is known to be gone; two that do so lock the rows in one order."""
    theirs = sa.and_(unfinished, arrivals.c.state == CLAIMED, arrivals.c.worker == worker)
    ids = list(
        connection.scalars(sa.select(arrivals.c.id).where(theirs).order_by(arrivals.c.id).with_for_update())
    )
    connection.execute(sa.update(arrivals).where(arrivals.c.id.in_(ids), theirs).values(lease_until=now))


def unfinished_count(connection: Connection, client: str | None) -> int:
    """Files seen in the inbox or claimed whose drop has no end state yet."""
    joined = arrivals.outerjoin(drop_rows, arrivals.c.drop_id == drop_rows.c.id)
    query = sa.select(sa.func.count()).select_from(joined).where(unfinished, drop_rows.c.settled_at.is_(None))
    if client is not None:
        query = query.where(arrivals.c.client == client)
    return connection.execute(query).scalar_one()


def _ours(claim: Claim) -> sa.ColumnElement[bool]:
    return sa.and_(arrivals.c.id == claim.arrival_id, arrivals.c.token == claim.token)


def _lost(claim: Claim) -> ClaimLost:
    return ClaimLost(
        f"{claim.arrival.key!r} is no longer held under token {claim.token}: another worker has it, or it "
        "was given back. Drop what was computed; the holder goes on."
    )
