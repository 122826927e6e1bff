"""What people found when they checked decisions; only ever added, and never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.decision import Route, Standing, Status
from models.errors import WrongUse
from models.outcome import Checks, Outcome, Source, Stratum
from models.plain import to_plain
from models.reading import DocumentType
from models.record import DocumentRecord, Event
from storage.register import documents, events
from storage.register.tables import documents as document_rows
from storage.register.tables import events as event_rows
from storage.register.tables import outcomes, unaudited, undecided

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.connect import Database

TRIPPED = "breaker tripped"
"""Kind of the event by which a stratum starts anew."""
MARKED = 100
"""Last filings of a stratum that are to be checked when its breaker falls."""

_is_checked = sa.exists().where(outcomes.c.document_id == document_rows.c.id)
_ORDER = (document_rows.c.received_at, document_rows.c.id)

REMEMBERED = 10_000
"""Checks of a client that are looked at, the newest."""

Judge = Callable[[Checks, Outcome], str]
"""Given what was known before, and the newest outcome: why the breaker falls, or nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A check that was written down."""

    outcome: Outcome
    tripped: str
    """Why the breaker fell; empty where it did not."""
    marked: int
    """Filings marked for a check because of that."""


@dataclass(frozen=True)
class Outcomes:
    """Every method is one transaction."""

    database: Database

    def newest(self, client: str) -> int:
        """A number that grows with every check of the client's documents; 0 before the first."""
        return self.database.ask(_newest, client)

    def checks(self, client: str) -> Checks:
        """What was found for the client, and when its breakers last fell."""
        return self.database.ask(_checks, client)

    def checked(self, document_id: str) -> bool:
        """True when a person has checked this document."""
        return self.database.ask(_checked, document_id)

    def unchecked(self, client: str, limit: int) -> tuple[DocumentRecord, ...]:
        """Documents that wait for a check, those held blind first, then in the order received."""
        return self.database.ask(_unchecked, client, limit)

    def waiting(self, client: str) -> int:
        """How many documents wait for a check."""
        return self.database.ask(_unchecked_count, client)

    def note(self, key: tuple[str, str], now: datetime, judge: Judge, *, right: bool) -> Verdict:
        """Write down whether the invoices of the document are right; the breaker falls as `judge` says.

        Args:
            key: client and document id.
            now: aware.
            judge: asked within the transaction, while nobody else decides for the client.
            right: what the person found.

        Raises:
            WrongUse: there is no such document, or nothing was filed or proposed that could be checked.
        """
        return self.database.decide(key[0], _note, key, now, judge, right=right)


def _newest(connection: Connection, client: str) -> int:
    newest = sa.select(sa.func.max(outcomes.c.id)).where(outcomes.c.client == client)
    return connection.execute(newest).scalar() or 0


def _checks(connection: Connection, client: str) -> Checks:
    query = sa.select(outcomes).where(outcomes.c.client == client).order_by(outcomes.c.id.desc())
    last: dict[str, Outcome] = {}
    for row in reversed(connection.execute(query.limit(REMEMBERED)).all()):
        last.pop(row.document_id, None)
        last[row.document_id] = _outcome(row)
    fallen = sa.select(event_rows).where(event_rows.c.client == client, event_rows.c.kind == TRIPPED)
    tripped = {
        Stratum(DocumentType(row.detail["type"]), Route(row.detail["route"])): row.at
        for row in connection.execute(fallen.order_by(event_rows.c.id))
    }
    return Checks(tuple(last.values()), tripped)


def _checked(connection: Connection, document_id: str) -> bool:
    found = sa.select(outcomes.c.id).where(outcomes.c.document_id == document_id).limit(1)
    return connection.execute(found).first() is not None


def _unchecked(connection: Connection, client: str, limit: int) -> tuple[DocumentRecord, ...]:
    found: list[DocumentRecord] = []
    for condition in _waiting(client):
        query = documents.RECORDS.where(condition)
        rows = connection.execute(query.order_by(*_ORDER).limit(limit - len(found)))
        found += map(documents.record_from, rows)
    return tuple(found)


def _unchecked_count(connection: Connection, client: str) -> int:
    counts = (sa.select(sa.func.count()).where(condition) for condition in _waiting(client))
    return sum(int(connection.execute(count).scalar_one()) for count in counts)


