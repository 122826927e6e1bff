"""What was learned from corrections: in force as long as they are, and nobody has taken it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.correction import REDECIDES
from models.learned import ENOUGH, FIRM, Learned, Lesson, LessonKind
from models.record import Event
from storage.register.access.people import Deed
from storage.register.database.connect import Database
from storage.register.database.statements import insert_or_same
from storage.register.sight import Customers
from storage.register.tables import customers
from storage.register.tables.learned import learned, lesson_uses
from storage.register.tables.review import corrected, corrections
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult, Row

    from models.correction import Change, Correction
    from models.reading import FieldName

_later = corrections.alias()
_undoing, _undoing_later = corrections.alias(), corrections.alias()
_of_document = corrected.alias()
_undone = sa.exists().where(_undoing.c.undoes == learned.c.correction_id)
_decided_anew = sa.exists().where(
    _of_document.c.document_id == learned.c.document_id,
    _of_document.c.correction_id > learned.c.correction_id,
    _later.c.id == _of_document.c.correction_id,
    _later.c.action.in_(sorted(REDECIDES)),
    ~sa.exists().where(_undoing_later.c.undoes == _later.c.id),
)
_ending, _ending_undone = corrections.alias(), corrections.alias()
_given_anew = sa.exists().where(
    _ending.c.id == learned.c.ended_by, ~sa.exists().where(_ending_undone.c.undoes == _ending.c.id)
)
_by_filing = learned.c.kind != LessonKind.LABEL.value
_of_customer = learned.c.kind == LessonKind.NAME.value
_is_taught = sa.and_(~_undone, ~sa.and_(_by_filing, _decided_anew), ~_given_anew)
"""The correction that taught it holds: it was not undone, and nobody decided on the document anew, or gave
the field another value, whichever it rests on."""
_papers = sa.func.count(sa.distinct(learned.c.document_id)).label("papers")
_uses = (
    sa.select(sa.func.count())
    .where(*(lesson_uses.c[name] == learned.c[name] for name in ("client", "kind", "key", "value")))
    .scalar_subquery()
)
_PLENTY = 20
"""Documents that taught a shape of numbers, from which no further ones are kept: nearly all would."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def in_force(self, client: str) -> frozenset[Lesson]:
        """All that the program is to know of the client's papers now."""
        return self.database.ask(_in_force, client)

    def shown(self, client: str, whose: Customers, by: str, most: int) -> tuple[Learned, ...]:
        """The newest lessons about these customers and those that `by` taught, also what was taken back."""
        return self.database.ask(_shown, client, whose, by, most)

    def of(self, correction: Correction) -> tuple[Learned, ...]:
        """What a correction taught."""
        return self.database.ask(_of, correction)

    def one(self, client: str, number: int) -> Learned | None:
        """The lesson with this number, if it is of that client and still taught."""
        return self.database.ask(_one, client, number)

    def use(self, client: str, document_id: str, lessons: Collection[Lesson]) -> None:
        """Note that a document was read or matched with these; the same may be said twice."""
        if lessons:
            self.database.change(_use, client, document_id, tuple(lessons))

    def withdraw(self, one: Learned, deed: Deed) -> None:
        """Take a lesson back, whatever teaches it, until it is restored; the same may be said twice."""
        self.database.decide(one.client, _mark, one, deed, withdrawn=True)

    def restore(self, one: Learned, deed: Deed) -> None:
        """Let a lesson count again; the same may be said twice."""
        self.database.decide(one.client, _mark, one, deed, withdrawn=False)


def add(connection: Connection, correction: Correction, made: Change) -> None:
    """Keep what a correction teaches; a lesson that somebody has taken back stays taken back."""
    if made.corrects is not None:
        _end(connection, correction, made.corrects)
    for lesson in made.lessons:
        if lesson.kind is LessonKind.MASK and _taught_by(connection, correction.client, lesson) >= _PLENTY:
            continue
        query = sa.select(learned.c.withdrawn_at, learned.c.withdrawn_by)
        marked = learned.c.withdrawn_at.is_not(None)
        back = connection.execute(query.where(_is(correction.client, lesson), marked).limit(1)).one_or_none()
        row = {
            "client": correction.client,
            "kind": lesson.kind.value,
            "key": lesson.key,
            "value": lesson.value,
            "correction_id": correction.id,
            "document_id": correction.document_id,
            "at": correction.at,
            "by": correction.by,
            "withdrawn_at": back.withdrawn_at if back else None,
            "withdrawn_by": back.withdrawn_by if back else "",
        }
        connection.execute(sa.insert(learned).values(row))


def _end(connection: Connection, correction: Correction, field: FieldName) -> None:
    """What an earlier value of the field taught counts no more, as long as this correction holds."""
    earlier = sa.and_(
        learned.c.document_id == correction.document_id,
        learned.c.kind == LessonKind.LABEL.value,
        learned.c.key == field.value,
    )
    connection.execute(sa.update(learned).where(earlier, _is_taught).values(ended_by=correction.id))


