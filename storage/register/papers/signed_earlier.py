"""Signatures that a customer gave before, looked up where they are kept: in the readings of documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.decision import Status
from models.paper import CUSTOMERS_SIDE, SignatureRegion
from models.plain import from_plain
from models.reading import FieldName
from models.record import DocumentRecord
from storage.register.database.values import EarlierSignature
from storage.register.tables import documents, drops, outcomes

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

_LOOKED_AT = 5
"""Documents looked at for each signature wanted, at most: some carry none."""

_fields = documents.c.reading["fields"]
_signed: sa.Select[Any] = sa.select(
    documents.c.id,
    drops.c.source,
    documents.c.received_at,
    documents.c.reading["signatures"].label("signatures"),
    _fields[FieldName.PRINTED_NAME.value].label("names"),
    _fields[FieldName.RECEIVED_DATE.value].label("dates"),
).join(drops, documents.c.drop_id == drops.c.id)
"""Of a reading only what is shown: the text of the pages stays in the database."""


@dataclass(frozen=True)
class EarlierSignatures:
    """Every method is one transaction."""

    database: Database

    def earlier(
        self, record: DocumentRecord, customers: Collection[str], limit: int
    ) -> tuple[EarlierSignature, ...]:
        """At most `limit` signatures on documents of these `customers` that count, newest first.

        The documents are others of the record's client and type, and came no later. They are filed and were
        not found wrong, or were found right by a person; their signatures carry the shape of the ink.
        """
        return self.database.ask(_earlier, record, customers, limit)


def _earlier(
    connection: Connection, record: DocumentRecord, customers: Collection[str], limit: int
) -> tuple[EarlierSignature, ...]:
    query = _signed.where(
        documents.c.client == record.client,
        documents.c.customer_number.in_(customers),
        documents.c.type == record.reading.type.value,
        documents.c.received_at <= record.received_at,
        documents.c.id != record.id,
        _counts(),
    )
    newest = query.order_by(documents.c.received_at.desc(), documents.c.drop_id, documents.c.first_page)
    rows = connection.execute(newest.limit(limit * _LOOKED_AT))
    return tuple(islice((receipt for row in rows for receipt in _signatures(row)), limit))


def _counts() -> sa.ColumnElement[bool]:
    """A person's last word, or else that it is filed."""
    last = (
        sa.select(outcomes.c.right)
        .where(outcomes.c.document_id == documents.c.id)
        .order_by(outcomes.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    filed = documents.c.status == Status.FILED.value
    open_ = documents.c.status.in_([Status.FILED.value, Status.REVIEW.value])
    return sa.and_(open_, sa.or_(sa.and_(filed, last.is_(None)), last.is_(True)))


def _signatures(row: Row[Any]) -> Iterator[EarlierSignature]:
    for place, plain in enumerate(row.signatures or ()):
        region = from_plain(SignatureRegion, plain)
        if region.present and region.likeness and region.role in CUSTOMERS_SIDE:
            yield EarlierSignature(
                document_id=row.id,
                source=row.source,
                received_at=row.received_at,
                place=place,
                region=region,
                printed_name=_first(row.names),
                received_date=_first(row.dates),
            )


def _first(values: list[dict[str, Any]] | None) -> str:
    return str(values[0]["text"]) if values else ""
