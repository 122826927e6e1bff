"""Tables of alarms: what is wrong and since when, the limits, and who is written to."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Identity, Index, Integer, Table

from storage.register.tables import metadata
from storage.register.tables.columns import AnyText, LookupText, PlainText, RowNumber, UtcTime

alarms = Table(
    "alarms",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("subject", LookupText, nullable=False),
    Column("value", Float, nullable=False),
    Column("words", AnyText, nullable=False),
    Column("raised_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("told_at", UtcTime),
    Column("told", Integer, nullable=False),
    Column("cleared_at", UtcTime),
    Index(None, "client", "id"),
)
is_open = alarms.c.cleared_at.is_(None)
Index(
    "ix_alarms_open",
    alarms.c.client,
    alarms.c.kind,
    alarms.c.subject,
    unique=True,
    sqlite_where=is_open,
    postgresql_where=is_open,
)

rules = Table(
    "alarm_rules",
    metadata,
    Column("kind", PlainText, primary_key=True),
    Column("threshold", Float, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("changed_by", AnyText, nullable=False),
)

addresses = Table(
    "alarm_addresses",
    metadata,
    Column("email", LookupText, primary_key=True),
    Column("added_at", UtcTime, nullable=False),
    Column("added_by", AnyText, nullable=False),
)

mails = Table(
    "alarm_mails",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("alarm_id", ForeignKey(alarms.c.id), nullable=False),
    Column("email", AnyText, nullable=False),
    Column("subject", AnyText, nullable=False),
    Column("text", AnyText, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("error", AnyText, nullable=False),
    Index(None, "alarm_id"),
)
is_waiting = mails.c.sent_at.is_(None)
Index(
    "ix_alarm_mails_waiting",
    mails.c.next_at,
    mails.c.id,
    sqlite_where=is_waiting,
    postgresql_where=is_waiting,
)
