"""The review queue with its leases, what people decided, and copies that are to be taken back.

Revision ID: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SQLITE = (
    "CREATE TRIGGER corrections_not_updated BEFORE UPDATE ON corrections "
    "BEGIN SELECT RAISE(ABORT, 'corrections are never changed'); END",
    "CREATE TRIGGER corrections_not_deleted BEFORE DELETE ON corrections "
    "BEGIN SELECT RAISE(ABORT, 'corrections are never deleted'); END",
    # An insert that replaces a row fires no delete trigger.
    "CREATE TRIGGER corrections_not_replaced BEFORE INSERT ON corrections "
    "WHEN EXISTS (SELECT 1 FROM corrections WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'corrections are never replaced'); END",
)

_POSTGRESQL = (
    "CREATE FUNCTION corrections_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'corrections are never changed (%)', TG_OP; END $$",
    "CREATE TRIGGER corrections_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON corrections "
    "FOR EACH STATEMENT EXECUTE FUNCTION corrections_are_never_changed()",
)

# What an older program decided carries no cause: the next ledger load gives it one.
_WAITING = (
    "INSERT INTO reviews (document_id, client, open, rank, received_at, cause, token, holder) "
    "SELECT id, client, {true}, CASE WHEN status = 'parked' THEN 3 WHEN type = 'other' THEN 2 ELSE 1 END, "
    "received_at, CASE WHEN status = 'parked' THEN 'parked' WHEN type = 'other' THEN 'other_paper' "
    "ELSE 'unconfirmed' END, 0, '' FROM documents WHERE status IN ('review', 'parked')"
)


def upgrade() -> None:
    """Create the tables and what keeps corrections as they were written; put what waits into the queue."""
    _reviews()
    _corrections()
    _withdrawn()
    op.create_index("ix_invoices_client_po_number", "invoices", ["client", "po_number"])
    op.create_index("ix_invoices_client_delivery_number", "invoices", ["client", "delivery_number"])
    postgresql = op.get_context().dialect.name == "postgresql"
    for statement in _POSTGRESQL if postgresql else _SQLITE:
        op.execute(statement)
    op.execute(_WAITING.format(true="true" if postgresql else "1"))


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("cause", TEXT, nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("holder", TEXT, nullable=False),
        sa.Column("lease_until", TIME),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_reviews_document_id"),
        sa.PrimaryKeyConstraint("document_id", name="pk_reviews"),
    )
    place = ["rank", "received_at", "document_id"]
    for name, columns in (
        ("ix_reviews_queue", ["client", *place]),
        ("ix_reviews_causes", ["client", "cause", *place]),
    ):
        op.create_index(
            name, "reviews", columns, sqlite_where=sa.text("open = 1"), postgresql_where=sa.text("open")
        )


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("login", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("presses", sa.Integer(), nullable=False),
        sa.Column("undoes", GROWING, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_corrections_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_client_login_id", "corrections", ["client", "login", "id"])
    op.create_index("ix_corrections_document_id", "corrections", ["document_id"])
    op.create_index("ix_corrections_undoes", "corrections", ["undoes"])
    op.create_table(
        "corrected_documents",
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("correction_id", GROWING, nullable=False, autoincrement=False),
        sa.Column("client", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_corrected_documents_document_id"),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["corrections.id"], name="fk_corrected_documents_correction_id"
        ),
        sa.PrimaryKeyConstraint("document_id", "correction_id", name="pk_corrected_documents"),
    )


def _withdrawn() -> None:
    op.create_table(
        "withdrawn_copies",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("done_at", TIME),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_withdrawn_copies_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawn_copies"),
    )
    op.create_index("ix_withdrawn_copies_document_id", "withdrawn_copies", ["document_id"])
    op.create_index(
        "ix_withdrawn_copies_outstanding",
        "withdrawn_copies",
        ["client", "id"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
