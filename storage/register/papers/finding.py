"""Documents found and listed, narrowed by what a form asks; quick also where there are very many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.finding import Narrowed
from models.reading import DocumentType
from models.record import DocumentRecord
from storage.register import sight
from storage.register.database.connect import Database
from storage.register.database.statements import chunks
from storage.register.papers import search
from storage.register.papers.documents import RECORDS, record_from
from storage.register.sight import Customers
from storage.register.tables import customers, documents
from storage.register.tables.review import REPLACED
from storage.register.texts.folding import folded

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

COUNTED = 10_000
"""Nobody is told more exactly than this how many there are."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def ids(self, client: str, query: str, narrowed: Narrowed, limit: int) -> tuple[str, ...]:
        """Ids of at most `limit` documents that `query` finds, best first; raises WrongUse as `search`."""
        return self.database.ask(_ids, client, query, narrowed, limit)

    def records(self, client: str, ids: Sequence[str]) -> tuple[DocumentRecord, ...]:
        """The client's documents with these ids, in their order."""
        return self.database.ask(_records, client, ids)

    def newest(
        self, client: str, narrowed: Narrowed, limit: int, behind: str = ""
    ) -> tuple[DocumentRecord, ...]:
        """At most `limit` documents, last received first; those behind the one with the id `behind`."""
        return self.database.ask(_newest, client, narrowed, limit, behind)

    def count(self, client: str, narrowed: Narrowed) -> int:
        """How many there are; `COUNTED` + 1 where there are more than `COUNTED`."""
        return self.database.ask(_count, client, narrowed)

    def years(self, client: str, customer: str) -> Mapping[int, Mapping[DocumentType, int]]:
        """How many documents of each type a customer has, by the year received in UTC, newest first."""
        return self.database.ask(_years, client, customer)

    def beside(self, record: DocumentRecord, seen: Customers = None) -> tuple[str, str]:
        """Ids of the documents before and behind `record` in its file; empty where there is none to see."""
        return self.database.ask(_beside, record, seen)


def _ids(connection: Connection, client: str, query: str, narrowed: Narrowed, limit: int) -> tuple[str, ...]:
    return search.find(connection, client, query, limit, tuple(_conditions(connection, client, narrowed)))


def _records(connection: Connection, client: str, ids: Sequence[str]) -> tuple[DocumentRecord, ...]:
    found: dict[str, DocumentRecord] = {}
    for chunk in chunks(ids):
        rows = connection.execute(RECORDS.where(documents.c.id.in_(chunk)))
        found |= {row.id: record_from(row) for row in rows if row.client == client}
    return tuple(found[one] for one in ids if one in found)


def _newest(
    connection: Connection, client: str, narrowed: Narrowed, limit: int, behind: str
) -> tuple[DocumentRecord, ...]:
    column = documents.c
    query = RECORDS.where(column.client == client, *_conditions(connection, client, narrowed))
    if behind:
        query = query.where(_is_behind(connection, client, behind))
    order = (column.received_at.desc(), column.drop_id.desc(), column.first_page, column.id)
    return tuple(map(record_from, connection.execute(query.order_by(*order).limit(limit))))


def _years(connection: Connection, client: str, customer: str) -> dict[int, dict[DocumentType, int]]:
    column = documents.c
    theirs = column.client == client, column.customer_number == customer
    ends = sa.select(sa.func.min(column.received_at), sa.func.max(column.received_at)).where(*theirs)
    first, last = connection.execute(ends).one()
    found: dict[int, dict[DocumentType, int]] = {}
    for year in range(last.year, first.year - 1, -1) if last else ():
        begins, ends_at = (datetime(one, 1, 1, tzinfo=UTC) for one in (year, year + 1))
        counted = sa.select(column.type, sa.func.count()).where(
            *theirs, column.received_at >= begins, column.received_at < ends_at, column.status != REPLACED
        )
        rows = connection.execute(counted.group_by(column.type))
        found[year] = {DocumentType(kind): number for kind, number in rows}
    return {year: counts for year, counts in found.items() if counts}


def _is_behind(connection: Connection, client: str, behind: str) -> ColumnElement[bool]:
    """In full, since the pages of one file go upwards; the first clause is for the index."""
    column = documents.c
    place = sa.select(column.received_at, column.drop_id, column.first_page, column.id)
    last = connection.execute(place.where(column.client == client, column.id == behind)).one_or_none()
    if last is None:
        return sa.false()
    same_time = column.received_at == last.received_at
    same_file = sa.and_(same_time, column.drop_id == last.drop_id)
    return sa.and_(
        column.received_at <= last.received_at,
        sa.or_(
            column.received_at < last.received_at,
            sa.and_(same_time, column.drop_id < last.drop_id),
            sa.and_(same_file, sa.tuple_(column.first_page, column.id) > (last.first_page, last.id)),
        ),
    )


def _count(connection: Connection, client: str, narrowed: Narrowed) -> int:
    some = sa.select(sa.literal(1)).where(
        documents.c.client == client, *_conditions(connection, client, narrowed)
    )
    return connection.execute(
        sa.select(sa.func.count()).select_from(some.select_from(documents).limit(COUNTED + 1).subquery())
    ).scalar_one()


def _conditions(connection: Connection, client: str, narrowed: Narrowed) -> Iterator[ColumnElement[bool]]:
    column = documents.c
    yield column.status != REPLACED
    if narrowed.seen is not None:
        yield sight.of(narrowed.seen)
    equal: tuple[tuple[Any, Any], ...] = (
        (column.status, narrowed.status),
        (column.type, narrowed.type),
        (column.acceptance_grade, narrowed.grade),
    )
    yield from (one == wanted.value for one, wanted in equal if wanted is not None)
    if narrowed.customer.strip():
        called = _customers(connection, client, narrowed.customer.strip())
        yield search.of_customers(called) if called else sa.false()
    if narrowed.since is not None:
        yield column.received_at >= datetime.combine(narrowed.since, time(), UTC)
    if narrowed.until is not None:
        yield column.received_at < datetime.combine(narrowed.until + timedelta(days=1), time(), UTC)


def _customers(connection: Connection, client: str, text: str) -> list[str]:
    """By number as it is written, else by a part of the name."""
    number = sa.select(customers.c.number).where(customers.c.client == client, customers.c.number == text)
    exact = list(connection.scalars(number))
    name = folded(text)
    return exact or (search.customers_called(connection, client, name) if name else [])


def _beside(connection: Connection, record: DocumentRecord, seen: Customers) -> tuple[str, str]:
    column = documents.c
    here = min(record.reading.pages, default=1), record.id
    place = sa.tuple_(column.first_page, column.id)
    there = column.drop_id == record.drop_id, column.status != REPLACED, sight.of(seen)
    same = sa.select(column.id).where(*there)
    before = same.where(place < here).order_by(column.first_page.desc(), column.id.desc()).limit(1)
    after = same.where(place > here).order_by(column.first_page, column.id).limit(1)
    return connection.scalar(before) or "", connection.scalar(after) or ""
