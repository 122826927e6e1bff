"""Promises to pay: kept or broken, as the ledger tells. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from models.dispute import Contact, Promise, PromiseState
from models.ledger import Invoice
from models.sending import InvoiceKey

BANKING_DAYS = 2
"""That a payment may take to be in the ledger, after the promised day."""
_SATURDAY = 5


def judged_on(promise: Promise) -> date:
    """The day at whose end a promise is broken: two banking days after its own, Monday to Friday."""
    day, left = promise.on, BANKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return day


def fallen(before: Iterable[Invoice], after: Iterable[Invoice], currency: str) -> Decimal:
    """By how much the balance of what was open before fell; what was issued since does not count."""
    now = {item.key: item.balance for item in after if item.currency == currency}
    owed = [item for item in before if item.currency == currency and not item.is_credit]
    return sum((item.balance - now.get(item.key, Decimal(0)) for item in owed), Decimal(0))


def state_of(
    promise: Promise, before: Iterable[Invoice], after: Iterable[Invoice], today: date
) -> PromiseState:
    """What became of a promise.

    Args:
        promise: the promise.
        before: what was open when it was made.
        after: what was open at the end of `judged_on`, or of today where that is earlier.
        today: the day on which is asked.
    """
    if fallen(before, after, promise.currency) >= promise.amount:
        return PromiseState.KEPT
    if today > judged_on(promise):
        return PromiseState.BROKEN
    return PromiseState.OVERDUE if today > promise.on else PromiseState.DUE


def broken(
    noted: Iterable[tuple[Contact, PromiseState | None]], items: Iterable[Invoice]
) -> frozenset[InvoiceKey]:
    """Items whose newest promise, of the item itself or of the whole account, was not kept."""
    newest: dict[InvoiceKey, tuple[datetime, int, PromiseState]] = {}
    for contact, state in noted:
        if state is not None:
            this = contact.at, contact.id, state
            had = newest.get(contact.key)
            if had is None or had[:2] < this[:2]:
                newest[contact.key] = this
    found = set()
    for item in items:
        both = [newest[key] for key in (item.key, (item.customer_number, "")) if key in newest]
        if both and max(both, key=lambda one: one[:2])[2] is PromiseState.BROKEN:
            found.add(item.key)
    return frozenset(found)
