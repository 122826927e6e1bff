"""What the register keeps of people: accounts, sessions, tokens; secrets only as hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from models.errors import CountersignError, WrongUse
from models.people import Grant, Person, Scope

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,79}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
FIRST_LOGIN = "admin"
"""The account that a new installation begins with."""


class SignInRefused(CountersignError):
    """Somebody may not sign in; the message says what to do and nothing about which accounts there are."""


class TooManyAttempts(SignInRefused):
    """Sign-in was tried too often; `seconds` says when it may be tried again."""

    passing = True

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "Sign-in was tried too often. Wait a quarter of an hour, or ask an administrator for a link."
        )
        self.seconds = seconds


def login_name(text: str) -> str:
    """`text` in lower case when it can name an account.

    Raises:
        WrongUse: other than 1-80 letters, digits and . _ @ + -
    """
    login = text.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise WrongUse(f"{text!r} cannot be a login: use 1-80 letters, digits and . _ @ + -")
    return login


def email_address(text: str) -> str:
    """`text` in lower case when it looks like an e-mail address, or is empty.

    Raises:
        WrongUse: it does not.
    """
    email = text.strip().lower()
    if email and not _EMAIL.fullmatch(email):
        raise WrongUse(f"{text!r} is no e-mail address: give one like ann@firm.example, or none.")
    return email


@dataclass(frozen=True, slots=True)
class Preferences:
    """How somebody likes to read pages; what is empty is as their browser says, and times are in UTC."""

    language: str = ""
    """Such as de."""
    formats: str = ""
    """Locale of dates and numbers, such as de_AT."""
    time_zone: str = ""
    """IANA name, such as Europe/Vienna."""


UNCHOSEN = Preferences()
"""Of a visitor, and of whoever never chose."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in."""

    login: str
    name: str
    email: str = ""
    """In lower case; empty where none is known."""
    grants: tuple[Grant, ...] = ()
    made_at: datetime | None = None
    disabled_at: datetime | None = None
    signed_in_at: datetime | None = None
    """Last time; None before the first."""
    has_password: bool = False
    identity: str = ""
    """Issuer and subject at an OpenID provider; empty before the first sign-in there."""
    preferences: Preferences = UNCHOSEN

    @property
    def person(self) -> Person:
        """Whoever signs in with it."""
        return Person(self.login, self.name, self.grants)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody signed in from."""

    address: str
    agent: str
    """What the browser calls itself, as it says."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that somebody is signed in with."""

    id: str
    """Names it; says nothing of its secret."""
    login: str
    made_at: datetime
    seen_at: datetime
    """To the minute."""
    until: datetime
    origin: Origin


@dataclass(frozen=True, slots=True)
class Token:
    """What a program signs in with."""

    id: str
    login: str
    name: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    until: datetime
    used_at: datetime | None = None
    """Last time, to the minute."""
