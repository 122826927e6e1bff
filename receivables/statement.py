"""Statement of account: a customer's open items on a day, with a running balance and their proofs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from models.ledger import Invoice, InvoiceStatus
from models.pod import Pod
from receivables.aging import ZERO, Basis, Line, Terms, age
from receivables.cash.received import NOTHING_PAID, NOTHING_RECEIVED, Part, Received


@dataclass(frozen=True, slots=True)
class Item:
    """One open item."""

    invoice: Invoice
    balance: Decimal
    """Of all items of its currency up to this one."""
    overdue: int
    """Days since it fell due; zero or below where it has not, and for a credit."""
    pods: tuple[Pod, ...]
    """Proofs of delivery that are filed under it, newest first."""

    @property
    def is_disputed(self) -> bool:
        """True where the customer disputes it."""
        return self.invoice.status is InvoiceStatus.DISPUTED


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's account in one currency."""

    items: tuple[Item, ...]
    """By invoice date and number."""
    aged: Line
    """The same items by age; its total is the balance of the last one."""
    overdue: Decimal
    """What has fallen due and is not disputed; credits do not make it less."""
    received: Part = NOTHING_PAID
    """What was paid of it and the ledger has not booked; the balance is without it."""

    @property
    def left(self) -> Decimal:
        """What is left once the ledger has booked what was received."""
        return self.aged.total - self.received.settles

    @property
    def currency(self) -> str:
        """Currency of all its amounts."""
        return self.aged.currency


@dataclass(frozen=True, slots=True)
class Statement:
    """All that a customer owes on a day."""

    customer: str
    terms: Terms
    accounts: tuple[Account, ...]
    """One for each currency; none where nothing is owed."""


def state(
    customer: str,
    items: Iterable[Invoice],
    pods: Mapping[tuple[str, str], Sequence[Pod]],
    terms: Terms,
    paid: Received = NOTHING_RECEIVED,
) -> Statement:
    """The statement of a customer, of the items that were open at the end of the day of the terms.

    `paid` is told beside the balances and changes none of them.
    """
    theirs = [item for item in items if item.customer_number == customer and item.is_open]
    issued = sorted(
        (item for item in theirs if item.invoice_date <= terms.as_of),
        key=lambda item: (item.invoice_date, item.number),
    )
    aging = age(issued, terms)
    accounts = (_account(line, issued, pods, terms) for line in aging.totals.values())
    return Statement(customer, terms, tuple(_with_received(one, customer, paid) for one in accounts))


def _with_received(account: Account, customer: str, paid: Received) -> Account:
    parts = (paid.parts.get(item.invoice.key, NOTHING_PAID) for item in account.items)
    on_account = Part(paid.on_account.get((customer, account.currency), ZERO))
    return replace(account, received=sum(parts, on_account))


def _account(
    aged: Line, issued: Sequence[Invoice], pods: Mapping[tuple[str, str], Sequence[Pod]], terms: Terms
) -> Account:
    items: list[Item] = []
    balance = overdue = ZERO
    due = Terms(terms.as_of, Basis.DUE)
    for invoice in issued:
        if invoice.currency != aged.currency:
            continue
        balance += invoice.balance
        days = due.days(invoice) if invoice.balance > ZERO else 0
        proofs = tuple(pod for pod in pods.get(invoice.key, ()) if pod.filed)
        items.append(Item(invoice, balance, days, proofs))
        if days > 0 and invoice.status is not InvoiceStatus.DISPUTED:
            overdue += invoice.balance
    return Account(tuple(items), aged, overdue)
