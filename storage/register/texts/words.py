"""The index of all words on a document: FTS5 in SQLite, a text search vector under GIN in PostgreSQL.

Words are told apart and folded here, because each database would do it in its own way; what is found is then
the same in both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from storage.register.texts.folding import spellings, words

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    _Holds = sa.ColumnElement[bool]

TABLE = "document_words"
"""Not part of the metadata: no two databases have the same kind of table for it."""
MOST_ASKED = 16
"""Words of a query beyond these are not looked at."""
LAST_SHOWN = 4_000
_PART = 4_000
"""Words in one row: a vector of PostgreSQL holds a million bytes of them."""

_index = sa.table(
    TABLE, sa.column("document_id"), sa.column("client"), sa.column("words"), sa.column("part", sa.Integer)
)


def is_index(table: str) -> bool:
    """True for the tables that the index consists of."""
    return table.startswith(TABLE)


def insert(connection: Connection, client: str, document_id: str, reading: Mapping[str, Any]) -> None:
    """Make the document found by any word of its `reading`, given as plain JSON values."""
    values = (value["text"] for found in reading["fields"].values() for value in found)
    shown = words("\n".join((reading["text"], *values)))
    row = {"document_id": document_id, "client": client}
    if connection.dialect.name == "postgresql":
        parts = [
            {**row, "part": start // _PART, "words": _vector(shown[start : start + _PART])}
            for start in range(0, len(shown), _PART)
        ]
    else:
        parts = [{**row, "words": " ".join(shown)}]
    for part in parts:
        connection.execute(sa.insert(_index).values(part))


def forget(connection: Connection, document_id: str) -> None:
    """Let no word find the document any more."""
    connection.execute(sa.delete(_index).where(_index.c.document_id == document_id))


def _vector(shown: Sequence[str]) -> sa.ColumnElement[Any]:
    return sa.func.array_to_tsvector(sa.cast(list(shown), ARRAY(sa.Text)))


def showing(connection: Connection, client: str, query: str) -> list[Select[Any]]:
    """Selections of document ids; a document in all of them shows every word of `query`, or one that goes on.

    Empty where `query` has no word.
    """
    hits = _hits(connection, query)
    return [sa.select(_index.c.document_id).where(hit, _index.c.client == client) for hit in hits]


def shown_by(connection: Connection, client: str, query: str, documents: sa.Table) -> list[_Holds]:
    """What holds of a row of `documents` that shows every word of a query whose words are common.

    PostgreSQL looks at one document after the other. SQLite has no way to, so there it is the last
    `LAST_SHOWN` captured of those that show the words.
    """
    hits = _hits(connection, query)
    if connection.dialect.name == "postgresql":
        # A count and no EXISTS: that one it would answer for all documents beforehand, thinking words rare.
        parts = sa.select(sa.func.count()).where(_index.c.document_id == documents.c.id)
        return [documents.c.client == client, *(parts.where(hit).scalar_subquery() > 0 for hit in hits)]
    shown = sa.select(_index.c.document_id).where(*hits, _index.c.client == client)
    return [documents.c.id.in_(shown.order_by(sa.literal_column("rowid").desc()).limit(LAST_SHOWN))]


def _hits(connection: Connection, query: str) -> list[_Holds]:
    """Of a row of the index: all of them hold where it shows all words."""
    asked = tuple(spellings(query).values())[:MOST_ASKED]
    if connection.dialect.name == "postgresql":
        each = (" | ".join(f"'{form}':*" for form in forms) for forms in asked)
        return [_index.c.words.bool_op("@@")(sa.cast(one, TSQUERY)) for one in each]
    each = (" OR ".join(f'"{form}"*' for form in forms) for forms in asked)
    together = " AND ".join(f"({one})" for one in each)
    return [_index.c.words.bool_op("MATCH")(together)] if asked else []
