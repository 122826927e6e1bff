"""The index of all words on a document: FTS5 in SQLite, a text search vector under GIN in PostgreSQL.

Words are told apart and folded here, because each database would do it in its own way; what is found is then
the same in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from storage.register.texts.folding import spellings, words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    _Holds = sa.ColumnElement[bool]

TABLE = "document_words"
"""Not part of the metadata: no two databases have the same kind of table for it."""
MOST_ASKED = 16
"""Words of a query beyond these are not looked at."""
LAST_SHOWN = 4_000
_SAMPLE = 50_000
"""Rows of a large index that are looked at to know whether a word is common."""
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


@dataclass(frozen=True, slots=True)
class Showing:
    """Which documents show every word of a query, each perhaps as the beginning of a longer one."""

    ids: frozenset[str] | None
    """Those that show all of its rarer words; None where none is rare."""
    holds: tuple[_Holds, ...]
    """What has to hold of a row of `documents` besides: that it shows the common ones."""


def showing(
    connection: Connection, client: str, query: str, documents: sa.Table, many: int
) -> Showing | None:
    """A word is common that more than `many` documents show. None where `query` has no word.

    In SQLite the words of a query are one question, so all of them together are common or not.
    """
    asked = _asked(connection, query)
    if not asked:
        return None
    ids: frozenset[str] | None = None
    common = []
    for one in asked:
        few = None if _is_in_many(connection, one, many) else _few(connection, client, one, many)
        if few is None:
            common.append(one)
        else:
            ids = few if ids is None else ids & few
    return Showing(ids, tuple(_shown(connection, client, common, documents)) if ids is None or ids else ())


def _few(connection: Connection, client: str, asked: str, many: int) -> frozenset[str] | None:
    """The documents that show it; None where more than `many` do. No more of them are looked at."""
    query = sa.select(_index.c.document_id).where(_hit(connection, _index, asked), _index.c.client == client)
    if connection.dialect.name == "postgresql":
        # It takes a word that it knows nothing of for a common one, and would read the whole table for it.
        connection.execute(sa.text("SET LOCAL enable_seqscan = off"))
    ids = connection.scalars(query.limit(many + 1)).all()
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SET LOCAL enable_seqscan = on"))
    return None if len(ids) > many else frozenset(ids)


def _is_in_many(connection: Connection, asked: str, many: int) -> bool:
    """True where a sample of a large index tells so: PostgreSQL gathers all before it gives the first."""
    if connection.dialect.name != "postgresql":
        return False
    rows = connection.execute(
        sa.text("SELECT reltuples FROM pg_class WHERE oid = to_regclass(:name)"), {"name": TABLE}
    )
    size = float(rows.scalar() or 0)
    if size <= 2 * _SAMPLE:
        return False
    sample = sa.tablesample(_index, sa.func.system(100 * _SAMPLE / size))
    seen = connection.execute(
        sa.select(sa.func.count()).select_from(sample).where(_hit(connection, sample, asked))
    )
    return seen.scalar_one() * size > many * _SAMPLE


def _shown(
    connection: Connection, client: str, common: Sequence[str], documents: sa.Table
) -> Iterator[_Holds]:
    """What holds of a row of `documents` that shows these words.

    PostgreSQL looks at one document after the other. SQLite has no way to, so there it is the last
    `LAST_SHOWN` captured of those that show the words.
    """
    hits = [_hit(connection, _index, one) for one in common]
    if hits and connection.dialect.name == "postgresql":
        # A count and no EXISTS: that one it would answer for all documents beforehand, thinking words rare.
        parts = sa.select(sa.func.count()).where(_index.c.document_id == documents.c.id)
        yield documents.c.client == client
        yield from (parts.where(hit).scalar_subquery() > 0 for hit in hits)
    elif hits:
        shown = sa.select(_index.c.document_id).where(*hits, _index.c.client == client)
        yield documents.c.id.in_(shown.order_by(sa.literal_column("rowid").desc()).limit(LAST_SHOWN))


def _asked(connection: Connection, query: str) -> list[str]:
    """What the database is asked for: word by word, or all in one where all of them hold at once."""
    spelled = tuple(spellings(query).values())[:MOST_ASKED]
    if connection.dialect.name == "postgresql":
        return [" | ".join(f"'{form}':*" for form in forms) for forms in spelled]
    each = (" OR ".join(f'"{form}"*' for form in forms) for forms in spelled)
    together = " AND ".join(f"({one})" for one in each)
    return [together] if together else []


def _hit(connection: Connection, index: sa.FromClause, asked: str) -> _Holds:
    if connection.dialect.name == "postgresql":
        return index.c.words.bool_op("@@")(sa.cast(asked, TSQUERY))
    return index.c.words.bool_op("MATCH")(asked)
