"""What the program learned from corrections.

Revision ID: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "learned",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("correction_id", GROWING, nullable=False),
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("withdrawn_at", TIME),
        sa.Column("withdrawn_by", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["correction_id"], ["corrections.id"], name="fk_learned_correction_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_learned_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_learned"),
    )
    columns = ["client", "kind", "key", "value"]
    op.create_index(f"ix_learned_{'_'.join(columns)}", "learned", columns)
    op.create_index("ix_learned_correction_id", "learned", ["correction_id"])
