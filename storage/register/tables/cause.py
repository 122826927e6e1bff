"""What people said of why items are overdue: one row an item; the past is in the log of events."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table

from storage.register.tables import metadata
from storage.register.tables.columns import AnyText, Exact, PlainText, UtcTime

cause_marks = Table(
    "cause_marks",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("customer_number", AnyText, primary_key=True),
    Column("invoice_number", AnyText, primary_key=True),
    Column("cause", PlainText, nullable=False),
    Column("note", AnyText, nullable=False),
    Column("balance", Exact, nullable=False),
    Column("due", Date),
    Column("status", PlainText, nullable=False),
    Column("set_at", UtcTime, nullable=False),
    Column("set_by", AnyText, nullable=False),
)
