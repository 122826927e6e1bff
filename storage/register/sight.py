"""Whose papers somebody sees: a condition of the query, so that not even a count tells of others."""

from __future__ import annotations

import sqlalchemy as sa

from storage.register.tables import documents

Customers = frozenset[str] | None
"""Customer numbers; None for all papers of the client, those of no customer too."""


def of(customers: Customers) -> sa.ColumnElement[bool]:
    """What has to hold of a document; an empty set finds none."""
    return sa.true() if customers is None else documents.c.customer_number.in_(sorted(customers))


def ids(client: str, customers: Customers) -> sa.Select[tuple[str]]:
    """Ids of the client's documents that are seen."""
    return sa.select(documents.c.id).where(documents.c.client == client, of(customers))
