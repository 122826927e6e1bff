"""Is everything accounted for? The page ledger, and every difference by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.decision import Status
from models.paper import PageKind
from models.record import PAGE_STATES, PageLedger
from storage.register.papers import arrivals
from storage.register.tables import arrivals as arrival_rows
from storage.register.tables import documents, drops, members, pages, unfinished

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select, Table


def page_ledger(connection: Connection, client: str | None) -> PageLedger:
    """Received pages against their states; every state is named, also with 0."""
    received = sa.select(sa.func.coalesce(sa.func.sum(drops.c.page_count), 0)).where(
        drops.c.settled_at.is_not(None)
    )
    states = sa.select(pages.c.state, sa.func.count().label("found")).group_by(pages.c.state)
    counted = {row.state: row.found for row in connection.execute(_of(states, pages, client))}
    return PageLedger(
        received=connection.execute(_of(received, drops, client)).scalar_one(),
        by_state=dict.fromkeys(PAGE_STATES, 0) | counted,
        waiting_files=arrivals.unfinished_count(connection, client),
    )


def faults(connection: Connection, client: str | None) -> list[str]:
    """One sentence for every difference between what was received and what is accounted for."""
    return [
        *_miscounted(connection, client),
        *_empty(connection, client),
        *_forgotten(connection, client),
        *_wrong_states(connection, client),
        *_missing_pages(connection, client),
    ]


def _miscounted(connection: Connection, client: str | None) -> Iterator[str]:
    """Drops whose page rows are not 1 to page_count."""
    rows = sa.func.count(pages.c.number)
    highest = sa.func.coalesce(sa.func.max(pages.c.number), 0)
    lowest = sa.func.coalesce(sa.func.min(pages.c.number), 1)
    expected = sa.func.coalesce(drops.c.page_count, 0)
    query = (
        sa.select(drops.c.id, drops.c.source, expected.label("expected"), rows.label("rows"))
        .outerjoin(pages, pages.c.drop_id == drops.c.id)
        .group_by(drops.c.id)
        .having(sa.or_(rows != expected, highest != expected, lowest != 1))
    )
    for row in connection.execute(_of(query, drops, client)):
        yield f"{_named(row)} has {row.expected} pages but {row.rows} of them are accounted for."


def _empty(connection: Connection, client: str | None) -> Iterator[str]:
    """Settled drops that left neither a document nor files of their own."""
    has_document = sa.exists().where(documents.c.drop_id == drops.c.id)
    has_member = sa.exists().where(members.c.parent == drops.c.id)
    query = sa.select(drops.c.id, drops.c.source).where(
        drops.c.settled_at.is_not(None), ~has_document, ~has_member
    )
    for row in connection.execute(_of(query, drops, client)):
        yield f"{_named(row)} has an end state but no document, and no file came out of it."


def _forgotten(connection: Connection, client: str | None) -> Iterator[str]:
    """Drops without an end state that nobody will work on any more."""
    awaited = sa.exists().where(arrival_rows.c.drop_id == drops.c.id, unfinished)
    query = sa.select(drops.c.id, drops.c.source).where(drops.c.settled_at.is_(None), ~awaited)
    for row in connection.execute(_of(query, drops, client)):
        yield f"{_named(row)} was received, has no end state, and nothing in the inbox waits for it."


def _wrong_states(connection: Connection, client: str | None) -> Iterator[str]:
    """Pages whose state is not that of their document, or of their kind."""
    ended = documents.alias()
    gone = sa.exists().where(ended.c.drop_id == drops.c.id, ended.c.status == Status.DESTROYED.value)
    expected = sa.case(
        (gone, Status.DESTROYED.value),
        (pages.c.kind == PageKind.CONTENT.value, documents.c.status),
        else_=pages.c.kind,
    )
    joined = pages.join(drops, drops.c.id == pages.c.drop_id)
    joined = joined.outerjoin(documents, documents.c.id == pages.c.document_id)
    query = (
        sa.select(drops.c.id, drops.c.source, pages.c.number, pages.c.state, expected.label("expected"))
        .select_from(joined)
        .where(pages.c.state.is_distinct_from(expected))
    )
    for row in connection.execute(_of(query, pages, client)):
        yield f"{_named(row)}: page {row.number} counts as {row.state} but should be {row.expected}."


def _missing_pages(connection: Connection, client: str | None) -> Iterator[str]:
    """Documents that name pages which their file does not have."""
    numbers = sa.select(sa.func.max(pages.c.number)).where(pages.c.drop_id == drops.c.id).scalar_subquery()
    query = sa.select(
        drops.c.id,
        drops.c.source,
        documents.c.id.label("document"),
        documents.c.reading,
        numbers.label("last"),
    ).join(documents, documents.c.drop_id == drops.c.id)
    for row in connection.execute(_of(query, drops, client).execution_options(yield_per=500)):
        beyond = [number for number in row.reading["pages"] if not 1 <= number <= (row.last or 0)]
        if beyond:
            yield f"{_named(row)}: document {row.document} has pages {beyond}, which the file has not."


def _of(query: Select[Any], table: Table, client: str | None) -> Select[Any]:
    return query if client is None else query.where(table.c.client == client)


def _named(row: Row[Any]) -> str:
    return f"{row.source!r} (drop {row.id})"
