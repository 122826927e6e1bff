"""Where the mailbox is and who opens it: the COUNTERSIGN_IMAP_ settings, read."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from flows.passwords import is_this_machine, password_of
from models.errors import Missing, WrongUse
from models.settings import Settings

VARIABLE = "COUNTERSIGN_IMAP_URL"
PORTS = {"imaps": 993, "imap": 143}
_BEYOND_ASCII = re.compile(r"[^\x20-\x7e]+")


@dataclass(frozen=True, slots=True)
class Address:
    """A folder of a mailbox."""

    host: str
    port: int
    encrypted: bool
    user: str
    folder: str
    done: str
    """Folder that taken mails are moved to; empty where they stay and are flagged."""
    password: str = field(repr=False)

    @property
    def name(self) -> str:
        """What tells it from any other, without the password."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def address_of(settings: Settings) -> Address:
    """The mailbox that the settings name.

    Raises:
        WrongUse: the URL names none, carries a password, or would send one in the clear.
        Missing: there is no password, or its file cannot be read.
    """
    parts = urlsplit(settings.imap_url)
    if parts.scheme not in PORTS or not parts.hostname or not parts.username:
        raise WrongUse(f"{VARIABLE} names no mailbox: give imaps://USER@HOST/FOLDER; %40 stands for an @.")
    if parts.password is not None:
        raise WrongUse(f"{VARIABLE} holds a password: put it into COUNTERSIGN_IMAP_PASSWORD_FILE.")
    encrypted = parts.scheme == "imaps"
    if not encrypted and not is_this_machine(parts.hostname):
        raise WrongUse(f"{VARIABLE} would send the password in the clear: use imaps://.")
    return Address(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        encrypted=encrypted,
        user=unquote(parts.username),
        folder=unquote(parts.path.lstrip("/")) or "INBOX",
        done=settings.imap_done,
        password=_password(settings),
    )


def _password(settings: Settings) -> str:
    password = password_of("COUNTERSIGN_IMAP_PASSWORD", settings.imap_password, settings.imap_password_file)
    if not password:
        raise Missing(f"{VARIABLE} is set and no password: set COUNTERSIGN_IMAP_PASSWORD_FILE.")
    return password


def quoted(folder: str) -> str:
    """The name of a folder as IMAP takes it: letters beyond ASCII in its own UTF-7, within quotes."""
    told = _BEYOND_ASCII.sub(lambda hit: f"&{_base64(hit[0])}-", folder.replace("&", "&-"))
    escaped = told.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _base64(text: str) -> str:
    encoded = base64.b64encode(text.encode("utf-16-be", "surrogatepass")).decode("ascii")
    return encoded.rstrip("=").replace("/", ",")
