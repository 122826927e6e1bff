"""Finding documents again: by exact or beginning number, date, file name, customer, then by any words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from models.reading import FieldName
from storage.register import narrowing, words
from storage.register.columns import LONGEST_KEY
from storage.register.folding import folded
from storage.register.statements import insert_or_same
from storage.register.tables import customers, documents, search_keys

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from models.record import DocumentRecord

_LAST = "\U0010ffff"
_DATES = (FieldName.DOCUMENT_DATE, FieldName.RECEIVED_DATE)
_NOT_NAMED_BY = (*_DATES, FieldName.RECEIVED_TIME)
"""Dates are named in their own ways; a time of day names nothing, and looks like a number."""


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
        if name not in _NOT_NAMED_BY:
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked for, of which client."""

    client: str
    text: str
    only: tuple[ColumnElement[bool], ...]
    """What else has to hold of a document."""
    limit: int


def find(connection: Connection, client: str, query: str, limit: int) -> tuple[str, ...]:
    """Ids of at most `limit` documents, best first; within one kind of hit the newest first.

    Raises:
        WrongUse: the query narrows by a grade or a receipt that there is not.
    """
    wanted = narrowing.parse(query)
    asked = _Asked(client, wanted.text, wanted.conditions(), limit)
    if asked.only and not asked.text:
        return tuple(
            _newest(connection, sa.select(documents.c.id).where(documents.c.client == client), asked)
        )
    found: dict[str, None] = {}
    for look in _WAYS:
        if len(found) < limit:
            found |= dict.fromkeys(look(connection, asked))
    return tuple(found)[:limit]


def _exact(connection: Connection, asked: _Asked) -> list[str]:
    return _newest(connection, _named_as(asked.client, search_keys.c.key == folded(asked.text)), asked)


def _beginning(connection: Connection, asked: _Asked) -> list[str]:
    start = folded(asked.text)
    if not 0 < len(start) < LONGEST_KEY:
        return []
    key = search_keys.c.key
    hit = sa.and_(key >= start, key <= start + _LAST)
    return _newest(connection, _named_as(asked.client, hit), asked)


def _named_as(client: str, hit: ColumnElement[bool]) -> Select[Any]:
    matching = sa.select(search_keys.c.document_id).where(search_keys.c.client == client, hit)
    return sa.select(documents.c.id).where(documents.c.id.in_(matching))


def _by_customer(connection: Connection, asked: _Asked) -> list[str]:
    name = folded(asked.text)
    if not name:
        return []
    called = sa.select(customers.c.number).where(
        customers.c.client == asked.client, customers.c.folded_names.contains(name)
    )
    filed = documents.c.client == asked.client, documents.c.customer_number.in_(called)
    return _newest(connection, sa.select(documents.c.id).where(*filed), asked)


def _newest(connection: Connection, ids: Select[Any], asked: _Asked) -> list[str]:
    ordered = ids.where(*asked.only).order_by(documents.c.received_at.desc(), documents.c.id)
    return list(connection.scalars(ordered.limit(asked.limit)))


def _by_words(connection: Connection, asked: _Asked) -> list[str]:
    """Documents that show all words, each perhaps as the beginning of a longer one."""
    hits = [documents.c.id.in_(showing) for showing in words.showing(connection, asked.client, asked.text)]
    return _newest(connection, sa.select(documents.c.id).where(*hits), asked) if hits else []


_Way = Callable[["Connection", _Asked], list[str]]
_WAYS: tuple[_Way, ...] = (_exact, _beginning, _by_customer, _by_words)
