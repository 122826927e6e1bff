"""The register's tables; every row and every index that is searched begins with the client."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    and_,
    exists,
    false,
    literal_column,
)

from models.decision import Status
from storage.register.tables.columns import AnyText, Exact, LookupText, PlainText, RowNumber, UtcTime

WAITING, CLAIMED, DONE = "waiting", "claimed", "done"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

drops = Table(
    "drops",
    metadata,
    Column("id", PlainText, primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("source", AnyText, nullable=False),
    Column("sha256", PlainText, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("parent", PlainText, nullable=False),
    Column("settled_at", UtcTime),
    Column("page_count", Integer),
    Index(None, "client", "received_at", "id"),
)

originals = Table(
    "originals",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("sha256", PlainText, primary_key=True),
    Column("drop_id", ForeignKey(drops.c.id), nullable=False),
    Index(None, "drop_id"),
)

members = Table(
    "members",
    metadata,
    *(Column(name, PlainText, primary_key=True) for name in ("parent", "drop_id")),
    Column("client", PlainText, nullable=False),
    Index(None, "drop_id"),
)

announcements = Table(
    "announcements",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("key", LookupText, primary_key=True),
    Column("source", AnyText, nullable=False),
    Column("parent", PlainText, nullable=False),
    Column("announced_at", UtcTime, nullable=False),
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("key", AnyText, nullable=False),
    Column("version", AnyText, nullable=False),
    Column("fingerprint", PlainText, nullable=False),
    Column("source", AnyText, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("noted_at", UtcTime, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("not_before", UtcTime, nullable=False),
    Column("token", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", UtcTime),
    Column("worker", AnyText),
    Column("done_at", UtcTime),
    Column("drop_id", ForeignKey(drops.c.id)),
    *(Column(name, Integer) for name in ("pages_read", "pages_counted")),
    UniqueConstraint("fingerprint"),
    Index(None, "drop_id"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", PlainText, primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("drop_id", ForeignKey(drops.c.id), nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("first_page", Integer, nullable=False),
    *(Column(name, PlainText, nullable=False) for name in ("type", "kind", "status")),
    Column("reason", AnyText, nullable=False),
    Column("duplicate_of", PlainText, nullable=False),
    Column("customer_number", AnyText),
    Column("invoice_number", AnyText),
    Column("decided_at", UtcTime, nullable=False),
    Column("audit_pending", Boolean, nullable=False),
    Column("looked_at_load", Integer, nullable=False),
    Column("reading", JSON, nullable=False),
    Column("decision", JSON, nullable=False),
    *(Column(f"acceptance_{name}", PlainText) for name in ("status", "grade")),
    Column("acceptance_unsure", Boolean),
    Index(None, "client", "received_at", "drop_id", "first_page", "id"),
    Index(None, "client", "customer_number", "received_at", "drop_id"),
    Index(None, "client", "type", "status", "received_at"),
    Index(None, "client", "acceptance_status"),
    Index(None, "drop_id"),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("document_id", ForeignKey(documents.c.id), nullable=False),
    Column("type", PlainText, nullable=False),
    Column("route", PlainText, nullable=False),
    Column("probability", Float, nullable=False),
    Column("right", Boolean, nullable=False),
    Column("source", PlainText, nullable=False),
    Column("weight", Float, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("version", PlainText, nullable=False),
    Index(None, "client", "id"),
    Index(None, "client", "at", "id"),
    Index(None, "document_id"),
)

pages = Table(
    "pages",
    metadata,
    Column("drop_id", ForeignKey(drops.c.id), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("client", PlainText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("document_id", ForeignKey(documents.c.id)),
    Index(None, "client", "state"),
    Index(None, "document_id"),
)

fields = Table(
    "fields",
    metadata,
    Column("document_id", ForeignKey(documents.c.id), primary_key=True),
    Column("name", PlainText, primary_key=True),
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("client", PlainText, nullable=False),
    Column("value", LookupText, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("page", Integer, nullable=False),
    Column("box", JSON, nullable=False),
    Column("found_by", PlainText, nullable=False),
    Index(None, "client", "name", "value"),
)

links = Table(
    "links",
    metadata,
    Column("document_id", ForeignKey(documents.c.id), primary_key=True),
    Column("customer_number", AnyText, primary_key=True),
    Column("invoice_number", AnyText, primary_key=True),
    Column("client", PlainText, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("confidence", Float),
    Column("filed", Boolean, nullable=False),
    Column("proposed", Boolean, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("shelf_key", AnyText),
    Column("shelf_sha256", PlainText),
    Index(None, "client", "customer_number", "invoice_number", "document_id"),
)

search_keys = Table(
    "search_keys",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("key", LookupText, primary_key=True),
    Column("document_id", ForeignKey(documents.c.id), primary_key=True),
    Index(None, "document_id"),
)

customers = Table(
    "customers",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("number", AnyText, primary_key=True),
    Column("name", AnyText, nullable=False),
    Column("aliases", JSON, nullable=False),
    *(Column(name, AnyText, nullable=False) for name in ("address", "city", "country")),
    Column("parent", AnyText, nullable=False, server_default=""),
    Column("folded_names", PlainText, nullable=False),
    Index(None, "client", "parent"),
)

invoices = Table(
    "invoices",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("customer_number", AnyText, primary_key=True),
    Column("number", AnyText, primary_key=True),
    Column("po_number", AnyText, nullable=False),
    Column("invoice_date", Date, nullable=False),
    Column("due_date", Date),
    Column("amount", Exact, nullable=False),
    *(Column(name, AnyText, nullable=False) for name in ("currency", "delivery_number")),
    Column("status", PlainText, nullable=False),
    Column("load", Integer, nullable=False),
    Column("open_amount", Exact),
    *(Index(None, "client", name) for name in ("number", "po_number", "delivery_number")),
    *(Index(None, "client", name) for name in ("amount", "invoice_date")),
)

ledger_loads = Table(
    "ledger_loads",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("loaded_at", UtcTime, nullable=False),
    Column("delta", Boolean, nullable=False),
    *(Column(name, Integer, nullable=False) for name in ("added", "changed", "closed", "unchanged")),
    Column("keeps_history", Boolean, nullable=False, server_default=false()),
)

events = Table(
    "events",
    metadata,
    Column("id", RowNumber, Identity(), primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("client", PlainText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("subject", LookupText, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("by", LookupText),
    *(Index(None, "client", *by, "id") for by in (("subject",), (), ("kind",), ("at",), ("by", "at"))),
)

# A database uses a partial index only where the query repeats its condition to the letter and unbound.
unfinished = arrivals.c.state != literal_column(f"'{DONE}'")
Index("ix_arrivals_unfinished", arrivals.c.id, sqlite_where=unfinished, postgresql_where=unfinished)

undecided = documents.c.status.in_(
    [literal_column(f"'{Status.PARKED.value}'"), literal_column(f"'{Status.REVIEW.value}'")]
)
Index(
    "ix_documents_undecided",
    documents.c.client,
    documents.c.looked_at_load,
    documents.c.id,
    sqlite_where=undecided,
    postgresql_where=undecided,
)

is_checked = exists().where(outcomes.c.document_id == documents.c.id)
"""A person has said whether the document's invoices are right."""

unaudited = and_(documents.c.audit_pending)
Index(
    "ix_documents_unaudited",
    documents.c.client,
    documents.c.received_at,
    documents.c.id,
    sqlite_where=unaudited,
    postgresql_where=unaudited,
)

unshelved = and_(links.c.filed, links.c.shelf_key.is_(None))
Index(
    "ix_links_unshelved",
    links.c.client,
    links.c.document_id,
    links.c.customer_number,
    links.c.invoice_number,
    sqlite_where=unshelved,
    postgresql_where=unshelved,
)
