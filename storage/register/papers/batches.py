"""Batches: files as they were handed in, what came out of them, and what became of each page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.batch import Batch, InReading, Place, WaitingFile
from models.decision import Status
from models.paper import PageKind
from models.reading import UNREAD
from storage.register.database.connect import Database
from storage.register.database.statements import chunks
from storage.register.papers import documents, drops, retrying
from storage.register.papers.documents import record_from
from storage.register.tables import (
    CLAIMED,
    announcements,
    arrivals,
    members,
    originals,
    pages,
    unfinished,
)
from storage.register.tables import documents as document_rows
from storage.register.tables import drops as drop_rows
from storage.register.tables.review import reviews

if TYPE_CHECKING:
    from sqlalchemy import CTE, Connection, Row

    from models.record import DocumentRecord, Drop


@dataclass(frozen=True, slots=True)
class Batches:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def newest(
        self, client: str, limit: int, before: tuple[datetime, str] | None = None
    ) -> tuple[Batch, ...]:
        """The client's batches, last received first; with `before`, those behind this (time, id)."""
        return self.database.ask(_newest, client, limit, before)

    def one(self, client: str, drop_id: str) -> Batch | None:
        """The batch that this drop, or the archive in which it lay, is."""
        return self.database.ask(_one, client, drop_id)

    def waiting(self, client: str, limit: int) -> tuple[WaitingFile, ...]:
        """Files that lie in the inbox and that nobody has looked into, last noted first; no members."""
        return self.database.ask(_waiting, client, limit)

    def places(self, client: str, drop_id: str, piece: slice) -> tuple[Place, ...]:
        """Pages of the batch in the order of its files; `piece` says which of them."""
        return self.database.ask(_places, client, drop_id, piece)

    def drop(self, client: str, drop_id: str) -> Drop | None:
        """The client's received file with this id."""
        return self.database.ask(_drop, client, drop_id)

    def quarantined(
        self, client: str, limit: int, before: tuple[datetime, str] | None = None
    ) -> tuple[DocumentRecord, ...]:
        """Files that could not be read, last received first; with `before`, behind this (time, document)."""
        return self.database.ask(_quarantined, client, limit, before)

    def forsaken(self, client: str, hashes: Collection[str], now: datetime) -> frozenset[str]:
        """Those of these hashes of received bytes of which nothing is in quarantine, nor on its way there.

        The work on such a file has ended, nobody reads it again, and no person has it before them.
        """
        return self.database.ask(_forsaken, client, hashes, now)

    def retry(self, client: str, drop_id: str, by: str, now: datetime) -> bool:
        """Let a quarantined file be read again from the archive, and what repeated it be decided anew.

        Its pages count as waiting from now on. False where it is on its way already.

        Raises:
            WrongUse: the client has no such file, or it is not in quarantine.
        """
        return self.database.decide(client, retrying.retry, client, drop_id, by, now)


def _newest(
    connection: Connection, client: str, limit: int, before: tuple[datetime, str] | None
) -> tuple[Batch, ...]:
    column = drop_rows.c
    query = sa.select(drop_rows).where(column.client == client, column.parent == "")
    if before is not None:
        query = query.where(sa.tuple_(column.received_at, column.id) < before)
    rows = connection.execute(query.order_by(column.received_at.desc(), column.id.desc()).limit(limit)).all()
    return _batches(connection, rows)


def _one(connection: Connection, client: str, drop_id: str) -> Batch | None:
    query = sa.select(drop_rows).where(drop_rows.c.client == client, drop_rows.c.id == drop_id)
    row = connection.execute(query).one_or_none()
    if row is not None and row.parent:
        return _one(connection, client, row.parent)
    return None if row is None else _batches(connection, [row])[0]


def _batches(connection: Connection, rows: Iterable[Row[Any]]) -> tuple[Batch, ...]:
    found = list(rows)
    ids = [row.id for row in found]
    files, states, reading = _files(connection, ids), _states(connection, ids), _reading(connection, ids)
    return tuple(
        Batch(
            id=row.id,
            client=row.client,
            source=row.source,
            received_at=row.received_at,
            files=files[row.id][0],
            ended=files[row.id][1],
            pages=states.get(row.id, {}),
            reading=tuple(reading.get(row.id, ())),
        )
        for row in found
    )


def _kin(ids: Collection[str], client: str | None = None) -> CTE:
    """Rows (root, id): each of `ids`, if it is the client's, with itself and all that came out of it."""
    kin = sa.select(drop_rows.c.id.label("root"), drop_rows.c.id).where(drop_rows.c.id.in_(ids))
    if client is not None:
        kin = kin.where(drop_rows.c.client == client)
    found = kin.cte("kin", recursive=True)
    below = sa.select(found.c.root, members.c.drop_id).join(found, members.c.parent == found.c.id)
    return found.union(below)


def _files(connection: Connection, ids: Collection[str]) -> Mapping[str, tuple[int, int]]:
    """How many files there are of each, those announced and not yet received included, and how many ended."""
    kin = _kin(ids)
    counts = sa.func.count(), sa.func.count(drop_rows.c.settled_at)
    joined = kin.outerjoin(drop_rows, drop_rows.c.id == kin.c.id)
    query = sa.select(kin.c.root, *counts).select_from(joined).group_by(kin.c.root)
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def is_done(connection: Connection, drop_id: str) -> bool:
    """True where the file, and every one that came out of it, has its end state."""
    files, ended = _files(connection, [drop_id]).get(drop_id, (0, 0))
    return 0 < files == ended


