"""Who outside is to be told that what they were sent was corrected; written with the correction itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.correction import Correction
from models.record import Event
from models.sending import Notice, Outcome, Recipient, Sending, State, Turn, turn_of
from storage.register.access.people import Deed
from storage.register.letters import sending_rows
from storage.register.letters.sendings import Letter, plain_state, put_into_outbox
from storage.register.sight import Customers
from storage.register.tables.sending import is_open, notices, recipients
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.register.database.connect import Database

TOLD, UNTOLD, MAILED = "recipient told", "recipient not told", "recipient told by mail"


@dataclass(frozen=True, slots=True)
class Notices:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def open(self, client: str, seen: Customers = None) -> tuple[Notice, ...]:
        """Who is still to be told, oldest first."""
        return self.database.ask(_open, client, seen)

    def clients(self) -> tuple[str, ...]:
        """Client firms that have any open notice."""
        query = sa.select(notices.c.client).where(is_open).distinct().order_by(notices.c.client)
        return tuple(self.database.ask(lambda c: c.scalars(query).all()))

    def close(self, client: str, notice_id: int, deed: Deed) -> bool:
        """Tick one off: a person has told them; False where it is open no more."""
        return self.database.decide(client, _close, client, notice_id, deed)

    def mail(self, client: str, before: datetime, now: datetime, write: Callable[[Notice], Letter]) -> int:
        """Put a mail for each open notice that was last changed before then into the outbox; how many."""
        return self.database.decide(client, _mail, client, before, now, write)


def note(connection: Connection, made: Correction, untold: str) -> None:
    """Remember who is to be told of what was done, or with `untold` why nobody is.

    Who knows of nothing that is different now is not told: a correction that was undone in time is none.
    """
    drop_ids = {record.drop_id for record in (*made.before, *made.after)}
    for sending in sending_rows.touching(connection, made.client, drop_ids):
        if sending.revoked_at is not None and not sending.opened:
            continue
        now = sending_rows.current_state(connection, sending)
        for recipient in sending.recipients:
            _note(connection, made, (sending, recipient), now, untold)


def _note(
    connection: Connection, made: Correction, whose: tuple[Sending, Recipient], now: State, untold: str
) -> None:
    sending, recipient = whose
    turn = turn_of(recipient.told, now)
    mine = notices.c.recipient_id == recipient.id, is_open
    if turn is None:
        closed = _closed(Outcome.PUT_RIGHT, Deed(made.by, made.at))
        connection.execute(sa.update(notices).where(*mine).values(closed))
        _forget_untold(connection, recipient)
        return
    if _is_left_untold(connection, recipient, now):
        return
    seen: dict[str, object] = {"turn": turn.value, "state": plain_state(now), "at": made.at}
    seen |= {"correction_id": made.id, "login": made.by}
    if not connection.execute(sa.update(notices).where(*mine).values(seen)).rowcount:
        fresh = {"outcome": Outcome.OPEN.value, "closed_at": None, "closed_by": "", "reason": ""}
        row = {"client": made.client, "recipient_id": recipient.id, **seen, **fresh}
        connection.execute(sa.insert(notices).values(row))
    if untold:
        deed = Deed(made.by, made.at)
        closed = _closed(Outcome.UNTOLD, deed) | {"reason": untold}
        connection.execute(sa.update(notices).where(*mine).values(closed))
        _tell(connection, sending, recipient, UNTOLD, deed, reason=untold)


def _is_left_untold(connection: Connection, recipient: Recipient, now: State) -> bool:
    """True where somebody has said before that this recipient is not told of just this state."""
    theirs = sa.select(notices).where(notices.c.recipient_id == recipient.id)
    last = connection.execute(theirs.order_by(notices.c.id.desc()).limit(1)).one_or_none()
    return last is not None and last.outcome == Outcome.UNTOLD.value and last.state == plain_state(now)


def _forget_untold(connection: Connection, recipient: Recipient) -> None:
    """All is as they know it: why they were not told of something counts no more when it comes again."""
    theirs = notices.c.recipient_id == recipient.id, notices.c.outcome == Outcome.UNTOLD.value
    connection.execute(sa.update(notices).where(*theirs).values(state=[]))


def _open(connection: Connection, client: str, seen: Customers) -> tuple[Notice, ...]:
    found = _read(connection, sa.and_(notices.c.client == client, is_open))
    return tuple(one for one in found if seen is None or one.sending.customer in seen)


def _read(connection: Connection, which: sa.ColumnElement[bool]) -> Iterator[Notice]:
    query = sa.select(notices, recipients.c.sending_id).join(
        recipients, recipients.c.id == notices.c.recipient_id
    )
    for row in connection.execute(query.where(which).order_by(notices.c.id)).all():
        (sending,) = sending_rows.found(connection, sending_rows.numbered(row.sending_id))
        recipient = next(one for one in sending.recipients if one.id == row.recipient_id)
        yield Notice(row.id, sending, recipient, Turn(row.turn), row.at, row.login)


def _close(connection: Connection, client: str, notice_id: int, deed: Deed) -> bool:
    which = sa.and_(notices.c.client == client, notices.c.id == notice_id, is_open)
    for one in _read(connection, which):
        _finish(connection, one, Outcome.TOLD, deed)
        return True
    return False


def _mail(
    connection: Connection,
    client: str,
    before: datetime,
    now: datetime,
    write: Callable[[Notice], Letter],
) -> int:
    due = sa.and_(notices.c.client == client, notices.c.at <= before, is_open, recipients.c.email != "")
    found = list(_read(connection, due))
    for one in found:
        put_into_outbox(connection, client, one.recipient, write(one), now)
        _finish(connection, one, Outcome.MAILED, Deed(one.by, now))
    return len(found)


def _finish(connection: Connection, one: Notice, outcome: Outcome, deed: Deed) -> None:
    state = sending_rows.current_state(connection, one.sending)
    _end(connection, one.recipient, state, _closed(outcome, deed))
    kind = TOLD if outcome is Outcome.TOLD else MAILED
    _tell(connection, one.sending, one.recipient, kind, deed, turn=one.turn.value)


def _closed(outcome: Outcome, deed: Deed) -> dict[str, object]:
    return {"outcome": outcome.value, "closed_at": deed.at, "closed_by": deed.by}


def _end(connection: Connection, recipient: Recipient, state: State, closed: dict[str, object]) -> None:
    """Close what is open, and keep that the recipient knows `state`."""
    mine = notices.c.recipient_id == recipient.id, is_open
    connection.execute(sa.update(notices).where(*mine).values(closed))
    known = sa.update(recipients).where(recipients.c.id == recipient.id)
    connection.execute(known.values(told=plain_state(state)))


def _tell(
    connection: Connection, sending: Sending, to: Recipient, kind: str, deed: Deed, **detail: object
) -> None:
    told = {"by": deed.by, "to": to.addressee.shown, "sending": sending.id, **detail}
    each: Iterable[Event] = (
        Event(deed.at, sending.client, kind, paper.document_id, told) for paper in sending.papers
    )
    events.add(connection, each)