def _taught_by(connection: Connection, client: str, lesson: Lesson) -> int:
    """Documents that teach a lesson."""
    return int(connection.execute(sa.select(_papers).where(_is(client, lesson), _is_taught)).scalar_one())


def _use(connection: Connection, client: str, document_id: str, lessons: tuple[Lesson, ...]) -> None:
    for lesson in lessons:
        row = {"kind": lesson.kind.value, "key": lesson.key, "value": lesson.value}
        insert_or_same(connection, lesson_uses, [{"client": client, "document_id": document_id, **row}])


def detail(lesson: Lesson) -> dict[str, object]:
    """What an event says of a lesson."""
    return {"kind": lesson.kind.value, "of": lesson.key, "learned": lesson.value}


def _is(client: str, lesson: Lesson) -> sa.ColumnElement[bool]:
    return sa.and_(
        learned.c.client == client,
        learned.c.kind == lesson.kind.value,
        learned.c.key == lesson.key,
        learned.c.value == lesson.value,
    )


def _in_force(connection: Connection, client: str) -> frozenset[Lesson]:
    which = learned.c.kind, learned.c.key, learned.c.value
    query = sa.select(*which, _papers).group_by(*which)
    counting = learned.c.client == client, learned.c.withdrawn_at.is_(None), _is_taught
    found: CursorResult[Any] = connection.execute(query.where(*counting))
    return frozenset(
        replace(_lesson(row), firm=row.papers >= FIRM)
        for row in found
        if row.papers >= ENOUGH[LessonKind(row.kind)]
    )


def _shown(connection: Connection, client: str, whose: Customers, by: str, most: int) -> tuple[Learned, ...]:
    about = sa.and_(_of_customer, learned.c.key.in_(sorted(whose or ())))
    theirs = sa.true() if whose is None else sa.or_(about, sa.and_(~_of_customer, learned.c.by == by))
    return tuple(_found(connection, client, sa.and_(learned.c.client == client, theirs), most))


def _of(connection: Connection, correction: Correction) -> tuple[Learned, ...]:
    query = sa.select(learned).where(
        learned.c.client == correction.client, learned.c.correction_id == correction.id
    )
    rows = connection.execute(query).all()
    return tuple(
        one for row in rows for one in _found(connection, row.client, _is(row.client, _lesson(row)), 1)
    )


def _one(connection: Connection, client: str, number: int) -> Learned | None:
    query = sa.select(learned).where(learned.c.client == client, learned.c.id == number)
    row = connection.execute(query).one_or_none()
    return None if row is None else next(_found(connection, client, _is(client, _lesson(row)), 1), None)


def _found(
    connection: Connection, client: str, which: sa.ColumnElement[bool], most: int
) -> Iterator[Learned]:
    """Each lesson once, as the first correction in force taught it; the newest first."""
    first = sa.select(sa.func.min(learned.c.id).label("id"), _papers)
    first = first.where(which, _is_taught).group_by(learned.c.kind, learned.c.key, learned.c.value)
    each = first.order_by(sa.func.min(learned.c.id).desc()).limit(most).subquery()
    named = sa.and_(_of_customer, customers.c.client == learned.c.client, customers.c.number == learned.c.key)
    query = sa.select(learned, each.c.papers, customers.c.name, _uses.label("used"))
    query = query.join(each, each.c.id == learned.c.id)
    query = query.outerjoin(customers, named)
    disputed = _disputed(_in_force(connection, client))
    rows = connection.execute(query.order_by(learned.c.id.desc()))
    return (replace(_learned(row), disputed=_lesson(row) in disputed) for row in rows)


def _disputed(lessons: Collection[Lesson]) -> frozenset[Lesson]:
    """Wordings that were learned as labels of several fields."""
    labels = [one for one in lessons if one.kind is LessonKind.LABEL]
    fields = Counter(one.value for one in labels)
    return frozenset(one for one in labels if fields[one.value] > 1)


def _mark(connection: Connection, one: Learned, deed: Deed, *, withdrawn: bool) -> None:
    marked = {"withdrawn_at": deed.at if withdrawn else None, "withdrawn_by": deed.by if withdrawn else ""}
    other = learned.c.withdrawn_at.is_(None) if withdrawn else learned.c.withdrawn_at.is_not(None)
    changed = sa.update(learned).where(_is(one.client, one.lesson), other).values(marked)
    if connection.execute(changed).rowcount:
        kind = "lesson taken back" if withdrawn else "lesson restored"
        told = {"by": deed.by, **detail(one.lesson)}
        events.add(connection, [Event(deed.at, one.client, kind, one.document_id, told)])


def _lesson(row: Row[Any]) -> Lesson:
    return Lesson(LessonKind(row.kind), row.key, row.value)


def _learned(row: Row[Any]) -> Learned:
    return Learned(
        id=row.id,
        client=row.client,
        lesson=_lesson(row),
        correction_id=row.correction_id,
        document_id=row.document_id,
        at=row.at,
        by=row.by,
        papers=row.papers,
        customer=row.name or "",
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by,
        used=row.used,
        enough=row.papers >= ENOUGH[LessonKind(row.kind)],
    )
