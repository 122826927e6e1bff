"""Finding documents again: by exact or beginning number, date, file name, customer, then by any words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from models.reading import FieldName
from storage.register.database.statements import insert_or_same
from storage.register.papers import narrowing
from storage.register.tables import customers, documents, search_keys
from storage.register.tables.columns import LONGEST_KEY
from storage.register.tables.review import REPLACED
from storage.register.texts import words
from storage.register.texts.folding import folded

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from models.record import DocumentRecord

MANY = 2000
"""Hits beyond which they are not gathered and sorted: of common ones the newest are wanted."""
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


def find(
    connection: Connection,
    client: str,
    query: str,
    limit: int,
    also: tuple[ColumnElement[bool], ...] = (),
) -> tuple[str, ...]:
    """Ids of at most `limit` documents of which `also` holds, best first; of one kind the newest first.

    Raises:
        WrongUse: the query narrows by a grade or a receipt that there is not.
    """
    wanted = narrowing.parse(query)
    asked = _Asked(client, wanted.text, (*wanted.conditions(), *also), limit)
    if wanted.narrowed and not asked.text:
        return tuple(
            _newest(connection, sa.select(documents.c.id).where(documents.c.client == client), asked)
        )
    found: dict[str, None] = {}
    for look in _WAYS:
        if len(found) < limit:
            found |= dict.fromkeys(look(connection, asked))
    return tuple(found)[:limit]


def _exact(connection: Connection, asked: _Asked) -> list[str]:
    return _called(connection, search_keys.c.key == folded(asked.text), asked)


def _beginning(connection: Connection, asked: _Asked) -> list[str]:
    start = folded(asked.text)
    if not 0 < len(start) < LONGEST_KEY:
        return []
    key = search_keys.c.key
    hit = sa.and_(key >= start, key <= start + _LAST)
    return _called(connection, hit, asked)


def _called(connection: Connection, hit: ColumnElement[bool], asked: _Asked) -> list[str]:
    """Documents with such a key. Of many, the newest are looked through until enough have one.

    Where the ids are known, nothing is said of the client: SQLite would go through all documents of it.
    """
    matching = sa.select(search_keys.c.document_id).where(search_keys.c.client == asked.client, hit)
    if is_common(connection, matching):
        theirs = sa.exists().where(search_keys.c.document_id == documents.c.id, hit)
        every = sa.select(documents.c.id).where(documents.c.client == asked.client)
        return _newest(connection, every.where(theirs), asked)
    return _newest(connection, sa.select(documents.c.id).where(documents.c.id.in_(matching)), asked)


def is_common(connection: Connection, matching: Select[Any]) -> bool:
    """True where more than `MANY` rows fit; no more of them are looked at to know it."""
    some = matching.limit(MANY + 1).subquery()
    return connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one() > MANY


def _by_customer(connection: Connection, asked: _Asked) -> list[str]:
    name = folded(asked.text)
    if not name:
        return []
    called = customers_called(connection, asked.client, name)
    if not called:
        return []
    filed = documents.c.client == asked.client, of_customers(called)
    return _newest(connection, sa.select(documents.c.id).where(*filed), asked)


def customers_called(connection: Connection, client: str, name: str) -> list[str]:
    """Numbers of at most `MANY` customers whose name contains the folded `name`.

    Asked for by themselves: within a question about documents, a database may well look through all of those.
    """
    called = customers.c.folded_names.contains(name, autoescape=True)
    query = sa.select(customers.c.number).where(customers.c.client == client, called)
    return list(connection.scalars(query.order_by(customers.c.number).limit(MANY)))


def of_customers(numbers: Sequence[str]) -> ColumnElement[bool]:
    """Holds of their documents. One is asked for by itself, so that an index gives them in their order."""
    column = documents.c.customer_number
    return column == numbers[0] if len(numbers) == 1 else column.in_(numbers)


def _newest(connection: Connection, ids: Select[Any], asked: _Asked) -> list[str]:
    ordered = ids.where(documents.c.status != REPLACED, *asked.only).order_by(
        documents.c.received_at.desc(), documents.c.id
    )
    return list(connection.scalars(ordered.limit(asked.limit)))


def _by_words(connection: Connection, asked: _Asked) -> list[str]:
    """Documents that show all words, each perhaps as the beginning of a longer one."""
    shown = words.showing(connection, asked.client, asked.text, documents, MANY)
    if shown is None or shown.ids == frozenset():
        return []
    rarer = () if shown.ids is None else (documents.c.id.in_(sorted(shown.ids)),)
    return _newest(connection, sa.select(documents.c.id).where(*rarer, *shown.holds), asked)


_Way = Callable[["Connection", _Asked], list[str]]
_WAYS: tuple[_Way, ...] = (_exact, _beginning, _by_customer, _by_words)
