"""Which correction ended a lesson, and which documents a lesson was used for.

Revision ID: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("learned", sa.Column("ended_by", GROWING))
    op.create_table(
        "lesson_uses",
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_lesson_uses_document_id"),
        sa.PrimaryKeyConstraint("document_id", "kind", "key", "value", name="pk_lesson_uses"),
    )
    columns = ["client", "kind", "key", "value"]
    op.create_index(f"ix_lesson_uses_{'_'.join(columns)}", "lesson_uses", columns)
