"""Numbers for monitoring: what came, where it is now, what waits for how long, which receipts; by client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.decision import Status
from models.reading import AcceptanceStatus, Grade
from models.sending import MailState
from storage.register import sight
from storage.register.sight import Customers
from storage.register.tables import (
    CLAIMED,
    arrivals,
    documents,
    drops,
    events,
    ledger_loads,
    links,
    pages,
    unfinished,
    unshelved,
)
from storage.register.tables.review import REPLACED
from storage.register.tables.sending import is_open, is_waiting, notices, outbox

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

Numbers = Mapping[str, int]
"""By client name; clients without one are left out."""
Ages = Mapping[str, float]
"""Seconds, by client name; clients without one are left out."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The register at one moment. Ages are in seconds and never below zero."""

    clients: tuple[str, ...]
    """Of whom anything is known, by name."""
    events: Mapping[tuple[str, str], int]
    """How often something happened, by (client, kind of event); such a number never falls."""
    documents: Mapping[tuple[str, str, str], int]
    """Documents now, by (client, type, status)."""
    pages: Mapping[tuple[str, str], int]
    """Pages now, by (client, state)."""
    waiting: Numbers
    """Files in the inbox that nobody works on."""
    claimed: Numbers
    """Files that somebody works on."""
    oldest_waiting: Ages
    """Age of the file that has been in the inbox, or in work, for longest."""
    oldest_review: Ages
    """Time since the oldest document under review was received."""
    oldest_parked: Ages
    """Time since the oldest parked document was received."""
    uncopied: Numbers
    """Copies for people that are still to be stored."""
    loads: Numbers
    """Number of the newest ledger load."""
    ledger_age: Ages
    """Time since the newest ledger load that changed something."""
    mails_waiting: Numbers
    """Mails of the outbox that have not gone yet."""
    mails_failed: Numbers
    """Mails that the server refused, or that were tried for too long."""
    untold: Numbers
    """Recipients who are still to be told of a correction."""


def figures_of(connection: Connection, now: datetime) -> Figures:
    """All figures of all clients, in a few counts over indexes.

    Args:
        connection: one that sees one state of the database.
        now: aware; ages count up to it.
    """
    happened = _counts(connection, events.c.client, events.c.kind)
    kept = _documents(connection)
    unended = _unended(connection)
    loads = {client: (number, since) for client, number, since in connection.execute(_LOADS)}
    return Figures(
        clients=tuple(sorted(({client for client, _ in (*happened, *unended)} | set(loads)) - {""})),
        events=happened,
        documents={key: number for key, (number, _) in kept.items()},
        pages=_counts(connection, pages.c.client, pages.c.state),
        waiting={client: number for (client, state), (number, _) in unended.items() if state != CLAIMED},
        claimed={client: number for (client, state), (number, _) in unended.items() if state == CLAIMED},
        oldest_waiting=_ages(now, ((client, since) for (client, _), (_, since) in unended.items())),
        oldest_review=_ages(now, _since(kept, Status.REVIEW)),
        oldest_parked=_ages(now, _since(kept, Status.PARKED)),
        uncopied={row[0]: row[1] for row in connection.execute(_UNCOPIED)},
        loads={client: number for client, (number, _) in loads.items()},
        ledger_age=_ages(now, ((client, since) for client, (_, since) in loads.items())),
        mails_waiting=_by_client(connection, outbox, is_waiting),
        mails_failed=_by_client(connection, outbox, outbox.c.state == MailState.FAILED.value),
        untold=_by_client(connection, notices, is_open),
    )


_Kept = Mapping[tuple[str, str, str], tuple[int, datetime]]
"""By (client, type, status): how many, and when the oldest was received."""

_LOADS = sa.select(
    ledger_loads.c.client, sa.func.max(ledger_loads.c.number), sa.func.max(ledger_loads.c.loaded_at)
).group_by(ledger_loads.c.client)
_UNCOPIED = sa.select(links.c.client, sa.func.count()).where(unshelved).group_by(links.c.client)


def _counts(connection: Connection, *columns: Column[str]) -> dict[Any, int]:
    query = sa.select(*columns, sa.func.count()).group_by(*columns)
    return {tuple(key): number for *key, number in connection.execute(query)}


def _by_client(connection: Connection, table: Table, which: sa.ColumnElement[bool]) -> dict[str, int]:
    query = sa.select(table.c.client, sa.func.count()).where(which).group_by(table.c.client)
    return {row[0]: row[1] for row in connection.execute(query)}


def _documents(connection: Connection) -> _Kept:
    """One pass over an index that holds all these columns, in this order."""
    key = documents.c.client, documents.c.type, documents.c.status
    counted = sa.select(*key, sa.func.count(), sa.func.min(documents.c.received_at))
    query = counted.where(documents.c.status != REPLACED).group_by(*key)
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in connection.execute(query)}


def _unended(connection: Connection) -> Mapping[tuple[str, str], tuple[int, datetime]]:
    """Files without an end state, by (client, state): how many, and when the oldest was noted.

    Grouped here: asked to group, SQLite would walk through all arrivals that ever were.
    """
    joined = arrivals.outerjoin(drops, arrivals.c.drop_id == drops.c.id)
    query = sa.select(arrivals.c.client, arrivals.c.state, arrivals.c.noted_at).select_from(joined)
    found: dict[tuple[str, str], tuple[int, datetime]] = {}
    for client, state, noted in connection.execute(query.where(unfinished, drops.c.settled_at.is_(None))):
        number, oldest = found.get((client, state), (0, noted))
        found[client, state] = number + 1, min(oldest, noted)
    return found


def _since(kept: _Kept, status: Status) -> Iterator[tuple[str, datetime]]:
    return ((client, since) for (client, _, found), (_, since) in kept.items() if found == status.value)


def _ages(now: datetime, times: Iterable[tuple[str, datetime]]) -> dict[str, float]:
    """Seconds from the first of each client's `times` until `now`."""
    ages: dict[str, float] = {}
    for client, time in times:
        ages[client] = max((now - time).total_seconds(), ages.get(client, 0.0))
    return ages


_NOT_AGAIN = (Status.DUPLICATE.value, Status.QUARANTINED.value)
"""A paper that came twice has one receipt."""


@dataclass(frozen=True, slots=True)
class Receipts:
    """Proofs of delivery of one client by what their receipt is worth; duplicates are left out."""

    by_grade: Mapping[Grade, int]
    """Every grade is named, also with 0."""
    by_status: Mapping[AcceptanceStatus, int]
    """Only those that there are."""
    unsure: int
    """Of all of them, those that a person should look at."""

    @property
    def total(self) -> int:
        """All that were judged."""
        return sum(self.by_grade.values())


def receipts_of(connection: Connection, client: str, customers: Customers = None) -> Receipts:
    """Count the client's receipts."""
    key = documents.c.acceptance_grade, documents.c.acceptance_status, documents.c.acceptance_unsure
    judged = (
        documents.c.client == client,
        sight.of(customers),
        documents.c.acceptance_grade.is_not(None),
        documents.c.status.not_in(_NOT_AGAIN),
    )
    grades, statuses, unsure = dict.fromkeys(Grade, 0), dict[AcceptanceStatus, int](), 0
    for grade, status, doubted, number in connection.execute(
        sa.select(*key, sa.func.count()).where(*judged).group_by(*key)
    ):
        grades[Grade(grade)] += number
        found = AcceptanceStatus(status)
        statuses[found] = statuses.get(found, 0) + number
        unsure += number if doubted else 0
    ordered = {status: statuses[status] for status in AcceptanceStatus if status in statuses}
    return Receipts(grades, ordered, unsure)
