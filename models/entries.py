"""How the account of a customer came from one balance to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.ledger import Invoice
from models.standing import Version


class EntryKind(StrEnum):
    """What moved a balance, as far as the ledger tells."""

    INVOICE = "invoice"
    CREDIT = "credit"
    """A credit note."""
    PAID = "paid"
    """The ledger calls it paid."""
    REDUCED = "reduced"
    """Less is open of it: a part payment, or a credit set against it."""
    CLEARED = "cleared"
    """It is closed, or not in the ledger any more: paid or cleared otherwise, the ledger does not say."""
    CANCELLED = "cancelled"
    """The ledger calls it void."""
    RAISED = "raised"
    """More is open of it than before: opened again, or corrected."""
    USED = "used"
    """A credit was set against something, or paid out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement."""

    on: date
    """The invoice's date; else the day of the load that brought the change."""
    kind: EntryKind
    invoice: Invoice
    """As it stood then."""
    amount: Decimal
    """By how much the balance grew; below zero where it fell."""
    balance: Decimal
    """After it, in the currency of the invoice."""


@dataclass(frozen=True, slots=True)
class History:
    """How one invoice stood, load by load, up to the end of a period."""

    versions: tuple[Version, ...]
    """Oldest first; at least one."""
