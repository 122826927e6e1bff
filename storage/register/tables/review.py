"""Tables of what people do: the queue with its leases, and corrections, which are only ever added."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Identity, Index, Integer, Table, and_, exists

from storage.register.tables import documents, metadata
from storage.register.tables.columns import AnyText, PlainText, RowNumber, UtcTime

REPLACED = "replaced"
"""In place of a status: the pages of this document are in others now. Such rows count nowhere."""

reviews = Table(
    "reviews",
    metadata,
    Column("document_id", ForeignKey(documents.c.id), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("cause", PlainText, nullable=False),
    Column("token", Integer, nullable=False),
    Column("holder", AnyText, nullable=False),
    Column("lease_until", UtcTime),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("document_id", ForeignKey(documents.c.id), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("login", AnyText, nullable=False),
    Column("action", PlainText, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("presses", Integer, nullable=False),
    Column("undoes", RowNumber, nullable=False),
    Index(None, "client", "login", "id"),
    Index(None, "client", "at", "id"),
    Index(None, "document_id"),
    Index(None, "undoes"),
)

corrected = Table(
    "corrected_documents",
    metadata,
    Column("document_id", ForeignKey(documents.c.id), primary_key=True),
    Column("correction_id", ForeignKey(corrections.c.id), primary_key=True, autoincrement=False),
    Column("client", PlainText, nullable=False),
    Index(None, "correction_id"),
)

withdrawals = Table(
    "withdrawn_copies",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("document_id", ForeignKey(documents.c.id), nullable=False),
    Column("key", AnyText, nullable=False),
    Column("sha256", PlainText, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("done_at", UtcTime),
    Index(None, "document_id"),
)

_PLACE = reviews.c.rank, reviews.c.received_at, reviews.c.document_id
is_open = and_(reviews.c.open)
for _name, _columns in {
    "ix_reviews_queue": (reviews.c.client, *_PLACE),
    "ix_reviews_causes": (reviews.c.client, reviews.c.cause, *_PLACE),
}.items():
    Index(_name, *_columns, sqlite_where=is_open, postgresql_where=is_open)

outstanding = withdrawals.c.done_at.is_(None)
Index(
    "ix_withdrawn_copies_outstanding",
    withdrawals.c.client,
    withdrawals.c.id,
    sqlite_where=outstanding,
    postgresql_where=outstanding,
)

_undoing = corrections.alias()
# Nearly all corrections undo nothing: as a sum it keeps SQLite from looking all of them up by the index.
is_live = and_(corrections.c.undoes + 0 == 0, ~exists().where(_undoing.c.undoes == corrections.c.id))
"""A correction that takes nothing back and was not taken back."""
is_corrected = exists().where(
    corrected.c.document_id == documents.c.id, corrections.c.id == corrected.c.correction_id, is_live
)
"""A person has worked on the document."""
