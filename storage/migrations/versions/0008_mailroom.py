"""Mails that are read from a mailbox, and lists of documents that stay quick when they are long.

Revision ID: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table and the indexes."""
    op.drop_index("ix_documents_client_customer_number", "documents")
    for narrowed in ("customer_number", "status", "acceptance_grade"):
        columns = ["client", narrowed, "received_at", "drop_id"]
        op.create_index(f"ix_documents_{'_'.join(columns)}", "documents", columns)
    op.drop_index("ix_documents_client_acceptance_grade_acceptance_status", "documents")
    receipt = ["acceptance_grade", "acceptance_status", "acceptance_unsure"]
    op.create_index("ix_documents_receipts", "documents", ["client", *receipt, "status"])
    time = sa.TIMESTAMP(timezone=True) if op.get_context().dialect.name == "postgresql" else sa.Text()
    op.create_table(
        "mails",
        sa.Column("client", TEXT, nullable=False),
        sa.Column("mailbox", TEXT, nullable=False),
        sa.Column("validity", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("drop_id", TEXT, nullable=False),
        sa.Column("message_id", TEXT, nullable=False),
        sa.Column("noted_at", time, nullable=False),
        sa.Column("marked_at", time),
        sa.PrimaryKeyConstraint("client", "mailbox", "validity", "uid", name="pk_mails"),
    )
