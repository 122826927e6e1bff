"""Tables of people: accounts and roles, and what they sign in with. Secrets are kept as hashes only."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Identity, Index, Table, UniqueConstraint

from storage.register.tables import metadata
from storage.register.tables.columns import AnyText, LookupText, PlainText, RowNumber, UtcTime

people = Table(
    "people",
    metadata,
    Column("login", PlainText, primary_key=True),
    Column("name", AnyText, nullable=False),
    Column("email", LookupText),
    Column("password", PlainText, nullable=False),
    Column("identity", LookupText),
    Column("made_at", UtcTime, nullable=False),
    Column("disabled_at", UtcTime),
    Column("signed_in_at", UtcTime),
    Column("language", PlainText, nullable=False, server_default=""),
    Column("formats", PlainText, nullable=False, server_default=""),
    Column("time_zone", PlainText, nullable=False, server_default=""),
    UniqueConstraint("email"),
    UniqueConstraint("identity"),
)

grants = Table(
    "grants",
    metadata,
    Column("login", ForeignKey(people.c.login), primary_key=True),
    Column("client", PlainText, primary_key=True),
    Column("role", PlainText, primary_key=True),
    Column("customer", LookupText, primary_key=True),
    Column("source", PlainText, primary_key=True),
)
"""One row for each customer, with an empty one for all of them; `source` says who keeps it up."""

sessions = Table(
    "sessions",
    metadata,
    Column("key", PlainText, primary_key=True),
    Column("login", ForeignKey(people.c.login), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("address", AnyText, nullable=False),
    Column("agent", AnyText, nullable=False),
    Index(None, "login"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("key", PlainText, primary_key=True),
    Column("login", ForeignKey(people.c.login), nullable=False),
    Column("name", AnyText, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("used_at", UtcTime),
    Index(None, "login"),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("key", PlainText, primary_key=True),
    Column("login", ForeignKey(people.c.login), nullable=False),
    Column("until", UtcTime, nullable=False),
    Index(None, "login"),
)

attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("subject", PlainText, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "subject", "at"),
    Index(None, "at"),
)
"""What failed lately; `subject` is the hash of a login or an address."""

departures = Table(
    "oidc_departures",
    metadata,
    Column("key", PlainText, primary_key=True),
    Column("visit", PlainText, nullable=False),
    Column("nonce", PlainText, nullable=False),
    Column("verifier", PlainText, nullable=False),
    Column("onward", AnyText, nullable=False),
    Column("until", UtcTime, nullable=False),
)
"""Visitors who were sent to the OpenID provider and are not back yet."""
