"""The door to smtplib: one mail handed over to the server, or the server's own words why not."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flows.sending.address import VARIABLE, Server
from flows.sending.letters import as_html, link_in
from models.errors import CountersignError, Missing, Unreachable
from models.mail_parts import Attachment
from models.sending import Addressee, Mail

SECONDS = 30.0
"""How long the server may keep silent."""
_PERMANENT = range(500, 600)


class Refused(CountersignError):
    """The server will not have this mail, now or later; the message is what it said."""


def composed(mail: Mail, sender: Addressee, part: Attachment | None = None) -> EmailMessage:
    """The mail as it is sent: the same row always gives the same mail, so that doubles are known as such."""
    message = EmailMessage(SMTP)
    message["From"] = _address(sender)
    message["To"] = _address(mail.addressee)
    message["Subject"] = _printable(" ".join(mail.subject.split()))
    message["Date"] = format_datetime(mail.made_at)
    message["Message-ID"] = message_id(mail, sender, "letter-" if part else "")
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    message["Auto-Submitted"] = "auto-generated"
    text = _printable(mail.text)
    message.set_content(text)
    message.add_alternative(as_html(text, link_in(text)), subtype="html")
    if part:
        message.add_attachment(part.content, maintype="application", subtype="pdf", filename=part.name)
    return message


def _printable(text: str) -> str:
    """Text from a ledger may hold what no mail can carry, such as half of a surrogate pair."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in text)


def message_id(mail: Mail, sender: Addressee, series: str = "") -> str:
    """Made from the row alone; `series` tells rows of another table."""
    return f"<{series}{mail.id}.{mail.made_at:%Y%m%d%H%M%S%f}.countersign@{sender.email.partition('@')[2]}>"


def _address(one: Addressee) -> Address:
    return Address(one.name, addr_spec=one.email)


def hand_over(mail: Mail, server: Server, part: Attachment | None = None) -> None:
    """Give the mail to the server, with a PDF where there is one.

    Raises:
        Refused: it will not have it.
        Unreachable: it does not answer, or says that it may later.
        Missing: it refuses our user, or speaks no TLS.
    """
    message = composed(mail, server.sender, part)
    with session(server) as open_session, _in_our_words(server):
        open_session.send_message(message, server.sender.email, [mail.addressee.email])


@contextlib.contextmanager
def session(server: Server) -> Iterator[smtplib.SMTP]:
    """The server, ready for a mail; raises as `hand_over` does."""
    with _in_our_words(server):
        opened = _connected(server)
        try:
            if server.scheme == "smtp+starttls":
                opened.starttls(context=ssl.create_default_context())
            if server.user:
                opened.login(server.user, server.password)
        except BaseException:
            opened.close()
            raise
    try:
        yield opened
    finally:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            opened.quit()


def shown_until(server: Server) -> str:
    """The end of the server's certificate, such as "Nov 23 12:00:00 2026 GMT"; nobody signs in.

    Raises:
        SSLCertVerificationError: the certificate is not good.
        Unreachable: the server does not answer, or speaks no TLS.
    """
    try:
        with smtplib.SMTP(server.host, server.port, timeout=SECONDS) as opened:
            opened.starttls(context=ssl.create_default_context())
            shown = opened.sock.getpeercert() if isinstance(opened.sock, ssl.SSLSocket) else None
    except ssl.SSLCertVerificationError:
        raise
    except (smtplib.SMTPException, OSError) as fault:
        raise Unreachable(f"The mail server {server.name} shows no certificate ({fault}).") from fault
    return str((shown or {}).get("notAfter", ""))


def _connected(server: Server) -> smtplib.SMTP:
    if server.scheme == "smtps":
        trusted = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=trusted)
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS)


@contextlib.contextmanager
def _in_our_words(server: Server) -> Iterator[None]:
    """Errors of the connection as ours."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as refused:
        _, (code, words) = next(iter(refused.recipients.items()))
        raise _meaning(server, code, words) from None
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as refused:
        raise Missing(
            f"The mail server {server.name} does not let us in ({refused}): look at {VARIABLE} and "
            "COUNTERSIGN_SMTP_PASSWORD_FILE."
        ) from None
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
        raise _meaning(server, refused.smtp_code, refused.smtp_error) from None
    except (smtplib.SMTPException, OSError) as fault:
        raise Unreachable(
            f"The mail server {server.name} does not answer ({fault}): see whether {VARIABLE} is right, the "
            "server runs, and its certificate is trusted here."
        ) from fault


def _meaning(server: Server, code: int, words: bytes | str) -> CountersignError:
    told = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    said = f"{server.host} said: {code} {' '.join(told.split())}"
    return Refused(said) if code in _PERMANENT else Unreachable(said)
