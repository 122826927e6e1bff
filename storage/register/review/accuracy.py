"""What people did and found in a span of days, in as few columns as the accuracy report needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.accuracy import Piece, Span
from models.correction import SETTLES, Action, Effort
from models.decision import Status
from models.outcome import Outcome
from models.reading import FieldName, Found
from storage.register.papers import checks
from storage.register.review.outcomes import CHECKED
from storage.register.tables import events, outcomes
from storage.register.tables.review import corrections, is_live

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

_Fields = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Every method is one transaction."""

    database: Database

    def pieces(self, client: str, span: Span) -> tuple[Piece, ...]:
        """All deeds up to the end of `span` on documents that were settled within it, in their order."""
        return self.database.ask(_pieces, client, span)

    def outcomes(self, client: str, span: Span) -> tuple[Outcome, ...]:
        """The last word within `span` on each document that was checked."""
        return self.database.ask(_outcomes, client, span)

    def efforts(self, client: str, span: Span) -> tuple[Effort, ...]:
        """What each blind check of a filing took."""
        return self.database.ask(_efforts, client, span)


def _pieces(connection: Connection, client: str, span: Span) -> tuple[Piece, ...]:
    theirs = corrections.c.client == client, corrections.c.at < span.end
    settling = corrections.c.action.in_([one.value for one in SETTLES])
    settled = sa.select(corrections.c.document_id).where(
        *theirs, settling, is_live, corrections.c.at >= span.begin
    )
    shown = (
        *(corrections.c[name] for name in ("id", "document_id", "action", "seconds", "presses")),
        is_live.label("live"),
        corrections.c.before[(0, "decision", "status")].label("status"),
        corrections.c.before[(0, "decision", "standing", "blind")].label("blind"),
        corrections.c.before[(0, "decision", "chosen")].label("before"),
        corrections.c.after[(0, "decision", "chosen")].label("after"),
    )
    query = sa.select(*shown).where(*theirs, corrections.c.document_id.in_(settled))
    rows = connection.execute(query.order_by(corrections.c.id)).all()
    fields = _corrected(connection, [row.id for row in rows if row.action == Action.CORRECT.value])
    return tuple(_piece(row, fields.get(row.id)) for row in rows)


def _piece(row: Row[Any], corrected: FieldName | None) -> Piece:
    return Piece(
        document_id=row.document_id,
        action=Action(row.action),
        effort=Effort(row.seconds, row.presses),
        live=bool(row.live),
        status=Status(row.status),
        blind=bool(row.blind),
        before=frozenset(map(tuple, row.before or ())),
        after=frozenset(map(tuple, row.after or ())),
        corrected=corrected,
    )


def _corrected(connection: Connection, ids: list[int]) -> dict[int, FieldName]:
    found: dict[int, FieldName] = {}
    shown = [corrections.c[side][(0, "reading", "fields")].label(side) for side in ("before", "after")]
    for start in range(0, len(ids), 500):
        some = corrections.c.id.in_(ids[start : start + 500])
        for row in connection.execute(sa.select(corrections.c.id, *shown).where(some)):
            name = next(_given(row.before or {}, row.after or {}), None)
            if name:
                found[row.id] = FieldName(name)
    return found


def _given(before: _Fields, after: _Fields) -> Iterator[str]:
    """Fields that a person gave another value, then those they emptied."""
    for name, values in after.items():
        if values and values[0].get("found") == Found.PERSON.value and values != before.get(name):
            yield name
    yield from (name for name, values in before.items() if values and not after.get(name))


def _outcomes(connection: Connection, client: str, span: Span) -> tuple[Outcome, ...]:
    within = outcomes.c.client == client, outcomes.c.at >= span.begin, outcomes.c.at < span.end
    last = sa.select(sa.func.max(outcomes.c.id)).where(*within).group_by(outcomes.c.document_id)
    rows = connection.execute(sa.select(outcomes).where(outcomes.c.id.in_(last)).order_by(outcomes.c.id))
    return tuple(map(checks.outcome_from, rows))


def _efforts(connection: Connection, client: str, span: Span) -> tuple[Effort, ...]:
    within = events.c.client == client, events.c.at >= span.begin, events.c.at < span.end
    query = sa.select(events.c.detail).where(*within, events.c.kind == CHECKED)
    details = connection.scalars(query.order_by(events.c.id))
    return tuple(Effort(one["seconds"], one["presses"]) for one in details if "seconds" in one)
