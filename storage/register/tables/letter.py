"""Tables of customers' contact persons, and of letters that go to them by mail."""

from __future__ import annotations

from sqlalchemy import Column, Identity, Index, Integer, LargeBinary, Table

from storage.register.tables import metadata
from storage.register.tables.columns import AnyText, LookupText, PlainText, RowNumber, UtcTime

contact_persons = Table(
    "contact_persons",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("customer_number", LookupText, nullable=False),
    Column("name", AnyText, nullable=False),
    Column("email", LookupText, nullable=False),
    Column("duty", PlainText, nullable=False),
    Column("language", PlainText, nullable=False),
    Column("source", PlainText, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("changed_by", AnyText, nullable=False),
    Column("removed_at", UtcTime),
    Index(None, "client", "customer_number", "email", "duty", unique=True),
)
"""One that was taken out keeps its row, so that a file does not bring it back."""

letter_mails = Table(
    "letter_mails",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("customer_number", LookupText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("reminder_id", RowNumber, nullable=False),
    Column("name", AnyText, nullable=False),
    Column("email", AnyText, nullable=False),
    Column("reply_to", AnyText, nullable=False),
    Column("subject", AnyText, nullable=False),
    Column("text", AnyText, nullable=False),
    Column("file", PlainText, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", PlainText, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", AnyText, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", UtcTime, nullable=False),
    Column("error", AnyText, nullable=False),
    Column("sent_at", UtcTime),
    Index(None, "client", "customer_number", "id"),
    Index(None, "client", "reminder_id"),
)
"""Text and PDF go when the mail has gone; the hash stays."""

is_waiting = letter_mails.c.state == "waiting"
Index(
    "ix_letter_mails_waiting",
    *(letter_mails.c.next_at, letter_mails.c.id),
    sqlite_where=is_waiting,
    postgresql_where=is_waiting,
)
is_failed = letter_mails.c.state == "failed"
Index(
    "ix_letter_mails_failed",
    *(letter_mails.c.client, letter_mails.c.id),
    sqlite_where=is_failed,
    postgresql_where=is_failed,
)
