"""How invoices stood before a load of the ledger changed them; and the index of those that are open."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, Table, literal_column

from models.ledger import OPEN
from storage.register.tables import invoices, metadata
from storage.register.tables.columns import AnyText, Exact, PlainText

invoice_versions = Table(
    "invoice_versions",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("customer_number", AnyText, primary_key=True),
    Column("number", AnyText, primary_key=True),
    Column("load", Integer, primary_key=True, autoincrement=False),
    Column("until_load", Integer, nullable=False),
    Column("po_number", AnyText, nullable=False),
    Column("invoice_date", Date, nullable=False),
    Column("due_date", Date),
    Column("amount", Exact, nullable=False),
    Column("currency", AnyText, nullable=False),
    Column("delivery_number", AnyText, nullable=False),
    Column("status", PlainText, nullable=False),
    Column("open_amount", Exact),
    Index(None, "client", "until_load"),
    Index(None, "client", "invoice_date"),
)
"""Each as it stood from the load `load` on, up to the load `until_load`, which changed it."""

# A database uses a partial index only where the query repeats its condition to the letter and unbound.
is_open = invoices.c.status.in_([literal_column(f"'{status.value}'") for status in sorted(OPEN)])
Index(
    "ix_invoices_open",
    invoices.c.client,
    invoices.c.customer_number,
    invoices.c.number,
    sqlite_where=is_open,
    postgresql_where=is_open,
)
