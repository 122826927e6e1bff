"""Tables of invoices' lines, and of how far papers of one delivery may differ."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from storage.register.tables import metadata
from storage.register.tables.columns import AnyText, Exact, PlainText, UtcTime

invoice_lines = Table(
    "invoice_lines",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("customer_number", AnyText, primary_key=True),
    Column("invoice_number", AnyText, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("position", AnyText, nullable=False),
    Column("article", AnyText, nullable=False),
    Column("description", AnyText, nullable=False),
    Column("quantity", Exact),
    Column("unit", AnyText, nullable=False),
    Column("price", Exact),
    Column("amount", Exact),
)

tolerances = Table(
    "tolerances",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("quantity", Exact, nullable=False),
    Column("quantity_percent", Exact, nullable=False),
    Column("price", Exact, nullable=False),
    Column("price_percent", Exact, nullable=False),
    Column("set_at", UtcTime, nullable=False),
    Column("set_by", AnyText, nullable=False),
)
"""A client without a row has those of `models.lines.Tolerances`."""
