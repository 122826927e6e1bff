"""The register of the first version, on SQLite only; revision 0002 takes over what it left.

Revision ID: 0001
"""

from __future__ import annotations

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make nothing: a new register begins with 0002."""
