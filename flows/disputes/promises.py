"""Promises to pay, held against the ledger; each part of it is read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from flows.receivables import Whose
from models.dispute import Contact, PromiseState
from models.ledger import Customer, Invoice
from models.standing import Standing
from receivables.promises import judged_on, state_of
from storage.register import Register

LOOKED_BACK, LOOKED_AHEAD = timedelta(days=365), timedelta(days=366)
"""Promises for days this far before and behind the day that is asked for are told of."""

_Items = tuple[Standing, tuple[Invoice, ...]]


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry of the contact log, and what became of the promise in it."""

    contact: Contact
    promise: PromiseState | None


@dataclass(frozen=True, slots=True)
class Judge:
    """Tells what became of promises up to a day."""

    register: Register
    today: date
    _befores: dict[tuple[str, int, str], _Items] = field(default_factory=dict)
    _afters: dict[tuple[str, date, str], _Items] = field(default_factory=dict)

    def state(self, contact: Contact) -> PromiseState | None:
        """What became of the promise in an entry; None without one."""
        if contact.promise is None:
            return None
        then, before = self._before(contact)
        standing, after = self._after(contact, min(self.today, judged_on(contact.promise)))
        if not (then.is_exact and standing.is_exact) or standing.load < contact.load:
            return PromiseState.UNKNOWN
        about = [one for one in before if not contact.invoice or one.key == contact.key]
        return state_of(contact.promise, about, after, self.today)

    def _before(self, contact: Contact) -> _Items:
        key = contact.client, contact.load, contact.customer
        if key not in self._befores:
            self._befores[key] = self.register.books.open_at_load(*key)
        return self._befores[key]

    def _after(self, contact: Contact, day: date) -> _Items:
        key = contact.client, day, contact.customer
        if key not in self._afters:
            self._afters[key] = self.register.books.open_items(contact.client, day, None, contact.customer)
        return self._afters[key]


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises to pay, the latest day first."""

    whose: Whose
    as_of: date
    noted: tuple[Noted, ...]
    customers: Mapping[str, Customer]

    @property
    def counts(self) -> Mapping[PromiseState, int]:
        """How many of each."""
        return Counter(one.promise for one in self.noted if one.promise)

    def name(self, number: str) -> str:
        """Name of a customer; empty where the ledger has none."""
        return self.customers[number].name if number in self.customers else ""


def promises(register: Register, whose: Whose, as_of: date) -> Promises:
    """What was promised until the end of a day, and what had become of it then."""
    days = as_of - LOOKED_BACK, as_of + LOOKED_AHEAD
    evening = datetime.combine(as_of, time(), UTC) + timedelta(days=1)
    judge = Judge(register, as_of)
    found = register.contacts.promised(whose.client, days, whose.seen, whose.customer)
    noted = tuple(Noted(one, judge.state(one)) for one in found if one.at < evening)
    people = register.books.customers(whose.client, {one.contact.customer for one in noted})
    return Promises(whose, as_of, noted, people)
