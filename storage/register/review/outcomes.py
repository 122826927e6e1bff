"""What people found when they checked decisions, and what that moves: marks, and the breaker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.decision import Route, Standing, Status
from models.errors import WrongUse
from models.outcome import Checks, Fall, Outcome, Source, Stratum
from models.plain import to_plain
from models.record import DocumentRecord, Event
from storage.register.papers import checks, documents
from storage.register.tables import documents as document_rows
from storage.register.tables import is_checked, unaudited, undecided
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.register.database.connect import Database

MARKED = 100
"""Last filings of a stratum that are to be checked when its breaker falls."""
CHECKED = "checked"
"""Kind of the event that tells of a check."""

_ORDER = (document_rows.c.received_at, document_rows.c.id)

Judge = Callable[[Checks, Outcome], Fall | None]
"""Given what was known before, and the newest outcome: why the breaker falls, if it does."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A check that is written down."""

    outcome: Outcome
    again: bool = False
    """True where that was the last word already, and nothing was written."""
    fall: Fall | None = None
    """Why the breaker fell; None where it did not."""
    marked: int = 0
    """Filings marked for a check because of that."""
    revoked: bool = False
    """True where a breaker had fallen because of what is corrected now: it counts as if it never had."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody found."""

    right: bool
    told: Mapping[str, object] = field(default_factory=dict)
    """What the event says beside it."""


@dataclass(frozen=True)
class Outcomes:
    """Every method is one transaction."""

    database: Database

    def newest_check(self, client: str) -> int:
        """A number that grows with every check of the client's documents; 0 before the first."""
        return self.database.ask(checks.newest, client)

    def checks(self, client: str) -> Checks:
        """What was found for the client, and when its breakers last fell."""
        return self.database.ask(checks.known, client)

    def stream(self) -> Iterator[Outcome]:
        """All that was ever found, of all clients, in the order it was written."""
        return checks.stream(self.database)

    def unchecked(self, client: str, limit: int) -> tuple[DocumentRecord, ...]:
        """Documents that wait for a check, those held blind first, then in the order received."""
        return self.database.ask(_unchecked, client, limit)

    def waiting(self, client: str) -> int:
        """How many documents wait for a check."""
        return self.database.ask(_unchecked_count, client)

    def note(self, key: tuple[str, str], now: datetime, judge: Judge, *, right: bool) -> Verdict:
        """Write down whether the invoices of the document are right; the breaker falls as `judge` says.

        What was the last word on the document already is not written again. A correction is, and takes back
        the fall of a breaker that rested on what it corrects.

        Args:
            key: client and document id.
            now: aware.
            judge: asked within the transaction, while nobody else decides for the client.
            right: what the person found.

        Raises:
            WrongUse: there is no such document, or nothing was filed or proposed that could be checked.
        """
        return self.database.decide(key[0], _note, key, now, judge, right=right)


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
    held = sa.and_(undecided, document_rows.c.status == Status.REVIEW.value, blind, ~is_checked)
    return sa.and_(theirs, held), sa.and_(theirs, unaudited)


def _note(
    connection: Connection, key: tuple[str, str], now: datetime, judge: Judge, *, right: bool
) -> Verdict:
    record = documents.one(connection, *key)
    if record is None:
        raise WrongUse(f"There is no document {key[1]}: `countersign audit --next` names those to check.")
    return noted(connection, record, now, judge, Answer(right))


def noted(
    connection: Connection, record: DocumentRecord, now: datetime, judge: Judge, answer: Answer
) -> Verdict:
    """Do what `Outcomes.note` does, within a transaction."""
    last = checks.last_of(connection, record.id)
    if last is not None and last.right == answer.right:
        _unmark(connection, record.id)
        return Verdict(last, again=True)
    outcome = replace(last or _first(record), right=answer.right, at=now)
    return _write(connection, outcome, judge, answer.told)


