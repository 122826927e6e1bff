"""What customers say against invoices: each as it stands, and as events how it came to that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.dispute import Contact, DisputeCase, DisputeChange, DisputeState, Past
from models.reading import DocumentType
from models.record import Event
from models.sending import InvoiceKey, Reason
from storage.register.access.people import Deed
from storage.register.collecting.contacts import note_once
from storage.register.database.statements import chunks
from storage.register.sight import Customers
from storage.register.tables import documents, links
from storage.register.tables import events as rows
from storage.register.tables.dispute import disputes, is_open
from storage.register.trail import events
from storage.register.trail.actors import restored

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

OPENED, CHANGED = "dispute opened", "dispute changed"
_TOLD = (
    "evidence",
    "state",
    "owner",
    "amount",
    "raised",
    "due",
    "reason",
    "claim",
    "department",
    "recovered",
)
"""What the history tells of; notes may name people and stay out of it."""
_KEPT = _TOLD[1:]


@dataclass(frozen=True, slots=True)
class AskedDisputes:
    """Which disputes are meant."""

    client: str
    seen: Customers = None
    customer: str = ""
    is_open: bool | None = True
    """None for open and closed ones."""


@dataclass(frozen=True, slots=True)
class Disputes:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def add(self, new: DisputeCase) -> DisputeCase:
        """Keep a dispute, under a number of its own."""
        return self.database.decide(new.client, _add, new)

    def one(self, client: str, number: int) -> DisputeCase | None:
        """The client's dispute with this number."""
        mine = sa.and_(disputes.c.client == client, disputes.c.id == number)
        return next(iter(self.database.ask(_found, mine)), None)

    def of_invoices(self, client: str, keys: Sequence[InvoiceKey]) -> tuple[DisputeCase, ...]:
        """Those of these invoices, newest first."""
        return self.database.ask(_of_invoices, client, keys)

    def listed(self, asked: AskedDisputes) -> tuple[DisputeCase, ...]:
        """All that fit, soonest due first."""
        found = self.database.ask(_found, sa.and_(*_asked(asked)))
        return tuple(sorted(found, key=lambda one: (one.due, one.id)))

    def change(
        self, client: str, number: int, make: Callable[[DisputeCase], DisputeCase], deed: Deed
    ) -> DisputeCase | None:
        """Let a dispute be what `make` makes of it; None where there is none of this number."""
        return self.database.decide(client, _change, client, number, make, deed)

    def history(self, client: str, number: int) -> tuple[DisputeChange, ...]:
        """What was done about it, oldest first."""
        return self.database.ask(_history, client, number)

    def past(self, client: str, seen: Customers = None, customer: str = "") -> tuple[Past, ...]:
        """All disputes with their history, by number."""
        return self.database.ask(_past, AskedDisputes(client, seen, customer, is_open=None))

    def evidence_sent(self, contact: Contact, deed: Deed) -> bool:
        """Note in the contact log and in open disputes that evidence went out; False where it is noted."""
        return self.database.decide(contact.client, note_evidence, contact, deed)

    def filed(self, client: str, keys: Sequence[InvoiceKey]) -> Mapping[InvoiceKey, frozenset[DocumentType]]:
        """Types of the documents that are filed under these invoices."""
        return self.database.ask(_filed, client, keys)


def _asked(asked: AskedDisputes) -> Iterator[sa.ColumnElement[bool]]:
    yield disputes.c.client == asked.client
    if asked.is_open is not None:
        yield is_open if asked.is_open else disputes.c.closed_at.is_not(None)
    if asked.seen is not None:
        yield disputes.c.customer_number.in_(sorted(asked.seen))
    if asked.customer:
        yield disputes.c.customer_number == asked.customer


def _add(connection: Connection, new: DisputeCase) -> DisputeCase:
    number = connection.execute(sa.insert(disputes).values(_row(new)).returning(disputes.c.id)).scalar_one()
    kept = replace(new, id=int(number))
    told = {name: value for name, value in _plain(kept).items() if value}
    _tell(connection, kept, OPENED, Deed(new.opened_by, new.opened_at), told)
    return kept


def _change(
    connection: Connection, client: str, number: int, make: Callable[[DisputeCase], DisputeCase], deed: Deed
) -> DisputeCase | None:
    mine = sa.and_(disputes.c.client == client, disputes.c.id == number)
    old = next(iter(_found(connection, mine)), None)
    if old is None:
        return None
    new = make(old)
    if new != old:
        connection.execute(sa.update(disputes).where(mine).values(_row(new)))
        before = _plain(old)
        changed = {name: value for name, value in _plain(new).items() if value != before[name]}
        _tell(connection, new, CHANGED, deed, changed)
    return new


