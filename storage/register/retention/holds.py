"""Holds: what must not be destroyed, whatever its age; of several on one paper all must be lifted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.errors import WrongUse
from models.record import Event
from models.retention import Hold, Scope
from models.sending import InvoiceKey
from storage.register.access.people import Deed
from storage.register.tables import documents, drops, links
from storage.register.tables.retention import holds, in_force
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

SET, LIFTED = "hold set", "hold lifted"


@dataclass(frozen=True)
class Holds:
    """Every method is one transaction."""

    database: Database

    def add(self, new: Hold) -> Hold:
        """Keep a hold; from then on nothing under it is destroyed."""
        return self.database.decide(new.client, _add, new)

    def lift(self, client: str, number: int, why: str, deed: Deed) -> Hold:
        """End a hold; others on the same papers stay.

        Raises:
            WrongUse: there is no such hold in force.
        """
        return self.database.decide(client, _lift, client, number, why, deed)

    def listed(self, client: str, *, lifted: bool = False) -> tuple[Hold, ...]:
        """Those in force, or with `lifted` all there ever were; newest first."""
        query = sa.select(holds).where(holds.c.client == client, sa.true() if lifted else in_force)
        rows = self.database.ask(lambda c: c.execute(query.order_by(holds.c.id.desc())).all())
        return tuple(map(_hold, rows))

    def files(self, client: str, customer: str, invoice: str = "") -> frozenset[str]:
        """SHA-256 of files that are filed under an invoice, or under any of a customer."""
        return self.database.ask(_files, client, customer, invoice)

    def over(self, client: str, keys: Collection[InvoiceKey]) -> tuple[Hold, ...]:
        """Those in force over papers of these invoices."""
        return self.database.ask(over, client, keys)


def over(connection: Connection, client: str, keys: Collection[InvoiceKey]) -> tuple[Hold, ...]:
    """Holds in force over papers of these (customer number, invoice number)."""
    customers = sorted({customer for customer, _ in keys})
    mine = holds.c.client == client, in_force, holds.c.customer_number.in_(customers)
    rows = connection.execute(sa.select(holds).where(*mine).order_by(holds.c.id))
    return tuple(one for one in map(_hold, rows) if any(map(one.covers, keys)))


def _files(connection: Connection, client: str, customer: str, invoice: str) -> frozenset[str]:
    query = sa.select(drops.c.sha256).join(documents, documents.c.drop_id == drops.c.id)
    query = query.join(links, links.c.document_id == documents.c.id)
    mine = [links.c.client == client, links.c.filed, links.c.customer_number == customer]
    if invoice:
        mine.append(links.c.invoice_number == invoice)
    return frozenset(connection.scalars(query.where(*mine).distinct()))


def _add(connection: Connection, new: Hold) -> Hold:
    row = {
        "client": new.client,
        "scope": new.scope.value,
        "customer_number": new.customer,
        "invoice_number": new.invoice,
        "dispute": new.dispute,
        "reason": new.reason,
        "set_at": new.set_at,
        "set_by": new.set_by,
        "lifted_by": "",
        "lifted_why": "",
    }
    number = connection.execute(sa.insert(holds).values(row).returning(holds.c.id)).scalar_one()
    kept = _one(connection, new.client, int(number))
    detail = {"by": new.set_by, **_told(kept), "reason": new.reason}
    events.add(connection, [Event(new.set_at, new.client, SET, kept.name, detail)])
    return kept


def _lift(connection: Connection, client: str, number: int, why: str, deed: Deed) -> Hold:
    mine = holds.c.client == client, holds.c.id == number, in_force
    values = {"lifted_at": deed.at, "lifted_by": deed.by, "lifted_why": why}
    if not connection.execute(sa.update(holds).where(*mine).values(values)).rowcount:
        raise WrongUse(f"There is no hold {number} in force: `countersign hold list` names all.")
    lifted = _one(connection, client, number)
    detail = {"by": deed.by, **_told(lifted), "reason": why}
    events.add(connection, [Event(deed.at, client, LIFTED, lifted.name, detail)])
    return lifted


def _told(one: Hold) -> dict[str, object]:
    told = {"customer": one.customer, "invoice": one.invoice, "dispute": one.dispute}
    return {name: value for name, value in told.items() if value}


def _one(connection: Connection, client: str, number: int) -> Hold:
    mine = holds.c.client == client, holds.c.id == number
    return _hold(connection.execute(sa.select(holds).where(*mine)).one())


def _hold(row: Row[Any]) -> Hold:
    return Hold(
        id=row.id,
        client=row.client,
        scope=Scope(row.scope),
        customer=row.customer_number,
        invoice=row.invoice_number,
        dispute=row.dispute,
        reason=row.reason,
        set_at=row.set_at,
        set_by=row.set_by,
        lifted_at=row.lifted_at,
        lifted_by=row.lifted_by,
        lifted_why=row.lifted_why,
    )
