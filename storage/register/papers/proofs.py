"""Proofs of delivery: what those filed under an invoice show, and where the newest ones lie."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.decision import Proof, Status
from models.paper import PageKind
from models.reading import DocumentType, FieldName
from storage.register.database.statements import chunks
from storage.register.database.values import Proven
from storage.register.tables import documents, drops, fields, links, pages

if TYPE_CHECKING:
    from sqlalchemy import Connection

InvoiceKey = tuple[str, str]
_NAMES = (FieldName.DELIVERY_NUMBER.value, FieldName.INVOICE_NUMBER.value)
_SHOWN = sa.and_(fields.c.document_id == links.c.document_id, fields.c.name.in_(_NAMES))
_FILED = (
    sa.select(
        links.c.customer_number, links.c.invoice_number, links.c.document_id, fields.c.name, fields.c.value
    )
    .join(documents, documents.c.id == links.c.document_id)
    .outerjoin(fields, _SHOWN)
    .where(links.c.filed, documents.c.type == DocumentType.PROOF_OF_DELIVERY.value)
)


def filed_under(
    connection: Connection, client: str, keys: Collection[InvoiceKey]
) -> dict[InvoiceKey, list[Proof]]:
    """One proof for each document filed under one of `keys` (customer number, invoice number)."""
    found: dict[InvoiceKey, dict[str, list[tuple[str, str]]]] = {}
    for customer, same in groupby(sorted(keys), key=lambda key: key[0]):
        for numbers in chunks([number for _, number in same]):
            theirs = _FILED.where(
                links.c.client == client,
                links.c.customer_number == customer,
                links.c.invoice_number.in_(numbers),
            )
            for row in connection.execute(theirs):
                papers = found.setdefault((customer, row.invoice_number), {})
                papers.setdefault(row.document_id, []).append((row.name, row.value))
    return {key: [_proof(rows) for rows in papers.values()] for key, papers in found.items()}


def _proof(shown: Iterable[tuple[str, str]]) -> Proof:
    values = list(shown)
    return Proof(*(frozenset(value for name, value in values if name == asked) for asked in _NAMES))


def newest_proofs(connection: Connection, client: str, count: int) -> tuple[Proven, ...]:
    """Where the last received proofs of delivery lie, at most `count` of each status; newest first."""
    came: dict[str, datetime] = {}
    for status in (Status.FILED, Status.REVIEW, Status.PARKED):
        newest = (
            sa.select(documents.c.id, documents.c.received_at)
            .where(
                documents.c.client == client,
                documents.c.type == DocumentType.PROOF_OF_DELIVERY.value,
                documents.c.status == status.value,
            )
            .order_by(documents.c.received_at.desc())
            .limit(count)
        )
        came |= {row.id: row.received_at for row in connection.execute(newest)}
    proofs = [
        Proven(document_id, sha256, numbers, came[document_id])
        for (document_id, sha256), numbers in _pages_of(connection, list(came)).items()
    ]
    return tuple(sorted(proofs, key=lambda one: (one.received_at, one.document_id), reverse=True))


def _pages_of(connection: Connection, ids: Sequence[str]) -> dict[tuple[str, str], tuple[int, ...]]:
    """Content pages of documents in order, by document id and hash of the file."""
    found: dict[tuple[str, str], list[int]] = {}
    for some in chunks(ids):
        query = (
            sa.select(pages.c.document_id, drops.c.sha256, pages.c.number)
            .join(drops, drops.c.id == pages.c.drop_id)
            .where(pages.c.document_id.in_(some), pages.c.kind == PageKind.CONTENT.value)
        )
        for row in connection.execute(query):
            found.setdefault((row.document_id, row.sha256), []).append(row.number)
    return {key: tuple(sorted(numbers)) for key, numbers in found.items()}
