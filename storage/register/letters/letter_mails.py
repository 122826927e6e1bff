"""Letters to customers that go out by mail: each is one row, taken by one worker, sent at least once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.address_book import LetterKind, LetterMail
from models.dispute import Channel, Contact, Direction, Failure
from models.record import Event
from models.sending import Addressee, MailState
from storage.register.access.people import Deed
from storage.register.collecting import contacts as log
from storage.register.letters.outbox import LONGEST_ERROR
from storage.register.sight import Customers
from storage.register.tables.letter import is_failed, is_waiting, letter_mails
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

MAILED, FAILED, RETRIED = "letter mailed", "letter mail failed", "letter mail tried again"
_UNDONE = (MailState.WAITING.value, MailState.FAILED.value)


@dataclass(frozen=True, slots=True)
class LetterMails:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def add(self, letters: Sequence[LetterMail], contact: Contact, deed: Deed) -> tuple[LetterMail, ...]:
        """Keep letters until they are sent, with one entry in the contact log."""
        return self.database.decide(contact.client, _add, letters, contact, deed)

    def take(self, now: datetime, until: datetime) -> LetterMail | None:
        """The first that is due; nobody else takes it before `until`. None where there is none."""
        return self.database.change(_take, now, until)

    def sent(self, letter: LetterMail, now: datetime) -> None:
        """The server has it; its text and its PDF are forgotten, their hash stays."""
        gone = {"state": MailState.SENT.value, "sent_at": now, "error": "", "text": "", "content": b""}
        self.database.change(_end, letter, gone)

    def postpone(self, letter: LetterMail, until: datetime, error: str) -> None:
        """Try it again then; `error` says why it did not go."""
        self.database.change(_end, letter, {"next_at": until, "error": error[:LONGEST_ERROR]})

    def fail(self, letter: LetterMail, error: str, now: datetime, load: int) -> None:
        """Try it no more unless a person says so; the contact log tells of it."""
        self.database.change(_fail, letter, error[:LONGEST_ERROR], now, load)

    def of_customer(self, client: str, customer: str, limit: int) -> tuple[LetterMail, ...]:
        """At most `limit` of a customer, newest first."""
        mine = letter_mails.c.client == client, letter_mails.c.customer_number == customer
        return self.database.ask(_found, sa.and_(*mine), limit)

    def failed(self, client: str, seen: Customers, limit: int) -> tuple[LetterMail, ...]:
        """At most `limit` that did not go, newest first."""
        mine = [letter_mails.c.client == client, is_failed]
        if seen is not None:
            mine.append(letter_mails.c.customer_number.in_(sorted(seen)))
        return self.database.ask(_found, sa.and_(*mine), limit)

    def one(self, client: str, number: int) -> LetterMail | None:
        """The client's letter with this number."""
        mine = sa.and_(letter_mails.c.client == client, letter_mails.c.id == number)
        return next(iter(self.database.ask(_found, mine, 1)), None)

    def retry(self, client: str, number: int, deed: Deed) -> bool:
        """Let one that failed be tried again; False where it is none."""
        return self.database.change(_retry, client, number, deed)


def put(connection: Connection, new: LetterMail) -> LetterMail:
    """Keep a letter, within the transaction at hand."""
    row = {
        "client": new.client,
        "customer_number": new.customer,
        "kind": new.kind.value,
        "reminder_id": new.reminder,
        "name": new.addressee.name,
        "email": new.addressee.email,
        "reply_to": new.reply_to,
        "subject": new.subject,
        "text": new.text,
        "file": new.file,
        "content": new.content,
        "sha256": new.sha256,
        "made_at": new.made_at,
        "made_by": new.made_by,
        "state": MailState.WAITING.value,
        "attempts": 0,
        "next_at": new.made_at,
        "error": "",
        "sent_at": None,
    }
    number = connection.execute(sa.insert(letter_mails).values(row).returning(letter_mails.c.id)).scalar_one()
    kept = replace(new, id=int(number))
    _tell(connection, kept, MAILED, Deed(new.made_by, new.made_at), file=new.kind.value, sha256=new.sha256)
    return kept