def _states(connection: Connection, ids: Collection[str]) -> Mapping[str, Mapping[str, int]]:
    kin = _kin(ids)
    query = sa.select(kin.c.root, pages.c.state, sa.func.count()).join(pages, pages.c.drop_id == kin.c.id)
    states: dict[str, dict[str, int]] = {}
    for root, state, number in connection.execute(query.group_by(kin.c.root, pages.c.state)):
        states.setdefault(root, {})[state] = number
    return states


def _reading(connection: Connection, ids: Collection[str]) -> Mapping[str, list[InReading]]:
    """What workers have told of the files that they are reading.

    Those in work are few, and asked for first: SQLite would look through all files to join them with kin.
    """
    told = unfinished, arrivals.c.state == CLAIMED, arrivals.c.pages_counted.is_not(None)
    shown = arrivals.c.drop_id, arrivals.c.pages_read, arrivals.c.pages_counted
    in_work = sa.select(*shown).where(*told)
    pages_of = {row[0]: (row[1], row[2]) for row in connection.execute(in_work) if row[0]}
    found: dict[str, list[InReading]] = {}
    for chunk in chunks(sorted(pages_of)):
        kin = _kin(ids)
        theirs = kin.join(drop_rows, drop_rows.c.id == kin.c.id)
        query = sa.select(kin.c.root, drop_rows.c.id, drop_rows.c.source).select_from(theirs)
        query = query.where(drop_rows.c.id.in_(chunk), drop_rows.c.settled_at.is_(None))
        for root, drop_id, source in connection.execute(query.order_by(drop_rows.c.source)):
            found.setdefault(root, []).append(InReading(source, *pages_of[drop_id]))
    return found


def _waiting(connection: Connection, client: str, limit: int) -> tuple[WaitingFile, ...]:
    told = sa.and_(announcements.c.client == arrivals.c.client, announcements.c.key == arrivals.c.key)
    source = sa.func.coalesce(announcements.c.source, arrivals.c.source).label("source")
    query = (
        sa.select(arrivals.c.key, arrivals.c.noted_at, source)
        .select_from(arrivals.outerjoin(announcements, told))
        .where(unfinished, arrivals.c.client == client, arrivals.c.drop_id.is_(None))
        .where(sa.func.coalesce(announcements.c.parent, "") == "")
        .order_by(arrivals.c.id.desc())
        .limit(limit)
    )
    return tuple(WaitingFile(row.source, row.noted_at) for row in connection.execute(query))


def _places(connection: Connection, client: str, drop_id: str, piece: slice) -> tuple[Place, ...]:
    kin = _kin([drop_id], client)
    query = (
        sa.select(
            pages.c.drop_id,
            pages.c.number,
            pages.c.kind,
            pages.c.state,
            pages.c.document_id,
            drop_rows.c.source,
            document_rows.c.reason,
            document_rows.c.kind.label("paper"),
            document_rows.c.customer_number,
            document_rows.c.invoice_number,
        )
        .select_from(
            kin.join(pages, pages.c.drop_id == kin.c.id)
            .join(drop_rows, drop_rows.c.id == pages.c.drop_id)
            .outerjoin(document_rows, document_rows.c.id == pages.c.document_id)
        )
        .order_by(drop_rows.c.source, pages.c.drop_id, pages.c.number)
    )
    rows = connection.execute(query.offset(piece.start).limit(piece.stop - piece.start))
    return tuple(map(_place, rows.all()))


def _place(row: Any) -> Place:
    return Place(
        drop_id=row.drop_id,
        source=row.source,
        number=row.number,
        kind=PageKind(row.kind),
        state=row.state,
        document_id=row.document_id or "",
        reason=row.reason or "",
        unread=row.state == Status.QUARANTINED.value and row.paper == UNREAD,
        customer=row.customer_number or "",
        invoice=row.invoice_number or "",
    )


def _drop(connection: Connection, client: str, drop_id: str) -> Drop | None:
    query = sa.select(drop_rows).where(drop_rows.c.client == client, drop_rows.c.id == drop_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else drops.drop_from(row)


def _quarantined(
    connection: Connection, client: str, limit: int, before: tuple[datetime, str] | None
) -> tuple[DocumentRecord, ...]:
    column = document_rows.c
    query = documents.RECORDS.where(column.client == client, column.status == Status.QUARANTINED.value)
    if before is not None:
        query = query.where(sa.tuple_(column.received_at, column.id) < before)
    rows = connection.execute(query.order_by(column.received_at.desc(), column.id.desc()).limit(limit))
    return tuple(map(record_from, rows))


def _forsaken(connection: Connection, client: str, hashes: Collection[str], now: datetime) -> frozenset[str]:
    of_drop = document_rows.c.drop_id == drop_rows.c.id
    held = reviews.c.document_id == document_rows.c.id, reviews.c.lease_until > now
    query = (
        sa.select(originals.c.sha256)
        .join(drop_rows, drop_rows.c.id == originals.c.drop_id)
        .where(
            originals.c.client == client,
            drop_rows.c.settled_at.is_not(None),
            ~sa.exists().where(arrivals.c.drop_id == drop_rows.c.id, unfinished),
            ~sa.exists().where(of_drop, document_rows.c.status == Status.QUARANTINED.value),
            ~sa.exists().where(of_drop, *held),
        )
    )
    found: set[str] = set()
    for some in chunks(sorted(hashes)):
        found.update(connection.scalars(query.where(originals.c.sha256.in_(some))))
    return frozenset(found)
