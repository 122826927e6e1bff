"""Words for contact persons of customers and for letters that were mailed to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from countersign.language import said, to_say
from models.address_book import Duty, LetterKind
from models.sending import MailState

_DUTIES = {Duty.PAYABLES: to_say("accounts payable"), Duty.DISPUTES: to_say("disputes")}
_KINDS = {LetterKind.REMINDER: to_say("Reminder"), LetterKind.STATEMENT: to_say("Statement of account")}
_STATES = {
    MailState.WAITING: to_say("waits to be sent"),
    MailState.SENT: to_say("handed to the mail server"),
    MailState.FAILED: to_say("refused"),
    MailState.DROPPED: to_say("taken back"),
}
_TONES = {
    MailState.WAITING: "parked",
    MailState.SENT: "filed",
    MailState.FAILED: "quarantined",
    MailState.DROPPED: "blank",
}


def duty_words(duty: Duty) -> str:
    """What somebody is written to about."""
    return said(_DUTIES[duty])


def letter_words(kind: LetterKind) -> str:
    """What was mailed."""
    return said(_KINDS[kind])


def mail_words(state: MailState) -> str:
    """How far a mail is."""
    return said(_STATES[state])


def mail_tone(state: MailState) -> str:
    """Its colours; the words always stand beside them."""
    return _TONES[state]


FILTERS: Mapping[str, Callable[..., Any]] = {
    "duty": duty_words,
    "letter_kind": letter_words,
    "mail_state": mail_words,
    "mail_tone": mail_tone,
}
"""What templates may call."""
