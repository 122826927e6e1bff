"""The table of what was learned from corrections."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Identity, Index, Table

from storage.register.tables import documents, metadata
from storage.register.tables.columns import AnyText, LookupText, PlainText, RowNumber, UtcTime
from storage.register.tables.review import corrections

learned = Table(
    "learned",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("key", LookupText, nullable=False),
    Column("value", LookupText, nullable=False),
    Column("correction_id", ForeignKey(corrections.c.id), nullable=False),
    Column("document_id", ForeignKey(documents.c.id), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", AnyText, nullable=False),
    Column("withdrawn_at", UtcTime),
    Column("withdrawn_by", AnyText, nullable=False),
    Column("ended_by", RowNumber),
    Index(None, "client", "kind", "key", "value"),
    Index(None, "correction_id"),
    Index(None, "document_id"),
)
"""`ended_by` is the correction that put another value in place of the one that taught it; mostly empty."""

lesson_uses = Table(
    "lesson_uses",
    metadata,
    Column("document_id", ForeignKey(documents.c.id), primary_key=True),
    Column("kind", PlainText, primary_key=True),
    Column("key", LookupText, primary_key=True),
    Column("value", LookupText, primary_key=True),
    Column("client", PlainText, nullable=False),
    Index(None, "client", "kind", "key", "value"),
)
"""Which documents were read or matched with a lesson."""
