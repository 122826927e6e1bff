"""Mails that are to go out: each is one row, taken by one worker at a time and sent at least once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.record import Event
from models.sending import Addressee, Mail, MailState
from storage.register.access.people import Deed
from storage.register.sight import Customers
from storage.register.tables.sending import is_waiting, outbox, papers, recipients, sendings
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

FAILED, RETRIED = "mail failed", "mail tried again"
LONGEST_ERROR = 500


@dataclass(frozen=True, slots=True)
class Failed:
    """A mail that did not go, for people."""

    id: int
    sending_id: int
    addressee: Addressee
    subject: str
    made_at: datetime
    error: str
    """What the server said."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def take(self, now: datetime, until: datetime) -> Mail | None:
        """The first mail that is due; nobody else takes it before `until`. None where there is none."""
        return self.database.change(_take, now, until)

    def sent(self, mail: Mail, now: datetime) -> None:
        """The server has it; its text is forgotten."""
        values = {"state": MailState.SENT.value, "sent_at": now, "error": "", "text": ""}
        self.database.change(_end, mail, values)

    def postpone(self, mail: Mail, until: datetime, error: str) -> None:
        """Try it again then; `error` says why it did not go."""
        self.database.change(_end, mail, {"next_at": until, "error": error[:LONGEST_ERROR]})

    def fail(self, mail: Mail, error: str, now: datetime) -> None:
        """Try it no more unless a person says so."""
        self.database.change(_fail, mail, error[:LONGEST_ERROR], now)

    def failed(self, client: str, seen: Customers = None) -> tuple[Failed, ...]:
        """Mails that did not go, oldest first."""
        return self.database.ask(_failed, client, seen)

    def retry(self, client: str, sending_ids: Collection[int], deed: Deed) -> int:
        """Let the failed mails of these sendings be tried again; how many."""
        return self.database.change(_retry, client, sending_ids, deed)

    def waiting(self) -> int:
        """How many have not gone yet."""
        query = sa.select(sa.func.count()).select_from(outbox).where(is_waiting)
        return self.database.ask(lambda c: c.scalar(query)) or 0


def _take(connection: Connection, now: datetime, until: datetime) -> Mail | None:
    due = sa.select(outbox).where(is_waiting, outbox.c.next_at <= now).order_by(outbox.c.next_at, outbox.c.id)
    row = connection.execute(due.limit(1).with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return None
    values = {"next_at": until, "attempts": row.attempts + 1}
    connection.execute(sa.update(outbox).where(outbox.c.id == row.id).values(values))
    return _mail(row)


def _mail(row: Row[Any]) -> Mail:
    return Mail(
        id=row.id,
        client=row.client,
        addressee=Addressee(row.name, row.email),
        subject=row.subject,
        text=row.text,
        reply_to=row.reply_to,
        made_at=row.made_at,
        attempts=row.attempts + 1,
    )


def _end(connection: Connection, mail: Mail, values: dict[str, object]) -> bool:
    mine = outbox.c.id == mail.id, is_waiting
    return bool(connection.execute(sa.update(outbox).where(*mine).values(values)).rowcount)


def _fail(connection: Connection, mail: Mail, error: str, now: datetime) -> None:
    if _end(connection, mail, {"state": MailState.FAILED.value, "error": error}):
        _tell(connection, mail.id, FAILED, now, to=mail.addressee.shown, error=error)


def _tell(connection: Connection, mail_id: int, kind: str, now: datetime, **detail: object) -> None:
    joined = outbox.join(recipients, recipients.c.id == outbox.c.recipient_id)
    joined = joined.join(papers, papers.c.sending_id == recipients.c.sending_id)
    about = sa.select(papers.c.client, papers.c.document_id, papers.c.sending_id).select_from(joined)
    rows = connection.execute(about.where(outbox.c.id == mail_id)).all()
    events.add(
        connection,
        [
            Event(now, row.client, kind, row.document_id, {"sending": row.sending_id, **detail})
            for row in rows
        ],
    )


def _failed(connection: Connection, client: str, seen: Customers) -> tuple[Failed, ...]:
    joined = outbox.join(recipients, recipients.c.id == outbox.c.recipient_id)
    joined = joined.join(sendings, sendings.c.id == recipients.c.sending_id)
    which = outbox.c.client == client, outbox.c.state == MailState.FAILED.value
    theirs = sa.true() if seen is None else sendings.c.customer_number.in_(sorted(seen))
    query = sa.select(outbox, recipients.c.sending_id).select_from(joined).where(*which, theirs)
    return tuple(
        Failed(row.id, row.sending_id, Addressee(row.name, row.email), row.subject, row.made_at, row.error)
        for row in connection.execute(query.order_by(outbox.c.id))
    )


def _retry(connection: Connection, client: str, sending_ids: Collection[int], deed: Deed) -> int:
    theirs = sa.select(recipients.c.id).where(recipients.c.sending_id.in_(sorted(sending_ids)))
    which = (
        outbox.c.client == client,
        outbox.c.state == MailState.FAILED.value,
        outbox.c.recipient_id.in_(theirs),
    )
    ids = list(connection.scalars(sa.select(outbox.c.id).where(*which)))
    again = {"state": MailState.WAITING.value, "attempts": 0, "next_at": deed.at}
    connection.execute(sa.update(outbox).where(outbox.c.id.in_(ids)).values(again))
    for one in ids:
        _tell(connection, one, RETRIED, deed.at, by=deed.by)
    return len(ids)
