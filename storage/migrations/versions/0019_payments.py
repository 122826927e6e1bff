"""Payments, what they are applied to, remittance advices, and payers that are known again.

Revision ID: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
EXACT = sa.Text().with_variant(sa.Numeric(), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    _files()
    _payments()
    _advices()
    _applications()
    _payers()


def _files() -> None:
    op.create_table(
        "payment_keys",
        *_texts("client"),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("client", name="pk_payment_keys"),
    )
    op.create_table(
        "payment_files",
        *_texts("client", "sha256", "name", "kind"),
        sa.Column("loaded_at", TIME, nullable=False),
        *_texts("loaded_by"),
        *_counts("payments", "repeated"),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("client", "sha256", name="pk_payment_files"),
    )
    op.create_index("ix_payment_files_client_loaded_at", "payment_files", ["client", "loaded_at"])


def _payments() -> None:
    op.create_table(
        "payments",
        *_texts("client", "id", "file"),
        *_counts("line"),
        sa.Column("value_day", sa.Date(), nullable=False),
        sa.Column("amount", EXACT, nullable=False),
        *_texts("currency", "payer", "account_key", "account_tail", "reference", "bank_reference"),
        *_texts("customer_said"),
        sa.Column("lines", sa.JSON(), nullable=False),
        *_texts("state", "why"),
        sa.Column("proposals", sa.JSON(), nullable=False),
        *_texts("customer_number"),
        *_counts("load", "version"),
        sa.PrimaryKeyConstraint("client", "id", name="pk_payments"),
    )
    for name in ("state", "customer_number"):
        columns = ["client", name, "value_day", "id"]
        op.create_index(f"ix_payments_{'_'.join(columns)}", "payments", columns)


def _advices() -> None:
    op.create_table(
        "remittance_advices",
        *_texts("client", "id", "file"),
        *_counts("line"),
        *_texts("number", "customer_number", "payer", "currency"),
        sa.Column("total", EXACT, nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        *_texts("payment_id"),
        sa.PrimaryKeyConstraint("client", "id", name="pk_remittance_advices"),
    )
    op.create_index(
        "ix_remittance_advices_client_payment_id", "remittance_advices", ["client", "payment_id"]
    )


def _applications() -> None:
    op.create_table(
        "applications",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        *_texts("client", "payment_id", "customer_number", "invoice_number"),
        *(sa.Column(name, EXACT, nullable=False) for name in ("paid", "discount", "deduction")),
        *_texts("reason", "code", "currency"),
        sa.Column("value_day", sa.Date(), nullable=False),
        sa.Column("open_then", EXACT, nullable=False),
        *_counts("load"),
        sa.Column("at", TIME, nullable=False),
        *_texts("by"),
        *_counts("booked_load"),
        sa.Column("taken_back_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_applications"),
    )
    place = ["client", "customer_number", "invoice_number"]
    op.create_index("ix_applications_client_payment_id", "applications", ["client", "payment_id"])
    op.create_index("ix_applications_client_customer_number_invoice_number", "applications", place)
    op.create_index("ix_applications_client_at_id", "applications", ["client", "at", "id"])
    standing = sa.text("booked_load = 0 AND taken_back_at IS NULL")
    op.create_index(
        "ix_applications_unbooked", "applications", place, sqlite_where=standing, postgresql_where=standing
    )


def _payers() -> None:
    op.create_table(
        "payers",
        *_texts("client", "sign", "value", "customer_number", "payment_id"),
        sa.Column("at", TIME, nullable=False),
        *_texts("by"),
        sa.PrimaryKeyConstraint("client", "sign", "value", "customer_number", name="pk_payers"),
    )
    op.create_index("ix_payers_client_payment_id", "payers", ["client", "payment_id"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def _counts(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]
