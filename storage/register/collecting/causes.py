"""Why items are overdue, as people said; each word of theirs is an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.cause import Cause, CauseMark
from models.ledger import InvoiceStatus
from models.record import Event
from models.sending import InvoiceKey
from storage.register.access.people import Deed
from storage.register.database.statements import insert_or_replace
from storage.register.sight import Customers
from storage.register.tables.cause import cause_marks as marks
from storage.register.trail import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

SET, TAKEN_BACK = "cause set", "cause taken back"


@dataclass(frozen=True, slots=True)
class CauseMarks:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def put(self, mark: CauseMark) -> None:
        """Keep what somebody said of an item, in place of what was said before."""
        self.database.change(_put, mark)

    def take_back(self, client: str, key: InvoiceKey, deed: Deed) -> bool:
        """Let what papers and books tell count again; False where nothing was said."""
        return self.database.change(_take_back, client, key, deed)

    def one(self, client: str, key: InvoiceKey) -> CauseMark | None:
        """What was said of an item, whether or not it still holds."""
        return self.database.ask(_found, client, frozenset({key[0]}), key[1]).get(key)

    def all(self, client: str, seen: Customers = None) -> Mapping[InvoiceKey, CauseMark]:
        """What was said of every item of these customers; None for all."""
        return self.database.ask(_found, client, seen, None)


def _put(connection: Connection, mark: CauseMark) -> None:
    row = {
        "client": mark.client,
        "customer_number": mark.key[0],
        "invoice_number": mark.key[1],
        "cause": mark.cause.value,
        "note": mark.note,
        "balance": mark.balance,
        "due": mark.due,
        "status": mark.status.value,
        "set_at": mark.set_at,
        "set_by": mark.set_by,
    }
    insert_or_replace(connection, marks, [row])
    _tell(connection, mark.client, mark.key, SET, Deed(mark.set_by, mark.set_at), cause=mark.cause.value)


def _take_back(connection: Connection, client: str, key: InvoiceKey, deed: Deed) -> bool:
    mine = marks.c.client == client, marks.c.customer_number == key[0], marks.c.invoice_number == key[1]
    if not connection.execute(sa.delete(marks).where(*mine)).rowcount:
        return False
    _tell(connection, client, key, TAKEN_BACK, deed)
    return True


def _tell(connection: Connection, client: str, key: InvoiceKey, kind: str, deed: Deed, **detail: str) -> None:
    told = {"by": deed.by, "customer": key[0], "invoice": key[1], **detail}
    events.add(connection, [Event(deed.at, client, kind, f"invoice {key[1]}", told)])


def _found(
    connection: Connection, client: str, seen: Customers, number: str | None
) -> dict[InvoiceKey, CauseMark]:
    query = sa.select(marks).where(marks.c.client == client)
    if seen is not None:
        query = query.where(marks.c.customer_number.in_(sorted(seen)))
    if number is not None:
        query = query.where(marks.c.invoice_number == number)
    return {mark.key: mark for mark in map(_mark, connection.execute(query))}


def _mark(row: Row[Any]) -> CauseMark:
    return CauseMark(
        client=row.client,
        key=(row.customer_number, row.invoice_number),
        cause=Cause(row.cause),
        balance=row.balance,
        due=row.due,
        status=InvoiceStatus(row.status),
        set_at=row.set_at,
        set_by=row.set_by,
        note=row.note,
    )
