"""The register as first released.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_WORDS = "CREATE VIRTUAL TABLE document_words USING fts5 (document_id UNINDEXED, client UNINDEXED, words)"

# An insert that replaces a row fires no delete trigger, hence the third.
_APPEND_ONLY = (
    "CREATE TRIGGER events_not_updated BEFORE UPDATE ON events "
    "BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
    "CREATE TRIGGER events_not_deleted BEFORE DELETE ON events "
    "BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    "CREATE TRIGGER events_not_replaced BEFORE INSERT ON events "
    "WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END",
)


def upgrade() -> None:
    """Create all tables, the index of words, and what keeps the events as they were written."""
    op.create_table(
        "announcements",
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("announced_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client", "key", name="pk_announcements"),
    )
    op.create_table(
        "customers",
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("folded_names", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client", "number", name="pk_customers"),
    )
    op.create_table(
        "drops",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.Text(), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_drops"),
        sa.UniqueConstraint("client", "source", "sha256", name="uq_drops_client_source_sha256"),
    )
    op.create_index("ix_drops_client_received_at_id", "drops", ["client", "received_at", "id"])
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_client_id", "events", ["client", "id"])
    op.create_index("ix_events_client_subject_id", "events", ["client", "subject", "id"])
    op.create_table(
        "invoices",
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("customer_number", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("po_number", sa.Text(), nullable=False),
        sa.Column("invoice_date", sa.Date(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("amount", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("delivery_number", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("load", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client", "customer_number", "number", name="pk_invoices"),
    )
    op.create_index("ix_invoices_client_number", "invoices", ["client", "number"])
    op.create_table(
        "ledger_loads",
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("loaded_at", sa.Text(), nullable=False),
        sa.Column("delta", sa.Boolean(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client", "number", name="pk_ledger_loads"),
    )
    op.create_table(
        "members",
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("drop_id", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("parent", "drop_id", name="pk_members"),
    )
    op.create_table(
        "arrivals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("not_before", sa.Text(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.Text(), nullable=True),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("done_at", sa.Text(), nullable=True),
        sa.Column("drop_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["drop_id"], ["drops.id"], name="fk_arrivals_drop_id"),
        sa.PrimaryKeyConstraint("id", name="pk_arrivals"),
        sa.UniqueConstraint("client", "key", "version", name="uq_arrivals_client_key_version"),
    )
    op.create_index("ix_arrivals_drop_id", "arrivals", ["drop_id"])
    op.create_index(
        "ix_arrivals_unfinished",
        "arrivals",
        ["id"],
        sqlite_where=sa.text("state != 'done'"),
        postgresql_where=sa.text("state != 'done'"),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("drop_id", sa.Text(), nullable=False),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("duplicate_of", sa.Text(), nullable=False),
        sa.Column("customer_number", sa.Text(), nullable=True),
        sa.Column("invoice_number", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.Column("audit_pending", sa.Boolean(), nullable=False),
        sa.Column("looked_at_load", sa.Integer(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("decision", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["drop_id"], ["drops.id"], name="fk_documents_drop_id"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_index("ix_documents_client_customer_number", "documents", ["client", "customer_number"])
    op.create_index(
        "ix_documents_client_received_at_drop_id_first_page_id",
        "documents",
        ["client", "received_at", "drop_id", "first_page", "id"],
    )
    op.create_index("ix_documents_drop_id", "documents", ["drop_id"])
    op.create_index(
        "ix_documents_undecided",
        "documents",
        ["client", "looked_at_load", "id"],
        sqlite_where=sa.text("status IN ('parked', 'review')"),
        postgresql_where=sa.text("status IN ('parked', 'review')"),
    )
    op.create_table(
        "originals",
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("drop_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["drop_id"], ["drops.id"], name="fk_originals_drop_id"),
        sa.PrimaryKeyConstraint("client", "sha256", name="pk_originals"),
    )
    op.create_table(
        "fields",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("box", sa.JSON(), nullable=False),
        sa.Column("found_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_fields_document_id"),
        sa.PrimaryKeyConstraint("document_id", "name", "rank", name="pk_fields"),
    )
    op.create_index("ix_fields_client_name_value", "fields", ["client", "name", "value"])
    op.create_table(
        "links",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("customer_number", sa.Text(), nullable=False),
        sa.Column("invoice_number", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("proposed", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("shelf_key", sa.Text(), nullable=True),
        sa.Column("shelf_sha256", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_links_document_id"),
        sa.PrimaryKeyConstraint("document_id", "customer_number", "invoice_number", name="pk_links"),
    )
    op.create_index(
        "ix_links_client_customer_number_invoice_number_document_id",
        "links",
        ["client", "customer_number", "invoice_number", "document_id"],
    )
    op.create_index(
        "ix_links_unshelved",
        "links",
        ["client", "document_id", "customer_number", "invoice_number"],
        sqlite_where=sa.text("filed = 1 AND shelf_key IS NULL"),
        postgresql_where=sa.text("filed AND shelf_key IS NULL"),
    )
    op.create_table(
        "pages",
        sa.Column("drop_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_pages_document_id"),
        sa.ForeignKeyConstraint(["drop_id"], ["drops.id"], name="fk_pages_drop_id"),
        sa.PrimaryKeyConstraint("drop_id", "number", name="pk_pages"),
    )
    op.create_index("ix_pages_client_state", "pages", ["client", "state"])
    op.create_index("ix_pages_document_id", "pages", ["document_id"])
    op.create_table(
        "search_keys",
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_search_keys_document_id"),
        sa.PrimaryKeyConstraint("client", "key", "document_id", name="pk_search_keys"),
    )
    op.create_index("ix_search_keys_document_id", "search_keys", ["document_id"])
    for statement in (_WORDS, *_APPEND_ONLY):
        op.execute(statement)
