"""Causes that people set, where a contact comes from, and promises by their day.

Revision ID: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
EXACT = sa.Text().with_variant(sa.Numeric(), "postgresql")


def upgrade() -> None:
    """Add the table, the column and the indexes."""
    key = ("client", "customer_number", "invoice_number")
    op.create_table(
        "cause_marks",
        *(sa.Column(name, TEXT, nullable=False) for name in (*key, "cause", "note")),
        sa.Column("balance", EXACT, nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("set_at", TIME, nullable=False),
        sa.Column("set_by", TEXT, nullable=False),
        sa.PrimaryKeyConstraint(*key, name="pk_cause_marks"),
    )
    op.add_column("contacts", sa.Column("origin", TEXT, nullable=False, server_default=""))
    op.drop_index("ix_contacts_client_customer_number_at", "contacts")
    account = ["client", "customer_number", "at", "id"]
    op.create_index("ix_contacts_client_customer_number_at_id", "contacts", account)
    _partial("ix_contacts_origin", ["client", "origin", "customer_number", "invoice_number"], "origin != ''")
    _partial("ix_contacts_promised", ["client", "promised_on", "id"], "promised_on IS NOT NULL")


def _partial(name: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    unique = name.endswith("origin")
    op.create_index(
        name, "contacts", columns, unique=unique, sqlite_where=where, postgresql_where=where
    )
