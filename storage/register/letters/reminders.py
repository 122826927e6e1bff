"""Reminders that were sent: each stands in the contact log too, so that its level is not sent again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.address_book import LetterMail
from models.dispute import Channel, Contact
from models.evidence import Tongue
from models.record import Event
from models.reminder import Reached, RemindedItem, Reminder, Step
from models.sending import InvoiceKey
from storage.register.access.people import Deed
from storage.register.collecting import contacts as log
from storage.register.database.statements import chunks
from storage.register.letters import letter_mails
from storage.register.tables.credit import reminder_items, reminders
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

SENT, WITHDRAWN = "reminder sent", "reminder taken back"
_stands = reminders.c.withdrawn_at.is_(None)


@dataclass(frozen=True, slots=True)
class Reminders:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def add(
        self,
        new: Reminder,
        contact: Contact,
        check: Callable[[Mapping[InvoiceKey, Reached]], None],
        letters: Sequence[LetterMail] = (),
    ) -> Reminder:
        """Keep a reminder and its entry in the contact log, and the mails by which it goes out.

        `check` is given how far its invoices are, while nobody else sends; what it raises keeps nothing.
        """
        return self.database.decide(new.client, _add, new, contact, check, letters)

    def withdraw(self, client: str, number: int, contact: Contact, deed: Deed) -> Reminder | None:
        """Take one back that had not been sent; None where there is none of this number that stands."""
        return self.database.decide(client, _withdraw, client, number, contact, deed)

    def one(self, client: str, number: int) -> Reminder | None:
        """The client's reminder with this number."""
        mine = sa.and_(reminders.c.client == client, reminders.c.id == number)
        return next(iter(self.database.ask(_found, mine, 1)), None)

    def of_customer(self, client: str, customer: str, limit: int) -> tuple[Reminder, ...]:
        """At most `limit` of a customer, newest first; those that were taken back too."""
        mine = sa.and_(reminders.c.client == client, reminders.c.customer_number == customer)
        return self.database.ask(_found, mine, limit)

    def reached(self, client: str, until: date, customer: str = "") -> Mapping[InvoiceKey, Reached]:
        """How far reminders of each invoice were at the end of a day; of one customer, where named."""
        return self.database.ask(_reached, client, until, customer)


def _add(
    connection: Connection,
    new: Reminder,
    contact: Contact,
    check: Callable[[Mapping[InvoiceKey, Reached]], None],
    letters: Sequence[LetterMail],
) -> Reminder:
    check(_reached(connection, new.client, date.max, new.customer))
    deed = Deed(new.sent_by, new.sent_at)
    entry = log.add(connection, contact, deed)
    row = {
        "client": new.client,
        "customer_number": new.customer,
        "on": new.on,
        "days": new.days,
        "number": new.number,
        "step": new.step.value,
        "channel": new.channel.value,
        "language": new.language.value,
        "contact_id": entry.id,
        "sent_at": new.sent_at,
        "sent_by": new.sent_by,
    }
    number = int(connection.execute(sa.insert(reminders).values(row).returning(reminders.c.id)).scalar_one())
    connection.execute(sa.insert(reminder_items), [_item_row(number, new, item) for item in new.items])
    kept = replace(new, id=number)
    for one in letters:
        letter_mails.put(connection, replace(one, reminder=number))
    _tell(connection, kept, SENT, deed)
    return kept


def _item_row(number: int, new: Reminder, item: RemindedItem) -> dict[str, Any]:
    return {
        "reminder_id": number,
        "invoice_number": item.invoice,
        "client": new.client,
        "customer_number": new.customer,
        "days": item.days,
        "amount": item.amount,
        "currency": item.currency,
    }


def _withdraw(
    connection: Connection, client: str, number: int, contact: Contact, deed: Deed
) -> Reminder | None:
    mine = sa.and_(reminders.c.client == client, reminders.c.id == number, _stands)
    found = next(iter(_found(connection, mine, 1)), None)
    if found is None:
        return None
    connection.execute(sa.update(reminders).where(mine).values(withdrawn_at=deed.at))
    log.add(connection, contact, deed)
    letter_mails.drop(connection, client, number)
    _tell(connection, found, WITHDRAWN, deed)
    return replace(found, withdrawn_at=deed.at)


def _tell(connection: Connection, one: Reminder, kind: str, deed: Deed) -> None:
    detail = {
        "by": deed.by,
        "customer": one.customer,
        "invoices": [item.invoice for item in one.items],
        "level": one.number,
        "days": one.days,
    }
    events.add(connection, [Event(deed.at, one.client, kind, f"reminder {one.id}", detail)])


def _reached(connection: Connection, client: str, until: date, customer: str) -> dict[InvoiceKey, Reached]:
    item = reminder_items.c
    query = (
        sa.select(
            item.customer_number,
            item.invoice_number,
            sa.func.max(item.days).label("days"),
            sa.func.max(reminders.c.on).label("latest"),
            sa.func.count().label("count"),
        )
        .select_from(reminder_items.join(reminders, reminders.c.id == item.reminder_id))
        .where(item.client == client, _stands, reminders.c.on <= until)
        .group_by(item.customer_number, item.invoice_number)
    )
    if customer:
        query = query.where(item.customer_number == customer)
    rows = connection.execute(query)
    return {
        (row.customer_number, row.invoice_number): Reached(row.days, row.latest, row._mapping["count"])  # noqa: SLF001 public, despite its name
        for row in rows
    }


def _found(connection: Connection, which: sa.ColumnElement[bool], limit: int) -> tuple[Reminder, ...]:
    newest = sa.select(reminders).where(which).order_by(reminders.c.on.desc(), reminders.c.id.desc())
    rows = connection.execute(newest.limit(limit)).all()
    items: dict[int, list[RemindedItem]] = {}
    for chunk in chunks([row.id for row in rows]):
        of_them = sa.select(reminder_items).where(reminder_items.c.reminder_id.in_(chunk))
        for row in connection.execute(of_them.order_by(reminder_items.c.invoice_number)):
            one = RemindedItem(row.invoice_number, row.days, row.amount, row.currency)
            items.setdefault(row.reminder_id, []).append(one)
    return tuple(_reminders(rows, items))


def _reminders(rows: Sequence[Row[Any]], items: Mapping[int, Sequence[RemindedItem]]) -> Iterator[Reminder]:
    for row in rows:
        yield Reminder(
            id=row.id,
            client=row.client,
            customer=row.customer_number,
            on=row.on,
            days=row.days,
            number=row.number,
            step=Step(row.step),
            channel=Channel(row.channel),
            language=Tongue(row.language),
            items=tuple(items.get(row.id, ())),
            sent_at=row.sent_at,
            sent_by=row.sent_by,
            withdrawn_at=row.withdrawn_at,
        )
