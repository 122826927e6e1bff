"""What people decided, only ever added; and what that makes of documents, pages, links and copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.correction import EVENTS, Action, Change, Correction, Deed, Effort, Lease
from models.errors import WrongUse
from models.plain import from_plain, to_plain
from models.record import DocumentRecord, Event
from storage.register.database.values import Visit
from storage.register.ledgers import ledger
from storage.register.letters import notices
from storage.register.papers import documents, reviews
from storage.register.papers.settlement import Transaction
from storage.register.review import learned, outcomes, restating
from storage.register.tables.review import corrected, corrections, is_live
from storage.register.tables.review import reviews as review_rows
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

_HOLDING = (review_rows.c.token, review_rows.c.holder, review_rows.c.lease_until)
"""Who has a document before them."""
MakeChange = Callable[[DocumentRecord, Transaction], Change]
"""What a deed makes of the document as it is now. It may run twice, and must not wait for anything."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Every method is one transaction; nobody else decides for the client meanwhile."""

    database: Database

    def make(self, lease: Lease, deed: Deed, change: MakeChange, judge: outcomes.Judge) -> Correction:
        """Do what a person decided about the document that they hold.

        Raises:
            LeaseLost: they hold it no more, or it needs another one that somebody else holds.
            WrongUse: `change` says that it cannot be done, or there is no such document.
        """
        return self.database.decide(lease.client, _make, lease, deed, change, judge)

    def read_again(self, client: str, document_id: str, deed: Deed, change: MakeChange) -> Correction:
        """Put another reading of the same document in place; who has it before them keeps it.

        Raises:
            LeaseLost: somebody else has it.
            WrongUse: `change` says that it cannot be done, or there is no such document.
        """
        return self.database.decide(client, _read_again, client, document_id, deed, change)

    def undo(self, client: str, correction_id: int, deed: Deed) -> Correction:
        """Put everything back as it was before this correction, whenever that was.

        What the program has read since for what people did goes with it.

        Raises:
            WrongUse: there is none, it was undone, or later ones rest on it; the message names them.
            LeaseLost: somebody else has one of the documents.
        """
        return self.database.decide(client, _undo, client, correction_id, deed)

    def last(self, client: str, by: str) -> Correction | None:
        """The newest that this person did and that was not undone."""
        return self.database.ask(_last, client, by)

    def one(self, client: str, correction_id: int) -> Correction | None:
        """This correction, if it is of that client."""
        return self.database.ask(_one, client, correction_id)

    def stream(self) -> Iterator[Correction]:
        """All that people ever did, for all clients, in the order they did it."""
        return map(_correction, self.database.stream(sa.select(corrections), (corrections.c.id,)))

    def of(self, client: str, document_id: str) -> tuple[Correction, ...]:
        """All that was ever done with a document, or that it came from, oldest first."""
        return self.database.ask(_of, client, document_id)

    def standing(self, client: str, document_id: str) -> tuple[Correction, ...]:
        """Of that, what takes nothing back and was not taken back."""
        return self.database.ask(_standing, client, document_id)


def _standing(connection: Connection, client: str, document_id: str) -> tuple[Correction, ...]:
    query = _touching(document_id).where(corrections.c.client == client, is_live).order_by(corrections.c.id)
    return tuple(map(_correction, connection.execute(query)))


def _make(
    connection: Connection, lease: Lease, deed: Deed, change: MakeChange, judge: outcomes.Judge
) -> Correction:
    reviews.refuse_lost(connection, lease)
    record = documents.one(connection, lease.client, lease.document_id)
    if record is None:
        raise WrongUse(f"There is no document {lease.document_id} any more: it was split or joined.")
    made = change(record, Transaction(connection))
    if made.verdict is not None:
        first = origin(connection, record)
        right = frozenset(first.decision.chosen) == made.verdict
        outcomes.judged(connection, first, deed.at, judge, right=right)
    return _do(connection, record, made, deed)


def _read_again(
    connection: Connection, client: str, document_id: str, deed: Deed, change: MakeChange
) -> Correction:
    record = documents.one(connection, client, document_id)
    if record is None:
        raise WrongUse(f"There is no document {document_id} any more: it was split or joined.")
    theirs = review_rows.c.document_id == document_id
    held = connection.execute(sa.select(*_HOLDING).where(theirs)).one_or_none()
    done = _do(connection, record, change(record, Transaction(connection)), deed)
    if held is not None:
        connection.execute(sa.update(review_rows).where(theirs).values(held._asdict()))
    return done


def _do(
    connection: Connection, record: DocumentRecord, made: Change, deed: Deed, undoes: int = 0
) -> Correction:
    ids = sorted({one.id for one in (*made.before, *made.after)})
    reviews.refuse_held(connection, ids, Visit(deed.by, deed.at, 0))
    stamp = documents.Stamp(deed.at, ledger.load_number(connection, record.client))
    restating.restate(connection, made, stamp)
    number = _add(connection, record, made, deed, undoes)
    rows = [{"document_id": one, "correction_id": number, "client": record.client} for one in ids]
    connection.execute(sa.insert(corrected), rows)
    events.add(connection, _told(made, deed, number))
    row = connection.execute(sa.select(corrections).where(corrections.c.id == number)).one()
    done = _correction(row)
    learned.add(connection, done, made)
    notices.note(connection, done, deed.untold)
    return done


