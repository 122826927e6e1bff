"""The review queue: what needs a person, in which order, and who has which document before them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.correction import Lease, Waiting
from models.decision import Cause, Status
from models.errors import LeaseLost
from models.ledger import InvoiceStatus
from models.reading import DocumentType
from models.record import DocumentRecord
from storage.register import sight
from storage.register.database.statements import insert_or_same
from storage.register.database.values import Visit, Wanted
from storage.register.sight import Customers
from storage.register.tables import documents, drops
from storage.register.tables.review import is_open, reviews

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

PARKED = "parked"
"""In place of a cause: it waits for its invoice, and people may look at it."""
_DISPUTED, _ORDINARY, _OTHER_PAPER, _PARKED = range(4)
"""Ranks: the lower comes first."""
_OPEN = {Status.REVIEW, Status.PARKED}
_PLACE = (reviews.c.rank, reviews.c.received_at, reviews.c.document_id)


@dataclass(frozen=True, slots=True)
class Reviews:
    """Every method is one transaction."""

    database: Database

    def counts(self, client: str, customers: Customers = None) -> Mapping[str, int]:
        """How many documents wait, by cause; those that are parked under PARKED."""
        return self.database.ask(counts, client, customers)

    def count(self, wanted: Wanted, most: int) -> int:
        """How many documents wait in that part of the queue; `most` where there are more."""
        return self.database.ask(count, wanted, most)

    def waiting(self, wanted: Wanted, limit: int) -> tuple[Waiting, ...]:
        """The first `limit` documents of the queue, held ones too."""
        return self.database.ask(waiting, wanted, limit)

    def next(self, wanted: Wanted, visit: Visit) -> Lease | None:
        """Give the first document that nobody else has to whoever asks; None where there is none."""
        return self.database.change(take_next, wanted, visit)

    def peek(self, wanted: Wanted, visit: Visit) -> str:
        """Id of the document that `next` would give; empty where there is none."""
        return self.database.ask(_first_free, wanted, visit) or ""

    def take(self, client: str, document_id: str, visit: Visit) -> Lease:
        """Give this document to whoever asks, be it in the queue or not; who has it already keeps it.

        Raises:
            LeaseLost: somebody else has it; the message says who.
        """
        return self.database.change(take, client, document_id, visit)

    def renew(self, lease: Lease, visit: Visit) -> Lease:
        """Let the lease last from now on; raises LeaseLost."""
        return self.database.change(renew, lease, visit)

    def release(self, lease: Lease) -> None:
        """Give the document back; nothing happens where it is held no more."""
        self.database.change(release, lease)


def begin(connection: Connection, record: DocumentRecord) -> None:
    """Put a new document into the queue where it belongs there."""
    if record.decision.status in _OPEN:
        connection.execute(sa.insert(reviews).values(_row(record)))


def change(connection: Connection, record: DocumentRecord) -> None:
    """Put a document in its place, or out of the queue, after a new decision; its lease ends."""
    _known(connection, record)
    ended = {"token": reviews.c.token + 1, "holder": "", "lease_until": None}
    place = {name: value for name, value in _row(record).items() if name not in ended}
    row = sa.update(reviews).where(reviews.c.document_id == record.id)
    connection.execute(row.values(place | ended))


def close(connection: Connection, document_id: str) -> None:
    """Take a document out of the queue whose pages are in others now."""
    row = sa.update(reviews).where(reviews.c.document_id == document_id)
    connection.execute(row.values(open=False, token=reviews.c.token + 1, holder="", lease_until=None))


def _known(connection: Connection, record: DocumentRecord) -> None:
    insert_or_same(connection, reviews, [_row(record)])


def _row(record: DocumentRecord) -> dict[str, object]:
    return {
        "document_id": record.id,
        "client": record.client,
        "open": record.decision.status in _OPEN,
        "rank": _rank(record),
        "received_at": record.received_at,
        "cause": _cause(record),
        "token": 0,
        "holder": "",
        "lease_until": None,
    }


def _rank(record: DocumentRecord) -> int:
    if record.decision.status is not Status.REVIEW:
        return _PARKED
    if record.reading.type is DocumentType.OTHER:
        return _OTHER_PAPER
    chosen = [one.invoice for one in record.decision.candidates if one.invoice.key in record.decision.chosen]
    likely = chosen or [one.invoice for one in record.decision.candidates[:1]]
    disputed = any(invoice.status is InvoiceStatus.DISPUTED for invoice in likely)
    return _DISPUTED if disputed else _ORDINARY


def _cause(record: DocumentRecord) -> str:
    if record.decision.status is not Status.REVIEW:
        return PARKED
    return (record.decision.cause or Cause.UNCONFIRMED).value


def counts(connection: Connection, client: str, customers: Customers = None) -> dict[str, int]:
    """How many wait, by cause."""
    theirs = is_open, reviews.c.client == client, *_seen(client, customers)
    query = sa.select(reviews.c.cause, sa.func.count()).where(*theirs)
    found = {row[0]: row[1] for row in connection.execute(query.group_by(reviews.c.cause))}
    return {name: found[name] for name in (*Cause, PARKED) if name in found}


def count(connection: Connection, wanted: Wanted, most: int) -> int:
    """How many wait, up to `most`: a long queue takes no longer."""
    some = sa.select(sa.literal(1)).where(*_in(connection, wanted)).limit(most).subquery()
    return connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()


def waiting(connection: Connection, wanted: Wanted, limit: int) -> tuple[Waiting, ...]:
    """The first of the queue, in its order."""
    joined = reviews.join(documents, documents.c.id == reviews.c.document_id)
    joined = joined.join(drops, drops.c.id == documents.c.drop_id)
    first = sa.select(reviews.c.document_id).where(*_in(connection, wanted)).order_by(*_PLACE).limit(limit)
    shown = (
        *(reviews.c[name] for name in ("document_id", "cause", "rank", "received_at", "holder")),
        *(documents.c.kind, documents.c.reason, drops.c.source),
        documents.c.reading["pages"].label("pages"),
    )
    query = sa.select(*shown).select_from(joined).where(reviews.c.document_id.in_(first))
    return tuple(map(_waiting, connection.execute(query.order_by(*_PLACE))))


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        document_id=row.document_id,
        cause=Cause(row.cause) if row.cause != PARKED else None,
        disputed=row.rank == _DISPUTED,
        received_at=row.received_at,
        source=row.source,
        pages=tuple(row.pages),
        kind=row.kind,
        reason=row.reason,
        holder=row.holder,
    )


def _in(connection: Connection, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    """What is of that part of the queue."""
    theirs = is_open, reviews.c.client == wanted.client
    found: list[sa.ColumnElement[bool]] = [*theirs, *_seen(wanted.client, wanted.customers)]
    if wanted.cause:
        found.append(reviews.c.cause == wanted.cause)
    else:
        found.append(reviews.c.rank < _PARKED)
    if wanted.after:
        query = sa.select(*_PLACE).where(reviews.c.document_id == wanted.after)
        place = connection.execute(query).one_or_none()
        found += [sa.tuple_(*_PLACE) > tuple(place)] if place else []
    return found


def _seen(client: str, customers: Customers) -> list[sa.ColumnElement[bool]]:
    """What is of these customers; nothing is asked where all of it is meant."""
    return [] if customers is None else [reviews.c.document_id.in_(sight.ids(client, customers))]


def _free(visit: Visit) -> sa.ColumnElement[bool]:
    return sa.or_(reviews.c.lease_until.is_(None), reviews.c.lease_until <= visit.now)


def _first_free(connection: Connection, wanted: Wanted, visit: Visit) -> str | None:
    query = sa.select(reviews.c.document_id).where(*_in(connection, wanted), _free(visit))
    return connection.scalar(query.order_by(*_PLACE).limit(1))


def take_next(connection: Connection, wanted: Wanted, visit: Visit) -> Lease | None:
    """Lease the first free document of the queue."""
    query = sa.select(reviews.c.document_id).where(*_in(connection, wanted), _free(visit))
    one = query.order_by(*_PLACE).limit(1).with_for_update(skip_locked=True).scalar_subquery()
    row = sa.update(reviews).where(reviews.c.document_id == one).values(_held(visit)).returning(reviews)
    found = connection.execute(row).first()
    return None if found is None else _lease(found)


def take(connection: Connection, client: str, document_id: str, visit: Visit) -> Lease:
    """Lease this document; see `Reviews.take`."""
    query = sa.select(reviews).where(reviews.c.document_id == document_id, reviews.c.client == client)
    row = connection.execute(query.with_for_update()).one_or_none()
    if row is not None and row.lease_until is not None and row.lease_until > visit.now:
        if row.holder != visit.by:
            raise _in_other_hands(row)
        return renew(connection, _lease(row), visit)
    if row is None:
        _begin_unlisted(connection, client, document_id)
    theirs = sa.update(reviews).where(reviews.c.document_id == document_id)
    return _lease(connection.execute(theirs.values(_held(visit)).returning(reviews)).one())


def _begin_unlisted(connection: Connection, client: str, document_id: str) -> None:
    """A row for a document that never was in the queue: it is not in it now either."""
    empty = {"open": False, "rank": _PARKED, "cause": "", "token": 0, "holder": "", "lease_until": None}
    received = sa.select(documents.c.received_at).where(
        documents.c.id == document_id, documents.c.client == client
    )
    row = {"document_id": document_id, "client": client, "received_at": received.scalar_subquery()}
    connection.execute(sa.insert(reviews).values(row | empty))


def _held(visit: Visit) -> dict[str, object]:
    until = visit.now + timedelta(seconds=visit.seconds)
    return {"token": reviews.c.token + 1, "holder": visit.by, "lease_until": until}


def renew(connection: Connection, lease: Lease, visit: Visit) -> Lease:
    """Let the lease last; raises LeaseLost."""
    until = visit.now + timedelta(seconds=visit.seconds)
    held = {"lease_until": until, "holder": visit.by}
    row = sa.update(reviews).where(_ours(lease)).values(held).returning(reviews)
    found = connection.execute(row).first()
    if found is None:
        raise _lost()
    return _lease(found)


def release(connection: Connection, lease: Lease) -> None:
    """Give it back."""
    connection.execute(sa.update(reviews).where(_ours(lease)).values(lease_until=None, holder=""))


def refuse_lost(connection: Connection, lease: Lease) -> None:
    """Lock the document for this transaction; raises LeaseLost where it changed hands or was decided anew.

    A lease that ran out while nobody else took the document is as good as ever.
    """
    row = connection.execute(sa.select(reviews.c.token).where(_ours(lease)).with_for_update()).one_or_none()
    if row is None:
        raise _lost()


def refuse_held(connection: Connection, ids: Collection[str], visit: Visit) -> None:
    """Raise LeaseLost where somebody else has one of these documents before them."""
    query = sa.select(reviews).where(reviews.c.document_id.in_(ids), reviews.c.lease_until > visit.now)
    for row in connection.execute(query.with_for_update()):
        if row.holder != visit.by:
            raise _in_other_hands(row)


def _ours(lease: Lease) -> sa.ColumnElement[bool]:
    return sa.and_(
        reviews.c.document_id == lease.document_id,
        reviews.c.client == lease.client,
        reviews.c.token == lease.token,
    )


def _lease(row: Row[Any]) -> Lease:
    return Lease(row.client, row.document_id, row.token, row.lease_until)


def _lost() -> LeaseLost:
    return LeaseLost(
        "This document was decided meanwhile, or somebody else has it. Nothing was changed: look at it again."
    )


def _in_other_hands(row: Row[Any]) -> LeaseLost:
    return LeaseLost(f"{row.holder} has this document at the moment. Take another one, or come back later.")