def judged(
    connection: Connection, record: DocumentRecord, now: datetime, judge: Judge, *, right: bool
) -> None:
    """Write down what a person's decision says about the program's; nothing where it had decided nothing.

    `record` is the document as the program had decided it.
    """
    decision = record.decision
    if decision.status not in {Status.FILED, Status.REVIEW} or not (
        decision.standing or record.audit_pending
    ):
        return
    last = checks.last_of(connection, record.id)
    if last is None or last.right != right:
        _write(connection, replace(last or _first(record), right=right, at=now), judge)


def _unmark(connection: Connection, document_id: str) -> None:
    row = sa.update(document_rows).where(document_rows.c.id == document_id)
    connection.execute(row.values(audit_pending=False))


def _write(
    connection: Connection,
    outcome: Outcome,
    judge: Judge,
    told: Mapping[str, object] = MappingProxyType({}),
) -> Verdict:
    client, stratum = outcome.client, outcome.stratum
    before = checks.known(connection, client)
    checks.add(connection, outcome)
    _unmark(connection, outcome.document_id)
    detail = {"right": outcome.right, "source": outcome.source.value, **told}
    events.add(connection, [Event(outcome.at, client, CHECKED, outcome.document_id, detail)])
    standing = replace(before, tripped=checks.tripped(connection, client))
    fall = judge(standing, outcome)
    return Verdict(
        outcome,
        fall=fall,
        marked=_trip(connection, outcome, fall) if fall else 0,
        revoked=outcome.right and standing.tripped.get(stratum) != before.tripped.get(stratum),
    )


def _first(record: DocumentRecord) -> Outcome:
    """What the decision says about its first check, as if that found it right.

    Raises:
        WrongUse: nothing was filed or proposed that could be checked.
    """
    decision = record.decision
    standing = decision.standing or _marked_before(record)
    if standing is None or decision.status not in {Status.FILED, Status.REVIEW}:
        raise WrongUse(
            f"Document {record.id} ({decision.status.value}) has no invoice that was filed or proposed by "
            "itself: there is nothing to check."
        )
    filed = decision.status is Status.FILED
    marked = record.audit_pending and standing.route is Route.TWO_KEYS
    return Outcome(
        client=record.client,
        document_id=record.id,
        stratum=Stratum(record.reading.type, standing.route),
        probability=standing.probability,
        right=True,
        source=Source.BLIND if standing.blind else Source.AUDIT if filed else Source.REVIEW,
        weight=1.0 if marked else standing.weight,
        at=record.received_at,
        version=standing.version,
    )


def _marked_before(record: DocumentRecord) -> Standing | None:
    """That of a filing by a program that did not keep it; people's own filings are never marked."""
    if not record.audit_pending:
        return None
    chosen = [one for one in record.decision.candidates if one.invoice.key in record.decision.chosen]
    return Standing(Route.TWO_KEYS, min((one.confidence for one in chosen), default=0.0), weight=1.0)


def _trip(connection: Connection, outcome: Outcome, fall: Fall) -> int:
    """Let the stratum start anew and mark its last filings; returns how many."""
    stratum = outcome.stratum
    last = _last_filings(connection, outcome.client, stratum)
    chosen = document_rows.c.id.in_(last)
    connection.execute(sa.update(document_rows).where(chosen).values(audit_pending=True))
    detail: dict[str, object] = {**to_plain(stratum), **to_plain(fall), "marked": len(last)}
    events.add(connection, [Event(outcome.at, outcome.client, checks.TRIPPED, outcome.document_id, detail)])
    return len(last)


def _last_filings(connection: Connection, client: str, stratum: Stratum) -> list[str]:
    """Those that were decided last, and that nobody has checked yet."""
    route = document_rows.c.decision["standing", "route"].as_string()
    query = sa.select(document_rows.c.id).where(
        document_rows.c.client == client,
        document_rows.c.type == stratum.type.value,
        document_rows.c.status == Status.FILED.value,
        route == stratum.route.value,
        ~is_checked,
    )
    order = (document_rows.c.decided_at.desc(), *(column.desc() for column in _ORDER))
    return list(connection.execute(query.order_by(*order).limit(MARKED)).scalars())
