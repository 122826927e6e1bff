"""What was paid and is not in the ledger yet, beside what the ledger has open. Pure; changes no balance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from models.cash import ZERO, Application
from models.ledger import Invoice
from models.sending import InvoiceKey


@dataclass(frozen=True, slots=True)
class Part:
    """What was received, and what was deducted with it."""

    paid: Decimal = ZERO
    discount: Decimal = ZERO

    @property
    def settles(self) -> Decimal:
        """By how much the ledger's balance is to fall; below zero for a credit note that was netted."""
        return self.paid + self.discount

    def __add__(self, other: Part) -> Part:
        """Both together."""
        return Part(self.paid + other.paid, self.discount + other.discount)


NOTHING_PAID = Part()


@dataclass(frozen=True, slots=True)
class Received:
    """What the ledger has not booked, as far as its open items go."""

    parts: Mapping[InvoiceKey, Part] = field(default_factory=dict)
    """By open item; never more than its balance."""
    on_account: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    """By customer and currency: paid for no invoice since the ledger was loaded."""

    def settles(self, key: InvoiceKey) -> Decimal:
        """By how much the balance of an item is to fall."""
        return self.parts.get(key, NOTHING_PAID).settles


NOTHING_RECEIVED = Received()


def waiting(applications: Iterable[Application], load: int) -> tuple[Application, ...]:
    """Those that a load of the ledger cannot have.

    What was left on account is told by nothing in a ledger: it counts until the next one is loaded.
    """
    return tuple(one for one in applications if one.share.invoice or one.load >= load)


def received(items: Iterable[Invoice], applications: Iterable[Application]) -> Received:
    """What of open items, and of accounts, was paid by applications that the ledger has not booked."""
    paid: dict[tuple[InvoiceKey, str], Part] = {}
    on_account: dict[tuple[str, str], Decimal] = {}
    for one in applications:
        share = one.share
        if share.invoice:
            place = share.key, one.currency
            paid[place] = paid.get(place, NOTHING_PAID) + Part(share.paid, share.discount)
        else:
            whose = share.customer, one.currency
            on_account[whose] = on_account.get(whose, ZERO) + share.paid
    parts = {
        one.key: _within(paid[one.key, one.currency], one.balance)
        for one in items
        if (one.key, one.currency) in paid
    }
    return Received({key: part for key, part in parts.items() if part.settles}, on_account)


def settled_since(
    applications: Iterable[Application], customer: str, invoices: frozenset[str], currency: str, at: datetime
) -> Decimal:
    """By how much accounts are to fall by what was applied at a time or later.

    `invoices` are numbers; with none, all of the customer counts, money on account too.
    """
    return sum(
        (
            one.share.settles
            for one in applications
            if one.share.customer == customer
            and one.currency == currency
            and one.at >= at
            and (not invoices or one.share.invoice in invoices)
        ),
        ZERO,
    )


def _within(part: Part, balance: Decimal) -> Part:
    """No more than is open, and nothing against its sign: what is more was booked in part, or credited."""
    settles = part.settles
    most = min(settles, balance) if balance > 0 else max(settles, balance)
    if settles * balance <= 0:
        return NOTHING_PAID
    if most == settles:
        return part
    discount = min(part.discount, most) if most > 0 else ZERO
    return Part(most - discount, discount)
