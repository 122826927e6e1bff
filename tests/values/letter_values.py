"""Contact persons and letters by mail, for tests of the register and of pages."""

from __future__ import annotations

from dataclasses import replace

from models.address_book import ContactPerson, Duty, LetterKind, LetterMail
from models.dispute import Channel
from models.evidence import Tongue
from models.sending import Addressee
from storage.register import Deed, Register
from tests.values.dispute_values import CONTACT
from tests.values.register_values import NOW, later

PERSON = ContactPerson(0, "C-1", "Ann Löw \udcff", "ap@buyer.example", Duty.PAYABLES, Tongue.GERMAN)
LETTER = LetterMail(
    id=0,
    client="default",
    customer="C-1",
    kind=LetterKind.STATEMENT,
    addressee=Addressee("Ann Löw", "ap@buyer.example"),
    subject="Statement of account",
    text="Good day,\n☃",
    reply_to="cleo@firm.example",
    file="statement.pdf",
    content=b"%PDF-\x00\xff",
    sha256="0" * 64,
    made_at=NOW,
    made_by="ann",
)


def add_failed_letter(register: Register) -> LetterMail:
    """A letter that the mail server refused."""
    contact = replace(CONTACT, channel=Channel.EMAIL, promise=None)
    (kept,) = register.letter_mails.add([LETTER], contact, Deed("ann", NOW))
    while taken := register.letter_mails.take(NOW, later(300)):
        register.letter_mails.fail(taken, "550 no such user", NOW, 0)
    return kept


def fill_with_letters(register: Register) -> None:
    """A row in every table of correspondence."""
    register.contact_persons.keep("default", PERSON, Deed("ann", NOW))
    add_failed_letter(register)
