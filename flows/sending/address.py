"""Which server mails go out by, and who they come from: the COUNTERSIGN_SMTP_ settings, read."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from flows.passwords import is_this_machine, password_of
from models.errors import Missing, WrongUse
from models.sending import Addressee, addressee
from models.settings import Settings

VARIABLE = "COUNTERSIGN_SMTP_URL"
PORTS = {"smtp+starttls": 587, "smtps": 465, "smtp": 25}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server that takes our mails."""

    host: str
    port: int
    scheme: str
    """One of `PORTS`."""
    user: str
    """Empty where the server asks for none."""
    sender: Addressee
    password: str = field(repr=False)

    @property
    def name(self) -> str:
        """What tells it from any other, without the password."""
        return f"{self.scheme}://{self.user + '@' if self.user else ''}{self.host}:{self.port}"


def server_of(settings: Settings) -> Server:
    """The server that the settings name.

    Raises:
        WrongUse: the URL names none, carries a password, or mails would go in the clear; there is no sender.
        Missing: there is no password, or its file cannot be read.
    """
    parts = urlsplit(settings.smtp_url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise WrongUse(f"{VARIABLE} names no mail server: give smtp+starttls://USER@HOST:587; %40 for an @.")
    if parts.password is not None:
        raise WrongUse(f"{VARIABLE} holds a password: put it into COUNTERSIGN_SMTP_PASSWORD_FILE.")
    if parts.scheme == "smtp" and not is_this_machine(parts.hostname):
        raise WrongUse(f"{VARIABLE} would send mails in the clear: use smtp+starttls:// or smtps://.")
    user = unquote(parts.username or "")
    return Server(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        scheme=parts.scheme,
        user=user,
        sender=_sender(settings),
        password=_password(settings) if user else "",
    )


def _password(settings: Settings) -> str:
    password = password_of("COUNTERSIGN_SMTP_PASSWORD", settings.smtp_password, settings.smtp_password_file)
    if not password:
        raise Missing(f"{VARIABLE} names a user and no password: set COUNTERSIGN_SMTP_PASSWORD_FILE.")
    return password


def _sender(settings: Settings) -> Addressee:
    sender = addressee(settings.smtp_from) if settings.smtp_from else Addressee("")
    if not sender.email:
        raise WrongUse("COUNTERSIGN_SMTP_FROM is no sender: give one such as Papers <papers@firm.example>.")
    return sender