def note_evidence(connection: Connection, contact: Contact, deed: Deed) -> bool:
    """Note that evidence of an invoice went out, and tell its open disputes; False where it is noted.

    A dispute that waits for us has its evidence sent from then on; one that is further stays where it is.
    """
    if not note_once(connection, contact, deed):
        return False
    for case in _of_invoices(connection, contact.client, [contact.key]):
        if not case.state.is_open:
            continue
        new = replace(case, state=DisputeState.EVIDENCE_SENT) if case.state.is_running else case
        told = {"evidence": contact.origin}
        if new != case:
            mine = disputes.c.id == case.id
            connection.execute(sa.update(disputes).where(mine).values(state=new.state.value))
            told["state"] = new.state.value
        _tell(connection, new, CHANGED, deed, told)
    return True


def _tell(connection: Connection, case: DisputeCase, kind: str, deed: Deed, told: Mapping[str, str]) -> None:
    place = {"dispute": case.id, "customer": case.key[0], "invoice": case.key[1]}
    detail = {"by": deed.by, **place, **told}
    events.add(connection, [Event(deed.at, case.client, kind, _subject(case.id), detail)])


def _subject(number: int) -> str:
    return f"dispute {number}"


def _history(connection: Connection, client: str, number: int) -> tuple[DisputeChange, ...]:
    theirs = rows.c.client == client, rows.c.subject == _subject(number)
    found = restored(connection, connection.execute(sa.select(rows).where(*theirs).order_by(rows.c.id)))
    return tuple(_change_told(one) for one in found if one.kind in {OPENED, CHANGED})


def _change_told(event: Event) -> DisputeChange:
    told = {name: str(event.detail[name]) for name in _TOLD if name in event.detail}
    return DisputeChange(event.at, str(event.detail.get("by", "")), told)


def _past(connection: Connection, asked: AskedDisputes) -> tuple[Past, ...]:
    cases = {_subject(case.id): case for case in _found(connection, sa.and_(*_asked(asked)))}
    changes: dict[str, list[DisputeChange]] = {subject: [] for subject in cases}
    for kind in (OPENED, CHANGED):
        theirs = rows.c.client == asked.client, rows.c.kind == kind
        query = sa.select(rows).where(*theirs).order_by(rows.c.id)
        for one in restored(connection, connection.execute(query)):
            if one.subject in changes:
                changes[one.subject].append(_change_told(one))
    found = sorted(cases, key=lambda subject: cases[subject].id)
    return tuple(Past(cases[subject], tuple(changes[subject])) for subject in found)


def _of_invoices(connection: Connection, client: str, keys: Sequence[InvoiceKey]) -> tuple[DisputeCase, ...]:
    place = sa.tuple_(disputes.c.customer_number, disputes.c.invoice_number)
    found = [
        case
        for chunk in chunks(keys)
        for case in _found(connection, sa.and_(disputes.c.client == client, place.in_(chunk)))
    ]
    return tuple(sorted(found, key=lambda one: -one.id))


def _filed(
    connection: Connection, client: str, keys: Sequence[InvoiceKey]
) -> dict[InvoiceKey, frozenset[DocumentType]]:
    found: dict[InvoiceKey, set[DocumentType]] = {}
    place = sa.tuple_(links.c.customer_number, links.c.invoice_number)
    query = sa.select(links.c.customer_number, links.c.invoice_number, documents.c.type).join(
        documents, documents.c.id == links.c.document_id
    )
    for chunk in chunks(keys):
        for row in connection.execute(query.where(links.c.client == client, links.c.filed, place.in_(chunk))):
            key = row.customer_number, row.invoice_number
            found.setdefault(key, set()).add(DocumentType(row.type))
    return {key: frozenset(types) for key, types in found.items()}


def _found(connection: Connection, which: sa.ColumnElement[bool]) -> tuple[DisputeCase, ...]:
    return tuple(map(_case, connection.execute(sa.select(disputes).where(which))))


def _plain(case: DisputeCase) -> dict[str, str]:
    row = _row(case)
    return {name: "" if row[name] is None else str(row[name]) for name in _KEPT}


def _row(case: DisputeCase) -> dict[str, Any]:
    return {
        "client": case.client,
        "customer_number": case.key[0],
        "invoice_number": case.key[1],
        "reason": case.reason.value,
        "amount": case.amount,
        "currency": case.currency,
        "raised": case.raised,
        "due": case.due,
        "opened_at": case.opened_at,
        "opened_by": case.opened_by,
        "state": case.state.value,
        "owner": case.owner,
        "claim": case.claim,
        "department": case.department,
        "note": case.note,
        "recovered": case.recovered,
        "closed_at": case.closed_at,
    }


def _case(row: Row[Any]) -> DisputeCase:
    return DisputeCase(
        id=row.id,
        client=row.client,
        key=(row.customer_number, row.invoice_number),
        reason=Reason(row.reason),
        amount=row.amount,
        currency=row.currency,
        raised=row.raised,
        due=row.due,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        state=DisputeState(row.state),
        owner=row.owner,
        claim=row.claim,
        department=row.department,
        note=row.note,
        recovered=row.recovered,
        closed_at=row.closed_at,
    )
