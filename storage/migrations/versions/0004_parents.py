"""Who pays for a customer.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column; nobody is known to pay for another."""
    op.add_column("customers", sa.Column("parent", TEXT, nullable=False, server_default=""))
