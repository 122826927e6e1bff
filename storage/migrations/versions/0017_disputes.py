"""What customers say against invoices, and what was said and promised.

Revision ID: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
EXACT = sa.Text().with_variant(sa.Numeric(), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    _disputes()
    _contacts()


def _disputes() -> None:
    op.create_table(
        "disputes",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "customer_number", "invoice_number", "reason"),
        sa.Column("amount", EXACT, nullable=False),
        *_texts("currency"),
        sa.Column("raised", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        *_texts("opened_by", "state", "owner", "claim", "department", "note"),
        sa.Column("recovered", EXACT),
        sa.Column("closed_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_disputes"),
    )
    place = ["client", "customer_number", "invoice_number"]
    op.create_index("ix_disputes_client_customer_number_invoice_number", "disputes", place)
    op.create_index("ix_disputes_client_due_id", "disputes", ["client", "due", "id"])
    is_open = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_disputes_open",
        "disputes",
        ["client", "due", "id"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "customer_number", "invoice_number"),
        sa.Column("at", TIME, nullable=False),
        *_texts("channel", "direction", "person", "outcome", "note"),
        sa.Column("promised_on", sa.Date()),
        sa.Column("promised_amount", EXACT),
        *_texts("promised_currency"),
        sa.Column("load", sa.Integer(), nullable=False),
        sa.Column("noted_at", TIME, nullable=False),
        *_texts("noted_by"),
        sa.PrimaryKeyConstraint("id", name="pk_contacts"),
    )
    place = ["client", "customer_number", "invoice_number", "at"]
    op.create_index("ix_contacts_client_customer_number_invoice_number_at", "contacts", place)
    op.create_index("ix_contacts_client_customer_number_at", "contacts", ["client", "customer_number", "at"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]
