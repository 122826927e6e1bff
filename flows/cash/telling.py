"""Payments with what pages and reports show beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from flows.desk import Stores
from models.cash import ZERO, Application, Payment, PaymentState, Proposal
from models.errors import WrongUse
from models.ledger import Customer, Invoice
from models.sending import InvoiceKey
from receivables.cash import unbooked_of
from storage.register import AskedPayments, Customers, Tally

MOST_LISTED = 10_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A payment, where its parts are, and what the ledger has of whatever is proposed."""

    payment: Payment
    applications: tuple[Application, ...]
    invoices: Mapping[InvoiceKey, Invoice]
    customers: Mapping[str, Customer]

    def name(self, number: str) -> str:
        """Name of a customer; its number where the ledger has none."""
        return self.customers[number].name if number in self.customers else number

    @property
    def standing(self) -> tuple[Application, ...]:
        """What is applied now."""
        return tuple(one for one in self.applications if one.taken_back_at is None)


@dataclass(frozen=True, slots=True)
class CashReport:
    """Payments of a client, and what of them the ledger has not booked."""

    client: str
    as_of: date
    tallies: tuple[Tally, ...]
    payments: tuple[Payment, ...]
    """Those that ask for a person or wait, oldest first."""
    unbooked: tuple[Application, ...]
    customers: Mapping[str, Customer]
    automatic: Mapping[str, int]
    """How many of what is applied was so by itself, under `all` of how many."""

    def name(self, number: str) -> str:
        """Name of a customer; empty where the ledger has none."""
        return self.customers[number].name if number in self.customers else ""

    def age(self, payment: Payment) -> int:
        """Days since the value day."""
        return (self.as_of - payment.value_day) // timedelta(days=1)

    @property
    def unbooked_totals(self) -> Mapping[str, Decimal]:
        """What the ledger is to learn of, by currency."""
        return totals(self.unbooked)


def totals(applications: Iterable[Application]) -> Mapping[str, Decimal]:
    """What was paid, by currency."""
    found: dict[str, Decimal] = {}
    for one in applications:
        found[one.currency] = found.get(one.currency, ZERO) + one.share.paid
    return dict(sorted(found.items()))


def shown_payment(stores: Stores, payment: Payment, seen: Customers = None) -> Shown:
    """The payment as a page shows it; proposals and parts of others' invoices are left out."""
    applications = stores.register.cash.of_payment(payment.client, payment.id)
    keys = {share.key for one in payment.proposals for share in one.shares}
    keys |= {one.share.key for one in applications}
    mine = [key for key in sorted(keys) if seen is None or key[0] in seen]
    found = {key: stores.register.invoice(payment.client, key) for key in mine if key[1]}
    customers = stores.register.books.customers(payment.client, {key[0] for key in mine})
    invoices = {key: invoice for key, invoice in found.items() if invoice is not None}
    visible = tuple(one for one in applications if seen is None or one.share.customer in seen)
    return Shown(payment, visible, invoices, customers)


def visible_proposals(payment: Payment, seen: Customers) -> Sequence[tuple[int, Proposal]]:
    """Proposals with their 0-based places, without those that name customers of others."""
    return [
        (place, one)
        for place, one in enumerate(payment.proposals)
        if seen is None or all(number in seen for number in one.customers)
    ]


def cash_report(stores: Stores, asked: AskedPayments, as_of: date) -> CashReport:
    """How payments stand now; ages count up to `as_of`.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    register = stores.register
    if asked.customer and not register.books.customers(asked.client, [asked.customer]):
        raise WrongUse(
            f"The ledger has no customer {asked.customer}: give the number as the ledger writes it."
        )
    found = [
        one
        for state in (PaymentState.REVIEW, PaymentState.WAITING)
        for one in register.payments.listed(
            AskedPayments(asked.client, asked.seen, state, asked.customer), MOST_LISTED
        )
    ]
    whose = {asked.customer} if asked.customer else asked.seen
    unbooked = register.cash.unbooked(asked.client, whose)
    numbers = {one.share.customer for one in unbooked} | {one.customer for one in found if one.customer}
    by_itself, every = register.cash.automatic(asked.client)
    return CashReport(
        asked.client,
        as_of,
        register.payments.tallies(AskedPayments(asked.client, asked.seen, None, asked.customer)),
        tuple(sorted(found, key=lambda one: (one.value_day, one.id))),
        unbooked,
        register.books.customers(asked.client, numbers),
        {"automatic": by_itself, "all": every},
    )


@dataclass(frozen=True, slots=True)
class PaidOn:
    """What was paid of an invoice."""

    paid: tuple[Application, ...]
    """Newest first, also what was taken back."""
    unbooked: Decimal
    """By how much the ledger's balance is to fall still."""
    load: int
    """The newest load of the ledger."""


def paid_on(stores: Stores, client: str, key: InvoiceKey) -> PaidOn:
    """What was paid of an invoice, as far as payments were loaded."""
    found = stores.register.cash.of_invoice(client, key)
    load = stores.register.load_number(client) if found else 0
    return PaidOn(tuple(reversed(found)), unbooked_of(found), load)


def unbooked_of_customer(stores: Stores, client: str, customer: str) -> tuple[Application, ...]:
    """What was paid by a customer that its ledger has not booked yet."""
    return stores.register.cash.unbooked(client, [customer])
