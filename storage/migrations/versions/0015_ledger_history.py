"""Invoices as they stood before a load changed them, what of them is still open, and how they are found.

Revision ID: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
EXACT = sa.Text().with_variant(sa.Numeric(), "postgresql")
OPEN = "status IN ('disputed', 'open')"


def upgrade() -> None:
    """Add the table, the columns and the indexes; of loads until now nothing was put aside."""
    op.add_column("invoices", sa.Column("open_amount", EXACT))
    op.add_column(
        "ledger_loads", sa.Column("keeps_history", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    for name in ("amount", "invoice_date"):
        op.create_index(f"ix_invoices_client_{name}", "invoices", ["client", name])
    op.create_index("ix_customers_client_parent", "customers", ["client", "parent"])
    op.create_index(
        "ix_invoices_open",
        "invoices",
        ["client", "customer_number", "number"],
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )
    op.create_table(
        "invoice_versions",
        *(sa.Column(name, TEXT, nullable=False) for name in ("client", "customer_number", "number")),
        sa.Column("load", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until_load", sa.Integer(), nullable=False),
        sa.Column("po_number", TEXT, nullable=False),
        sa.Column("invoice_date", sa.Date(), nullable=False),
        sa.Column("due_date", sa.Date()),
        sa.Column("amount", EXACT, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("currency", "delivery_number", "status")),
        sa.Column("open_amount", EXACT),
        sa.PrimaryKeyConstraint("client", "customer_number", "number", "load", name="pk_invoice_versions"),
    )
    op.create_index("ix_invoice_versions_client_until_load", "invoice_versions", ["client", "until_load"])
