"""The contact log: what was said, written and promised. Entries are added, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.dispute import Channel, Contact, Direction, Promise
from models.record import Event
from models.sending import InvoiceKey
from storage.register import events
from storage.register.dispute_tables import contacts, has_origin, has_promise
from storage.register.people import Deed
from storage.register.sight import Customers
from storage.register.statements import chunks

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.connect import Database

NOTED = "contact noted"


@dataclass(frozen=True, slots=True)
class Contacts:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def add(self, new: Contact, deed: Deed) -> Contact:
        """Keep an entry."""
        return self.database.change(_add, new, deed)

    def of_invoices(self, client: str, keys: Sequence[InvoiceKey], limit: int) -> tuple[Contact, ...]:
        """At most `limit` entries about these invoices, newest first."""
        return self.database.ask(_of_invoices, client, keys, limit)

    def of_customer(self, client: str, customer: str, limit: int) -> tuple[Contact, ...]:
        """At most `limit` entries about a customer's account and each of its invoices, newest first."""
        theirs = contacts.c.client == client, contacts.c.customer_number == customer
        return self.database.ask(_found, sa.and_(*theirs), limit)

    def promised(
        self, client: str, days: tuple[date, date], seen: Customers = None, customer: str = ""
    ) -> tuple[Contact, ...]:
        """Entries with a promise for a day between these two, the latest day first."""
        return self.database.ask(_promised, client, days, seen, customer)


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
    _add(connection, new, deed)
    return True


def _add(connection: Connection, new: Contact, deed: Deed) -> Contact:
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
        "load": new.load,
        "noted_at": deed.at,
        "noted_by": deed.by,
        "origin": new.origin,
    }
    number = connection.execute(sa.insert(contacts).values(row).returning(contacts.c.id)).scalar_one()
    detail = {"by": deed.by, "contact": int(number), "customer": new.customer, "invoice": new.invoice}
    events.add(connection, [Event(deed.at, new.client, NOTED, f"contact {number}", detail)])
    return replace(new, id=int(number), noted_at=deed.at, noted_by=deed.by)


def _of_invoices(
    connection: Connection, client: str, keys: Sequence[InvoiceKey], limit: int
) -> tuple[Contact, ...]:
    place = sa.tuple_(contacts.c.customer_number, contacts.c.invoice_number)
    found = [
        one
        for chunk in chunks(keys)
        for one in _found(connection, sa.and_(contacts.c.client == client, place.in_(chunk)), limit)
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.id), reverse=True)[:limit])


def _found(connection: Connection, which: sa.ColumnElement[bool], limit: int) -> tuple[Contact, ...]:
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
        load=row.load,
        noted_at=row.noted_at,
        noted_by=row.noted_by,
        origin=row.origin,
    )
