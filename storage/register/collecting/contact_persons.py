"""Contact persons of customers: brought by files, entered and taken out by people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.address_book import MOST_PERSONS, Brought, ContactPerson, Duty, Source
from models.errors import WrongUse
from models.evidence import Tongue
from models.record import Event
from storage.register.access.people import Deed
from storage.register.tables.letter import contact_persons
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

KEPT, REMOVED, LOADED = "contact person kept", "contact person taken out", "contact persons loaded"
_stands = contact_persons.c.removed_at.is_(None)


@dataclass(frozen=True, slots=True)
class ContactPersons:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def of_customer(self, client: str, customer: str) -> tuple[ContactPerson, ...]:
        """Those of a customer, accounts payable first, then by name."""
        return self.database.ask(_of_customer, client, customer)

    def all_of(self, client: str) -> tuple[ContactPerson, ...]:
        """Those of all customers, by customer number."""
        return self.database.ask(_found, contact_persons.c.client == client)

    def keep(self, client: str, new: ContactPerson, deed: Deed) -> ContactPerson:
        """Keep one, in place of one of the same customer, address and duty.

        Raises:
            WrongUse: the customer has as many as it may.
        """
        return self.database.decide(client, _keep, client, new, deed)

    def remove(self, client: str, customer: str, number: int, deed: Deed) -> bool:
        """Take one out; False where there is none of this number."""
        return self.database.decide(client, _remove, client, customer, number, deed)

    def bring(self, client: str, persons: Sequence[ContactPerson], deed: Deed) -> Brought:
        """Keep those of a file; others stay as they are, and those that were taken out stay out."""
        return self.database.decide(client, _bring, client, persons, deed)


def _of_customer(connection: Connection, client: str, customer: str) -> tuple[ContactPerson, ...]:
    theirs = contact_persons.c.client == client, contact_persons.c.customer_number == customer
    return _found(connection, sa.and_(*theirs))


def _found(connection: Connection, which: sa.ColumnElement[bool]) -> tuple[ContactPerson, ...]:
    columns = contact_persons.c
    order = columns.customer_number, columns.duty, columns.name, columns.id
    rows = connection.execute(sa.select(contact_persons).where(which, _stands).order_by(*order))
    return tuple(map(_person, rows))


def _person(row: Row[Any]) -> ContactPerson:
    return ContactPerson(
        id=row.id,
        customer=row.customer_number,
        name=row.name,
        email=row.email,
        duty=Duty(row.duty),
        language=Tongue(row.language) if row.language else None,
        source=Source(row.source),
    )


def _keep(connection: Connection, client: str, new: ContactPerson, deed: Deed) -> ContactPerson:
    old = _same(connection, client, new)
    if old is None or old.removed_at is not None:
        have = len(_of_customer(connection, client, new.customer))
        if have >= MOST_PERSONS:
            raise WrongUse(f"Customer {new.customer} has {have} contact persons: take one out first.")
    number = _put(connection, client, new, old, deed)
    detail = {"by": deed.by, "person": new.name, "to": new.email, "duty": new.duty.value}
    events.add(connection, [Event(deed.at, client, KEPT, f"customer {new.customer}", detail)])
    return _found(connection, contact_persons.c.id == number)[0]


def _same(connection: Connection, client: str, one: ContactPerson) -> Row[Any] | None:
    columns = contact_persons.c
    mine = columns.client == client, columns.customer_number == one.customer, columns.email == one.email
    query = sa.select(contact_persons).where(*mine, columns.duty == one.duty.value)
    return connection.execute(query).one_or_none()


def _put(connection: Connection, client: str, new: ContactPerson, old: Row[Any] | None, deed: Deed) -> int:
    values = {
        "name": new.name,
        "language": new.language.value if new.language else "",
        "source": new.source.value,
        "changed_at": deed.at,
        "changed_by": deed.by,
        "removed_at": None,
    }
    if old is not None:
        connection.execute(sa.update(contact_persons).where(contact_persons.c.id == old.id).values(values))
        return int(old.id)
    place = {
        "client": client,
        "customer_number": new.customer,
        "email": new.email,
        "duty": new.duty.value,
    }
    added = sa.insert(contact_persons).values(**place, **values).returning(contact_persons.c.id)
    return int(connection.execute(added).scalar_one())


def _remove(connection: Connection, client: str, customer: str, number: int, deed: Deed) -> bool:
    columns = contact_persons.c
    mine = columns.id == number, columns.client == client, columns.customer_number == customer, _stands
    row = connection.execute(sa.select(contact_persons).where(*mine)).one_or_none()
    if row is None:
        return False
    values = {"removed_at": deed.at, "changed_at": deed.at, "changed_by": deed.by}
    connection.execute(sa.update(contact_persons).where(columns.id == number).values(values))
    detail = {"by": deed.by, "person": row.name, "to": row.email, "duty": row.duty}
    events.add(connection, [Event(deed.at, client, REMOVED, f"customer {customer}", detail)])
    return True


def _bring(connection: Connection, client: str, persons: Sequence[ContactPerson], deed: Deed) -> Brought:
    counted: Counter[str] = Counter()
    for one in persons:
        old = _same(connection, client, one)
        if old is None:
            counted["added"] += 1
        elif old.removed_at is not None:
            counted["out"] += 1
            continue
        elif (old.name, old.language) == (one.name, one.language.value if one.language else ""):
            counted["same"] += 1
            continue
        else:
            counted["changed"] += 1
        _put(connection, client, one, old, deed)
    told = Brought(counted["added"], counted["changed"], counted["same"], counted["out"])
    detail = {"by": deed.by, "added": told.added, "changed": told.changed}
    events.add(connection, [Event(deed.at, client, LOADED, "contact persons", detail)])
    return told
