"""What is sent to people outside: links, their recipients, mails, and who is to be told of corrections.

Revision ID: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    _sendings()
    _papers()
    _recipients()
    _notices()
    _outbox()


def _sendings() -> None:
    op.create_table(
        "sendings",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "customer_number", "invoice_number", "reason", "note", "login"),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.Column("downloads", sa.Boolean(), nullable=False),
        sa.Column("revoked_at", TIME),
        *_texts("revoked_by"),
        sa.PrimaryKeyConstraint("id", name="pk_sendings"),
    )
    op.create_index("ix_sendings_client_id", "sendings", ["client", "id"])
    op.create_index("ix_sendings_client_customer_number_id", "sendings", ["client", "customer_number", "id"])


def _papers() -> None:
    op.create_table(
        "sent_papers",
        sa.Column("sending_id", GROWING, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("client", "document_id", "drop_id", "source"),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["sending_id"], ["sendings.id"], name="fk_sent_papers_sending_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_sent_papers_document_id"),
        sa.ForeignKeyConstraint(["drop_id"], ["drops.id"], name="fk_sent_papers_drop_id"),
        sa.PrimaryKeyConstraint("sending_id", "place", name="pk_sent_papers"),
    )
    op.create_index("ix_sent_papers_drop_id", "sent_papers", ["drop_id"])


def _recipients() -> None:
    op.create_table(
        "recipients",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("sending_id", GROWING, nullable=False),
        *_texts("client", "name", "email", "key"),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("opened_at", TIME),
        sa.ForeignKeyConstraint(["sending_id"], ["sendings.id"], name="fk_recipients_sending_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recipients"),
        sa.UniqueConstraint("key", name="uq_recipients_key"),
    )
    op.create_index("ix_recipients_sending_id", "recipients", ["sending_id"])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client"),
        sa.Column("recipient_id", GROWING, nullable=False),
        sa.Column("correction_id", GROWING, nullable=False),
        *_texts("turn"),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        *_texts("login", "outcome"),
        sa.Column("closed_at", TIME),
        *_texts("closed_by", "reason"),
        sa.ForeignKeyConstraint(["recipient_id"], ["recipients.id"], name="fk_notices_recipient_id"),
        sa.ForeignKeyConstraint(["correction_id"], ["corrections.id"], name="fk_notices_correction_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    op.create_index("ix_notices_recipient_id", "notices", ["recipient_id"])
    is_open = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_notices_open", "notices", ["client", "id"], sqlite_where=is_open, postgresql_where=is_open
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client"),
        sa.Column("recipient_id", GROWING, nullable=False),
        sa.Column("carries_link", sa.Boolean(), nullable=False),
        *_texts("name", "email", "reply_to", "subject", "text"),
        sa.Column("made_at", TIME, nullable=False),
        *_texts("state"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", TIME, nullable=False),
        *_texts("error"),
        sa.Column("sent_at", TIME),
        sa.ForeignKeyConstraint(["recipient_id"], ["recipients.id"], name="fk_outbox_recipient_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_recipient_id", "outbox", ["recipient_id"])
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_outbox_waiting", "outbox", ["next_at", "id"], sqlite_where=waiting, postgresql_where=waiting
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]
