"""What was sent: noted once, in the contact log too, so that its level does not come again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flows.desk import Stores
from flows.evidence.letterheads import letterhead_of
from flows.receivables import Whose
from flows.reminders.gathering import Reminded, reminders_due
from models.address_book import LetterMail
from models.dispute import Channel, Contact, Direction
from models.errors import WrongUse
from models.evidence import Tongue
from models.reminder import Reached, RemindedItem, Reminder, Step
from models.sending import InvoiceKey
from receivables.reminders import Dunned, ReminderWords
from storage.register import Deed

_NAMED = 20
"""Invoices that the contact log names of one letter."""


def shown_mark(dunned: Dunned) -> str:
    """What a letter asks for, as one word: another one where anything of it is another."""
    items = [
        (*one.invoice.key, one.level.days, str(one.amount), one.invoice.currency) for one in dunned.items
    ]
    text = json.dumps([dunned.customer, dunned.on.isoformat(), items])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Went:
    """How a reminder went out."""

    shown: str = ""
    """`shown_mark` of what the person saw; empty where it is not asked."""
    channel: Channel | None = None
    """That of its level unless given."""
    language: Tongue | None = None
    """That of the letterhead unless given."""
    letters: Sequence[LetterMail] = ()
    """Mails by which it goes out; none where somebody sent it by other means."""
    person: str = ""
    """Who was written to."""


def mark_sent(stores: Stores, client: str, customer: str, went: Went, by: str) -> Reminder:
    """Note that today's reminder of a customer was sent, and let its mails go out where it has some.

    Raises:
        WrongUse: nothing is due, or something else than was shown.
    """
    now = stores.clock()
    told = reminders_due(stores, Whose(client, None, customer), now.date(), 0)
    dunned = told.calendar.of(customer)
    if dunned is None or (went.shown and shown_mark(dunned) != went.shown):
        raise _changed(customer)
    new = Reminder(
        id=0,
        client=client,
        customer=customer,
        on=now.date(),
        days=dunned.level.days,
        number=told.schedule.number(dunned.level),
        step=dunned.level.step,
        channel=went.channel or dunned.level.channel,
        language=went.language or letterhead_of(stores, client).language,
        items=tuple(
            RemindedItem(one.invoice.number, one.level.days, one.amount, one.invoice.currency)
            for one in dunned.items
        ),
        sent_at=now,
        sent_by=by,
    )

    def check(reached: Mapping[InvoiceKey, Reached]) -> None:
        if any(reached.get(one.invoice.key) != one.before for one in dunned.items):
            raise _changed(customer)

    contact = _entry(new, _outcome(told, dunned), stores.register.load_number(client))
    return stores.register.reminders.add(new, replace(contact, person=went.person), check, went.letters)


def _changed(customer: str) -> WrongUse:
    return WrongUse(
        f"What is due for customer {customer} has changed since it was shown: look at it again before it "
        "goes out."
    )


def take_back(stores: Stores, client: str, number: int, by: str) -> Reminder:
    """Take a reminder back that was marked as sent and was not: its level comes again.

    Raises:
        WrongUse: there is no such reminder, or it was taken back.
    """
    now = stores.clock()
    old = stores.register.reminders.one(client, number)
    if old is None or old.withdrawn_at is not None:
        raise WrongUse(f"There is no reminder {number} that could be taken back.")
    words = f"The reminder of {old.on} (level {old.number}) was taken back: it had not been sent."
    contact = _entry(old, words, stores.register.load_number(client), at=now)
    taken = stores.register.reminders.withdraw(client, number, contact, Deed(by, now))
    if taken is None:
        raise WrongUse(f"There is no reminder {number} that could be taken back.")
    return taken


def _entry(one: Reminder, outcome: str, load: int, at: datetime | None = None) -> Contact:
    return Contact(
        id=0,
        client=one.client,
        customer=one.customer,
        invoice=one.items[0].invoice if len(one.items) == 1 else "",
        at=at or one.sent_at,
        channel=one.channel,
        direction=Direction.OUT,
        person="",
        outcome=outcome,
        load=load,
    )


_STEPS = {
    Step.REMINDER: "Reminder",
    Step.FINAL: "Final reminder",
    Step.HOLD: "Notice that deliveries are held",
    Step.AGENCY: "Last notice before collection",
}


def _outcome(told: Reminded, dunned: Dunned) -> str:
    """The entry of the contact log; it stands in evidence packs."""
    words = ReminderWords(Tongue.ENGLISH)
    numbers = [one.invoice.number for one in dunned.items]
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    name = _STEPS[dunned.level.step]
    level = f"level {told.schedule.number(dunned.level)} of {len(told.schedule.levels)}"
    return f"{name} ({level}) over {words.sums(dunned.totals)}: {', '.join(numbers[:_NAMED])}{more}."
