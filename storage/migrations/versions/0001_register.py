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

# Ordered by bytes on every database, whatever the server's language.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
NUMBER = sa.Text().with_variant(sa.Numeric(), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Words come split and folded; the tokenizer has only to part them at spaces.
_SQLITE = (
    "CREATE VIRTUAL TABLE document_words USING fts5 "
    "(document_id UNINDEXED, client UNINDEXED, words, tokenize = 'ascii')",
    "CREATE TRIGGER events_not_updated BEFORE UPDATE ON events "
    "BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
    "CREATE TRIGGER events_not_deleted BEFORE DELETE ON events "
    "BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    # An insert that replaces a row fires no delete trigger.
    "CREATE TRIGGER events_not_replaced BEFORE INSERT ON events "
    "WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END",
)

_POSTGRESQL = (
    'CREATE TABLE document_words (document_id text COLLATE "C" NOT NULL REFERENCES documents (id), '
    'part integer NOT NULL, client text COLLATE "C" NOT NULL, words tsvector NOT NULL, '
    "PRIMARY KEY (document_id, part))",
    "CREATE INDEX document_words_words ON document_words USING gin (words)",
    "CREATE FUNCTION events_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'events are never changed (%)', TG_OP; END $$",
    "CREATE TRIGGER events_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
    "FOR EACH STATEMENT EXECUTE FUNCTION events_are_never_changed()",
)


def upgrade() -> None:
    """Create all tables, the index of words, and what keeps the events as they were written."""
    op.create_table(
        "announcements",
        sa.Column("client", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("parent", TEXT, nullable=False),
        sa.Column("announced_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("client", "key", name="pk_announcements"),
    )
    op.create_table(
        "customers",
        sa.Column("client", TEXT, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("city", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=False),
        sa.Column("folded_names", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("client", "number", name="pk_customers"),
    )
    op.create_table(
        "drops",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("parent", TEXT, nullable=False),
        sa.Column("settled_at", TIME, nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_drops"),
    )
    op.create_index("ix_drops_client_received_at_id", "drops", ["client", "received_at", "id"])
    op.create_table(
        "events",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_client_id", "events", ["client", "id"])
    op.create_index("ix_events_client_kind", "events", ["client", "kind"])
    op.create_index("ix_events_client_subject_id", "events", ["client", "subject", "id"])
    op.create_table(
        "invoices",
        sa.Column("client", TEXT, nullable=False),
        sa.Column("customer_number", TEXT, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("po_number", TEXT, nullable=False),
        sa.Column("invoice_date", sa.Date(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("amount", NUMBER, nullable=False),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("delivery_number", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("load", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client", "customer_number", "number", name="pk_invoices"),
    )
    op.create_index("ix_invoices_client_number", "invoices", ["client", "number"])
    op.create_table(
        "ledger_loads",
        sa.Column("client", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("loaded_at", TIME, nullable=False),
        sa.Column("delta", sa.Boolean(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client", "number", name="pk_ledger_loads"),
    )
    op.create_table(
        "members",
        sa.Column("parent", TEXT, nullable=False),
        sa.Column("drop_id", TEXT, nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("parent", "drop_id", name="pk_members"),
    )
    op.create_table(
        "arrivals",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("version", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", TIME, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("not_before", TIME, nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", TIME, nullable=True),
        sa.Column("worker", TEXT, nullable=True),
        sa.Column("done_at", TIME, nullable=True),
        sa.Column("drop_id", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["drop_id"], ["drops.id"], name="fk_arrivals_drop_id"),
        sa.PrimaryKeyConstraint("id", name="pk_arrivals"),
        sa.UniqueConstraint("fingerprint", name="uq_arrivals_fingerprint"),
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
        sa.Column("id", TEXT, nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("drop_id", TEXT, nullable=False),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("duplicate_of", TEXT, nullable=False),
        sa.Column("customer_number", TEXT, nullable=True),
        sa.Column("invoice_number", TEXT, nullable=True),
        sa.Column("decided_at", TIME, nullable=False),
        sa.Column("audit_pending", sa.Boolean(), nullable=False),
        sa.Column("looked_at_load", sa.Integer(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("decision", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["drop_id"], ["drops.id"], name="fk_documents_drop_id"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_index("ix_documents_client_customer_number", "documents", ["client", "customer_number"])
    op.create_index(
        "ix_documents_client_type_status_received_at",
        "documents",
        ["client", "type", "status", "received_at"],
    )
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
        sa.Column("client", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("drop_id", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["drop_id"], ["drops.id"], name="fk_originals_drop_id"),
        sa.PrimaryKeyConstraint("client", "sha256", name="pk_originals"),
    )
    op.create_table(
        "fields",
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("box", sa.JSON(), nullable=False),
        sa.Column("found_by", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_fields_document_id"),
        sa.PrimaryKeyConstraint("document_id", "name", "rank", name="pk_fields"),
    )
    op.create_index("ix_fields_client_name_value", "fields", ["client", "name", "value"])
    op.create_table(
        "links",
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("customer_number", TEXT, nullable=False),
        sa.Column("invoice_number", TEXT, nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("filed", sa.Boolean(), nullable=False),
        sa.Column("proposed", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("shelf_key", TEXT, nullable=True),
        sa.Column("shelf_sha256", TEXT, nullable=True),
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
        sa.Column("drop_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("document_id", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_pages_document_id"),
        sa.ForeignKeyConstraint(["drop_id"], ["drops.id"], name="fk_pages_drop_id"),
        sa.PrimaryKeyConstraint("drop_id", "number", name="pk_pages"),
    )
    op.create_index("ix_pages_client_state", "pages", ["client", "state"])
    op.create_index("ix_pages_document_id", "pages", ["document_id"])
    op.create_table(
        "search_keys",
        sa.Column("client", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("document_id", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_search_keys_document_id"),
        sa.PrimaryKeyConstraint("client", "key", "document_id", name="pk_search_keys"),
    )
    op.create_index("ix_search_keys_document_id", "search_keys", ["document_id"])
    for statement in _POSTGRESQL if op.get_context().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)
