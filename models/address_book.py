"""Contact persons of customers, and the letters that were mailed to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.evidence import Tongue
from models.sending import Addressee, MailState

MOST_PERSONS = 50
"""Of one customer."""
MOST_MAILED = 10
"""Persons that one letter is mailed to."""


class Duty(StrEnum):
    """What a contact person is written to about."""

    PAYABLES = "accounts_payable"
    """Reminders and statements."""
    DISPUTES = "disputes"
    """Papers and evidence."""


class Source(StrEnum):
    """Where a contact person is from."""

    FILE = "file"
    """A file that was loaded."""
    PERSON = "person"
    """Entered here."""


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Somebody at a customer."""

    id: int
    """0 for one that is not kept yet."""
    customer: str
    """Number."""
    name: str
    email: str
    duty: Duty = Duty.PAYABLES
    language: Tongue | None = None
    """Of letters; that of the letterhead where None."""
    source: Source = Source.PERSON

    @property
    def addressee(self) -> Addressee:
        """As mails name them."""
        return Addressee(self.name, self.email)

    @property
    def same(self) -> tuple[str, str, Duty]:
        """What tells one from others."""
        return self.customer, self.email, self.duty


@dataclass(frozen=True, slots=True)
class Written:
    """A contact person as somebody wrote it down, not looked at yet."""

    customer: str
    name: str
    email: str
    duty: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file of contact persons changed."""

    added: int
    changed: int
    unchanged: int
    taken_out: int
    """Persons that somebody took out here: they are not brought back."""


class LetterKind(StrEnum):
    """What is mailed."""

    REMINDER = "reminder"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class LetterMail:
    """A letter to a customer that goes out by mail, with the letter as PDF."""

    id: int
    client: str
    customer: str
    kind: LetterKind
    addressee: Addressee
    subject: str
    text: str
    """Empty once it has gone."""
    reply_to: str
    file: str
    """Name of the PDF."""
    content: bytes
    """Empty once it has gone."""
    sha256: str
    made_at: datetime
    made_by: str
    reminder: int = 0
    """Number of the reminder; 0 for another letter."""
    state: MailState = MailState.WAITING
    attempts: int = 0
    error: str = ""
    """What the mail server said last."""
    sent_at: datetime | None = None
