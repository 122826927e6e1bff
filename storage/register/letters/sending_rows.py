"""What was sent outside, read back from its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.record import DocumentRecord
from models.sending import Addressee, MailState, Paper, Reason, Recipient, Sending, State, state_of
from storage.register.papers import documents
from storage.register.sight import Customers
from storage.register.tables import pages
from storage.register.tables.sending import outbox, papers, recipients, sendings

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sendings are wanted, newest first; what is empty narrows nothing."""

    client: str
    seen: Customers = None
    """Whose papers the one who asks may see."""
    customer: str = ""
    recipient: str = ""
    """A part of a name or an address."""
    since: datetime | None = None
    until: datetime | None = None
    unopened: bool = False
    """Only those that nobody has opened."""
    good: tuple[datetime, datetime] | None = None
    """Only those whose links are good at the first of these times and end before the second."""
    before: int = 0
    """Id of the last one of the piece before; 0 for none."""


def current_state(connection: Connection, sending: Sending) -> State:
    """What its recipients see now."""
    return state_of(sending.key, sending.papers, records_of(connection, sending.client, sending.papers))


def records_of(connection: Connection, client: str, some: Iterable[Paper]) -> tuple[DocumentRecord, ...]:
    """The documents that hold the pages of these papers now."""
    ids: set[str] = set()
    for paper in some:
        theirs = pages.c.drop_id == paper.drop_id, pages.c.number.in_(paper.pages)
        ids |= set(connection.scalars(sa.select(pages.c.document_id).where(*theirs)))
    held = (documents.one(connection, client, one) for one in sorted(ids - {"", None}))
    return tuple(one for one in held if one is not None)


def by_key(connection: Connection, key: str) -> tuple[Sending, Recipient] | None:
    """The sending, and whose link it is, by the hash of the link's secret."""
    query = sa.select(recipients.c.id, recipients.c.sending_id).where(recipients.c.key == key)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    (sending,) = found(connection, sendings.c.id == row.sending_id)
    return sending, next(one for one in sending.recipients if one.id == row.id)


def documents_in(connection: Connection, drop_id: str) -> frozenset[str]:
    """Ids of the documents that hold the pages of a file."""
    held = sa.select(pages.c.document_id).where(pages.c.drop_id == drop_id).distinct()
    return frozenset(one for one in connection.scalars(held) if one)


def numbered(sending_id: int) -> sa.ColumnElement[bool]:
    """The sending with this number."""
    return sendings.c.id == sending_id


def touching(connection: Connection, client: str, drop_ids: Collection[str]) -> tuple[Sending, ...]:
    """Whatever was sent of these files, newest first."""
    some = papers.c.client == client, papers.c.drop_id.in_(sorted(drop_ids))
    ids = sorted(set(connection.scalars(sa.select(papers.c.sending_id).where(*some))))
    return found(connection, sendings.c.id.in_(ids)) if ids else ()


def of_pages(
    connection: Connection, client: str, drop_id: str, numbers: Collection[int]
) -> tuple[Sending, ...]:
    """Whatever was sent of these pages of a file, newest first."""
    wanted = set(numbers)
    return tuple(
        one
        for one in touching(connection, client, [drop_id])
        if any(paper.drop_id == drop_id and wanted & set(paper.pages) for paper in one.papers)
    )


def listed(connection: Connection, asked: Asked, most: int) -> tuple[Sending, ...]:
    """Those that are asked for, newest first."""
    query = sa.select(sendings.c.id).where(*_conditions(asked)).order_by(sendings.c.id.desc()).limit(most)
    ids = list(connection.scalars(query))
    return found(connection, sendings.c.id.in_(ids)) if ids else ()


def _conditions(asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    yield sendings.c.client == asked.client
    if asked.seen is not None:
        yield sendings.c.customer_number.in_(sorted(asked.seen))
    yield from _about_people(asked)
    yield from _about_times(asked)
    if asked.customer:
        yield sendings.c.customer_number == asked.customer
    if asked.before:
        yield sendings.c.id < asked.before


def _about_people(asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    if asked.recipient:
        named = sa.or_(
            *(
                column.icontains(asked.recipient, autoescape=True)
                for column in (recipients.c.name, recipients.c.email)
            )
        )
        yield sa.exists().where(recipients.c.sending_id == sendings.c.id, named)
    if asked.unopened:
        yield ~sa.exists().where(recipients.c.sending_id == sendings.c.id, recipients.c.opened > 0)


def _about_times(asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    if asked.since:
        yield sendings.c.made_at >= asked.since
    if asked.until:
        yield sendings.c.made_at < asked.until
    if asked.good:
        yield sendings.c.revoked_at.is_(None)
        yield sendings.c.until > asked.good[0]
        yield sendings.c.until < asked.good[1]


def found(connection: Connection, which: sa.ColumnElement[bool]) -> tuple[Sending, ...]:
    """All that fit, newest first, with their papers and recipients."""
    rows = connection.execute(sa.select(sendings).where(which).order_by(sendings.c.id.desc())).all()
    ids = [row.id for row in rows]
    theirs: dict[int, list[Paper]] = {}
    sent = sa.select(papers).where(papers.c.sending_id.in_(ids)).order_by(papers.c.sending_id, papers.c.place)
    for row in connection.execute(sent):
        paper = Paper(row.document_id, row.drop_id, row.source, tuple(row.pages))
        theirs.setdefault(row.sending_id, []).append(paper)
    people: dict[int, list[Recipient]] = {}
    for sending_id, recipient in recipients_of(connection, recipients.c.sending_id.in_(ids)):
        people.setdefault(sending_id, []).append(recipient)
    return tuple(_sending(row, tuple(theirs[row.id]), tuple(people.get(row.id, ()))) for row in rows)


def recipients_of(connection: Connection, which: sa.ColumnElement[bool]) -> Iterator[tuple[int, Recipient]]:
    """Recipients with the number of their sending, each with the mail that carried the link last."""
    last = (
        sa.select(sa.func.max(outbox.c.id))
        .where(outbox.c.recipient_id == recipients.c.id, outbox.c.carries_link)
        .correlate(recipients)
        .scalar_subquery()
    )
    query = sa.select(recipients, outbox.c.state, outbox.c.error).outerjoin(outbox, outbox.c.id == last)
    for row in connection.execute(query.where(which).order_by(recipients.c.id)):
        yield row.sending_id, recipient_from(row)


def recipient_from(row: Row[Any]) -> Recipient:
    """A recipient from its row beside that of its mail."""
    return Recipient(
        id=row.id,
        addressee=Addressee(row.name, row.email),
        told=tuple((tuple(pages), receipt) for pages, receipt in row.told),
        opened=row.opened,
        opened_at=row.opened_at,
        mail=MailState(row.state) if row.state else None,
        error=row.error or "",
    )


def _sending(row: Row[Any], sent: tuple[Paper, ...], people: tuple[Recipient, ...]) -> Sending:
    return Sending(
        id=row.id,
        client=row.client,
        customer=row.customer_number,
        invoice=row.invoice_number,
        papers=sent,
        recipients=people,
        by=row.login,
        made_at=row.made_at,
        until=row.until,
        reason=Reason(row.reason) if row.reason else None,
        note=row.note,
        downloads=row.downloads,
        revoked_at=row.revoked_at,
        revoked_by=row.revoked_by,
    )
