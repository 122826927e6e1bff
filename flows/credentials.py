"""Secrets that people and programs sign in with: made here, shown once, kept as hashes."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from flows.desk import Stores
from models.accounts import FIRST_LOGIN, Account, Token
from models.errors import WrongUse
from models.people import EVERY_CLIENT, Grant, Role, Scope
from storage.register import Deed

LINK_LIFE = timedelta(hours=24)
"""How long a sign-in link is good for, once."""
LONGEST_TOKEN_LIFE = 730
"""Days."""
TOKEN_START = "cst_"  # noqa: S105 the beginning of every token, so that scanners for leaked ones know ours
THIS_PROGRAM = "countersign"
"""Who did what the program does by itself when it starts."""


def new_secret() -> str:
    """43 characters that nobody guesses, fit for addresses and headers."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept of a secret. No salt and no delay: it is no password, but 256 bits of chance."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def make_link(stores: Stores, login: str, by: str) -> str:
    """Address of a page that signs `login` in, once, within a day.

    Raises:
        WrongUse: there is no such account, or it is disabled.
    """
    account = stores.register.people.account(login)
    if account is None or account.disabled_at is not None:
        raise WrongUse(f"There is no account {login!r} that may sign in: add or enable it first.")
    secret, now = new_secret(), stores.clock()
    stores.register.sessions.add_link(hashed(secret), login, now + LINK_LIFE, Deed(by, now))
    return f"{stores.settings.console_url}/link/{secret}"


def first_link(stores: Stores, *, always: bool = False) -> str:
    """A link for the first administrator while nobody can sign in yet; empty as soon as somebody can.

    Args:
        stores: of the installation.
        always: make one anyhow, as for the demo.
    """
    people = stores.register.people
    if people.anybody() and not always:
        return ""
    if people.account(FIRST_LOGIN) is None:
        everything = Grant(Role.ADMIN, EVERY_CLIENT)
        people.add(Account(FIRST_LOGIN, "Administrator", grants=(everything,)), _now(stores))
    return make_link(stores, FIRST_LOGIN, THIS_PROGRAM)


def make_token(stores: Stores, account: Account, name: str, scopes: tuple[Scope, ...], days: int) -> str:
    """The secret of a new token of `account`, good for `days`.

    Raises:
        WrongUse: it has no name or no scope, would last too long, or goes beyond what the person may do.
    """
    if not name.strip():
        raise WrongUse("Give the token a name that says what it is for.")
    if not 1 <= days <= LONGEST_TOKEN_LIFE:
        raise WrongUse(f"A token lasts between 1 and {LONGEST_TOKEN_LIFE} days.")
    _must_be_own(account, scopes)
    secret, deed = TOKEN_START + new_secret(), _now(stores, account.login)
    until = deed.at + timedelta(days=days)
    token = Token("", account.login, name.strip(), scopes, made_at=deed.at, until=until)
    stores.register.sessions.add_token(hashed(secret), token, deed)
    return secret


def _must_be_own(account: Account, scopes: tuple[Scope, ...]) -> None:
    if not any(scope.rights for scope in scopes):
        raise WrongUse("Choose at least one thing that the token may do.")
    for scope in scopes:
        for right in sorted(scope.rights):
            if account.person.reach(right, scope.client) == frozenset():
                raise WrongUse(f"{account.login} has no right to {right.value} of client {scope.client}.")


def _now(stores: Stores, by: str = THIS_PROGRAM) -> Deed:
    return Deed(by, stores.clock())
