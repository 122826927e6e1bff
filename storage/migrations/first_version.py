"""A register of the first version, in SQLite, brought to revision 0002 within the transaction at hand."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.register.tables.columns import LONGEST_KEY, AnyText, LookupText
from storage.register.texts import words

if TYPE_CHECKING:
    from sqlalchemy import Connection

_COLUMNS = (
    "id, client, key, version, source, size, noted_at, state, not_before, token, attempts, lease_until, "
    "worker, done_at, drop_id"
)
_ARRIVALS = (
    "DROP INDEX ix_arrivals_drop_id",
    "DROP INDEX ix_arrivals_unfinished",
    "ALTER TABLE arrivals RENAME TO first_arrivals",
    (
        "CREATE TABLE arrivals (id INTEGER NOT NULL, client TEXT NOT NULL, key TEXT NOT NULL, "
        "version TEXT NOT NULL, fingerprint TEXT NOT NULL, source TEXT NOT NULL, size BIGINT NOT NULL, "
        "noted_at TEXT NOT NULL, state TEXT NOT NULL, not_before TEXT NOT NULL, token INTEGER NOT NULL, "
        "attempts INTEGER NOT NULL, lease_until TEXT, worker TEXT, done_at TEXT, drop_id TEXT, "
        "CONSTRAINT fk_arrivals_drop_id FOREIGN KEY(drop_id) REFERENCES drops (id), "
        "CONSTRAINT pk_arrivals PRIMARY KEY (id), CONSTRAINT uq_arrivals_fingerprint UNIQUE (fingerprint))"
    ),
    f"INSERT INTO arrivals (fingerprint, {_COLUMNS}) SELECT id, {_COLUMNS} FROM first_arrivals",  # noqa: S608 constants
    "DROP TABLE first_arrivals",
    "CREATE INDEX ix_arrivals_drop_id ON arrivals (drop_id)",
    "CREATE INDEX ix_arrivals_unfinished ON arrivals (id) WHERE state != 'done'",
)
_INDEXES = (
    "CREATE INDEX ix_events_client_kind ON events (client, kind)",
    (
        "CREATE INDEX ix_documents_client_type_status_received_at "
        "ON documents (client, type, status, received_at)"
    ),
)
_WORDS = (
    "DROP TABLE document_words",
    (
        "CREATE VIRTUAL TABLE document_words USING fts5 "
        "(document_id UNINDEXED, client UNINDEXED, words, tokenize = 'ascii')"
    ),
)
_LOOKED_UP = (("fields", "value"), ("search_keys", "key"))


def take_over(connection: Connection) -> None:
    """Give arrivals their fingerprint, shorten what is looked up, and index the words anew.

    The unique key of drops by client, source and hash stays: it says what their id says, and SQLite drops
    none without making the table anew.
    """
    for statement in (*_ARRIVALS, *_INDEXES, *_WORDS):
        connection.exec_driver_sql(statement)
    _tell_apart(connection)
    for table, column in _LOOKED_UP:
        _shorten(connection, table, column)
    documents = connection.exec_driver_sql("SELECT client, id, reading FROM documents").all()
    for client, document_id, reading in documents:
        words.insert(connection, client, document_id, json.loads(reading))


def _tell_apart(connection: Connection) -> None:
    arrivals = sa.table(
        "arrivals",
        sa.column("id", sa.Integer),
        sa.column("client", sa.Text),
        sa.column("key", AnyText),
        sa.column("version", AnyText),
        sa.column("fingerprint", sa.Text),
    )
    for row in connection.execute(sa.select(arrivals)).all():
        told = f"{row.client}\0{row.key}\0{row.version}".encode("utf-8", "surrogatepass")
        values = {"fingerprint": hashlib.sha256(told).hexdigest()}
        connection.execute(sa.update(arrivals).where(arrivals.c.id == row.id).values(values))


def _shorten(connection: Connection, table: str, column: str) -> None:
    """Texts too long for an index keep their beginning and a hash, as those written from now on."""
    looked_up = sa.table(table, sa.column("rowid", sa.Integer), sa.column(column, LookupText))
    value = looked_up.c[column]
    long = sa.select(looked_up.c.rowid, value).where(sa.func.length(value) > LONGEST_KEY)
    for rowid, text in connection.execute(long).all():
        connection.execute(sa.update(looked_up).where(looked_up.c.rowid == rowid).values({column: text}))
