"""What is to be reminded of, told from the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from flows.desk import Stores
from flows.disputes.promises import Judge
from flows.plans import plan_standings
from flows.receivables import Told, Whose, known
from flows.received import unbooked_on
from flows.reminders.schedules import schedule_of
from models.cash import Application
from models.credit import PlanState
from models.dispute import Contact, PromiseState
from models.ledger import Invoice
from models.reminder import Schedule
from models.standing import Standing
from receivables.cash.received import received, settled_since
from receivables.promises import fallen
from receivables.reminders import Calendar, Cover, Why, calendar
from receivables.reminders.calendar import Account
from storage.register import AskedDisputes, Register

MOST_DAYS = 92
"""That a calendar looks ahead."""
_RUNNING = frozenset({PromiseState.DUE, PromiseState.OVERDUE})
"""States of promises that are not judged yet."""
_JUDGED = timedelta(days=7)
"""After its day a promise runs no longer than that."""


@dataclass(frozen=True, slots=True)
class Reminded(Told):
    """A calendar of reminders."""

    calendar: Calendar
    schedule: Schedule


def reminders_due(stores: Stores, whose: Whose, as_of: date, days: int) -> Reminded:
    """What is to be sent on a day and the `days` after it; disputes and filings are as they are now.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    known(stores.register, whose)
    schedule = schedule_of(stores, whose.client)
    standing, account = account_of(stores, whose, as_of)
    found = calendar(account, schedule, as_of, min(max(days, 0), MOST_DAYS))
    named = {one.customer for one in found.letters} | {one.invoice.customer_number for one in found.paused}
    people = stores.register.books.customers(whose.client, named)
    return Reminded(whose, standing, people, calendar=found, schedule=schedule)


def account_of(stores: Stores, whose: Whose, as_of: date) -> tuple[Standing, Account]:
    """What reminders are worked out from; and which ledger says so."""
    register = stores.register
    standing, items = register.books.open_items(whose.client, as_of, whose.seen, whose.customer)
    pods = register.books.pods(whose.client, [one.key for one in items], as_of)
    reached = register.reminders.reached(whose.client, as_of, whose.customer)
    applied = unbooked_on(register, whose.client, standing, as_of, whose.customers)
    covers = (
        *_disputed(register, whose),
        *_planned(stores, whose, as_of, applied),
        *_promised(stores, whose, as_of, applied),
    )
    return standing, Account(items, pods, reached, covers, received(items, applied))


def _disputed(register: Register, whose: Whose) -> Iterator[Cover]:
    for case in register.disputes.listed(AskedDisputes(whose.client, whose.seen, whose.customer)):
        yield Cover(Why.DISPUTED, case.key[0], frozenset({case.key[1]}), case.amount, case.currency)


def _planned(stores: Stores, whose: Whose, as_of: date, applied: Sequence[Application]) -> Iterator[Cover]:
    for one in plan_standings(stores, whose, as_of, briefly=True):
        if one.state is PlanState.RUNNING:
            plan, last = one.plan, one.plan.instalments[-1].due
            about = frozenset(plan.invoices)
            left = one.left - settled_since(applied, plan.customer, about, plan.currency, plan.made_at)
            yield Cover(Why.PLANNED, plan.customer, about, left, plan.currency, last)


def _promised(stores: Stores, whose: Whose, as_of: date, applied: Sequence[Application]) -> Iterator[Cover]:
    for one, state in pledges(stores, whose, as_of, as_of - _JUDGED):
        if one.promise is None or state not in _RUNNING:
            continue
        about = frozenset({one.invoice}) if one.invoice else frozenset[str]()
        paid = settled_since(applied, one.customer, about, one.promise.currency, one.at)
        left = _left(stores.register, one, as_of) - paid
        if left > 0:
            yield Cover(Why.PROMISED, one.customer, about, left, one.promise.currency, one.promise.on)


def pledges(
    stores: Stores, whose: Whose, as_of: date, since: date
) -> tuple[tuple[Contact, PromiseState | None], ...]:
    """Promises made until a day for a day from `since` on, newest first, and what became of each by then."""
    found = stores.register.contacts.promised(whose.client, (since, date.max), whose.seen, whose.customer)
    made = (one for one in found if one.at.date() <= as_of)
    judge = Judge(stores.register, as_of)
    return tuple((one, judge.state(one)) for one in made)


def _left(register: Register, contact: Contact, as_of: date) -> Decimal:
    """What of a promise that runs was not paid yet."""
    if contact.promise is None:
        return Decimal(0)
    _, before = register.books.open_at_load(contact.client, contact.load, contact.customer)
    _, after = register.books.open_items(contact.client, as_of, None, contact.customer)
    paid = fallen(_about(before, contact), after, contact.promise.currency)
    return contact.promise.amount - max(paid, Decimal(0))


def _about(items: tuple[Invoice, ...], contact: Contact) -> list[Invoice]:
    return [one for one in items if not contact.invoice or one.number == contact.invoice]
