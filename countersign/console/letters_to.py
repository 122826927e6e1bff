"""What pages show of contact persons and of letters that were mailed."""

from __future__ import annotations

from dataclasses import dataclass

from countersign.console.room import Room
from flows.correspondence import can_mail
from models.address_book import ContactPerson, Duty, LetterMail
from models.evidence import Tongue

_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Whom a customer's letters go to, and what went."""

    persons: tuple[ContactPerson, ...]
    letters: tuple[LetterMail, ...]
    """Newest first."""
    mails: bool
    """True where a mail server is set."""
    duties: tuple[Duty, ...] = tuple(Duty)
    tongues: tuple[Tongue, ...] = tuple(Tongue)

    def ticked(self, duty: str) -> frozenset[int]:
        """Numbers of those who are written to about `duty` unless somebody says otherwise."""
        theirs = frozenset(one.id for one in self.persons if one.duty == Duty(duty))
        return theirs or frozenset(one.id for one in self.persons[:1])


def correspondence_of(room: Room, client: str, customer: str) -> Correspondence:
    """The contact persons of a customer and its newest letters."""
    register = room.stores.register
    return Correspondence(
        register.contact_persons.of_customer(client, customer),
        register.letter_mails.of_customer(client, customer, _LETTERS),
        can_mail(room.stores),
    )
