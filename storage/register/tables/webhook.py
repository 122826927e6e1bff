"""Tables of webhooks: who is told, what is to be told, and each attempt."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Identity, Index, Integer, Table, literal_column

from models.webhook import State
from storage.register.tables import metadata
from storage.register.tables.columns import AnyText, LookupText, PlainText, RowNumber, UtcTime

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("url", AnyText, nullable=False),
    Column("notices", JSON, nullable=False),
    Column("secret", PlainText, nullable=False),
    Column("old_secret", PlainText, nullable=False),
    Column("old_until", UtcTime),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", AnyText, nullable=False),
    Column("disabled_at", UtcTime),
    Column("removed_at", UtcTime),
    Column("failures", Integer, nullable=False),
    Column("failing_since", UtcTime),
    Column("paused_until", UtcTime),
    Index(None, "client", "id"),
)

deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("webhook_id", ForeignKey(webhooks.c.id), nullable=False),
    Column("client", PlainText, nullable=False),
    Column("message", PlainText, nullable=False),
    Column("notice", PlainText, nullable=False),
    Column("subject", LookupText, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("body", AnyText, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", UtcTime),
    Column("lease_until", UtcTime),
    Column("ended_at", UtcTime),
    Index(None, "webhook_id", "id"),
    Index(None, "webhook_id", "state", "id"),
)

attempts = Table(
    "webhook_attempts",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("delivery_id", ForeignKey(deliveries.c.id), nullable=False),
    Column("client", PlainText, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("status", Integer, nullable=False),
    Column("answer", AnyText, nullable=False),
    Column("problem", AnyText, nullable=False),
    Index(None, "delivery_id", "id"),
)

waiting = deliveries.c.state == literal_column(f"'{State.WAITING.value}'")
Index(
    "ix_webhook_deliveries_due",
    deliveries.c.webhook_id,
    deliveries.c.due_at,
    deliveries.c.id,
    sqlite_where=waiting,
    postgresql_where=waiting,
)
Index(
    "ix_webhook_deliveries_in_order",
    deliveries.c.webhook_id,
    deliveries.c.subject,
    deliveries.c.id,
    sqlite_where=waiting,
    postgresql_where=waiting,
)
ended = deliveries.c.ended_at.is_not(None)
Index("ix_webhook_deliveries_ended", deliveries.c.ended_at, sqlite_where=ended, postgresql_where=ended)
