"""How far a proof of delivery shows that the customer took the goods.

Revision ID: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns and what they are searched by.

    What was read before has none: to judge it takes the pages, and what waits is read again at every
    ledger load.
    """
    op.add_column("documents", sa.Column("acceptance_status", TEXT))
    op.add_column("documents", sa.Column("acceptance_grade", TEXT))
    op.add_column("documents", sa.Column("acceptance_unsure", sa.Boolean()))
    op.create_index(
        "ix_documents_client_acceptance_grade_acceptance_status",
        "documents",
        ["client", "acceptance_grade", "acceptance_status"],
    )
    op.create_index(
        "ix_documents_client_acceptance_status", "documents", ["client", "acceptance_status"]
    )
