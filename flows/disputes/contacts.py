"""The contact log; whether promises were kept is found in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.desk import Stores
from flows.disputes.promises import Judge, Noted
from models.dispute import LONGEST_CLAIM, LONGEST_WORDS, Channel, Contact, Direction, Failure, Promise
from models.errors import WrongField, WrongUse
from storage.register import Deed

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
    judge = Judge(register, today)
    return tuple(Noted(one, judge.state(one)) for one in found)


def _check(said: Said, now: datetime) -> None:
    if not said.outcome.strip():
        raise WrongField("outcome", "Say what came of it: an entry needs an outcome.")
    if said.at is not None and said.at > now:
        raise WrongField("on", "A contact lies behind us: give a time that has passed.")
    if len(said.person) > LONGEST_CLAIM:
        raise WrongField("person", f"A name takes at most {LONGEST_CLAIM} characters.")
    if max(len(said.outcome), len(said.note)) > LONGEST_WORDS:
        longer = "outcome" if len(said.outcome) > LONGEST_WORDS else "note"
        raise WrongField(longer, f"Outcome and note take at most {LONGEST_WORDS} characters each.")
    promise = said.promise
    if said.failure is not None and (promise is not None or said.direction is Direction.IN):
        raise WrongField(
            "failure", "Who was not reached promised nothing, and did not write: leave one of them out."
        )
    if promise is not None and (not promise.amount.is_finite() or promise.amount <= 0):
        raise WrongField("promised", "A promise is of an amount above zero.")
    if promise is not None and promise.on < (said.at or now).date():
        raise WrongField("promised_on", "A promise is for a day to come: its day lies before the contact.")
