"""Tables of disputes and of contacts; the history of a dispute is in the log of events."""

from __future__ import annotations

from sqlalchemy import Column, Date, Identity, Index, Integer, Table, literal_column

from storage.register.tables import metadata
from storage.register.tables.columns import AnyText, Exact, PlainText, RowNumber, UtcTime

disputes = Table(
    "disputes",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("customer_number", AnyText, nullable=False),
    Column("invoice_number", AnyText, nullable=False),
    Column("reason", PlainText, nullable=False),
    Column("amount", Exact, nullable=False),
    Column("currency", AnyText, nullable=False),
    Column("raised", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    Column("opened_by", AnyText, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("owner", AnyText, nullable=False),
    Column("claim", AnyText, nullable=False),
    Column("department", AnyText, nullable=False),
    Column("note", AnyText, nullable=False),
    Column("recovered", Exact),
    Column("closed_at", UtcTime),
    Index(None, "client", "customer_number", "invoice_number"),
    Index(None, "client", "due", "id"),
)

is_open = disputes.c.closed_at.is_(None)
Index(
    "ix_disputes_open",
    disputes.c.client,
    disputes.c.due,
    disputes.c.id,
    sqlite_where=is_open,
    postgresql_where=is_open,
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("customer_number", AnyText, nullable=False),
    Column("invoice_number", AnyText, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("channel", PlainText, nullable=False),
    Column("direction", PlainText, nullable=False),
    Column("person", AnyText, nullable=False),
    Column("outcome", AnyText, nullable=False),
    Column("note", AnyText, nullable=False),
    Column("promised_on", Date),
    Column("promised_amount", Exact),
    Column("promised_currency", AnyText, nullable=False),
    Column("load", Integer, nullable=False),
    Column("noted_at", UtcTime, nullable=False),
    Column("noted_by", AnyText, nullable=False),
    Column("failure", PlainText),
    Column("origin", PlainText, nullable=False, server_default=""),
    Index(None, "client", "customer_number", "invoice_number", "at"),
    Index(None, "client", "customer_number", "at", "id"),
    Index(None, "client", "at", "id"),
)
"""Rows are added, never changed."""

has_origin = contacts.c.origin != literal_column("''")
Index(
    "ix_contacts_origin",
    *(contacts.c.client, contacts.c.origin, contacts.c.customer_number, contacts.c.invoice_number),
    unique=True,
    sqlite_where=has_origin,
    postgresql_where=has_origin,
)
"""What the program notes by itself is noted once."""

has_promise = contacts.c.promised_on.is_not(None)
Index(
    "ix_contacts_promised",
    *(contacts.c.client, contacts.c.promised_on, contacts.c.id),
    sqlite_where=has_promise,
    postgresql_where=has_promise,
)
