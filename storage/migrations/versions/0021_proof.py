"""The audit chain over all events, pseudonyms for people, holds, and destruction with a certificate.

Revision ID: 0021
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations import first_chain

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SAME = (
    "NEW.id = OLD.id AND NEW.client = OLD.client AND NEW.document_id = OLD.document_id AND NEW.at = OLD.at "
    "AND NEW.action = OLD.action AND NEW.undoes = OLD.undoes"
)
_SAME_PERSON = "NEW.login = OLD.login"
_ERASED = "NEW.login LIKE 'erased person %'"
_DESTROYED = (
    "EXISTS (SELECT 1 FROM documents d JOIN drops f ON f.id = d.drop_id JOIN destroyed_files x "
    "ON x.client = f.client AND x.sha256 = f.sha256 WHERE d.id = NEW.document_id)"
)
_MAY_CHANGE = f"{_SAME} AND ({_ERASED} OR ({_SAME_PERSON} AND {_DESTROYED}))"
"""Of a correction its person may be erased, and what it says of a paper that was destroyed."""

_SQLITE = (
    "DROP TRIGGER corrections_not_updated",
    f"CREATE TRIGGER corrections_not_updated BEFORE UPDATE ON corrections WHEN NOT ({_MAY_CHANGE}) "
    "BEGIN SELECT RAISE(ABORT, 'corrections are never changed'); END",
    "CREATE TRIGGER chain_not_updated BEFORE UPDATE ON chain "
    "BEGIN SELECT RAISE(ABORT, 'the chain is never changed'); END",
    "CREATE TRIGGER chain_not_deleted BEFORE DELETE ON chain "
    "BEGIN SELECT RAISE(ABORT, 'the chain is never deleted'); END",
    # An insert that replaces a row fires no delete trigger.
    "CREATE TRIGGER chain_not_replaced BEFORE INSERT ON chain "
    "WHEN EXISTS (SELECT 1 FROM chain WHERE position = NEW.position OR event_id = NEW.event_id) "
    "BEGIN SELECT RAISE(ABORT, 'the chain is never replaced'); END",
)

_POSTGRESQL = (
    "DROP TRIGGER corrections_not_changed ON corrections",
    "CREATE TRIGGER corrections_not_changed BEFORE DELETE OR TRUNCATE ON corrections "
    "FOR EACH STATEMENT EXECUTE FUNCTION corrections_are_never_changed()",
    "CREATE FUNCTION corrections_are_kept() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF NOT ({_MAY_CHANGE}) THEN RAISE EXCEPTION 'corrections are never changed'; END IF; "
    "RETURN NEW; END $$",
    "CREATE TRIGGER corrections_not_updated BEFORE UPDATE ON corrections "
    "FOR EACH ROW EXECUTE FUNCTION corrections_are_kept()",
    "CREATE FUNCTION chain_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the chain is never changed (%)', TG_OP; END $$",
    "CREATE TRIGGER chain_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON chain "
    "FOR EACH STATEMENT EXECUTE FUNCTION chain_is_never_changed()",
)


def upgrade() -> None:
    """Create the tables, name people in events by pseudonyms, and chain all events there are."""
    _proof()
    _retention()
    postgresql = op.get_context().dialect.name == "postgresql"
    first_chain.chain_all(op.get_bind())
    for statement in _POSTGRESQL if postgresql else _SQLITE:
        op.execute(statement)


def _proof() -> None:
    op.create_table(
        "chain",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", GROWING, nullable=False),
        *_texts("salt", "hash"),
        sa.PrimaryKeyConstraint("position", name="pk_chain"),
        sa.UniqueConstraint("event_id", name="uq_chain_event_id"),
    )
    op.create_table(
        "heads",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        *_texts("hash"),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_heads"),
    )
    op.create_table(
        "actors",
        sa.Column("number", GROWING, sa.Identity(), nullable=False),
        sa.Column("name", TEXT),
        sa.Column("erased_at", TIME),
        sa.PrimaryKeyConstraint("number", name="pk_actors"),
        sa.UniqueConstraint("name", name="uq_actors_name"),
    )
    op.create_table(
        "personal",
        sa.Column("event_id", GROWING, autoincrement=False, nullable=False),
        sa.Column("actor", GROWING, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.number"], name="fk_personal_actor"),
        sa.PrimaryKeyConstraint("event_id", name="pk_personal"),
    )
    op.create_index("ix_personal_actor", "personal", ["actor"])


def _retention() -> None:
    op.create_table(
        "holds",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "scope", "customer_number", "invoice_number"),
        sa.Column("dispute", GROWING, nullable=False),
        *_texts("reason"),
        sa.Column("set_at", TIME, nullable=False),
        *_texts("set_by"),
        sa.Column("lifted_at", TIME),
        *_texts("lifted_by", "lifted_why"),
        sa.PrimaryKeyConstraint("id", name="pk_holds"),
    )
    in_force = sa.text("lifted_at IS NULL")
    op.create_index(
        "ix_holds_in_force",
        "holds",
        ["client", "customer_number", "invoice_number", "id"],
        sqlite_where=in_force,
        postgresql_where=in_force,
    )
    op.create_table(
        "destructions",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "state"),
        sa.Column("proposed_at", TIME, nullable=False),
        *_texts("proposed_by"),
        sa.Column("decided_at", TIME),
        *_texts("decided_by", "note"),
        sa.Column("done_at", TIME),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_destructions"),
    )
    op.create_index("ix_destructions_client_id", "destructions", ["client", "id"])
    op.create_table(
        "destroyed_files",
        *_texts("client", "sha256"),
        sa.Column("destruction_id", GROWING, nullable=False),
        sa.ForeignKeyConstraint(
            ["destruction_id"], ["destructions.id"], name="fk_destroyed_files_destruction_id"
        ),
        sa.PrimaryKeyConstraint("client", "sha256", name="pk_destroyed_files"),
    )
    op.create_index("ix_destroyed_files_destruction_id", "destroyed_files", ["destruction_id"])


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]
