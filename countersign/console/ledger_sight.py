"""Which invoices and customers of the ledger somebody sees: those of customers whose papers they may see."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException

from countersign.console.asking import Asking, Forbidden, refusal
from countersign.console.invoice_keys import number_in
from countersign.console.room import InRoom, OfClient
from models.ledger import Customer, Invoice
from models.people import Person, Right
from storage.register import Customers


def seen_customers(person: Asking, client: OfClient) -> Customers:
    """Numbers of the customers whose receivables the person may see; None for all.

    Raises:
        Forbidden: there are none.
    """
    customers = person.reach(Right.LOOK, client)
    if customers == frozenset():
        raise Forbidden(refusal(Right.LOOK, client))
    return customers


def must_be_seen(seen: Customers, number: str) -> str:
    """The number, stripped, of the one customer that is asked for; empty for all that are seen.

    Raises:
        HTTPException: the person may not see this one: it is not found.
    """
    customer = number.strip()
    if customer and seen is not None and customer not in seen:
        raise HTTPException(404)
    return customer


SeenCustomers = Annotated[Customers, Depends(seen_customers)]


def asked_invoice(
    room: InRoom, client: OfClient, seen: SeenCustomers, customer_number: str, invoice_number: str
) -> Invoice:
    """The invoice that the address names, where the person may see it."""
    key = number_in(customer_number), number_in(invoice_number)
    found = room.stores.register.invoice(client, key)
    if found is None or (seen is not None and key[0] not in seen):
        raise HTTPException(404)
    return found


def asked_customer(room: InRoom, client: OfClient, seen: SeenCustomers, customer_number: str) -> Customer:
    """The customer that the address names, where the person may see it."""
    number = number_in(customer_number)
    found = room.stores.register.books.customers(client, [number]).get(number)
    if found is None or (seen is not None and number not in seen):
        raise HTTPException(404)
    return found


SeenInvoice = Annotated[Invoice, Depends(asked_invoice)]
SeenCustomer = Annotated[Customer, Depends(asked_customer)]


def may_send(person: Person, client: str, customer: str) -> bool:
    """True where the person may give evidence of the customer out."""
    return person.may(Right.SEND, client, customer)


def knows_notes(person: Person, client: str, customer: str) -> bool:
    """True where the person may read notes for ourselves: who writes them, and who audits.

    Whoever only looks, such as a client firm's own people, never does: not on pages, nor by the API.
    """
    return any(person.may(right, client, customer) for right in (Right.SEND, Right.AUDIT))
