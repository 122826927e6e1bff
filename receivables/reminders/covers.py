"""What holds amounts back from reminders: payments, disputes, promises, plans. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.ledger import Invoice, InvoiceStatus
from models.sending import InvoiceKey

ZERO = Decimal(0)


class Why(StrEnum):
    """Why an amount is not asked for, in the order in which they count."""

    PAID = "paid"
    """It was paid, and the ledger has not booked it."""
    DISPUTED = "disputed"
    PLANNED = "planned"
    """A payment plan is kept."""
    PROMISED = "promised"
    """A promise to pay runs."""
    UNPROVEN = "unproven"
    """No proof of delivery proves it, and the client firm wants one first."""
    UNDATED = "undated"
    """The ledger has no due date."""
    CREDIT = "credit"
    """Credits of the account are as much."""


_ORDER = tuple(Why)


@dataclass(frozen=True, slots=True)
class Cover:
    """An amount that is not asked for."""

    why: Why
    customer: str
    invoices: frozenset[str]
    """Numbers; empty for all of the customer."""
    amount: Decimal
    currency: str
    until: date | None = None
    """Its last day, where it has one."""


@dataclass(frozen=True, slots=True)
class Held:
    """What of one invoice is not asked for."""

    why: Why
    amount: Decimal
    until: date | None = None


def held_back(items: Iterable[Invoice], covers: Iterable[Cover]) -> Mapping[InvoiceKey, tuple[Held, ...]]:
    """What of each invoice is held back: payments, then disputes, plans, promises, each from the oldest on.

    An invoice that the ledger calls disputed, and of which no dispute says how much, is held back as a
    whole, but for what is paid of it.
    """
    owed = sorted(items, key=lambda one: (one.due_date or date.max, one.key))
    left = {one.key: one.balance for one in owed}
    found: dict[InvoiceKey, list[Held]] = {}
    given = list(covers)
    named = {(one.customer, number) for one in given if one.why is Why.DISPUTED for number in one.invoices}
    given.sort(key=lambda one: (_ORDER.index(one.why), not one.invoices, one.until or date.max))
    for cover in given:
        if cover.why is Why.PAID:
            _hold(cover, owed, left, found)
    for one in owed:
        if one.status is InvoiceStatus.DISPUTED and one.key not in named and left[one.key]:
            found.setdefault(one.key, []).append(Held(Why.DISPUTED, left[one.key]))
            left[one.key] = ZERO
    for cover in given:
        if cover.why is not Why.PAID:
            _hold(cover, owed, left, found)
    return {key: tuple(parts) for key, parts in found.items()}


def _hold(
    cover: Cover, owed: list[Invoice], left: dict[InvoiceKey, Decimal], found: dict[InvoiceKey, list[Held]]
) -> None:
    rest = cover.amount
    for one in owed:
        about = not cover.invoices or one.number in cover.invoices
        if one.customer_number != cover.customer or one.currency != cover.currency or not about:
            continue
        part = min(rest, left[one.key])
        if part > 0:
            found.setdefault(one.key, []).append(Held(cover.why, part, cover.until))
            left[one.key] -= part
            rest -= part
