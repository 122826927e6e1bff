"""Indexes for lists, reports and foreign keys of large registers.

Revision ID: 0023
"""

from __future__ import annotations

from storage.migrations.later import index

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

INDEXES: dict[str, list[tuple[str, ...]]] = {
    "applications": [("client", "id")],
    "contacts": [("client", "at", "id")],
    "corrected_documents": [("correction_id",)],
    "corrections": [("client", "at", "id")],
    "invoice_versions": [("client", "invoice_date")],
    "learned": [("document_id",)],
    "notices": [("correction_id",)],
    "originals": [("drop_id",)],
    "outbox": [("client", "state", "id")],
    "outcomes": [("client", "at", "id")],
    "payments": [("client", "value_day", "id")],
    "sent_papers": [("document_id",)],
}


def upgrade() -> None:
    """Add the indexes; those of large tables of PostgreSQL come afterwards, while others write."""
    for table, all_columns in INDEXES.items():
        for columns in all_columns:
            index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    index("ix_payment_plans_running", "payment_plans", ("client", "id"), where="ended_at IS NULL")
