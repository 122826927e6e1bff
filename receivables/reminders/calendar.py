"""The calendar of reminders: what is to be sent on which day, gathered by customer. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from models.ledger import Invoice
from models.pod import Pod
from models.reminder import Level, Reached, ReachedLevels, Schedule
from models.sending import InvoiceKey
from receivables.cash.received import NOTHING_RECEIVED, Received
from receivables.gaps import PodStatus, Proven, prove
from receivables.reminders.covers import ZERO, Cover, Held, Why, held_back

__all__ = ["Calendar", "Due", "Dunned", "Held", "Paused", "Why", "calendar"]


@dataclass(frozen=True, slots=True)
class Due:
    """An invoice of which somebody is to be reminded."""

    proven: Proven
    level: Level
    on: date
    """The day of the reminder; the day that is asked about, where it is due since earlier."""
    amount: Decimal
    """What is asked for: the balance without what is held back."""
    held: tuple[Held, ...] = ()
    """Parts of the balance that are not asked for."""
    before: Reached | None = None
    """How far reminders of it are."""

    @property
    def invoice(self) -> Invoice:
        """The invoice itself."""
        return self.proven.invoice

    @property
    def status(self) -> PodStatus:
        """What proves it."""
        return self.proven.status

    def overdue(self, day: date) -> int:
        """Days overdue on a day; below 1 where it is not."""
        return (day - (self.invoice.due_date or day)).days


@dataclass(frozen=True, slots=True)
class Paused:
    """An invoice that would be reminded of, and is not."""

    proven: Proven
    level: Level | None
    """None without a due date."""
    on: date
    held: tuple[Held, ...]

    @property
    def invoice(self) -> Invoice:
        """The invoice itself."""
        return self.proven.invoice


@dataclass(frozen=True, slots=True)
class Dunned:
    """One letter: all that one customer is reminded of on a day."""

    customer: str
    on: date
    level: Level
    """The highest of its items."""
    items: tuple[Due, ...]
    """Oldest due first."""
    credits: Mapping[str, Decimal]
    """Open credits of the account and money on it, by currency; below zero."""

    @property
    def asked(self) -> tuple[Due, ...]:
        """Items that are asked for: in a letter about overdue ones only those that are overdue."""
        if self.level.days <= 0:
            return self.items
        return tuple(one for one in self.items if one.level.days > 0)

    @property
    def soon(self) -> tuple[Due, ...]:
        """Items that such a letter tells of only because they fall due soon."""
        asked = self.asked
        return tuple(one for one in self.items if one not in asked)

    @property
    def totals(self) -> Mapping[str, Decimal]:
        """What is asked for, by currency."""
        found: dict[str, Decimal] = {}
        for one in self.asked:
            found[one.invoice.currency] = found.get(one.invoice.currency, ZERO) + one.amount
        return dict(sorted(found.items()))

    @property
    def unproven(self) -> tuple[Due, ...]:
        """Items that no proof of delivery proves."""
        return tuple(one for one in self.items if one.status.is_gap)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is to be sent from a day on."""

    as_of: date
    until: date
    """The last day."""
    letters: tuple[Dunned, ...]
    """By day, highest level first, then by customer."""
    paused: tuple[Paused, ...]
    """What would be due until the last day."""

    def on(self, day: date) -> tuple[Dunned, ...]:
        """The letters of a day."""
        return tuple(one for one in self.letters if one.on == day)

    def of(self, customer: str) -> Dunned | None:
        """The letter of a customer that is due on the first day."""
        return next((one for one in self.on(self.as_of) if one.customer == customer), None)

    @property
    def days(self) -> tuple[date, ...]:
        """Those on which something is due."""
        return tuple(sorted({one.on for one in self.letters}))


@dataclass(frozen=True, slots=True)
class Account:
    """What the calendar is made from."""

    items: tuple[Invoice, ...]
    """Open at the end of the day."""
    pods: Mapping[InvoiceKey, tuple[Pod, ...]]
    reached: ReachedLevels
    """By reminders until the day."""
    covers: tuple[Cover, ...] = ()
    received: Received = NOTHING_RECEIVED
    """What was paid and the ledger has not booked: it is not asked for, nor are credits that it took."""


