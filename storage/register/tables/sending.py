"""Tables of what was sent outside; of a link only the hash of its secret is kept."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Identity, Index, Integer, Table, UniqueConstraint

from storage.register.tables import documents, drops, metadata
from storage.register.tables.columns import AnyText, LookupText, PlainText, RowNumber, UtcTime
from storage.register.tables.review import corrections

sendings = Table(
    "sendings",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("customer_number", AnyText, nullable=False),
    Column("invoice_number", AnyText, nullable=False),
    Column("reason", PlainText, nullable=False),
    Column("note", AnyText, nullable=False),
    Column("login", AnyText, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("downloads", Boolean, nullable=False),
    Column("revoked_at", UtcTime),
    Column("revoked_by", AnyText, nullable=False),
    Index(None, "client", "id"),
    Index(None, "client", "customer_number", "id"),
)

papers = Table(
    "sent_papers",
    metadata,
    Column("sending_id", ForeignKey(sendings.c.id), primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("client", PlainText, nullable=False),
    Column("document_id", ForeignKey(documents.c.id), nullable=False),
    Column("drop_id", ForeignKey(drops.c.id), nullable=False),
    Column("source", AnyText, nullable=False),
    Column("pages", JSON, nullable=False),
    Index(None, "drop_id"),
    Index(None, "document_id"),
)
"""By file and pages: whatever documents they are put into later, it is known that they were sent."""

recipients = Table(
    "recipients",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("sending_id", ForeignKey(sendings.c.id), nullable=False),
    Column("client", PlainText, nullable=False),
    Column("name", AnyText, nullable=False),
    Column("email", LookupText, nullable=False),
    Column("key", PlainText, nullable=False),
    Column("told", JSON, nullable=False),
    Column("opened", Integer, nullable=False),
    Column("opened_at", UtcTime),
    Index(None, "sending_id"),
    UniqueConstraint("key"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("recipient_id", ForeignKey(recipients.c.id), nullable=False),
    Column("correction_id", ForeignKey(corrections.c.id), nullable=False),
    Column("turn", PlainText, nullable=False),
    Column("state", JSON, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("login", AnyText, nullable=False),
    Column("outcome", PlainText, nullable=False),
    Column("closed_at", UtcTime),
    Column("closed_by", AnyText, nullable=False),
    Column("reason", AnyText, nullable=False),
    Index(None, "recipient_id"),
    Index(None, "correction_id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("recipient_id", ForeignKey(recipients.c.id), nullable=False),
    Column("carries_link", Boolean, nullable=False),
    Column("name", AnyText, nullable=False),
    Column("email", AnyText, nullable=False),
    Column("reply_to", AnyText, nullable=False),
    Column("subject", AnyText, nullable=False),
    Column("text", AnyText, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", UtcTime, nullable=False),
    Column("error", AnyText, nullable=False),
    Column("sent_at", UtcTime),
    Index(None, "recipient_id"),
    Index(None, "client", "state", "id"),
)
"""The text goes when the mail has gone: it may hold a link, of which only the hash is kept."""

is_open = notices.c.closed_at.is_(None)
Index("ix_notices_open", notices.c.client, notices.c.id, sqlite_where=is_open, postgresql_where=is_open)
is_waiting = outbox.c.state == "waiting"
Index(
    "ix_outbox_waiting", outbox.c.next_at, outbox.c.id, sqlite_where=is_waiting, postgresql_where=is_waiting
)
