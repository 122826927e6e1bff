"""Mails of the mailbox that is read as a second inbox: which are known, which are marked as done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.mail import Mail
from models.record import Event
from storage.register.database.connect import Database
from storage.register.database.statements import insert_or_same
from storage.register.tables.mailroom import mails
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Mails:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def known(self, client: str, mailbox: str, validity: int) -> Mapping[int, Mail]:
        """Mails that are not marked yet, by number."""
        return self.database.ask(_known, client, mailbox, validity)

    def note(self, mail: Mail, now: datetime) -> None:
        """Keep that the mail became its drop, or was not taken (yet); the same may be said twice."""
        self.database.change(_note, mail, now)

    def mark(self, mail: Mail, now: datetime) -> None:
        """Keep that the mail is marked as done in its mailbox; the same may be said twice."""
        self.database.change(_mark, mail, now)


def _known(connection: Connection, client: str, mailbox: str, validity: int) -> dict[int, Mail]:
    query = sa.select(mails).where(
        mails.c.client == client,
        mails.c.mailbox == mailbox,
        mails.c.validity == validity,
        mails.c.marked_at.is_(None),
    )
    return {
        row.uid: Mail(row.client, row.mailbox, row.validity, row.uid, row.drop_id, row.message_id)
        for row in connection.execute(query)
    }


def _note(connection: Connection, mail: Mail, now: datetime) -> None:
    row = asdict(mail) | {"noted_at": now}
    is_new = insert_or_same(connection, mails, [row])
    if mail.drop_id and (is_new or _taken_after_all(connection, mail, now)):
        detail = {"mailbox": mail.mailbox, "message_id": mail.message_id, "uid": mail.uid}
        events.add(connection, [Event(now, mail.client, "mailed", mail.drop_id, detail)])


def _taken_after_all(connection: Connection, mail: Mail, now: datetime) -> bool:
    """True where the mail was known as not taken until now."""
    taken = {"drop_id": mail.drop_id, "message_id": mail.message_id, "noted_at": now}
    query = sa.update(mails).where(_this(mail), mails.c.drop_id == "").values(taken)
    return connection.execute(query).rowcount > 0


def _mark(connection: Connection, mail: Mail, now: datetime) -> None:
    query = sa.update(mails).where(_this(mail), mails.c.marked_at.is_(None))
    connection.execute(query.values(marked_at=now))


def _this(mail: Mail) -> sa.ColumnElement[bool]:
    return sa.and_(
        mails.c.client == mail.client,
        mails.c.mailbox == mail.mailbox,
        mails.c.validity == mail.validity,
        mails.c.uid == mail.uid,
    )
