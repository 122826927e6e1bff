"""What was sent to people outside, by whom, until when, and how often it was opened."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.dispute import SENT_BY_LINK, Channel, Contact, Direction
from models.errors import WrongUse
from models.record import Event
from models.sending import LONGEST_NAME, MailState, Recipient, Sending, State, Visible, visible
from storage.register.access.people import Deed
from storage.register.collecting.disputes import note_evidence
from storage.register.letters import sending_rows
from storage.register.tables import events as rows
from storage.register.tables import ledger_loads
from storage.register.tables.sending import outbox, papers, recipients, sendings
from storage.register.trail import events
from storage.register.trail.actors import restored

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.register.database.connect import Database

SENT, OPENED, SAVED = "sent", "link opened", "saved by link"
REVOKED, EXTENDED, RENEWED = "link revoked", "link extended", "link renewed"
BY_LINK = (OPENED, SAVED)
"""Kinds of events that tell who outside looked."""
SHOWN, MOST_LOOKS = 50, 1000
"""Looks that are shown; those at the same document, by whatever link, among which they are looked for."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to be put into the outbox."""

    subject: str
    text: str
    reply_to: str = ""
    carries_link: bool = True


@dataclass(frozen=True, slots=True)
class Sendings:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def add(self, new: Sending, keys: Sequence[str], letters: Sequence[Letter | None]) -> Sending:
        """Keep what is sent, with the hash of each recipient's secret and the mail that carries it, if any.

        The contact log and the open disputes of the invoice are told of it.

        Raises:
            WrongUse: a paper was moved meanwhile, or shows papers of others.
        """
        return self.database.decide(new.client, _add, new, keys, letters)

    def one(self, client: str, sending_id: int) -> Sending | None:
        """The client's sending with this number."""
        found = self.database.ask(
            sending_rows.found, sa.and_(sendings.c.client == client, sendings.c.id == sending_id)
        )
        return found[0] if found else None

    def by_key(self, key: str) -> tuple[Sending, Recipient] | None:
        """What a link leads to, and whose it is, given the hash of its secret; open or not."""
        return self.database.ask(sending_rows.by_key, key)

    def of_pages(self, client: str, drop_id: str, pages: Collection[int]) -> tuple[Sending, ...]:
        """What was sent of these pages, newest first."""
        return self.database.ask(sending_rows.of_pages, client, drop_id, pages)

    def listed(self, asked: sending_rows.Asked, most: int) -> tuple[Sending, ...]:
        """At most `most`, newest first."""
        return self.database.ask(sending_rows.listed, asked, most)

    def stream(self) -> Iterator[Sending]:
        """All, for all clients."""
        for row in self.database.stream(sa.select(sendings.c.id), (sendings.c.id,)):
            yield from self.database.ask(sending_rows.found, sendings.c.id == row.id)

    def visible(self, sending: Sending) -> tuple[tuple[Visible, ...], ...]:
        """What its recipients may see now, by paper."""
        return self.database.ask(_visible, sending)

    def documents_in(self, drop_id: str) -> frozenset[str]:
        """Ids of the documents that hold the pages of a file."""
        return self.database.ask(sending_rows.documents_in, drop_id)

    def looks(self, sending: Sending) -> tuple[Event, ...]:
        """Who looked through its links and saved what, newest first, at most `SHOWN`."""
        return self.database.ask(_looks, sending)

    def opened(self, sending: Sending, recipient: Recipient, told: Event, *, again: bool) -> None:
        """Note a look through a link, as an event of each paper; `again` where it belongs to the last one."""
        self.database.change(_opened, sending, recipient, told, again=again)

    def revoke(self, sending: Sending, deed: Deed) -> None:
        """Let its links show nothing any more, and drop mails that carry one; may be said twice."""
        self.database.change(_revoke, sending, deed)

    def extend(self, sending: Sending, until: datetime, deed: Deed) -> None:
        """Let its links be good until then."""
        self.database.change(_extend, sending, until, deed)

    def renew(
        self, sending: Sending, recipient: Recipient, key: str, letter: Letter | None, deed: Deed
    ) -> None:
        """Give a recipient another link in place of the old one."""
        self.database.change(_renew, sending, recipient, (key, letter), deed)


def _add(
    connection: Connection, new: Sending, keys: Sequence[str], letters: Sequence[Letter | None]
) -> Sending:
    now = sending_rows.current_state(connection, new)
    for paper, (pages, _) in zip(new.papers, now, strict=True):
        if pages != tuple(sorted(paper.pages)):
            raise WrongUse(f"{paper.source} is not filed under {new.invoice} alone: look at it again.")
    row = {
        "client": new.client,
        "customer_number": new.customer,
        "invoice_number": new.invoice,
        "reason": new.reason.value if new.reason else "",
        "note": new.note,
        "login": new.by,
        "made_at": new.made_at,
        "until": new.until,
        "downloads": new.downloads,
        "revoked_at": None,
        "revoked_by": "",
    }
    number = connection.execute(sa.insert(sendings).values(row).returning(sendings.c.id)).scalar_one()
    kept = replace(new, id=int(number))
    _add_papers(connection, kept)
    for recipient, key, letter in zip(new.recipients, keys, letters, strict=True):
        _add_recipient(connection, kept, replace(recipient, told=now), key, letter)
    to = [one.addressee.shown for one in new.recipients]
    detail = {"to": to, "invoice": new.invoice, "until": new.until.date().isoformat(), "note": new.note}
    _tell(connection, kept, SENT, Deed(new.by, new.made_at), **detail, reason=row["reason"])
    note_evidence(connection, _contact(connection, kept), Deed(new.by, new.made_at))
    return sending_rows.found(connection, sendings.c.id == number)[0]


