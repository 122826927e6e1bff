"""Alarms, their limits, and who is written to.

Revision ID: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    _alarms()
    _mails()
    op.create_table(
        "alarm_rules",
        *_texts("kind"),
        sa.Column("threshold", sa.Float(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        *_texts("changed_by"),
        sa.PrimaryKeyConstraint("kind", name="pk_alarm_rules"),
    )
    op.create_table(
        "alarm_addresses",
        *_texts("email"),
        sa.Column("added_at", TIME, nullable=False),
        *_texts("added_by"),
        sa.PrimaryKeyConstraint("email", name="pk_alarm_addresses"),
    )


def _alarms() -> None:
    op.create_table(
        "alarms",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "kind", "subject"),
        sa.Column("value", sa.Float(), nullable=False),
        *_texts("words"),
        sa.Column("raised_at", TIME, nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
        sa.Column("told_at", TIME),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("cleared_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_alarms"),
    )
    op.create_index("ix_alarms_client_id", "alarms", ["client", "id"])
    is_open = sa.text("cleared_at IS NULL")
    op.create_index(
        "ix_alarms_open",
        "alarms",
        ["client", "kind", "subject"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _mails() -> None:
    op.create_table(
        "alarm_mails",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("alarm_id", GROWING, nullable=False),
        *_texts("email", "subject", "text"),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", TIME, nullable=False),
        sa.Column("sent_at", TIME),
        *_texts("error"),
        sa.ForeignKeyConstraint(["alarm_id"], ["alarms.id"], name="fk_alarm_mails_alarm_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alarm_mails"),
    )
    op.create_index("ix_alarm_mails_alarm_id", "alarm_mails", ["alarm_id"])
    waiting = sa.text("sent_at IS NULL")
    op.create_index(
        "ix_alarm_mails_waiting", "alarm_mails", ["next_at", "id"], sqlite_where=waiting, postgresql_where=waiting
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]
