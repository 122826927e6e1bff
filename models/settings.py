"""Settings as one frozen value, read from the environment at the doors and passed down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from urllib.parse import urlsplit

from models.errors import WrongUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting. The environment variable is COUNTERSIGN_ and the attribute's name in capitals."""

    home: Path
    """Folder that holds all embedded state: database, objects, logs."""
    database_url: str
    """Where the register is: sqlite:////PATH/FILE, or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE."""
    objects_url: str
    """Object storage: a folder, or s3+http://HOST:PORT/PREFIX, or s3+https://HOST/PREFIX."""
    inbox_url: str
    """Where scanners drop files; the folder or prefix `inbox` of the object storage unless set."""
    log_file: str
    """File for log lines beside standard error, set aside at 10 MB, five of them kept; none: no file."""
    s3_access_key: str = ""
    """Access key of the S3 server."""
    s3_secret_key: str = ""
    """Secret key of the S3 server."""
    s3_region: str = ""
    """Region of the bucket; the server is asked unless set, and not every key may ask."""
    s3_seconds: float = 30.0
    """How long the S3 server may keep silent before a call is tried again or given up."""
    ocr: str = "neural"
    """Reader: neural or tesseract."""
    workers: int = 2
    """Pages read at the same time."""
    host: str = "127.0.0.1"
    """Address on which the console listens; any other than a loopback one opens it to the network."""
    port: int = 8080
    """Port of the console."""
    downloads: str = "streamed"
    """How the console hands out files: streamed, or presigned: an S3 address that is good for 60 seconds."""
    console_url: str = ""
    """Where people reach the console, for links to documents; http://HOST:PORT of the settings if unset."""
    session_hours: float = 12.0
    """How long somebody stays signed in at most."""
    idle_minutes: float = 120.0
    """Without a click for so long, somebody is signed out."""
    oidc_issuer: str = ""
    """Address of an OpenID provider that people sign in with, as its tokens name it; none unless set."""
    oidc_client_id: str = ""
    """What the OpenID provider knows this console as."""
    oidc_client_secret: str = ""
    """Secret of this console at the OpenID provider."""
    oidc_scopes: str = "openid email profile"
    """What is asked for at the OpenID provider."""
    oidc_label: str = "your company account"
    """What the OpenID provider is called on the page: Sign in with ..."""
    oidc_roles_claim: str = "roles"
    """Claim of the OpenID provider's token that lists groups or roles."""
    oidc_roles: str = ""
    """Roles by value of that claim: GROUP=ROLE:CLIENT, CLIENT * for every client; several after a ;"""
    poll_seconds: float = 2.0
    """How often the inbox is listed."""
    settle_seconds: float = 4.0
    """A file in a watched inbox is taken when it has not changed for this long."""
    lease_seconds: float = 60.0
    """How long a claim on a file lasts; it is renewed while work goes on. Then another worker may take it."""
    page_seconds: float = 60.0
    """Time limit for reading one page."""
    file_seconds: float = 120.0
    """Time limit for opening one file, or one chunk of ten pages of it."""
    reader_megabytes: int = 960
    """Memory limit of a process that opens a received file."""
    max_pages: int = 2500
    """A file with more pages is quarantined."""
    max_pixels: int = 30_000_000
    """A page is rendered with at most this many pixels."""
    max_file_megabytes: int = 1024
    """A larger file is quarantined unread."""
    max_archive_megabytes: int = 2048
    """Total unpacked size of a zip or mail beyond which it is quarantined whole."""
    max_archive_members: int = 2000
    """Files in a zip or mail beyond which it is quarantined whole."""
    imap_url: str = ""
    """A mailbox read as a second inbox: imaps://USER@HOST/FOLDER, %40 for an @; none unless set."""
    imap_password: str = ""
    """Password of the mailbox; better in a file."""
    imap_password_file: str = ""
    """File that holds nothing but the password of the mailbox."""
    imap_client: str = "default"
    """Client firm whose papers come to the mailbox."""
    imap_done: str = ""
    """Folder of the mailbox that mails are moved to once they are safe; unless set they stay, flagged."""
    imap_seconds: float = 60.0
    """How often the mailbox is looked into."""
    smtp_url: str = ""
    """Server that mails go out by: smtp+starttls://USER@HOST:587, or smtps://USER@HOST; none unless set."""
    smtp_password: str = ""
    """Password of the user at the mail server; better in a file."""
    smtp_password_file: str = ""
    """File that holds nothing but the password of the user at the mail server."""
    smtp_from: str = ""
    """Who mails come from, such as Papers <papers@firm.example>; replies go to whoever sent the papers."""
    backup_url: str = ""
    """Where `countersign backup` writes unless told: a folder, or s3+https://HOST/BUCKET/PREFIX."""
    backup_s3_access_key: str = ""
    """Access key of the S3 server of backups; that of the object storage unless set."""
    backup_s3_secret_key: str = ""
    """Secret key of the S3 server of backups."""
    object_lock: str = "off"
    """Whether originals are locked in an object storage that can: off, governance or compliance."""
    object_lock_days: float = 2557.0
    """How long such a lock lasts, counted from the day on which the file came."""
    webhook_networks: str = ""
    """Networks beside the public internet that webhooks may reach: 10.0.0.0/8, 127.0.0.0/8, after commas."""
    date_order: str = "dmy"
    """How an ambiguous date is read: dmy or mdy."""
    likeness: str = "on"
    """Whether the shape of signatures is kept, to show people earlier ones that look alike: on or off."""
    disk_reserve_gigabytes: float = 1.0
    """Free space below which nothing is taken in any more, until there is more again."""
    misfile_bound: float = 0.005
    """Share of documents filed wrongly that must be ruled out with 95 % before doubted ones are filed."""
    blind_share: float = 0.03
    """Share of what could be filed that is shown to a person first, after the first 300 filings."""
    log_format: str = "lines"
    """Log lines for people (lines) or one JSON object a line (json)."""
    log_level: str = "auto"
    """Least level that is logged: debug, info, warning, error; auto: info, on the terminal only from `up`."""


