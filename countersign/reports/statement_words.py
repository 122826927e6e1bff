"""What statements of account say: movements, what is overdue, what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from countersign.language import amount, day, said, to_say
from models.entries import EntryKind

if TYPE_CHECKING:
    from flows.receivables import Stated
    from receivables.statement import Account

_ENTRIES = {
    EntryKind.INVOICE: to_say("Invoice"),
    EntryKind.CREDIT: to_say("Credit note"),
    EntryKind.PAID: to_say("Payment"),
    EntryKind.REDUCED: to_say("Part payment or credit"),
    EntryKind.CLEARED: to_say("Cleared"),
    EntryKind.CANCELLED: to_say("Cancelled"),
    EntryKind.RAISED: to_say("Open again or corrected"),
    EntryKind.USED: to_say("Credit used"),
}


def entry_words(kind: EntryKind) -> str:
    """What moved a balance."""
    return said(_ENTRIES[kind])


def overdue_words(account: Account) -> str:
    """What of an account is overdue, disputed items left out."""
    if not account.overdue:
        return said("But for what is disputed, nothing of it is overdue.")
    overdue = amount(account.overdue, account.currency)
    return said("But for what is disputed, {amount} of it is overdue.", amount=overdue)


def received_rows(account: Account) -> Iterator[tuple[str, Decimal]]:
    """(what it is, amount): what was received of an account and not booked, and what is left then."""
    part = account.received
    if part.paid:
        yield said("Payments received, not yet booked"), -part.paid
    if part.discount:
        yield said("Discounts taken with them"), -part.discount
    if part.settles:
        yield said("Left once they are booked"), account.left


def lacking_words(told: Stated) -> str:
    """Why movements are not told that were asked for; empty where they are."""
    if not told.lacking or told.since is None:
        return ""
    return said(
        "What moved the account since {day} is not known: the register does not have the ledger of both "
        "{eve} and {last}.",
        day=day(told.since.first),
        eve=day(told.since.eve),
        last=day(told.since.last),
    )


FILTERS: Mapping[str, Callable[..., Any]] = {"entry": entry_words, "received": received_rows}
"""What templates may call."""
