"""Tables of the mailroom, and what its lists are found by."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Table

from storage.register.tables import documents, metadata
from storage.register.tables.columns import AnyText, LookupText, PlainText, UtcTime

mails = Table(
    "mails",
    metadata,
    Column("client", PlainText, primary_key=True),
    Column("mailbox", LookupText, primary_key=True),
    Column("validity", BigInteger, primary_key=True, autoincrement=False),
    Column("uid", BigInteger, primary_key=True, autoincrement=False),
    Column("drop_id", PlainText, nullable=False),
    Column("message_id", AnyText, nullable=False),
    Column("noted_at", UtcTime, nullable=False),
    Column("marked_at", UtcTime),
)

_THEIRS, _NEWEST = documents.c.client, (documents.c.received_at, documents.c.drop_id)
_RECEIPT = documents.c.acceptance_grade, documents.c.acceptance_status, documents.c.acceptance_unsure
Index("ix_documents_client_status_received_at_drop_id", _THEIRS, documents.c.status, *_NEWEST)
Index("ix_documents_client_acceptance_grade_received_at_drop_id", _THEIRS, _RECEIPT[0], *_NEWEST)
Index("ix_documents_receipts", _THEIRS, *_RECEIPT, documents.c.status)
