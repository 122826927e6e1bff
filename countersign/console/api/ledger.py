"""Invoices and customers for programs: found, and each with what is on file."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from countersign.console.api.examples import shown
from countersign.console.api.ledger_examples import CUSTOMER, CUSTOMERS, INVOICE, INVOICES
from countersign.console.api.ledger_shapes import (
    CustomerFile,
    FoundCustomers,
    FoundInvoices,
    InvoiceFile,
)
from countersign.console.api.rights import needs
from countersign.console.asking import Asking
from countersign.console.customers import BRANCHES, books_of
from countersign.console.invoices import Paper, Papers, papers_of
from countersign.console.ledger_hits import InvoiceHit, with_proofs
from countersign.console.ledger_sight import SeenCustomer, SeenCustomers, SeenInvoice
from countersign.console.room import InRoom, OfClient
from countersign.reports.statement import sums_json
from models.errors import WrongUse
from models.ledger import Customer, Invoice
from models.people import Right
from models.standing import Version
from storage.register import Customers

router = APIRouter(tags=["ledger"])
MOST = 100
"""Invoices or customers in one answer."""
_QUERY = Query(
    alias="q", max_length=200, description="Invoice, PO or delivery number, its beginning, amount or date."
)


@router.get(
    "/invoices",
    summary="Find invoices",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(FoundInvoices, INVOICES)},
)
def invoices(
    room: InRoom,
    client: OfClient,
    seen: SeenCustomers,
    query: Annotated[str, _QUERY] = "",
    customer: Annotated[str, Query(max_length=200, description="Those of one customer, open ones.")] = "",
) -> dict[str, Any]:
    """Invoices found by `q`, or the open ones of `customer`; at most 100, each with what proves it."""
    if bool(query.strip()) == bool(customer):
        raise WrongUse("Say which invoices: q=NUMBER, or customer=NUMBER for the open ones of a customer.")
    finding = room.stores.register.ledger_finding
    if customer:
        is_seen = seen is None or customer in seen
        some = finding.of_customer(client, customer, MOST + 1, only_open=True) if is_seen else ()
    else:
        some = finding.invoices(client, query, MOST + 1, seen)
    hits = with_proofs(room.stores.register, client, some[:MOST])
    return {"has_more": len(some) > MOST, "invoices": [_hit(hit) for hit in hits]}


@router.get(
    "/invoices/{customer_number}/{invoice_number}",
    summary="One invoice, and what is on file for it",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(InvoiceFile, INVOICE)},
)
def invoice(room: InRoom, person: Asking, client: OfClient, invoice: SeenInvoice) -> dict[str, Any]:
    """The line of the ledger, its papers, and how it stood before. In a number, / is written %252F."""
    (hit,) = with_proofs(room.stores.register, client, (invoice,))
    return {
        **_hit(hit),
        "papers": _papers(papers_of(room, person, client, invoice)),
        "versions": [_version(one) for one in room.stores.register.books.versions(client, invoice.key)],
    }


@router.get(
    "/customers",
    summary="Find customers",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(FoundCustomers, CUSTOMERS)},
)
def customers(
    room: InRoom,
    client: OfClient,
    seen: SeenCustomers,
    query: Annotated[str, Query(alias="q", max_length=200, description="Number, or a part of the name.")],
) -> dict[str, Any]:
    """Customers by number, its beginning, or a part of the name; at most 100."""
    some = room.stores.register.ledger_finding.customers(client, query, MOST + 1, seen)
    return {"has_more": len(some) > MOST, "customers": [_customer(one, seen) for one in some[:MOST]]}


@router.get(
    "/customers/{customer_number}",
    summary="One customer: the account, and what is on file",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(CustomerFile, CUSTOMER)},
)
def customer(room: InRoom, client: OfClient, seen: SeenCustomers, customer: SeenCustomer) -> dict[str, Any]:
    """What is open today in each currency, and how many documents were received in each year."""
    register = room.stores.register
    books = books_of(room, client, seen, customer)
    branches = register.books.branches(client, customer.number, BRANCHES)
    return {
        **_customer(customer, seen),
        "branches": [one.number for one in branches if seen is None or one.number in seen],
        "accounts": [sums_json(account, books.stated) for account in books.stated.statement.accounts],
        "on_file": [
            {"year": year, "documents": {kind.value: number for kind, number in counts.items()}}
            for year, counts in register.finding.years(client, customer.number).items()
        ],
    }


def _hit(hit: InvoiceHit) -> dict[str, Any]:
    return {
        **invoice_json(hit.invoice),
        "customer_name": hit.customer,
        "open": str(hit.invoice.balance),
        "proof_of_delivery": hit.status.value,
    }


def invoice_json(invoice: Invoice) -> dict[str, Any]:
    """An invoice as the ledger has it."""
    return {
        "invoice_number": invoice.number,
        "customer_number": invoice.customer_number,
        "po_number": invoice.po_number,
        "delivery_number": invoice.delivery_number,
        "invoice_date": invoice.invoice_date.isoformat(),
        "due_date": invoice.due_date.isoformat() if invoice.due_date else None,
        "amount": str(invoice.amount),
        "currency": invoice.currency,
        "status": invoice.status.value,
    }


def _papers(papers: Papers) -> list[dict[str, Any]]:
    return [_paper(one) for one in papers.all]


def _paper(paper: Paper) -> dict[str, Any]:
    record, found = paper.record, paper.record.reading.acceptance
    return {
        "document": record.id,
        "type": record.reading.type.value,
        "kind": record.reading.kind,
        "filed": record.decision.status.value == "filed",
        "received_at": record.received_at.isoformat(),
        "receipt": found.status.value if found else None,
        "grade": found.grade.value if found else None,
        "printed_name": paper.signer,
        "received_date": paper.received,
        "exceptions": sorted({remark.about.value for remark in record.reading.remarks}),
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "load": version.load,
        "loaded_at": version.loaded_at.isoformat() if version.loaded_at else None,
        "amount": str(version.invoice.amount),
        "open": str(version.invoice.balance),
        "status": version.invoice.status.value,
        "due_date": version.invoice.due_date.isoformat() if version.invoice.due_date else None,
    }


def _customer(customer: Customer, seen: Customers) -> dict[str, Any]:
    """A customer as the ledger has it; who pays for it only for who may see that one too."""
    return {
        "customer_number": customer.number,
        "name": customer.name,
        "aliases": list(customer.aliases),
        "address": customer.address,
        "city": customer.city,
        "country": customer.country,
        "parent": customer.parent if seen is None or customer.parent in seen else "",
    }
