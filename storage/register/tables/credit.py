"""Tables of reminders, payment plans and credit limits."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Identity, Index, Integer, Table

from storage.register.tables import metadata
from storage.register.tables.columns import AnyText, Exact, PlainText, RowNumber, UtcTime
from storage.register.tables.dispute import contacts

reminders = Table(
    "reminders",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("customer_number", AnyText, nullable=False),
    Column("on", Date, nullable=False),
    Column("days", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("step", PlainText, nullable=False),
    Column("channel", PlainText, nullable=False),
    Column("language", PlainText, nullable=False),
    Column("contact_id", RowNumber, ForeignKey(contacts.c.id), nullable=False),
    Column("sent_at", UtcTime, nullable=False),
    Column("sent_by", AnyText, nullable=False),
    Column("withdrawn_at", UtcTime),
    Index(None, "client", "customer_number", "on"),
    Index(None, "contact_id"),
)

reminder_items = Table(
    "reminder_items",
    metadata,
    Column("reminder_id", RowNumber, ForeignKey(reminders.c.id), primary_key=True, autoincrement=False),
    Column("invoice_number", AnyText, primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("customer_number", AnyText, nullable=False),
    Column("days", Integer, nullable=False),
    Column("amount", Exact, nullable=False),
    Column("currency", AnyText, nullable=False),
    Index(None, "client", "customer_number", "invoice_number"),
)

payment_plans = Table(
    "payment_plans",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("customer_number", AnyText, nullable=False),
    Column("currency", AnyText, nullable=False),
    Column("agreed", Date, nullable=False),
    Column("note", AnyText, nullable=False),
    Column("load", Integer, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", AnyText, nullable=False),
    Column("ended_at", UtcTime),
    Column("ended_by", AnyText, nullable=False),
    Index(None, "client", "customer_number", "id"),
)
is_running = payment_plans.c.ended_at.is_(None)
Index(
    "ix_payment_plans_running",
    payment_plans.c.client,
    payment_plans.c.id,
    sqlite_where=is_running,
    postgresql_where=is_running,
)

plan_invoices = Table(
    "plan_invoices",
    metadata,
    Column("plan_id", RowNumber, ForeignKey(payment_plans.c.id), primary_key=True, autoincrement=False),
    Column("invoice_number", AnyText, primary_key=True),
)

instalments = Table(
    "instalments",
    metadata,
    Column("plan_id", RowNumber, ForeignKey(payment_plans.c.id), primary_key=True, autoincrement=False),
    Column("due", Date, primary_key=True),
    Column("amount", Exact, nullable=False),
)

credit_limits = Table(
    "credit_limits",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("customer_number", AnyText, nullable=False),
    Column("currency", AnyText, nullable=False),
    Column("amount", Exact),
    Column("since", Date, nullable=False),
    Column("source", AnyText, nullable=False),
    Column("note", AnyText, nullable=False),
    Column("set_at", UtcTime, nullable=False),
    Column("set_by", AnyText, nullable=False),
    Index(None, "client", "customer_number", "since", "id"),
)
"""Rows are added, never changed."""
