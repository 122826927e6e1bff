"""The client's books: customers and the invoices issued to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class InvoiceStatus(StrEnum):
    """State of an invoice in the client's ledger."""

    OPEN = "open"
    DISPUTED = "disputed"
    PAID = "paid"
    CLOSED = "closed"
    VOID = "void"


OPEN = frozenset({InvoiceStatus.OPEN, InvoiceStatus.DISPUTED})
"""States in which money is owed."""


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer of the client."""

    number: str
    name: str
    aliases: tuple[str, ...] = ()
    address: str = ""
    city: str = ""
    country: str = ""
    """As the ledger has it; ISO 3166 alpha-2 where the client keeps to it."""
    parent: str = ""
    """Number of the customer that pays for this one, such as a head office; empty where it pays itself."""


@dataclass(frozen=True, slots=True)
class Invoice:
    """One issued invoice. Numbers are text: leading zeros and prefixes count."""

    number: str
    customer_number: str
    po_number: str
    invoice_date: date
    due_date: date | None
    amount: Decimal
    currency: str
    delivery_number: str
    status: InvoiceStatus
    open_amount: Decimal | None = field(default=None, compare=False)
    """What of `amount` is still to be paid, where the ledger says so; no part of what an invoice is."""

    @property
    def is_open(self) -> bool:
        """True where something is still to be paid or settled."""
        return self.status in OPEN

    @property
    def balance(self) -> Decimal:
        """What is still to be paid: zero for one that is not open, below zero for a credit."""
        if not self.is_open:
            return Decimal(0)
        return self.amount if self.open_amount is None else self.open_amount

    @property
    def key(self) -> tuple[str, str]:
        """Unique within a client: (customer number, invoice number)."""
        return self.customer_number, self.number

    @property
    def is_credit(self) -> bool:
        """True for a credit note: it takes back what was delivered, so that no paper proves it."""
        return self.amount < 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """All customers and all invoices of one client: open, closed and void alike."""

    customers: tuple[Customer, ...]
    invoices: Collection[Invoice]
    """A tuple, or what makes them anew from a file each time one goes through them."""
