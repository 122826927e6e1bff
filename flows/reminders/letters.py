"""Letters of reminders as PDF: the same ledger, papers and day give the same bytes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from extractors.opening import bind, limits_of
from flows.desk import Stores
from flows.evidence.letterheads import letterhead_of
from flows.evidence.sheets import reminder_sheets
from flows.machine.scratch import scratch
from flows.receivables import Whose
from flows.reminders.gathering import Reminded, reminders_due
from models.errors import WrongUse
from models.evidence import Tongue
from models.ledger import Customer
from receivables.reminders import ReminderLetter, reminder_letter

_PROGRAM = "countersign"


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A letter as it is printed."""

    data: bytes
    name: str
    """For its file, in plain letters."""
    letter: ReminderLetter

    @property
    def sha256(self) -> str:
        """Hexadecimal, of all its bytes."""
        return hashlib.sha256(self.data).hexdigest()


def letter_of(
    stores: Stores, client: str, customer: str, day: date, language: Tongue | None = None
) -> tuple[Reminded, ReminderLetter]:
    """The letter to a customer that is due on a day; in the language of the letterhead unless given.

    Raises:
        WrongUse: there is no such customer, or nothing is due.
    """
    told = reminders_due(stores, Whose(client, None, customer), day, 0)
    dunned = told.calendar.of(customer)
    if dunned is None:
        raise WrongUse(
            f"Nothing is to be sent to customer {customer} on {day}: its reminders are sent or paused."
        )
    head = letterhead_of(stores, client)
    to = told.customers.get(customer) or Customer(customer, customer)
    return told, reminder_letter(dunned, told.schedule, to, head, language or head.language)


def letter_pdf(stores: Stores, letter: ReminderLetter) -> MadeLetter:
    """The letter as PDF.

    Raises:
        ReaderKilled: it took too much time or memory.
    """
    at = f"D:{letter.dunned.on:%Y%m%d}000000Z"
    facts = {
        "Title": letter.title,
        "Author": letter.letter.sender[0] if letter.letter.sender else _PROGRAM,
        "Subject": letter.title,
        "Creator": _PROGRAM,
        "Producer": _PROGRAM,
        "CreationDate": at,
        "ModDate": at,
    }
    with scratch(stores.settings.home) as folder:
        path = folder / "drawn.pdf"
        path.write_bytes(reminder_sheets(letter))
        pdf = bind(path, (), (), facts, limits_of(stores.settings))
    number = re.sub(r"[^A-Za-z0-9._-]+", "-", letter.dunned.customer).strip("-.")[:60] or "customer"
    return MadeLetter(pdf, f"reminder-{number}-{letter.dunned.on}.pdf", letter)
