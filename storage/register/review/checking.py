"""Blind checks of filings: which waits next, and what somebody found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.accuracy import Check
from models.correction import Lease
from models.decision import Status
from models.errors import WrongUse
from models.record import Event
from storage.register.database.values import Visit
from storage.register.papers import documents, reviews
from storage.register.review import corrections, outcomes
from storage.register.tables import documents as rows
from storage.register.tables import unaudited
from storage.register.tables.review import reviews as held
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.register.database.connect import Database

_ORDER = (rows.c.received_at, rows.c.id)


@dataclass(frozen=True, slots=True)
class Checking:
    """Every method is one transaction."""

    database: Database

    def count(self, client: str) -> int:
        """How many filings wait for a check."""
        return self.database.ask(_count, client)

    def next(self, client: str, visit: Visit, after: str = "") -> Lease | None:
        """Give the filing that waits longest to whoever asks; None where others have all that are left.

        `after` is a document id: only what came later than that one, if it is given.
        """
        return self.database.decide(client, _next, client, visit, after)

    def answer(self, lease: Lease, check: Check, judge: outcomes.Judge) -> outcomes.Verdict:
        """Hold what was found against what the program had filed, and write it down.

        Raises:
            LeaseLost: the document is in other hands, or was decided meanwhile.
            WrongUse: it was not filed by the program.
        """
        return self.database.decide(lease.client, _answer, lease, check, judge)


def _count(connection: Connection, client: str) -> int:
    query = sa.select(sa.func.count()).where(rows.c.client == client, unaudited)
    return int(connection.execute(query).scalar_one())


def _next(connection: Connection, client: str, visit: Visit, after: str) -> Lease | None:
    theirs = sa.or_(held.c.holder == visit.by, held.c.lease_until.is_(None), held.c.lease_until <= visit.now)
    free = sa.or_(held.c.document_id.is_(None), theirs)
    listed = rows.outerjoin(held, held.c.document_id == rows.c.id)
    query = sa.select(rows.c.id).select_from(listed).where(rows.c.client == client, unaudited, free)
    if after:
        place = sa.select(*_ORDER).where(rows.c.client == client, rows.c.id == after)
        found = connection.execute(place).one_or_none()
        query = query.where(sa.tuple_(*_ORDER) > tuple(found)) if found else query
    one = connection.scalar(query.order_by(*_ORDER).limit(1))
    return None if one is None else reviews.take(connection, client, one, visit)


def _answer(connection: Connection, lease: Lease, check: Check, judge: outcomes.Judge) -> outcomes.Verdict:
    reviews.refuse_lost(connection, lease)
    record = documents.one(connection, lease.client, lease.document_id)
    first = record and corrections.origin(connection, record)
    if first is None or first.decision.status is not Status.FILED:
        raise WrongUse("This document was not filed by itself: settle it at the review desk.")
    right = frozenset(first.decision.chosen) == check.found
    told: dict[str, object] = {
        "by": check.by,
        "found": sorted(map(list, check.found)),
        "seconds": check.effort.seconds,
        "presses": check.effort.presses,
    }
    verdict = outcomes.noted(connection, first, check.at, judge, outcomes.Answer(right, told))
    if verdict.again:
        told = {"right": right, "source": verdict.outcome.source.value, **told}
        events.add(connection, [Event(check.at, lease.client, outcomes.CHECKED, lease.document_id, told)])
    return verdict
