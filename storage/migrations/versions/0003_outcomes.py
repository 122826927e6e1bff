"""What people found when they checked decisions.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SQLITE = (
    "CREATE TRIGGER outcomes_not_updated BEFORE UPDATE ON outcomes "
    "BEGIN SELECT RAISE(ABORT, 'outcomes are never changed'); END",
    "CREATE TRIGGER outcomes_not_deleted BEFORE DELETE ON outcomes "
    "BEGIN SELECT RAISE(ABORT, 'outcomes are never deleted'); END",
    # An insert that replaces a row fires no delete trigger.
    "CREATE TRIGGER outcomes_not_replaced BEFORE INSERT ON outcomes "
    "WHEN EXISTS (SELECT 1 FROM outcomes WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'outcomes are never replaced'); END",
)

_POSTGRESQL = (
    "CREATE FUNCTION outcomes_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'outcomes are never changed (%)', TG_OP; END $$",
    "CREATE TRIGGER outcomes_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON outcomes "
    "FOR EACH STATEMENT EXECUTE FUNCTION outcomes_are_never_changed()",
)


def upgrade() -> None:
    """Create the table and what keeps its rows as they were written."""
    op.create_table(
        "outcomes",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("route", TEXT, nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("version", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_outcomes_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outcomes"),
    )
    op.create_index("ix_outcomes_client_id", "outcomes", ["client", "id"])
    op.create_index("ix_outcomes_document_id", "outcomes", ["document_id"])
    op.create_index(
        "ix_documents_unaudited",
        "documents",
        ["client", "received_at", "id"],
        sqlite_where=sa.text("audit_pending = 1"),
        postgresql_where=sa.text("audit_pending"),
    )
    for statement in _POSTGRESQL if op.get_context().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)