KEPT_FOLDERS = ("archive", "quarantine", "probe", "proof")
"""Folders of the object storage that hold what is never removed."""
CHOICES = {
    "ocr": ("neural", "tesseract"),
    "date_order": ("dmy", "mdy"),
    "likeness": ("on", "off"),
    "downloads": ("streamed", "presigned"),
    "log_format": ("lines", "json"),
    "object_lock": ("off", "governance", "compliance"),
    "log_level": ("auto", "debug", "info", "warning", "error"),
}
NOWHERE = "none"
"""What COUNTERSIGN_LOG_FILE says where no log file is wanted."""


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment.

    Raises:
        WrongUse: a value is not of its kind; the message names the variable.
    """
    environ = os.environ if environ is None else environ
    home = Path(environ.get("COUNTERSIGN_HOME") or _default_home(environ)).expanduser().absolute()
    given: dict[str, object] = {
        "home": home,
        "database_url": f"sqlite:///{home / 'register.sqlite'}",
        "objects_url": str(home / "objects"),
        "log_file": str(home / "logs" / "countersign.log"),
    }
    for field in fields(Settings):
        text = environ.get(f"COUNTERSIGN_{field.name.upper()}")
        if text and field.name != "home":
            given[field.name] = _typed(field.name, str(field.type), text)
    given.setdefault("inbox_url", _inbox_beside(str(given["objects_url"])))
    _refuse_overlap(str(given["objects_url"]), str(given["inbox_url"]))
    settings = Settings(**given)  # type: ignore[arg-type]
    return settings if settings.console_url else replace(settings, console_url=_console_at(settings))


LAST_PORT = 65535
_LOOPBACKS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 where one listens everywhere, one reaches it here
_MAIL = {
    "COUNTERSIGN_IMAP_URL": ({"imaps", "imap"}, "no mailbox: give imaps://USER@HOST/FOLDER"),
    "COUNTERSIGN_SMTP_URL": (
        {"smtp+starttls", "smtps", "smtp"},
        "no mail server: give smtp+starttls://USER@HOST:587",
    ),
}
_SHARES = frozenset({"COUNTERSIGN_MISFILE_BOUND", "COUNTERSIGN_BLIND_SHARE"})


def _default_home(environ: Mapping[str, str]) -> Path:
    data = environ.get("XDG_DATA_HOME") or Path(environ.get("HOME", "~"), ".local", "share")
    return Path(data, "countersign")


def _console_at(settings: Settings) -> str:
    reached = _LOOPBACKS.get(settings.host, settings.host)
    host = f"[{reached}]" if ":" in reached else reached
    return f"http://{host}:{settings.port}"


def _inbox_beside(objects_url: str) -> str:
    """The inbox lies in the same place as the objects."""
    return f"{objects_url.rstrip('/')}/inbox"


def _refuse_overlap(objects_url: str, inbox_url: str) -> None:
    """What lies in the inbox is taken and removed, so the archive must never lie in it."""
    if would_take(inbox_url, objects_url):
        raise WrongUse(
            f"COUNTERSIGN_INBOX_URL={inbox_url!r} covers or lies in what is kept in COUNTERSIGN_OBJECTS_URL="
            f"{objects_url!r}: name another place for the inbox, such as {_inbox_beside(objects_url)!r}."
        )


def would_take(inbox_url: str, objects_url: str) -> bool:
    """True when papers of the inbox would be what is kept in the object storage."""
    objects, inbox = (_canonical(url) for url in (objects_url, inbox_url))
    return objects.startswith(inbox) or any(inbox.startswith(f"{objects}{kept}/") for kept in KEPT_FOLDERS)


def lie_within(one: str, other: str) -> bool:
    """True when the places that two URLs name are the same, or one lies in the other."""
    first, second = _canonical(one), _canonical(other)
    return first.startswith(second) or second.startswith(first)


def _canonical(url: str) -> str:
    """`url` without links and detours, with a slash at its end."""
    plain = url if urlsplit(url).scheme else os.path.realpath(url)
    return f"{plain.rstrip('/')}/"


def _typed(name: str, kind: str, text: str) -> object:
    variable = f"COUNTERSIGN_{name.upper()}"
    if name in CHOICES and text not in CHOICES[name]:
        raise WrongUse(f"{variable}={text!r} is not one of: {', '.join(CHOICES[name])}.")
    if name.endswith("_url"):
        return _url(variable, text)
    if name == "log_file" and text != NOWHERE:
        return str(Path(text).expanduser().absolute())
    if kind in {"int", "float"}:
        return _number(variable, kind, text)
    return text


def _number(variable: str, kind: str, text: str) -> float | int:
    try:
        number = int(text) if kind == "int" else float(text)
    except ValueError:
        raise WrongUse(f"{variable}={text!r} is not a number.") from None
    if not 0 < number < float("inf"):
        raise WrongUse(f"{variable}={text!r} must be above zero.")
    if variable in _SHARES and number >= 1:
        raise WrongUse(f"{variable}={text!r}: a share lies between 0 and 1, such as 0.03.")
    if variable == "COUNTERSIGN_PORT" and number > LAST_PORT:
        raise WrongUse(f"{variable}={text!r}: a port is a number up to {LAST_PORT}.")
    return number


def _scheme(name: str, text: str) -> str:
    """What stands before ://, of a URL that can be taken apart; it may hold a password and is not shown."""
    with suppress(ValueError):
        parts = urlsplit(text)
        if name == "COUNTERSIGN_DATABASE_URL" or parts.port != 0:
            return parts.scheme
    raise WrongUse(f"{name} is no URL: its host or port cannot be read.")


def _url(variable: str, text: str) -> str:
    scheme = _scheme(variable, text)
    if variable == "COUNTERSIGN_DATABASE_URL":
        if not scheme:
            raise WrongUse(
                f"{variable} is no URL: give sqlite:////PATH/FILE or "
                "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE."
            )
        return text
    if variable in _MAIL:
        schemes, instead = _MAIL[variable]
        if scheme not in schemes:
            raise WrongUse(f"{variable} names {instead}.")
        return text
    if variable == "COUNTERSIGN_CONSOLE_URL":
        if scheme not in {"http", "https"}:
            raise WrongUse(f"{variable} is no address of a console, such as https://papers.firm.")
        return text.rstrip("/")
    return place_url(variable, text)


def place_url(name: str, text: str) -> str:
    """The URL of a folder or a bucket; a folder as an absolute path.

    Raises:
        WrongUse: it is neither; the message begins with `name`.
    """
    scheme = _scheme(name, text)
    if scheme not in {"", "s3+http", "s3+https"}:
        raise WrongUse(
            f"{name} begins with {scheme}: give a folder, s3+http://HOST:PORT/PREFIX or "
            "s3+https://HOST/PREFIX."
        )
    return text if scheme else str(Path(text).expanduser().absolute())
