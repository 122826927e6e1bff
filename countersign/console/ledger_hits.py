"""What a search finds in the ledger, above the documents: customers, and invoices with what proves them."""

from __future__ import annotations

from dataclasses import dataclass

from countersign.console.listing import Wanted
from models.ledger import Customer, Invoice
from receivables.gaps import PodStatus, status_of
from storage.register import Register

INVOICES, CUSTOMERS = 8, 4
"""Hits shown."""


@dataclass(frozen=True, slots=True)
class InvoiceHit:
    """An invoice that a search found."""

    invoice: Invoice
    customer: str
    """Name; empty where the ledger has none."""
    status: PodStatus


@dataclass(frozen=True, slots=True)
class LedgerHits:
    """What a search found in the ledger."""

    customers: tuple[Customer, ...] = ()
    invoices: tuple[InvoiceHit, ...] = ()


def look_in_ledger(register: Register, wanted: Wanted) -> LedgerHits:
    """Hits in the ledger for the first piece of a search; none for the others, nor without a search."""
    if not wanted.query.strip() or wanted.piece > 1:
        return LedgerHits()
    client, seen, query = wanted.client, wanted.customers, wanted.query
    return LedgerHits(
        register.ledger_finding.customers(client, query, CUSTOMERS, seen),
        with_proofs(register, client, register.ledger_finding.invoices(client, query, INVOICES, seen)),
    )


def with_proofs(register: Register, client: str, invoices: tuple[Invoice, ...]) -> tuple[InvoiceHit, ...]:
    """Invoices with the names of their customers and what proves them."""
    names = register.lookups.names(client, {one.customer_number for one in invoices})
    pods = register.books.pods(client, [one.key for one in invoices])
    return tuple(
        InvoiceHit(one, names.get(one.customer_number, ""), status_of(pods.get(one.key, ())))
        for one in invoices
    )
