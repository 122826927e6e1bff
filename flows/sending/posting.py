"""Working the outbox beside the watcher: each mail is handed over at least once; a server is waited for."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from flows.beside import beside
from flows.desk import Stores
from flows.journal import about, tell
from flows.sending.address import Server, server_of
from flows.sending.letters import correction, subject_of
from flows.sending.links import contact_of, reply_to
from flows.sending.smtp import Refused, hand_over, session, shown_until
from models.address_book import LetterMail
from models.errors import CountersignError, Unreachable
from models.mail_parts import Attachment
from models.sending import Mail, Notice
from models.settings import Settings
from storage.register import Letter

LOOK_SECONDS = 5.0
LEASE = timedelta(minutes=5)
"""A mail that its worker neither sent nor gave back for so long goes to another."""
GRACE = timedelta(minutes=10)
"""Between a correction and the mail that tells of it: what is undone meanwhile needs no mail."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""Between the tries of one mail; after the last one it has failed."""

log = logging.getLogger(__name__)


@contextlib.contextmanager
def mailed(stores: Stores) -> Iterator[None]:
    """Work the outbox, if the settings name a mail server, for as long as the block runs.

    Raises:
        WrongUse: the settings cannot be.
        Missing: there is no password.
    """
    if not stores.settings.smtp_url:
        yield
        return
    server = server_of(stores.settings)
    with beside("outbox", partial(_post, stores, server), LOOK_SECONDS):
        yield


def server_name(settings: Settings) -> str:
    """The name of the mail server, which lets us in.

    Raises:
        WrongUse: the settings cannot be.
        Missing: there is no password; the server does not answer or refuses.
    """
    server = server_of(settings)
    with session(server) as opened:
        opened.noop()
    return server.name


def certificate_end(settings: Settings) -> str:
    """When the certificate of the mail server ends, as certificates write it.

    Raises:
        SSLCertVerificationError: it is not good now.
        WrongUse: the settings cannot be.
        Missing: the server does not answer or speaks no TLS.
    """
    return shown_until(server_of(settings))


def _post(stores: Stores, server: Server) -> None:
    write_notices(stores)
    fault = empty(stores, server) or empty_letters(stores, server)
    if fault:
        raise Unreachable(fault)


def write_notices(stores: Stores) -> int:
    """Write mails to those who are to be told of a correction, once the time to undo it is over; how many."""
    register, now = stores.register, stores.clock()

    def letter(notice: Notice) -> Letter:
        contact = contact_of(stores, notice.sending)
        return Letter(
            subject_of(notice.sending), correction(notice, contact), reply_to(contact), carries_link=False
        )

    return sum(
        register.notices.mail(client, now - GRACE, now, letter) for client in register.notices.clients()
    )


def empty(stores: Stores, server: Server) -> str:
    """Send all that is due; why the server is away, empty where it is not."""
    while mail := stores.register.outbox.take(stores.clock(), stores.clock() + LEASE):
        fault = _send(stores, server, mail)
        if fault:
            return fault
    return ""


def empty_letters(stores: Stores, server: Server) -> str:
    """Send all letters to customers that are due; why the server is away, empty where it is not."""
    while letter := stores.register.letter_mails.take(stores.clock(), stores.clock() + LEASE):
        fault = _send_letter(stores, server, letter)
        if fault:
            return fault
    return ""


def _send_letter(stores: Stores, server: Server, letter: LetterMail) -> str:
    kept, now = stores.register.letter_mails, stores.clock()
    load = stores.register.load_number(letter.client)
    mail = Mail(
        letter.id,
        letter.client,
        letter.addressee,
        letter.subject,
        letter.text,
        letter.reply_to,
        letter.made_at,
        letter.attempts,
    )
    with about(client=letter.client):
        try:
            hand_over(mail, server, Attachment(letter.file, letter.content))
        except Refused as refused:
            kept.fail(letter, str(refused), now, load)
            tell(log, "letter failed", f"letter {letter.id}: {refused}", logging.WARNING)
            return ""
        except CountersignError as fault:
            if letter.attempts > len(PAUSES):
                kept.fail(letter, str(fault), now, load)
            else:
                kept.postpone(letter, now + PAUSES[letter.attempts - 1], str(fault))
            return str(fault)
        kept.sent(letter, now)
        tell(log, "letter sent", f"letter {letter.id} handed over to {server.host}", letter=letter.id)
    return ""


def _send(stores: Stores, server: Server, mail: Mail) -> str:
    outbox, now = stores.register.outbox, stores.clock()
    with about(client=mail.client):
        try:
            hand_over(mail, server)
        except Refused as refused:
            outbox.fail(mail, str(refused), now)
            tell(log, "mail failed", f"mail {mail.id}: {refused}", logging.WARNING)
            return ""
        except CountersignError as fault:
            _postpone(stores, mail, str(fault))
            return str(fault)
        outbox.sent(mail, now)
        tell(log, "mail sent", f"mail {mail.id} handed over to {server.host}", mail=mail.id)
    return ""


def _postpone(stores: Stores, mail: Mail, fault: str) -> None:
    outbox, now = stores.register.outbox, stores.clock()
    if mail.attempts > len(PAUSES):
        outbox.fail(mail, fault, now)
    else:
        outbox.postpone(mail, now + PAUSES[mail.attempts - 1], fault)
