"""What a payment is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from models.cash import ZERO, Clue, Payment, Sign
from models.ledger import Invoice
from models.sending import Reason
from receivables.cash.terms import TermsByCustomer, fitting

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the ledger, and what of it is left after payments that the ledger has not booked yet."""

    invoice: Invoice
    left: Decimal
    """Below zero for a credit; zero for what is settled."""

    @property
    def key(self) -> tuple[str, str]:
        """(customer number, invoice number)."""
        return self.invoice.key


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in the reference, or in a line of the remittance, that an item carries."""

    read: str
    item: Item
    sign: Sign
    shared: int = 1
    """How many items carry what was read."""


@dataclass(frozen=True, slots=True)
class PayerClue:
    """Why the payer may be a customer."""

    customer: str
    clue: Clue


@dataclass(frozen=True, slots=True)
class Case:
    """A payment with everything that may tell what it is for."""

    payment: Payment
    mentions: tuple[Mention, ...] = ()
    payers: tuple[PayerClue, ...] = ()
    houses: Mapping[str, str] = field(default_factory=dict)
    """Customer -> who pays for it in the end; a customer that is missing pays itself."""
    accounts: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    """House -> what it and those it pays for have open in the payment's currency."""
    same_amount: tuple[Item, ...] = ()
    """Open items anywhere of exactly this amount."""
    terms: TermsByCustomer = field(default_factory=dict)
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """Reasons by code in capitals."""

    def house(self, customer: str) -> str:
        """Who pays for the customer in the end."""
        return self.houses.get(customer, customer)

    def discount(self, item: Item) -> Decimal:
        """What may be taken off for paying early; zero where the day has passed or there are no terms."""
        terms = fitting(self.terms, item.invoice.customer_number, item.invoice.invoice_date)
        if terms is None or item.left <= 0:
            return ZERO
        until = item.invoice.invoice_date + timedelta(days=terms.days + terms.grace)
        if self.payment.value_day > until:
            return ZERO
        return (item.left * terms.percent / 100).quantize(CENT, ROUND_HALF_UP)
