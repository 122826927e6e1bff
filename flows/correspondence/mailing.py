"""Reminders and statements of account by mail: only to persons that somebody chose, only when told to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from flows.correspondence.words import reminder_subject, reminder_text, statement_words
from flows.desk import Stores
from flows.evidence.letterheads import letterhead_of
from flows.reminders import Went, letter_of, letter_pdf, mark_sent
from models.address_book import MOST_MAILED, ContactPerson, LetterKind, LetterMail
from models.dispute import Channel, Contact, Direction
from models.errors import WrongUse
from models.evidence import Tongue
from models.mail_parts import Attachment
from models.reminder import Reminder
from models.sending import LONGEST_NAME, Addressee, email_of
from storage.register import Deed


@dataclass(frozen=True, slots=True)
class Mailed:
    """A letter that goes out by mail."""

    to: Sequence[int]
    """Numbers of contact persons."""
    by: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A statement of account as it is mailed."""

    on: date
    """The day that it is of."""
    shown_day: str
    """The same as the letter writes it."""
    language: Tongue
    part: Attachment


def can_mail(stores: Stores) -> bool:
    """True where a mail server is set."""
    return bool(stores.settings.smtp_url)


def mail_reminder(stores: Stores, client: str, customer: str, went: Went, mailed: Mailed) -> Reminder:
    """Mail today's reminder of a customer, and mark it as sent.

    Raises:
        WrongUse: nobody is chosen, no mail server is set, nothing is due, or something else than was shown.
        ReaderKilled: the letter took too much time or memory.
    """
    persons = _chosen(stores, client, customer, mailed.to)
    language = went.language or next((one.language for one in persons if one.language), None)
    today = stores.clock().date()
    made = letter_pdf(stores, letter_of(stores, client, customer, today, language)[1])
    draft = replace(
        _draft(stores, client, customer, mailed.by),
        kind=LetterKind.REMINDER,
        subject=reminder_subject(made.letter),
        text=reminder_text(made.letter),
        file=made.name,
        content=made.data,
        sha256=made.sha256,
    )
    by_mail = Went(went.shown, Channel.EMAIL, made.letter.language, _to(draft, persons), names(persons))
    return mark_sent(stores, client, customer, by_mail, mailed.by)


def mail_statement(
    stores: Stores, client: str, customer: str, sheet: Sheet, mailed: Mailed
) -> tuple[LetterMail, ...]:
    """Mail a statement of account; it stands in the contact log.

    Raises:
        WrongUse: nobody is chosen, or no mail server is set.
    """
    persons = _chosen(stores, client, customer, mailed.to)
    head = letterhead_of(stores, client)
    subject, text = statement_words(head, sheet.language, customer, sheet.shown_day)
    draft = replace(
        _draft(stores, client, customer, mailed.by),
        subject=subject,
        text=text,
        file=sheet.part.name,
        content=sheet.part.content,
        sha256=hashlib.sha256(sheet.part.content).hexdigest(),
    )
    entry = Contact(
        id=0,
        client=client,
        customer=customer,
        invoice="",
        at=draft.made_at,
        channel=Channel.EMAIL,
        direction=Direction.OUT,
        person=names(persons),
        outcome=f"Statement of account as of {sheet.on} sent.",
        load=stores.register.load_number(client),
    )
    return stores.register.letter_mails.add(_to(draft, persons), entry, Deed(mailed.by, draft.made_at))


def names(persons: Sequence[ContactPerson]) -> str:
    """Who was written to, for the contact log."""
    return ", ".join(one.name or one.email for one in persons)[:LONGEST_NAME]


def _chosen(stores: Stores, client: str, customer: str, numbers: Sequence[int]) -> list[ContactPerson]:
    if not can_mail(stores):
        raise WrongUse("No mail server is set: print the letter, or set COUNTERSIGN_SMTP_URL.")
    known = {one.id: one for one in stores.register.contact_persons.of_customer(client, customer)}
    found = {known[one].email: known[one] for one in numbers if one in known}
    if not found or any(one not in known for one in numbers):
        raise WrongUse(f"Choose to whom the letter goes: contact persons of customer {customer}.")
    if len(found) > MOST_MAILED:
        raise WrongUse(f"A letter is mailed to at most {MOST_MAILED} persons at once.")
    return list(found.values())


def _draft(stores: Stores, client: str, customer: str, by: str) -> LetterMail:
    """A statement that says nothing yet."""
    return LetterMail(
        id=0,
        client=client,
        customer=customer,
        kind=LetterKind.STATEMENT,
        addressee=Addressee(""),
        subject="",
        text="",
        reply_to=_reply_to(stores, client, by),
        file="",
        content=b"",
        sha256="",
        made_at=stores.clock(),
        made_by=by,
    )


def _to(draft: LetterMail, persons: Sequence[ContactPerson]) -> tuple[LetterMail, ...]:
    return tuple(replace(draft, addressee=one.addressee) for one in persons)


def _reply_to(stores: Stores, client: str, by: str) -> str:
    """Where answers go: to the person who sent it, else to the address of the letterhead."""
    account = stores.register.people.account(by)
    for address in (account.email if account else "", letterhead_of(stores, client).email):
        with suppress(WrongUse):
            return email_of(address)
    return ""
