"""The contact log; whether promises were kept is found in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flows.desk import Stores
from models.dispute import (
    LONGEST_CLAIM,
    LONGEST_WORDS,
    Channel,
    Contact,
    Direction,
    Failure,
    Promise,
    PromiseState,
)
from models.errors import WrongUse
from models.ledger import Invoice
from models.sending import InvoiceKey
from receivables.promises import judged_on, state_of
from storage.register import Deed, Register

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody did and heard."""

    customer: str
    invoice: str = ""
    at: datetime | None = None
    """None for now."""
    channel: Channel = Channel.CALL
    direction: Direction = Direction.OUT
    person: str = ""
    outcome: str = ""
    note: str = ""
    promise: Promise | None = None
    failure: Failure | None = None
    """How nobody was reached; None where somebody was."""


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry, and what became of the promise in it."""

    contact: Contact
    promise: PromiseState | None


def note_contact(stores: Stores, client: str, said: Said, by: str) -> Contact:
    """Add an entry to the contact log.

    Raises:
        WrongUse: there is no such customer or invoice, or something in it cannot be.
    """
    register, now = stores.register, stores.clock()
    _check(said, now)
    if said.invoice and register.invoice(client, (said.customer, said.invoice)) is None:
        raise WrongUse(f"The ledger has no invoice {said.invoice} of customer {said.customer}.")
    if not register.books.customers(client, [said.customer]):
        raise WrongUse(f"The ledger has no customer {said.customer}.")
    new = Contact(
        id=0,
        client=client,
        customer=said.customer,
        invoice=said.invoice,
        at=said.at or now,
        channel=said.channel,
        direction=said.direction,
        person=" ".join(said.person.split()),
        outcome=" ".join(said.outcome.split()),
        note=said.note.strip(),
        promise=said.promise,
        failure=said.failure,
        load=register.load_number(client),
    )
    return register.contacts.add(new, Deed(by, now))


def contact_log(
    stores: Stores, client: str, customer: str, invoice: str | None, most: int = MOST_SHOWN
) -> tuple[Noted, ...]:
    """The newest entries about an invoice, or with None about a customer's account and all its invoices."""
    register, today = stores.register, stores.clock().date()
    if invoice is None:
        found = register.contacts.of_customer(client, customer, most)
    else:
        found = register.contacts.of_invoices(client, [(customer, invoice)], most)
    return tuple(Noted(one, promise_state(register, one, today)) for one in found)


def promise_state(register: Register, contact: Contact, today: date) -> PromiseState | None:
    """What became of the promise in an entry; None without one."""
    if contact.promise is None:
        return None
    place = contact.client, contact.customer
    then, before = register.books.open_at_load(contact.client, contact.load, contact.customer)
    day = min(today, judged_on(contact.promise))
    standing, after = register.books.open_items(contact.client, day, None, contact.customer)
    if not (then.is_exact and standing.is_exact) or standing.load < contact.load:
        return PromiseState.UNKNOWN
    mine = (place[1], contact.invoice) if contact.invoice else None
    return state_of(contact.promise, _about(before, mine), after, today)


def _about(items: tuple[Invoice, ...], key: InvoiceKey | None) -> list[Invoice]:
    return [item for item in items if key is None or item.key == key]


def _check(said: Said, now: datetime) -> None:
    if not said.outcome.strip():
        raise WrongUse("Say what came of it: an entry needs an outcome.")
    if said.at is not None and said.at > now:
        raise WrongUse("A contact lies behind us: give a time that has passed.")
    if len(said.person) > LONGEST_CLAIM:
        raise WrongUse(f"A name takes at most {LONGEST_CLAIM} characters.")
    if max(len(said.outcome), len(said.note)) > LONGEST_WORDS:
        raise WrongUse(f"Outcome and note take at most {LONGEST_WORDS} characters each.")
    promise = said.promise
    if said.failure is not None and (promise is not None or said.direction is Direction.IN):
        raise WrongUse("Who was not reached promised nothing, and did not write: leave one of them out.")
    if promise is not None and (not promise.amount.is_finite() or promise.amount <= 0):
        raise WrongUse("A promise is of an amount above zero.")
    if promise is not None and promise.on < (said.at or now).date():
        raise WrongUse("A promise is for a day to come: its day lies before the contact.")