def _contact(connection: Connection, sent: Sending) -> Contact:
    newest = sa.select(sa.func.max(ledger_loads.c.number)).where(ledger_loads.c.client == sent.client)
    return Contact(
        id=0,
        client=sent.client,
        customer=sent.customer,
        invoice=sent.invoice,
        at=sent.made_at,
        channel=Channel.LINK,
        direction=Direction.OUT,
        person=", ".join(one.addressee.name or one.addressee.email for one in sent.recipients)[:LONGEST_NAME],
        outcome=SENT_BY_LINK,
        load=connection.scalar(newest) or 0,
        origin=f"sending {sent.id}",
    )


def _add_papers(connection: Connection, new: Sending) -> None:
    rows = [
        {
            "sending_id": new.id,
            "place": place,
            "client": new.client,
            "document_id": paper.document_id,
            "drop_id": paper.drop_id,
            "source": paper.source,
            "pages": list(paper.pages),
        }
        for place, paper in enumerate(new.papers)
    ]
    connection.execute(sa.insert(papers), rows)


def _add_recipient(
    connection: Connection, sending: Sending, new: Recipient, key: str, letter: Letter | None
) -> None:
    row = {
        "sending_id": sending.id,
        "client": sending.client,
        "name": new.addressee.name,
        "email": new.addressee.email,
        "key": key,
        "told": plain_state(new.told),
        "opened": 0,
        "opened_at": None,
    }
    number = connection.execute(sa.insert(recipients).values(row).returning(recipients.c.id)).scalar_one()
    if letter is not None:
        put_into_outbox(connection, sending.client, replace(new, id=int(number)), letter, sending.made_at)


def put_into_outbox(
    connection: Connection, client: str, to: Recipient, letter: Letter, now: datetime
) -> None:
    """Keep a mail until it is sent."""
    row = {
        "client": client,
        "recipient_id": to.id,
        "carries_link": letter.carries_link,
        "name": to.addressee.name,
        "email": to.addressee.email,
        "reply_to": letter.reply_to,
        "subject": letter.subject,
        "text": letter.text,
        "made_at": now,
        "state": MailState.WAITING.value,
        "attempts": 0,
        "next_at": now,
        "error": "",
        "sent_at": None,
    }
    connection.execute(sa.insert(outbox).values(row))


def _visible(connection: Connection, sending: Sending) -> tuple[tuple[Visible, ...], ...]:
    records = sending_rows.records_of(connection, sending.client, sending.papers)
    return tuple(visible(sending.key, paper, records) for paper in sending.papers)


def _looks(connection: Connection, sending: Sending) -> tuple[Event, ...]:
    first = sending.papers[0].document_id
    theirs = rows.c.client == sending.client, rows.c.subject == first, rows.c.kind.in_(BY_LINK)
    found = connection.execute(sa.select(rows).where(*theirs).order_by(rows.c.id.desc()).limit(MOST_LOOKS))
    told = restored(connection, found)
    return tuple(one for one in told if one.detail.get("sending") == sending.id)[:SHOWN]


def _opened(
    connection: Connection, sending: Sending, recipient: Recipient, told: Event, *, again: bool
) -> None:
    detail = {"by": recipient.addressee.shown, "sending": sending.id, **told.detail}
    one = [
        replace(told, client=sending.client, subject=paper.document_id, detail=detail)
        for paper in sending.papers
    ]
    events.add(connection, one)
    if not again:
        counted = {"opened": recipients.c.opened + 1, "opened_at": told.at}
        connection.execute(sa.update(recipients).where(recipients.c.id == recipient.id).values(counted))


def _revoke(connection: Connection, sending: Sending, deed: Deed) -> None:
    mine = sendings.c.id == sending.id, sendings.c.revoked_at.is_(None)
    values = {"revoked_at": deed.at, "revoked_by": deed.by}
    if connection.execute(sa.update(sendings).where(*mine).values(values)).rowcount:
        _drop_links(connection, [one.id for one in sending.recipients])
        _tell(connection, sending, REVOKED, deed)


def _drop_links(connection: Connection, ids: Sequence[int]) -> None:
    """Mails that carry a link which is good for nothing any more do not go."""
    undone = outbox.c.state.in_([MailState.WAITING.value, MailState.FAILED.value])
    theirs = outbox.c.recipient_id.in_(ids), outbox.c.carries_link, undone
    gone = {"state": MailState.DROPPED.value, "text": ""}
    connection.execute(sa.update(outbox).where(*theirs).values(gone))


def _extend(connection: Connection, sending: Sending, until: datetime, deed: Deed) -> None:
    connection.execute(sa.update(sendings).where(sendings.c.id == sending.id).values(until=until))
    _tell(connection, sending, EXTENDED, deed, until=until.date().isoformat())


def _renew(
    connection: Connection,
    sending: Sending,
    recipient: Recipient,
    new: tuple[str, Letter | None],
    deed: Deed,
) -> None:
    key, letter = new
    connection.execute(sa.update(recipients).where(recipients.c.id == recipient.id).values(key=key))
    _drop_links(connection, [recipient.id])
    if letter is not None:
        put_into_outbox(connection, sending.client, recipient, letter, deed.at)
    _tell(connection, sending, RENEWED, deed, to=recipient.addressee.shown)


def _tell(connection: Connection, sending: Sending, kind: str, deed: Deed, **detail: object) -> None:
    told = {"by": deed.by, "sending": sending.id, **detail}
    each = (Event(deed.at, sending.client, kind, paper.document_id, told) for paper in sending.papers)
    events.add(connection, each)


def plain_state(state: State) -> list[object]:
    """As it is stored."""
    return [[list(pages), receipt] for pages, receipt in state]
