"""Tables of retention: what must not go, what was proposed to go, and what went."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Identity, Index, Table

from storage.register.tables import metadata
from storage.register.tables.columns import AnyText, PlainText, RowNumber, UtcTime

holds = Table(
    "holds",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("scope", PlainText, nullable=False),
    *(Column(name, AnyText, nullable=False) for name in ("customer_number", "invoice_number")),
    Column("dispute", RowNumber, nullable=False),
    Column("reason", AnyText, nullable=False),
    Column("set_at", UtcTime, nullable=False),
    Column("set_by", AnyText, nullable=False),
    Column("lifted_at", UtcTime),
    *(Column(name, AnyText, nullable=False) for name in ("lifted_by", "lifted_why")),
)
in_force = holds.c.lifted_at.is_(None)
Index(
    "ix_holds_in_force",
    holds.c.client,
    holds.c.customer_number,
    holds.c.invoice_number,
    holds.c.id,
    sqlite_where=in_force,
    postgresql_where=in_force,
)

destructions = Table(
    "destructions",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("proposed_at", UtcTime, nullable=False),
    Column("proposed_by", AnyText, nullable=False),
    Column("decided_at", UtcTime),
    Column("decided_by", AnyText, nullable=False),
    Column("note", AnyText, nullable=False),
    Column("done_at", UtcTime),
    Column("files", JSON, nullable=False),
    Index(None, "client", "id"),
)
"""A list of files that somebody proposed to destroy; approved by somebody else, it is a certificate."""

destroyed = Table(
    "destroyed_files",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("sha256", PlainText, primary_key=True),
    Column("destruction_id", ForeignKey(destructions.c.id), nullable=False),
    Index(None, "destruction_id"),
)
