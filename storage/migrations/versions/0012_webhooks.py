"""Webhooks: who is told, what is to be told, and each attempt; events of one kind found in order.

Revision ID: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the three tables, and indexes by which the archives of a file and events of a kind are found."""
    op.create_index("ix_members_drop_id", "members", ["drop_id"])
    op.create_index("ix_events_client_kind_id", "events", ["client", "kind", "id"])
    op.drop_index("ix_events_client_kind", "events")
    op.create_table(
        "webhooks",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("notices", sa.JSON(), nullable=False),
        sa.Column("secret", TEXT, nullable=False),
        sa.Column("old_secret", TEXT, nullable=False),
        sa.Column("old_until", TIME),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("made_by", TEXT, nullable=False),
        sa.Column("disabled_at", TIME),
        sa.Column("removed_at", TIME),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", TIME),
        sa.Column("paused_until", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
    )
    op.create_index("ix_webhooks_client_id", "webhooks", ["client", "id"])
    _deliveries()
    op.create_table(
        "webhook_attempts",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("delivery_id", GROWING, nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("problem", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["webhook_deliveries.id"], name="fk_webhook_attempts_delivery_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_attempts"),
    )
    op.create_index("ix_webhook_attempts_delivery_id_id", "webhook_attempts", ["delivery_id", "id"])


def _deliveries() -> None:
    table = "webhook_deliveries"
    op.create_table(
        table,
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("webhook_id", GROWING, nullable=False),
        sa.Column("client", TEXT, nullable=False),
        sa.Column("message", TEXT, nullable=False),
        sa.Column("notice", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", TIME),
        sa.Column("lease_until", TIME),
        sa.Column("ended_at", TIME),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhooks.id"], name="fk_webhook_deliveries_webhook_id"),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_deliveries"),
    )
    for columns in (["webhook_id", "id"], ["webhook_id", "state", "id"]):
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    waiting, ended = sa.text("state = 'waiting'"), sa.text("ended_at IS NOT NULL")
    for name, columns, kept in (
        ("due", ["webhook_id", "due_at", "id"], waiting),
        ("in_order", ["webhook_id", "subject", "id"], waiting),
        ("ended", ["ended_at"], ended),
    ):
        op.create_index(f"ix_{table}_{name}", table, columns, sqlite_where=kept, postgresql_where=kept)
