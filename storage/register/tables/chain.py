"""Tables of proof: the audit chain and its heads, and who stands behind the pseudonyms in it."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Identity, Table, UniqueConstraint

from storage.register.tables import metadata
from storage.register.tables.columns import LookupText, PlainText, RowNumber, UtcTime

chain = Table(
    "chain",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", RowNumber, nullable=False),
    Column("salt", PlainText, nullable=False),
    Column("hash", PlainText, nullable=False),
    UniqueConstraint("event_id"),
)
"""One row for each event, written in its transaction."""

heads = Table(
    "heads",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", PlainText, nullable=False),
    Column("at", UtcTime, nullable=False),
)

actors = Table(
    "actors",
    metadata,
    Column("number", RowNumber, Identity(), primary_key=True),
    Column("name", LookupText),
    Column("erased_at", UtcTime),
    UniqueConstraint("name"),
)
"""Who is meant by a number in an event; an erased one has no name any more."""

personal = Table(
    "personal",
    metadata,
    Column("event_id", RowNumber, primary_key=True, autoincrement=False),
    Column("actor", ForeignKey(actors.c.number), nullable=False, index=True),
    Column("detail", JSON, nullable=False),
)
"""What events about a person say of them; it stands in no hash, so that it can be erased."""