def drop(connection: Connection, client: str, reminder: int) -> None:
    """Letters of a reminder that was taken back do not go any more."""
    theirs = letter_mails.c.client == client, letter_mails.c.reminder_id == reminder
    gone = {"state": MailState.DROPPED.value, "text": "", "content": b""}
    connection.execute(sa.update(letter_mails).where(*theirs, letter_mails.c.state.in_(_UNDONE)).values(gone))


def _add(
    connection: Connection, letters: Sequence[LetterMail], contact: Contact, deed: Deed
) -> tuple[LetterMail, ...]:
    log.add(connection, contact, deed)
    return tuple(put(connection, one) for one in letters)


def _take(connection: Connection, now: datetime, until: datetime) -> LetterMail | None:
    columns = letter_mails.c
    due = sa.select(letter_mails).where(is_waiting, columns.next_at <= now)
    first = due.order_by(columns.next_at, columns.id).limit(1).with_for_update(skip_locked=True)
    row = connection.execute(first).one_or_none()
    if row is None:
        return None
    values = {"next_at": until, "attempts": row.attempts + 1}
    connection.execute(sa.update(letter_mails).where(columns.id == row.id).values(values))
    return replace(_letter(row), attempts=row.attempts + 1)


def _found(connection: Connection, which: sa.ColumnElement[bool], limit: int) -> tuple[LetterMail, ...]:
    query = sa.select(letter_mails).where(which).order_by(letter_mails.c.id.desc()).limit(limit)
    return tuple(map(_letter, connection.execute(query)))


def _letter(row: Row[Any]) -> LetterMail:
    return LetterMail(
        id=row.id,
        client=row.client,
        customer=row.customer_number,
        kind=LetterKind(row.kind),
        addressee=Addressee(row.name, row.email),
        subject=row.subject,
        text=row.text,
        reply_to=row.reply_to,
        file=row.file,
        content=row.content,
        sha256=row.sha256,
        made_at=row.made_at,
        made_by=row.made_by,
        reminder=row.reminder_id,
        state=MailState(row.state),
        attempts=row.attempts,
        error=row.error,
        sent_at=row.sent_at,
    )


def _end(connection: Connection, letter: LetterMail, values: dict[str, object]) -> bool:
    mine = letter_mails.c.id == letter.id, is_waiting
    return bool(connection.execute(sa.update(letter_mails).where(*mine).values(values)).rowcount)


def _fail(connection: Connection, letter: LetterMail, error: str, now: datetime, load: int) -> None:
    if not _end(connection, letter, {"state": MailState.FAILED.value, "error": error}):
        return
    entry = Contact(
        id=0,
        client=letter.client,
        customer=letter.customer,
        invoice="",
        at=now,
        channel=Channel.EMAIL,
        direction=Direction.OUT,
        person=letter.addressee.name or letter.addressee.email,
        outcome=f"The mail to {letter.addressee.email} did not arrive.",
        note=error,
        failure=Failure.RETURNED,
        load=load,
    )
    log.add(connection, entry, Deed(letter.made_by, now))
    _tell(connection, letter, FAILED, Deed(letter.made_by, now), error=error)


def _retry(connection: Connection, client: str, number: int, deed: Deed) -> bool:
    mine = letter_mails.c.client == client, letter_mails.c.id == number, is_failed
    row = connection.execute(sa.select(letter_mails).where(*mine)).one_or_none()
    if row is None:
        return False
    again = {"state": MailState.WAITING.value, "attempts": 0, "next_at": deed.at, "error": ""}
    connection.execute(sa.update(letter_mails).where(*mine).values(again))
    _tell(connection, _letter(row), RETRIED, deed)
    return True


def _tell(connection: Connection, letter: LetterMail, kind: str, deed: Deed, **detail: object) -> None:
    told = {"by": deed.by, "to": letter.addressee.shown, **detail}
    events.add(connection, [Event(deed.at, letter.client, kind, f"customer {letter.customer}", told)])
