"""How people like to read pages: language, formats, time zone.

Revision ID: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns."""
    for name in ("language", "formats", "time_zone"):
        op.add_column("people", sa.Column(name, TEXT, nullable=False, server_default=""))
