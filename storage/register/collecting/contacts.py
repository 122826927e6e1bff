"""The contact log: what was said, written and promised. Entries are added, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.dispute import Channel, Contact, Direction, Failure, Promise
from models.period import Period
from models.record import Event
from models.sending import InvoiceKey
from storage.register.access.people import Deed
from storage.register.database.statements import chunks
from storage.register.sight import Customers
from storage.register.tables.credit import reminder_items, reminders
from storage.register.tables.dispute import contacts, has_origin, has_promise
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

NOTED = "contact noted"


@dataclass(frozen=True, slots=True)
class Contacts:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def add(self, new: Contact, deed: Deed) -> Contact:
        """Keep an entry."""
        return self.database.change(add, new, deed)

    def of_invoices(self, client: str, keys: Sequence[InvoiceKey], limit: int) -> tuple[Contact, ...]:
        """At most `limit` entries about these invoices, newest first; reminders that name them too."""
        return self.database.ask(_of_invoices, client, keys, limit)

    def promised(
        self, client: str, days: tuple[date, date], seen: Customers = None, customer: str = ""
    ) -> tuple[Contact, ...]:
        """Entries with a promise for a day between these two, the latest day first."""
        return self.database.ask(_promised, client, days, seen, customer)

    def since(
        self, client: str, begin: datetime, seen: Customers = None, customer: str = ""
    ) -> tuple[Contact, ...]:
        """Entries from a time on, newest first."""
        return self.database.ask(_told, client, contacts.c.at >= begin, seen, customer)

    def of_customer(self, client: str, customer: str, limit: int) -> tuple[Contact, ...]:
        """At most `limit` entries about a customer's account and each of its invoices, newest first."""
        theirs = contacts.c.client == client, contacts.c.customer_number == customer
        return self.database.ask(_found, sa.and_(*theirs), limit)

    def counts(self, client: str, period: Period, seen: Customers = None) -> Mapping[Channel, int]:
        """How many contacts there were in a period, by channel."""
        return self.database.ask(_counts, client, period, seen)

    def promised_in(self, client: str, period: Period, seen: Customers = None) -> tuple[Contact, ...]:
        """Entries with a promise to pay on a day of the period, entered by its end; oldest first."""
        return self.database.ask(_promised_in, client, period, seen)


def _seen(customers: Customers) -> Iterator[sa.ColumnElement[bool]]:
    if customers is not None:
        yield contacts.c.customer_number.in_(sorted(customers))


def _counts(connection: Connection, client: str, period: Period, seen: Customers) -> dict[Channel, int]:
    span = period.span
    within = contacts.c.client == client, contacts.c.at >= span.begin, contacts.c.at < span.end
    query = sa.select(contacts.c.channel, sa.func.count()).where(*within, *_seen(seen))
    found = {Channel(row[0]): int(row[1]) for row in connection.execute(query.group_by(contacts.c.channel))}
    return {channel: found[channel] for channel in Channel if channel in found}


def _promised_in(connection: Connection, client: str, period: Period, seen: Customers) -> tuple[Contact, ...]:
    query = sa.select(contacts).where(
        contacts.c.client == client,
        contacts.c.promised_on >= period.first,
        contacts.c.promised_on <= period.last,
        contacts.c.noted_at < period.span.end,
        *_seen(seen),
    )
    return tuple(map(_contact, connection.execute(query.order_by(contacts.c.at, contacts.c.id))))


def _promised(
    connection: Connection, client: str, days: tuple[date, date], seen: Customers, customer: str
) -> tuple[Contact, ...]:
    theirs = [contacts.c.client == client, has_promise, contacts.c.promised_on.between(*days)]
    if seen is not None:
        theirs.append(contacts.c.customer_number.in_(sorted(seen)))
    if customer:
        theirs.append(contacts.c.customer_number == customer)
    query = sa.select(contacts).where(*theirs)
    order = contacts.c.promised_on.desc(), contacts.c.id.desc()
    return tuple(map(_contact, connection.execute(query.order_by(*order))))