def calendar(account: Account, schedule: Schedule, as_of: date, days: int) -> Calendar:
    """What is to be sent on `as_of` and the `days` after it.

    Each invoice stands there once, with its next level; credits are never reminded of.
    """
    until = as_of + timedelta(days=days)
    open_items = [one for one in account.items if one.is_open and one.invoice_date <= as_of]
    owed = [one for one in open_items if one.balance > 0 and not one.is_credit]
    held = held_back(owed, (*_paid(owed, account.received), *account.covers))
    due: list[Due] = []
    paused: list[Paused] = []
    for one in owed:
        proven = prove(one, account.pods.get(one.key, ()), as_of)
        found = _next(proven, schedule, account.reached.get(one.key), held.get(one.key, ()), as_of)
        if isinstance(found, Due) and found.on <= until:
            due.append(found)
        elif isinstance(found, Paused) and found.on <= until:
            paused.append(found)
    letters, covered = _gathered(due, _credits(open_items, account.received))
    paused = sorted([*paused, *covered], key=lambda one: (one.on, one.invoice.key))
    return Calendar(as_of, until, letters, tuple(paused))


def next_level(
    due: date, reached: Reached | None, schedule: Schedule, as_of: date
) -> tuple[Level, date] | None:
    """The next level of an invoice that is due on `due`, and the day of it; None where all are sent.

    A level up to the due date is left out once that day is over.
    """
    candidates = [one for one in schedule.levels if reached is None or one.days > reached.days]
    found: tuple[Level, date] | None = None
    for level in candidates:
        begins = due + timedelta(days=level.days)
        if reached is not None:
            begins = max(begins, reached.on + timedelta(days=schedule.gap))
        on = max(begins, as_of)
        if level.days <= 0 and on > due:
            continue
        if found is None or (not schedule.in_turn and begins <= as_of):
            found = level, on
        if schedule.in_turn:
            break
    return found


def _next(
    proven: Proven, schedule: Schedule, reached: Reached | None, held: tuple[Held, ...], as_of: date
) -> Due | Paused | None:
    invoice = proven.invoice
    if invoice.due_date is None:
        return Paused(proven, None, as_of, (Held(Why.UNDATED, invoice.balance),))
    found = next_level(invoice.due_date, reached, schedule, as_of)
    if found is None:
        return None
    level, on = found
    amount = invoice.balance - sum((part.amount for part in held), ZERO)
    if amount > 0 and schedule.needs_proof and proven.is_gap:
        held = (*held, Held(Why.UNPROVEN, amount))
        amount = ZERO
    if amount <= 0:
        return Paused(proven, level, on, held)
    return Due(proven, level, on, amount, held, reached)


def _paid(items: Iterable[Invoice], received: Received) -> Iterator[Cover]:
    for one in items:
        amount = received.settles(one.key)
        if amount > 0:
            yield Cover(Why.PAID, one.customer_number, frozenset({one.number}), amount, one.currency)


def _credits(items: Iterable[Invoice], received: Received) -> Mapping[str, Mapping[str, Decimal]]:
    """Open credits without what payments took of them, and money that came in on account, below zero."""
    left = [
        (one.customer_number, one.currency, one.balance - received.settles(one.key))
        for one in items
        if one.balance < 0
    ]
    left += [(customer, currency, -amount) for (customer, currency), amount in received.on_account.items()]
    found: dict[str, dict[str, Decimal]] = {}
    for customer, currency, amount in left:
        if amount:
            mine = found.setdefault(customer, {})
            mine[currency] = mine.get(currency, ZERO) + amount
    return found


def _gathered(
    due: Iterable[Due], credited: Mapping[str, Mapping[str, Decimal]]
) -> tuple[tuple[Dunned, ...], list[Paused]]:
    by_letter: dict[tuple[date, str], list[Due]] = {}
    for one in due:
        by_letter.setdefault((one.on, one.invoice.customer_number), []).append(one)
    letters: list[Dunned] = []
    covered: list[Paused] = []
    for (on, customer), items in by_letter.items():
        mine = credited.get(customer, {})
        letter = _letter(customer, on, items, mine)
        even = {
            currency for currency, total in letter.totals.items() if total + mine.get(currency, ZERO) <= 0
        }
        covered += _covered(items, even)
        left = [one for one in items if one.invoice.currency not in even]
        if left:
            letters.append(_letter(customer, on, left, mine))
    letters.sort(key=lambda one: (one.on, -one.level.days, one.customer))
    return tuple(letters), covered


def _letter(customer: str, on: date, items: Iterable[Due], credited: Mapping[str, Decimal]) -> Dunned:
    ordered = sorted(items, key=lambda one: (one.invoice.due_date or on, one.invoice.number))
    level = max((one.level for one in ordered), key=lambda one: one.days)
    return Dunned(customer, on, level, tuple(ordered), dict(sorted(credited.items())))


def _covered(items: Iterable[Due], currencies: set[str]) -> Iterator[Paused]:
    for one in items:
        if one.invoice.currency in currencies:
            yield Paused(one.proven, one.level, one.on, (*one.held, Held(Why.CREDIT, one.amount)))
