"""People: accounts, roles, sessions, tokens; and who did what, to be asked for.

Revision ID: 0007
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables, and let events be found by person and by day."""
    op.create_table(
        "people",
        sa.Column("login", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("email", TEXT),
        sa.Column("password", TEXT, nullable=False),
        sa.Column("identity", TEXT),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("disabled_at", TIME),
        sa.Column("signed_in_at", TIME),
        sa.PrimaryKeyConstraint("login", name="pk_people"),
        sa.UniqueConstraint("email", name="uq_people_email"),
        sa.UniqueConstraint("identity", name="uq_people_identity"),
    )
    op.create_table(
        "grants",
        *(sa.Column(name, TEXT, nullable=False) for name in ("login", "client", "role", "customer", "source")),
        sa.ForeignKeyConstraint(["login"], ["people.login"], name="fk_grants_login"),
        sa.PrimaryKeyConstraint("login", "client", "role", "customer", "source", name="pk_grants"),
    )
    _of_a_person(
        "sessions",
        *(sa.Column(name, TIME, nullable=False) for name in ("made_at", "seen_at", "until")),
        *(sa.Column(name, TEXT, nullable=False) for name in ("address", "agent")),
    )
    _of_a_person(
        "tokens",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        *(sa.Column(name, TIME, nullable=False) for name in ("made_at", "until")),
        sa.Column("used_at", TIME),
    )
    _of_a_person("sign_in_links", sa.Column("until", TIME, nullable=False))
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", GROWING, sa.Identity(), nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_attempts"),
    )
    op.create_index("ix_sign_in_attempts_subject_at", "sign_in_attempts", ["subject", "at"])
    op.create_index("ix_sign_in_attempts_at", "sign_in_attempts", ["at"])
    op.create_table(
        "oidc_departures",
        *(sa.Column(name, TEXT, nullable=False) for name in ("key", "visit", "nonce", "verifier", "onward")),
        sa.Column("until", TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_oidc_departures"),
    )
    op.add_column("events", sa.Column("by", TEXT))
    op.create_index("ix_events_client_at_id", "events", ["client", "at", "id"])
    op.create_index("ix_events_client_by_at_id", "events", ["client", "by", "at", "id"])


def _of_a_person(table: str, *columns: sa.Column[Any]) -> None:
    """A table of secrets by their hash, each of one person."""
    op.create_table(
        table,
        sa.Column("key", TEXT, nullable=False),
        sa.Column("login", TEXT, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["login"], ["people.login"], name=f"fk_{table}_login"),
        sa.PrimaryKeyConstraint("key", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_login", table, ["login"])
