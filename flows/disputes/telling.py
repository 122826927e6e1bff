"""Disputes as lists show them: with their alarm, what is missing, and how others ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.desk import Stores
from flows.receivables import Whose
from models.dispute import DisputeCase
from models.ledger import Customer, Invoice
from models.sending import Reason
from receivables.disputes import Alarm, Ended, Readiness, alarm, readiness, win_rates
from receivables.gaps import status_of
from storage.register import AskedDisputes


@dataclass(frozen=True, slots=True)
class Row:
    """One dispute."""

    case: DisputeCase
    alarm: Alarm
    ready: Readiness

    def left(self, today: date) -> int:
        """Days until the last one for an answer; below zero behind it."""
        return (self.case.due - today).days


@dataclass(frozen=True, slots=True)
class Cases:
    """A list of disputes and how those that ended did."""

    whose: Whose
    as_of: date
    rows: tuple[Row, ...]
    """Soonest due first."""
    ended: Mapping[tuple[str, Reason], Ended]
    """By currency and reason, of all that are closed."""
    customers: Mapping[str, Customer]

    def name(self, number: str) -> str:
        """Name of a customer; empty where the ledger has none."""
        return self.customers[number].name if number in self.customers else ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Open invoices whose proof of delivery has a remark, and of which there was no dispute yet."""

    whose: Whose
    customers: Mapping[str, Customer]
    invoices: tuple[Invoice, ...]
    """Soonest due first, then the dearest."""

    def name(self, number: str) -> str:
        """Name of a customer; empty where the ledger has none."""
        return self.customers[number].name if number in self.customers else ""


def cases(stores: Stores, whose: Whose, as_of: date, *, is_open: bool | None = True) -> Cases:
    """Disputes raised until a day, in the state that they are in now; open, closed, or with None all."""
    register = stores.register
    asked = AskedDisputes(whose.client, whose.seen, whose.customer, is_open)
    found = [one for one in register.disputes.listed(asked) if one.raised <= as_of]
    closed = register.disputes.listed(AskedDisputes(whose.client, whose.seen, whose.customer, is_open=False))
    people = register.books.customers(whose.client, {one.key[0] for one in found})
    return Cases(whose, as_of, rows_of(stores, whose.client, found, as_of), win_rates(closed), people)


def rows_of(stores: Stores, client: str, found: Sequence[DisputeCase], today: date) -> tuple[Row, ...]:
    """The same disputes with their alarm and what is missing."""
    register = stores.register
    keys = sorted({one.key for one in found})
    pods, filed = register.books.pods(client, keys), register.disputes.filed(client, keys)
    return tuple(
        Row(
            one,
            alarm(one, today),
            readiness(one.reason, status_of(pods.get(one.key, ())), filed.get(one.key, frozenset())),
        )
        for one in found
    )


def propositions(stores: Stores, whose: Whose) -> Proposed:
    """What the remarks on proofs of delivery propose to look at; it opens nothing."""
    register = stores.register
    remarked = register.books.remarked(whose.client, whose.seen, whose.customer)
    had = register.disputes.of_invoices(whose.client, [one.key for one in remarked])
    keys = {one.key for one in had}
    some = [one for one in remarked if one.key not in keys and not one.is_credit]
    some.sort(key=lambda one: (one.due_date or date.max, -one.balance, one.key))
    people = register.books.customers(whose.client, {one.customer_number for one in some})
    return Proposed(whose, people, tuple(some))
