"""Lines of invoices, and how far papers of one delivery may differ.

Revision ID: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
NUMBER = sa.Text().with_variant(sa.Numeric(), "postgresql")


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "invoice_lines",
        *(sa.Column(name, TEXT, nullable=False) for name in ("client", "customer_number", "invoice_number")),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("position", "article", "description")),
        sa.Column("quantity", NUMBER),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("price", NUMBER),
        sa.Column("amount", NUMBER),
        sa.PrimaryKeyConstraint(
            "client", "customer_number", "invoice_number", "place", name="pk_invoice_lines"
        ),
    )
    op.create_table(
        "tolerances",
        sa.Column("client", TEXT, nullable=False),
        *(
            sa.Column(name, NUMBER, nullable=False)
            for name in ("quantity", "quantity_percent", "price", "price_percent")
        ),
        sa.Column("set_at", TIME, nullable=False),
        sa.Column("set_by", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("client", name="pk_tolerances"),
    )
