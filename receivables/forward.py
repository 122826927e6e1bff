"""Balance forward: from what was owed before a period, movement by movement, to its end. Pure.

Every movement is a difference of two balances that the ledger had, so that they add up to the cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date
from decimal import Decimal

from models.entries import Entry, EntryKind, History
from models.ledger import Invoice, InvoiceStatus
from models.period import Period
from models.standing import Version
from receivables.aging import ZERO

_ENDS = {
    InvoiceStatus.PAID: EntryKind.PAID,
    InvoiceStatus.CLOSED: EntryKind.CLEARED,
    InvoiceStatus.VOID: EntryKind.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Forward:
    """The movements of an account in one currency."""

    currency: str
    opening: Decimal
    """At the end of the day before the period."""
    entries: tuple[Entry, ...]
    """By day."""
    invoiced: Decimal
    """Sum of invoices and credit notes."""
    settled: Decimal
    """Sum of all other movements; below zero where more was settled than raised."""

    @property
    def closing(self) -> Decimal:
        """At the end of the period's last day."""
        return self.opening + self.invoiced + self.settled


@dataclass(frozen=True, slots=True)
class _Move:
    on: date
    kind: EntryKind
    invoice: Invoice
    amount: Decimal

    @property
    def order(self) -> tuple[date, bool, str]:
        """Invoices of a day come before what was settled on it."""
        return self.on, not _is_issue(self.kind), self.invoice.number


def _is_issue(kind: EntryKind) -> bool:
    return kind in {EntryKind.INVOICE, EntryKind.CREDIT}


def carried(histories: Iterable[History], opening_load: int, period: Period) -> tuple[Forward, ...]:
    """The movements of a period by currency; one without balance or movement is left out.

    Args:
        histories: of all invoices of a customer, up to the load that tells how the period ended.
        opening_load: the load that tells how the ledger stood before it.
        period: the period.
    """
    opening: dict[str, Decimal] = {}
    moves: dict[str, list[_Move]] = {}
    for history in histories:
        before, theirs = _followed(history.versions, opening_load, period)
        for currency, balance in before.items():
            opening[currency] = opening.get(currency, ZERO) + balance
        for move in theirs:
            moves.setdefault(move.invoice.currency, []).append(move)
    found = sorted({*moves, *(currency for currency, balance in opening.items() if balance)})
    return tuple(_forward(one, opening.get(one, ZERO), moves.get(one, [])) for one in found)


def _forward(currency: str, opening: Decimal, moves: list[_Move]) -> Forward:
    balance, entries = opening, list[Entry]()
    for move in sorted(moves, key=lambda one: one.order):
        balance += move.amount
        entries.append(Entry(move.on, move.kind, move.invoice, move.amount, balance))
    issued = sum((one.amount for one in entries if _is_issue(one.kind)), ZERO)
    rest = sum((one.amount for one in entries if not _is_issue(one.kind)), ZERO)
    return Forward(currency, opening, tuple(entries), issued, rest)


def _followed(
    versions: tuple[Version, ...], opening_load: int, period: Period
) -> tuple[dict[str, Decimal], list[_Move]]:
    """The balance before the period by currency, and what moved it."""
    earlier = [one for one in versions if one.load <= opening_load]
    since = [one for one in versions if one.load > opening_load]
    if earlier and earlier[-1].invoice.invoice_date < period.first:
        known = earlier[-1].invoice
        moves = list(_steps(known, since, period))
        return {known.currency: known.balance}, moves
    shown = [*earlier[-1:], *since]
    return {}, list(_from_issue(shown, period)) if shown else []


def _from_issue(shown: list[Version], period: Period) -> Iterator[_Move]:
    """An invoice that was no part of the opening balance: its issue, and what became of it."""
    last = shown[-1].invoice
    if last.invoice_date > period.last:
        return
    first = shown[0]
    issued = first.invoice
    on = max(issued.invoice_date, period.first)
    if issued.is_open or len(shown) > 1:
        kind = EntryKind.CREDIT if issued.is_credit else EntryKind.INVOICE
        yield _Move(on, kind, issued, issued.amount)
        settled = issued.balance - issued.amount
        if settled:
            yield _Move(_day(first, period), _kind(issued, settled), issued, settled)
        yield from _steps(issued, shown[1:], period)
    elif issued.status is not InvoiceStatus.VOID and period.holds(issued.invoice_date):
        kind = EntryKind.CREDIT if issued.is_credit else EntryKind.INVOICE
        yield _Move(on, kind, issued, issued.amount)
        yield _Move(_day(first, period), _kind(issued, -issued.amount), issued, -issued.amount)


def _steps(known: Invoice, versions: Iterable[Version], period: Period) -> Iterator[_Move]:
    """What each load changed of a balance; a change of currency ends one balance and begins another."""
    for version in versions:
        on, new = _day(version, period), version.invoice
        if new.invoice_date > period.last:
            new = replace(new, status=InvoiceStatus.CLOSED)
        if new.currency != known.currency:
            if known.balance:
                yield _Move(on, EntryKind.CLEARED, known, -known.balance)
            if new.balance:
                yield _Move(on, EntryKind.RAISED, new, new.balance)
        elif new.balance != known.balance:
            moved = new.balance - known.balance
            yield _Move(on, _kind(new, moved), new, moved)
        known = new


def _kind(invoice: Invoice, moved: Decimal) -> EntryKind:
    if invoice.is_credit:
        return EntryKind.USED if moved > ZERO else EntryKind.RAISED
    if moved > ZERO:
        return EntryKind.RAISED
    return _ENDS.get(invoice.status, EntryKind.REDUCED)


def _day(version: Version, period: Period) -> date:
    loaded = version.loaded_at
    day = period.first if loaded is None else loaded.astimezone(UTC).date()
    return min(max(day, period.first), period.last)