def _waiting(client: str) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """Held blind and not checked yet; filed and marked."""
    theirs = document_rows.c.client == client
    blind = document_rows.c.decision["standing", "blind"].as_boolean()
    held = sa.and_(undecided, document_rows.c.status == Status.REVIEW.value, blind, ~_is_checked)
    return sa.and_(theirs, held), sa.and_(theirs, unaudited)


def _note(
    connection: Connection, key: tuple[str, str], now: datetime, judge: Judge, *, right: bool
) -> Verdict:
    record, standing = _checkable(documents.one(connection, *key), key[1])
    outcome = _outcome_of(record, standing, now, right=right)
    before = _checks(connection, record.client)
    connection.execute(sa.insert(outcomes).values(_row(outcome)))
    mark = sa.update(document_rows).where(document_rows.c.id == record.id)
    connection.execute(mark.values(audit_pending=False))
    detail = {"right": right, "source": outcome.source.value}
    events.add(connection, [Event(now, record.client, "checked", record.id, detail)])
    why = judge(before, outcome)
    return Verdict(outcome, why, _trip(connection, outcome, why) if why else 0)


def _checkable(record: DocumentRecord | None, document_id: str) -> tuple[DocumentRecord, Standing]:
    if record is None:
        raise WrongUse(
            f"There is no document {document_id}: `countersign audit --next` names those to check."
        )
    decision = record.decision
    standing = decision.standing or _marked_before(record)
    if standing is None or decision.status not in {Status.FILED, Status.REVIEW}:
        raise WrongUse(
            f"Document {document_id} ({decision.status.value}) has no invoice that was filed or proposed by "
            "itself: there is nothing to check."
        )
    return record, standing


def _marked_before(record: DocumentRecord) -> Standing | None:
    """That of a filing by a program that did not keep it; people's own filings are never marked."""
    if not record.audit_pending:
        return None
    chosen = [one for one in record.decision.candidates if one.invoice.key in record.decision.chosen]
    return Standing(Route.TWO_KEYS, min((one.confidence for one in chosen), default=0.0), weight=1.0)


def _outcome_of(record: DocumentRecord, standing: Standing, now: datetime, *, right: bool) -> Outcome:
    filed = record.decision.status is Status.FILED
    source = Source.BLIND if standing.blind else Source.AUDIT if filed else Source.REVIEW
    marked = record.audit_pending and standing.route is Route.TWO_KEYS
    return Outcome(
        client=record.client,
        document_id=record.id,
        stratum=Stratum(record.reading.type, standing.route),
        probability=standing.probability,
        right=right,
        source=source,
        weight=1.0 if marked else standing.weight,
        at=now,
    )


def _trip(connection: Connection, outcome: Outcome, why: str) -> int:
    """Let the stratum start anew and mark its last filings; returns how many."""
    stratum = outcome.stratum
    last = _last_filings(connection, outcome.client, stratum)
    chosen = document_rows.c.id.in_(last)
    connection.execute(sa.update(document_rows).where(chosen).values(audit_pending=True))
    detail: dict[str, object] = {**to_plain(stratum), "reason": why, "marked": len(last)}
    events.add(connection, [Event(outcome.at, outcome.client, TRIPPED, outcome.document_id, detail)])
    return len(last)


def _last_filings(connection: Connection, client: str, stratum: Stratum) -> list[str]:
    """Those that nobody has checked yet."""
    route = document_rows.c.decision["standing", "route"].as_string()
    query = sa.select(document_rows.c.id).where(
        document_rows.c.client == client,
        document_rows.c.type == stratum.type.value,
        document_rows.c.status == Status.FILED.value,
        route == stratum.route.value,
        ~_is_checked,
    )
    newest = query.order_by(document_rows.c.received_at.desc(), document_rows.c.id).limit(MARKED)
    return list(connection.execute(newest).scalars())


def _row(outcome: Outcome) -> dict[str, object]:
    return {
        "client": outcome.client,
        "document_id": outcome.document_id,
        "type": outcome.stratum.type.value,
        "route": outcome.stratum.route.value,
        "probability": outcome.probability,
        "right": outcome.right,
        "source": outcome.source.value,
        "weight": outcome.weight,
        "at": outcome.at,
    }


def _outcome(row: Row[Any]) -> Outcome:
    return Outcome(
        client=row.client,
        document_id=row.document_id,
        stratum=Stratum(DocumentType(row.type), Route(row.route)),
        probability=row.probability,
        right=row.right,
        source=Source(row.source),
        weight=row.weight,
        at=row.at,
    )
