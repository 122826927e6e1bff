"""Finding documents again: by exact or beginning number, date, file name, customer, then by any words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.reading import FieldName
from storage.register import words
from storage.register.columns import LONGEST_KEY
from storage.register.folding import folded
from storage.register.statements import insert_or_same
from storage.register.tables import customers, documents, search_keys

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from models.record import DocumentRecord

_LAST = "\U0010ffff"
_DATES = (FieldName.DOCUMENT_DATE, FieldName.RECEIVED_DATE)


def insert_keys(connection: Connection, record: DocumentRecord) -> None:
    """Make the document found by its numbers, dates, customer name, file name and chosen invoices."""
    rows = [{"client": record.client, "key": key, "document_id": record.id} for key in sorted(keys(record))]
    insert_or_same(connection, search_keys, rows)


def forget_keys(connection: Connection, document_id: str) -> None:
    """Undo `insert_keys`."""
    connection.execute(sa.delete(search_keys).where(search_keys.c.document_id == document_id))


def keys(record: DocumentRecord) -> frozenset[str]:
    """All folded texts that name this document when somebody types them, or their beginning."""
    named = {folded(text) for text in _named(record)}
    dated = {form for text in _dates(record) for form in _date_forms(text)}
    return frozenset(named | dated) - {""}


def _named(record: DocumentRecord) -> Iterable[str]:
    yield from (record.id, record.source, record.source.rpartition("/")[2])
    for name, values in record.reading.fields.items():
        if name not in _DATES:
            yield from (text for value in values for text in (value.text, *value.alternatives))
    for key in record.decision.chosen:
        yield from key


def _dates(record: DocumentRecord) -> Iterable[str]:
    return (value.text for name in _DATES for value in record.reading.fields.get(name, ()))


def _date_forms(text: str) -> tuple[str, ...]:
    """A date is found however it is typed: year, day or month first."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return (folded(text),)
    return f"{day:%Y%m%d}", f"{day:%d%m%Y}", f"{day:%m%d%Y}"


def find(connection: Connection, client: str, query: str, limit: int) -> tuple[str, ...]:
    """Ids of at most `limit` documents, best first; within one kind of hit the newest first."""
    found: dict[str, None] = {}
    for look in _WAYS:
        if len(found) < limit:
            found |= dict.fromkeys(look(connection, client, query, limit))
    return tuple(found)[:limit]


def _exact(connection: Connection, client: str, query: str, limit: int) -> list[str]:
    return _newest(connection, _named_as(client, search_keys.c.key == folded(query)), limit)


def _beginning(connection: Connection, client: str, query: str, limit: int) -> list[str]:
    start = folded(query)
    if not 0 < len(start) < LONGEST_KEY:
        return []
    key = search_keys.c.key
    return _newest(connection, _named_as(client, sa.and_(key >= start, key <= start + _LAST)), limit)


def _named_as(client: str, hit: sa.ColumnElement[bool]) -> Select[Any]:
    matching = sa.select(search_keys.c.document_id).where(search_keys.c.client == client, hit)
    return sa.select(documents.c.id).where(documents.c.id.in_(matching))


def _by_customer(connection: Connection, client: str, query: str, limit: int) -> list[str]:
    name = folded(query)
    if not name:
        return []
    called = sa.select(customers.c.number).where(
        customers.c.client == client, customers.c.folded_names.contains(name)
    )
    filed = documents.c.client == client, documents.c.customer_number.in_(called)
    return _newest(connection, sa.select(documents.c.id).where(*filed), limit)


def _newest(connection: Connection, ids: Select[Any], limit: int) -> list[str]:
    ordered = ids.order_by(documents.c.received_at.desc(), documents.c.id).limit(limit)
    return list(connection.scalars(ordered))


def _by_words(connection: Connection, client: str, query: str, limit: int) -> list[str]:
    """Documents that show all words, each perhaps as the beginning of a longer one."""
    hits = [documents.c.id.in_(showing) for showing in words.showing(connection, client, query)]
    return _newest(connection, sa.select(documents.c.id).where(*hits), limit) if hits else []


_Way = Callable[["Connection", str, str, int], list[str]]
_WAYS: tuple[_Way, ...] = (_exact, _beginning, _by_customer, _by_words)
