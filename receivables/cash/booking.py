"""Which applications the ledger has booked meanwhile; the ledger's own amounts are never changed here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from models.cash import ZERO, Application
from models.ledger import Invoice


def unbooked_of(applications: Iterable[Application]) -> Decimal:
    """By how much the balance of one invoice is to fall still."""
    return sum((one.share.settles for one in applications if one.is_unbooked), ZERO)


def booked(applications: Sequence[Application], invoice: Invoice | None) -> tuple[Application, ...]:
    """Those applications to one invoice, oldest first, that the ledger shows: its balance fell by them.

    One that is settled, or gone from the ledger, has booked them all. What falls for another reason, such as
    a credit note, is taken for the payment too: nothing in the ledger tells them apart.

    Args:
        applications: all of one invoice, in the order in which they were made.
        invoice: as the newest load has it.
    """
    standing = [one for one in applications if one.taken_back_at is None]
    waiting = [one for one in standing if not one.booked_load]
    if not waiting:
        return ()
    if invoice is None or not invoice.balance:
        return tuple(waiting)
    first = waiting[0]
    since = (abs(one.share.settles) for one in standing if one.booked_load > first.load)
    fallen = abs(first.open_then) - abs(invoice.balance) - sum(since, ZERO)
    done = []
    for one in waiting:
        fallen -= abs(one.share.settles)
        if fallen < 0:
            break
        done.append(one)
    return tuple(done)