def note_once(connection: Connection, new: Contact, deed: Deed) -> bool:
    """Keep what the program notes by itself; False where it stands there already."""
    place = contacts.c.customer_number == new.customer, contacts.c.invoice_number == new.invoice
    same = contacts.c.client == new.client, contacts.c.origin == new.origin, *place
    if connection.execute(sa.select(contacts.c.id).where(has_origin, *same)).first():
        return False
    add(connection, new, deed)
    return True


def add(connection: Connection, new: Contact, deed: Deed) -> Contact:
    """Keep an entry, within the transaction at hand."""
    row = {
        "client": new.client,
        "customer_number": new.customer,
        "invoice_number": new.invoice,
        "at": new.at,
        "channel": new.channel.value,
        "direction": new.direction.value,
        "person": new.person,
        "outcome": new.outcome,
        "note": new.note,
        "promised_on": new.promise.on if new.promise else None,
        "promised_amount": new.promise.amount if new.promise else None,
        "promised_currency": new.promise.currency if new.promise else "",
        "failure": new.failure.value if new.failure else None,
        "load": new.load,
        "noted_at": deed.at,
        "noted_by": deed.by,
        "origin": new.origin,
    }
    number = connection.execute(sa.insert(contacts).values(row).returning(contacts.c.id)).scalar_one()
    detail = {"by": deed.by, "contact": int(number), "customer": new.customer, "invoice": new.invoice}
    events.add(connection, [Event(deed.at, new.client, NOTED, f"contact {number}", detail)])
    return replace(new, id=int(number), noted_at=deed.at, noted_by=deed.by)


def _told(
    connection: Connection, client: str, which: sa.ColumnElement[bool], seen: Customers, customer: str
) -> tuple[Contact, ...]:
    mine = [contacts.c.client == client, which]
    if seen is not None:
        mine.append(contacts.c.customer_number.in_(sorted(seen)))
    if customer:
        mine.append(contacts.c.customer_number == customer)
    return _found(connection, sa.and_(*mine), None)


def _of_invoices(
    connection: Connection, client: str, keys: Sequence[InvoiceKey], limit: int
) -> tuple[Contact, ...]:
    place = sa.tuple_(contacts.c.customer_number, contacts.c.invoice_number)
    item = sa.tuple_(reminder_items.c.customer_number, reminder_items.c.invoice_number)
    letters = sa.select(reminders.c.contact_id).join(
        reminder_items, reminder_items.c.reminder_id == reminders.c.id
    )
    found: dict[int, Contact] = {}
    for chunk in chunks(keys):
        mine = sa.and_(contacts.c.client == client, place.in_(chunk))
        reminded = letters.where(
            reminder_items.c.client == client, item.in_(chunk), reminders.c.withdrawn_at.is_(None)
        )
        for which in (mine, contacts.c.id.in_(reminded)):
            found |= {one.id: one for one in _found(connection, which, limit)}
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.id), reverse=True)[:limit])


def _found(connection: Connection, which: sa.ColumnElement[bool], limit: int | None) -> tuple[Contact, ...]:
    newest = sa.select(contacts).where(which).order_by(contacts.c.at.desc(), contacts.c.id.desc())
    return tuple(map(_contact, connection.execute(newest.limit(limit))))


def _contact(row: Row[Any]) -> Contact:
    promised = row.promised_on is not None
    return Contact(
        id=row.id,
        client=row.client,
        customer=row.customer_number,
        invoice=row.invoice_number,
        at=row.at,
        channel=Channel(row.channel),
        direction=Direction(row.direction),
        person=row.person,
        outcome=row.outcome,
        note=row.note,
        promise=Promise(row.promised_on, row.promised_amount, row.promised_currency) if promised else None,
        failure=Failure(row.failure) if row.failure else None,
        load=row.load,
        noted_at=row.noted_at,
        noted_by=row.noted_by,
        origin=row.origin,
    )
