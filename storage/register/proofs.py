"""Proofs of delivery: what those filed under an invoice show, and where the newest ones lie."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.decision import Proof, Status
from models.paper import PageKind
from models.reading import DocumentType, FieldName
from storage.register.statements import chunks
from storage.register.tables import documents, drops, fields, links, pages
from storage.register.values import Proven

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
    found: list[Proven] = []
    for status in (Status.FILED, Status.REVIEW, Status.PARKED):
        newest = (
            sa.select(documents.c.id, documents.c.drop_id, documents.c.received_at)
            .where(
                documents.c.client == client,
                documents.c.type == DocumentType.PROOF_OF_DELIVERY.value,
                documents.c.status == status.value,
            )
            .order_by(documents.c.received_at.desc())
            .limit(count)
            .subquery()
        )
        content = sa.and_(pages.c.document_id == newest.c.id, pages.c.kind == PageKind.CONTENT.value)
        query = (
            sa.select(newest.c.id, newest.c.received_at, drops.c.sha256, pages.c.number)
            .join(drops, drops.c.id == newest.c.drop_id)
            .join(pages, content)
        )
        rows = sorted(connection.execute(query), key=lambda row: (row.id, row.number))
        for _, same in groupby(rows, key=lambda row: row.id):
            first, *rest = same
            numbers = (first.number, *(row.number for row in rest))
            found.append(Proven(first.id, first.sha256, numbers, first.received_at))
    return tuple(sorted(found, key=lambda one: (one.received_at, one.document_id), reverse=True))
