"""Links for people outside: made, renewed, extended, revoked; each is an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from flows.credentials import hashed, new_secret
from flows.desk import Stores
from flows.sending.letters import Contact, invitation, subject_of
from models.errors import WrongUse
from models.record import DocumentRecord
from models.sending import (
    LONGEST_LIFE,
    LONGEST_NOTE,
    MOST_PAPERS,
    MOST_RECIPIENTS,
    USUAL_LIFE,
    Addressee,
    InvoiceKey,
    Paper,
    Reason,
    Recipient,
    Sending,
    addressee,
    email_of,
    is_sendable,
)
from storage.register import Deed, Letter

PLACE = "look"
"""Where in the console links lead."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to send."""

    key: InvoiceKey
    to: Sequence[str]
    """Such as `Ann Lee <ann@firm.example>`, an address or a name alone."""
    days: int = USUAL_LIFE
    reason: Reason | None = None
    note: str = ""
    downloads: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """What was sent, and the links that are to be handed on by hand: nobody can read them again."""

    sending: Sending
    links: Mapping[int, str]
    """By the id of their recipient; those that are mailed are not among them."""


def send(stores: Stores, records: Sequence[DocumentRecord], wish: Wish, by: str) -> Made:
    """Give papers of one invoice to people outside, each by a link of their own.

    Raises:
        WrongUse: a paper is not filed under the invoice, or shows another customer too; nobody is named, an
            address is none, it would last too long.
    """
    people = _addressees(wish.to)
    papers = _papers(records, wish.key)
    now = stores.clock()
    secrets = [new_secret() for _ in people]
    new = Sending(
        id=0,
        client=records[0].client,
        customer=wish.key[0],
        invoice=wish.key[1],
        papers=papers,
        recipients=tuple(Recipient(0, one, ()) for one in people),
        by=by,
        made_at=now,
        until=now + _life(wish.days),
        reason=wish.reason,
        note=_note(wish.note),
        downloads=wish.downloads,
    )
    letters = [_letter(stores, new, to, secret) for to, secret in zip(people, secrets, strict=True)]
    sending = stores.register.sendings.add(new, [hashed(one) for one in secrets], letters)
    made = zip(sending.recipients, secrets, letters, strict=True)
    by_hand = {one.id: _address(stores, secret) for one, secret, letter in made if letter is None}
    return Made(sending, by_hand)


def invoices_of(record: DocumentRecord) -> tuple[InvoiceKey, ...]:
    """Invoices with which it may be sent; none where it is not filed, or shows several customers."""
    return tuple(key for key in record.decision.chosen if record.reading.pages and is_sendable(record, key))


def renew(stores: Stores, sending: Sending, recipient_id: int, by: str) -> Made:
    """Give one recipient another link; the old one is good for nothing any more.

    Raises:
        WrongUse: the sending has no such recipient, or is over.
    """
    _must_be_open(stores, sending)
    whose = next((one for one in sending.recipients if one.id == recipient_id), None)
    if whose is None:
        raise WrongUse(f"Sending {sending.id} has no recipient {recipient_id}: choose one of those shown.")
    secret, now = new_secret(), stores.clock()
    letter = _letter(stores, sending, whose.addressee, secret)
    stores.register.sendings.renew(sending, whose, hashed(secret), letter, Deed(by, now))
    return Made(sending, {} if letter else {whose.id: _address(stores, secret)})


def extend(stores: Stores, sending: Sending, days: int, by: str) -> None:
    """Let the links be good for `days` from now; raises WrongUse beyond the longest life, or if revoked."""
    if sending.revoked_at is not None:
        raise WrongUse("It was revoked: send the papers anew.")
    now = stores.clock()
    stores.register.sendings.extend(sending, now + _life(days), Deed(by, now))


def contact_of(stores: Stores, sending: Sending) -> Contact:
    """Whom recipients may ask: whoever sent it, or the sender of the mails."""
    account = stores.register.people.account(sending.by)
    settings = stores.settings
    general = addressee(settings.smtp_from) if settings.smtp_from else Addressee("")
    if account is None:
        return Contact(general.name or general.email or "the sender", general.email)
    return Contact(account.name or account.login, account.email or general.email)


def reply_to(contact: Contact) -> str:
    """Where answers to a mail go; empty where the address of the one who sent it is none for a header."""
    with suppress(WrongUse):
        return email_of(contact.email)
    return ""


def is_mailed(stores: Stores) -> bool:
    """True where links go out by mail."""
    return bool(stores.settings.smtp_url)


def _addressees(texts: Sequence[str]) -> tuple[Addressee, ...]:
    people = tuple(dict.fromkeys(addressee(text) for text in texts if text.strip()))
    if not people:
        raise WrongUse("Say who gets the link: an e-mail address, or a name.")
    if len(people) > MOST_RECIPIENTS:
        raise WrongUse(f"At most {MOST_RECIPIENTS} recipients at once; these are {len(people)}.")
    return people


def _papers(records: Sequence[DocumentRecord], key: InvoiceKey) -> tuple[Paper, ...]:
    if not 0 < len(records) <= MOST_PAPERS:
        raise WrongUse(f"Choose between 1 and {MOST_PAPERS} documents to send.")
    for record in records:
        if key not in invoices_of(record):
            raise WrongUse(
                f"{record.source} cannot be sent with invoice {key[1]} of {key[0]}: it must be filed "
                "under it, and under no invoice of another customer."
            )
    unique = {one.id: one for one in records}.values()
    return tuple(Paper(one.id, one.drop_id, one.source, one.reading.pages) for one in unique)


def _life(days: int) -> timedelta:
    if not 1 <= days <= LONGEST_LIFE:
        raise WrongUse(f"A link is good for 1 to {LONGEST_LIFE} days, not for {days}.")
    return timedelta(days=days)


def _note(text: str) -> str:
    note = " ".join(text.split())
    if len(note) > LONGEST_NOTE:
        raise WrongUse(f"The note has {len(note)} characters: at most {LONGEST_NOTE}.")
    return note


def _must_be_open(stores: Stores, sending: Sending) -> None:
    if not sending.is_open(stores.clock()):
        raise WrongUse("Its links have run out or were revoked: extend it, or send the papers anew.")


def _letter(stores: Stores, sending: Sending, to: Addressee, secret: str) -> Letter | None:
    """The mail that carries a link; None where it is to be handed on by hand."""
    if not is_mailed(stores) or not to.email:
        return None
    contact = contact_of(stores, sending)
    text = invitation(sending, _address(stores, secret), contact)
    return Letter(subject_of(sending), text, reply_to(contact))


def _address(stores: Stores, secret: str) -> str:
    return f"{stores.settings.console_url}/{PLACE}/{secret}"