def _add(connection: Connection, record: DocumentRecord, made: Change, deed: Deed, undoes: int) -> int:
    row = {
        "client": record.client,
        "document_id": record.id,
        "at": deed.at,
        "login": deed.by,
        "action": deed.action.value,
        "before": to_plain(made.before),
        "after": to_plain(made.after),
        "seconds": deed.effort.seconds,
        "presses": deed.effort.presses,
        "undoes": undoes,
    }
    added = sa.insert(corrections).values(row).returning(corrections.c.id)
    return int(connection.execute(added).scalar_one())


def _told(made: Change, deed: Deed, number: int) -> Iterable[Event]:
    for record in made.after:
        detail: dict[str, object] = {
            "by": deed.by,
            "status": record.decision.status.value,
            "reason": record.decision.reason,
            "correction": number,
            **documents.told(record),
            **({"learned": [lesson.value for lesson in made.lessons]} if made.lessons else {}),
        }
        yield Event(deed.at, record.client, EVENTS[deed.action], record.id, detail)
    kept = {record.id for record in made.after}
    into = [record.id for record in made.after]
    for record in made.before:
        if record.id not in kept:
            detail = {"by": deed.by, "into": into, "correction": number}
            yield Event(deed.at, record.client, EVENTS[deed.action], record.id, detail)


def origin(connection: Connection, record: DocumentRecord) -> DocumentRecord:
    """The document as the program had decided it, before anybody worked on it."""
    query = _touching(record.id).where(is_live).order_by(corrections.c.id).limit(1)
    row = connection.execute(query).one_or_none()
    before = () if row is None else _correction(row).before
    return next((one for one in before if one.id == record.id), record)


def _undo(connection: Connection, client: str, correction_id: int, deed: Deed) -> Correction:
    mine = corrections.c.client == client, corrections.c.id == correction_id
    row = connection.execute(sa.select(corrections).where(*mine, is_live)).one_or_none()
    if row is None:
        raise WrongUse("This was undone already, or there is nothing to undo.")
    made = _correction(row)
    _take_back_readings(connection, made, deed)
    _refuse_built_upon(connection, made)
    return _take_back(connection, made, deed)


def _take_back_readings(connection: Connection, made: Correction, deed: Deed) -> None:
    """Take back what the program read upon a correction: nobody has to do that first."""
    for record in {one.id: one for one in (*made.before, *made.after)}.values():
        while (last := _newest(connection, record.id)).id != made.id and last.action == Action.READ.value:
            _take_back(connection, _correction(last), deed)


def _take_back(connection: Connection, made: Correction, deed: Deed) -> Correction:
    now_there = tuple(_there(connection, one) for one in made.after)
    back = Change(before=now_there, after=made.before)
    record = next((one for one in made.before if one.id == made.document_id), made.before[0])
    return _do(connection, record, back, deed, undoes=made.id)


def _refuse_built_upon(connection: Connection, made: Correction) -> None:
    for record in {one.id: one for one in (*made.before, *made.after)}.values():
        last = _newest(connection, record.id)
        if last.id != made.id:
            raise WrongUse(
                f"{last.login} has worked on this since ({EVENTS[Action(last.action)]}, "
                f"{last.at:%Y-%m-%d %H:%M} UTC): undo that first, in the history of document {record.id}."
            )


def _newest(connection: Connection, document_id: str) -> Row[Any]:
    """The last correction of a document that holds; there is one."""
    query = _touching(document_id).where(is_live).order_by(corrections.c.id.desc()).limit(1)
    return connection.execute(query).one()


def _there(connection: Connection, record: DocumentRecord) -> DocumentRecord:
    found = documents.one(connection, record.client, record.id)
    if found is None:
        raise WrongUse(f"Document {record.id} is not there any more: this cannot be undone.")
    return found


def _touching(document_id: str) -> sa.Select[Any]:
    joined = corrections.join(corrected, corrected.c.correction_id == corrections.c.id)
    return sa.select(corrections).select_from(joined).where(corrected.c.document_id == document_id)


def _last(connection: Connection, client: str, by: str) -> Correction | None:
    theirs = (
        corrections.c.client == client,
        corrections.c.login == by,
        corrections.c.action != Action.READ.value,
    )
    query = sa.select(corrections).where(*theirs, is_live).order_by(corrections.c.id.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else _correction(row)


def _one(connection: Connection, client: str, correction_id: int) -> Correction | None:
    mine = corrections.c.client == client, corrections.c.id == correction_id
    row = connection.execute(sa.select(corrections).where(*mine)).one_or_none()
    return None if row is None else _correction(row)


def _of(connection: Connection, client: str, document_id: str) -> tuple[Correction, ...]:
    query = _touching(document_id).where(corrections.c.client == client).order_by(corrections.c.id)
    return tuple(map(_correction, connection.execute(query)))


def _correction(row: Row[Any]) -> Correction:
    def records(stored: Sequence[Any]) -> tuple[DocumentRecord, ...]:
        return tuple(from_plain(DocumentRecord, one) for one in stored)

    return Correction(
        id=row.id,
        client=row.client,
        document_id=row.document_id,
        at=row.at,
        by=row.login,
        action=Action(row.action),
        before=records(row.before),
        after=records(row.after),
        effort=Effort(row.seconds, row.presses),
        undoes=row.undoes,
    )
