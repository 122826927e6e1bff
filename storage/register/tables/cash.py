"""Tables of payments, of what they were applied to, and of payers that are known again."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Identity, Index, Integer, LargeBinary, Table, and_, literal_column

from storage.register.tables import metadata
from storage.register.tables.columns import AnyText, Exact, LookupText, PlainText, RowNumber, UtcTime

payment_keys = Table(
    "payment_keys",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("key", LargeBinary, nullable=False),
)
"""By which account numbers are hashed; made with the first payment, never shown."""

payment_files = Table(
    "payment_files",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("sha256", PlainText, primary_key=True),
    Column("name", AnyText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("loaded_at", UtcTime, nullable=False),
    Column("loaded_by", AnyText, nullable=False),
    Column("payments", Integer, nullable=False),
    Column("repeated", Integer, nullable=False),
    Column("refused", JSON, nullable=False),
    Index(None, "client", "loaded_at"),
)

payments = Table(
    "payments",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("id", PlainText, primary_key=True),
    Column("file", PlainText, nullable=False),
    Column("line", Integer, nullable=False),
    Column("value_day", Date, nullable=False),
    Column("amount", Exact, nullable=False),
    Column("currency", AnyText, nullable=False),
    Column("payer", AnyText, nullable=False),
    Column("account_key", PlainText, nullable=False),
    Column("account_tail", AnyText, nullable=False),
    Column("reference", AnyText, nullable=False),
    Column("bank_reference", AnyText, nullable=False),
    Column("customer_said", AnyText, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("why", PlainText, nullable=False),
    Column("proposals", JSON, nullable=False),
    Column("customer_number", LookupText, nullable=False),
    Column("load", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Index(None, "client", "state", "value_day", "id"),
    Index(None, "client", "customer_number", "value_day", "id"),
    Index(None, "client", "value_day", "id"),
)

advices = Table(
    "remittance_advices",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("id", PlainText, primary_key=True),
    Column("file", PlainText, nullable=False),
    Column("line", Integer, nullable=False),
    Column("number", AnyText, nullable=False),
    Column("customer_number", AnyText, nullable=False),
    Column("payer", AnyText, nullable=False),
    Column("currency", AnyText, nullable=False),
    Column("total", Exact, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("payment_id", PlainText, nullable=False),
    Index(None, "client", "payment_id"),
)
"""`payment_id` is empty until the payment has come that it tells of."""

applications = Table(
    "applications",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("payment_id", PlainText, nullable=False),
    Column("customer_number", AnyText, nullable=False),
    Column("invoice_number", AnyText, nullable=False),
    Column("paid", Exact, nullable=False),
    Column("discount", Exact, nullable=False),
    Column("deduction", Exact, nullable=False),
    Column("reason", PlainText, nullable=False),
    Column("code", AnyText, nullable=False),
    Column("currency", AnyText, nullable=False),
    Column("value_day", Date, nullable=False),
    Column("open_then", Exact, nullable=False),
    Column("load", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", AnyText, nullable=False),
    Column("booked_load", Integer, nullable=False),
    Column("taken_back_at", UtcTime),
    Index(None, "client", "payment_id"),
    Index(None, "client", "customer_number", "invoice_number"),
    Index(None, "client", "at", "id"),
    Index(None, "client", "id"),
)
"""Rows are added and marked, never removed; an empty invoice number is the customer's account."""

# As in history_tables: the query repeats the condition of the index to the letter and unbound.
is_unbooked = and_(applications.c.booked_load == literal_column("0"), applications.c.taken_back_at.is_(None))
Index(
    "ix_applications_unbooked",
    applications.c.client,
    applications.c.customer_number,
    applications.c.invoice_number,
    sqlite_where=is_unbooked,
    postgresql_where=is_unbooked,
)

payers = Table(
    "payers",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("sign", PlainText, primary_key=True),
    Column("value", LookupText, primary_key=True),
    Column("customer_number", LookupText, primary_key=True),
    Column("payment_id", PlainText, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", AnyText, nullable=False),
    Index(None, "client", "payment_id"),
)
"""Payers of whom a person said for which customer they pay."""
