"""How far the reading of a file is.

Revision ID: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    for name in ("pages_read", "pages_counted"):
        op.add_column("arrivals", sa.Column(name, sa.Integer()))
