"""Rows of checks: only ever added, never changed; what they say together is known by client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.decision import Route
from models.outcome import Checks, Outcome, Source, Stratum
from models.reading import DocumentType
from storage.register.tables import events, outcomes

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

TRIPPED = "breaker tripped"
"""Kind of the event by which a stratum starts anew; its subject is the document whose check did it."""
REMEMBERED = 10_000
"""Checks of a client that are looked at, the newest."""


def newest(connection: Connection, client: str) -> int:
    """A number that grows with every check of the client's documents; 0 before the first."""
    query = sa.select(sa.func.max(outcomes.c.id)).where(outcomes.c.client == client)
    return connection.execute(query).scalar() or 0


def known(connection: Connection, client: str) -> Checks:
    """What was found for the client, and when its breakers last fell."""
    query = sa.select(outcomes).where(outcomes.c.client == client).order_by(outcomes.c.id.desc())
    last: dict[str, Outcome] = {}
    for row in reversed(connection.execute(query.limit(REMEMBERED)).all()):
        last.pop(row.document_id, None)
        last[row.document_id] = outcome_from(row)
    return Checks(tuple(last.values()), tripped(connection, client))


def last_of(connection: Connection, document_id: str) -> Outcome | None:
    """The last word on a document; None where nobody has checked it."""
    query = sa.select(outcomes).where(outcomes.c.document_id == document_id)
    row = connection.execute(query.order_by(outcomes.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else outcome_from(row)


def stream(database: Database) -> Iterator[Outcome]:
    """All that was ever found, in the order it was written; of all clients."""
    return map(outcome_from, database.stream(sa.select(outcomes), (outcomes.c.id,)))


def add(connection: Connection, outcome: Outcome) -> None:
    """Append `outcome`."""
    row = {
        "client": outcome.client,
        "document_id": outcome.document_id,
        "type": outcome.stratum.type.value,
        "route": outcome.stratum.route.value,
        "probability": outcome.probability,
        "right": outcome.right,
        "source": outcome.source.value,
        "weight": outcome.weight,
        "at": outcome.at,
        "version": outcome.version,
    }
    connection.execute(sa.insert(outcomes).values(row))


def tripped(connection: Connection, client: str) -> dict[Stratum, datetime]:
    """When each breaker last fell; a fall that rested on a check counts until that is corrected."""
    words = sa.select(outcomes.c.right).where(outcomes.c.document_id == events.c.subject)
    last_word = words.order_by(outcomes.c.id.desc()).limit(1).scalar_subquery()
    falls = sa.select(events.c.at, events.c.detail, last_word.label("right")).where(
        events.c.client == client, events.c.kind == TRIPPED
    )
    return {
        Stratum(DocumentType(row.detail["type"]), Route(row.detail["route"])): row.at
        for row in connection.execute(falls.order_by(events.c.id))
        if not (row.right and row.detail.get("revocable"))
    }


def outcome_from(row: Row[Any]) -> Outcome:
    """The check that a row tells of."""
    return Outcome(
        client=row.client,
        document_id=row.document_id,
        stratum=Stratum(DocumentType(row.type), Route(row.route)),
        probability=row.probability,
        right=row.right,
        source=Source(row.source),
        weight=row.weight,
        at=row.at,
        version=row.version,
    )
