"""Reminders, payment plans and credit limits; how somebody was not reached.

Revision ID: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
EXACT = sa.Text().with_variant(sa.Numeric(), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables, and a column to contacts."""
    op.add_column("contacts", sa.Column("failure", TEXT))
    _reminders()
    _plans()
    _limits()


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "customer_number"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("step", "channel", "language"),
        sa.Column("contact_id", GROWING, nullable=False),
        sa.Column("sent_at", TIME, nullable=False),
        *_texts("sent_by"),
        sa.Column("withdrawn_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_reminders_contact_id"),
    )
    place = ["client", "customer_number", "on"]
    op.create_index("ix_reminders_client_customer_number_on", "reminders", place)
    op.create_index("ix_reminders_contact_id", "reminders", ["contact_id"])
    op.create_table(
        "reminder_items",
        sa.Column("reminder_id", GROWING, nullable=False),
        *_texts("invoice_number", "client", "customer_number"),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("amount", EXACT, nullable=False),
        *_texts("currency"),
        sa.PrimaryKeyConstraint("reminder_id", "invoice_number", name="pk_reminder_items"),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminders.id"], name="fk_reminder_items_reminder_id"
        ),
    )
    op.create_index(
        "ix_reminder_items_client_customer_number_invoice_number",
        "reminder_items",
        ["client", "customer_number", "invoice_number"],
    )


def _plans() -> None:
    op.create_table(
        "payment_plans",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "customer_number", "currency"),
        sa.Column("agreed", sa.Date(), nullable=False),
        *_texts("note"),
        sa.Column("load", sa.Integer(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        *_texts("made_by"),
        sa.Column("ended_at", TIME),
        *_texts("ended_by"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_plans"),
    )
    place = ["client", "customer_number", "id"]
    op.create_index("ix_payment_plans_client_customer_number_id", "payment_plans", place)
    for name, key in (("plan_invoices", "invoice_number"), ("instalments", "due")):
        kind = TEXT if key == "invoice_number" else sa.Date()
        more = [] if key == "invoice_number" else [sa.Column("amount", EXACT, nullable=False)]
        op.create_table(
            name,
            sa.Column("plan_id", GROWING, nullable=False),
            sa.Column(key, kind, nullable=False),
            *more,
            sa.PrimaryKeyConstraint("plan_id", key, name=f"pk_{name}"),
            sa.ForeignKeyConstraint(
                ["plan_id"], ["payment_plans.id"], name=f"fk_{name}_plan_id"
            ),
        )


def _limits() -> None:
    op.create_table(
        "credit_limits",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "customer_number", "currency"),
        sa.Column("amount", EXACT),
        sa.Column("since", sa.Date(), nullable=False),
        *_texts("source", "note"),
        sa.Column("set_at", TIME, nullable=False),
        *_texts("set_by"),
        sa.PrimaryKeyConstraint("id", name="pk_credit_limits"),
    )
    place = ["client", "customer_number", "since", "id"]
    op.create_index("ix_credit_limits_client_customer_number_since_id", "credit_limits", place)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]
