"""Customers' contact persons, and letters that go to them by mail.

Revision ID: 0024
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "contact_persons",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "customer_number", "name", "email", "duty", "language", "source"),
        sa.Column("changed_at", TIME, nullable=False),
        *_texts("changed_by"),
        sa.Column("removed_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_contact_persons"),
    )
    op.create_index(
        "ix_contact_persons_client_customer_number_email_duty",
        "contact_persons",
        ["client", "customer_number", "email", "duty"],
        unique=True,
    )
    op.create_table(
        "letter_mails",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "customer_number", "kind"),
        sa.Column("reminder_id", GROWING, nullable=False),
        *_texts("name", "email", "reply_to", "subject", "text", "file"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *_texts("sha256"),
        sa.Column("made_at", TIME, nullable=False),
        *_texts("made_by", "state"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", TIME, nullable=False),
        *_texts("error"),
        sa.Column("sent_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_letter_mails"),
    )
    op.create_index(
        "ix_letter_mails_client_customer_number_id", "letter_mails", ["client", "customer_number", "id"]
    )
    op.create_index("ix_letter_mails_client_reminder_id", "letter_mails", ["client", "reminder_id"])
    for name, columns in (("waiting", ["next_at", "id"]), ("failed", ["client", "id"])):
        only = sa.text(f"state = '{name}'")
        op.create_index(
            f"ix_letter_mails_{name}", "letter_mails", columns, sqlite_where=only, postgresql_where=only
        )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]
