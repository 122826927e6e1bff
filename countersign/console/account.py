"""One's own account: password, where one is signed in, tokens for programs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, Forbidden, Visiting
from countersign.console.passwords import good_password
from countersign.console.room import InRoom, Room, clients_seen
from countersign.language import all_time_zones, amount, checked, format_names, language_names
from flows.credentials import hashed, make_token
from models.accounts import Account, Preferences, TooManyAttempts
from models.errors import WrongUse
from models.people import EVERY_CLIENT, Person, Right, Scope
from storage.register import Deed

MOST_TRIES = 10
"""Wrong current passwords within a quarter of an hour."""

router = APIRouter(prefix="/account", include_in_schema=False)

Done = Literal["", "password", "sessions", "revoked", "preferences"]
SAMPLE = Decimal("1234567.89")


class NewPassword(BaseModel):
    """The form for another password."""

    current: str = ""
    password: str
    again: str


class NewToken(BaseModel):
    """The form for a token."""

    name: str = ""
    client: str
    rights: list[Right] = []
    days: int = 365


class Ending(BaseModel):
    """The form that ends one session or token by its id, or all other sessions."""

    id: str = ""


class Chosen(BaseModel):
    """The form for language and formats; an empty choice is left to the browser."""

    language: str = ""
    formats: str = ""
    time_zone: str = ""


def asked_account(room: InRoom, person: Asking) -> Account:
    """The account of the person who asks; programs have none."""
    account = None if person.token else room.stores.register.people.account(person.login)
    if account is None:
        raise Forbidden("A token is no person: sign in with a password to change the account.")
    return account


def asked_session(visit: Visiting) -> str:
    """Id of the session at hand."""
    return visit.session.id if visit.session else ""


Own = Annotated[Account, Depends(asked_account)]
Here = Annotated[str, Depends(asked_session)]


@router.get("")
def account_page(room: InRoom, account: Own, here: Here, done: Annotated[Done, Query()] = "") -> Response:
    """The page."""
    return _page(room, account, here, done=done)


@router.post("/preferences")
def prefer(room: InRoom, account: Own, here: Here, given: Annotated[Chosen, Form()]) -> Response:
    """Show pages in another language, or dates, numbers and times in another form."""
    try:
        chosen = checked(Preferences(given.language, given.formats, given.time_zone))
    except WrongUse as fault:
        return _page(room, account, here, 400, problem=str(fault))
    room.stores.register.people.prefer(account.login, chosen, Deed(account.login, room.stores.clock()))
    return RedirectResponse("/account?done=preferences", 303)


@router.post("/password")
def change_password(
    room: InRoom, account: Own, here: Here, given: Annotated[NewPassword, Form()]
) -> Response:
    """Take another password; whoever is signed in elsewhere is signed out."""
    register, deed = room.stores.register, Deed(account.login, room.stores.clock())
    try:
        _check_current(room, account, given.current)
        new = room.passwords.hashed(good_password(given.password, given.again, account.login))
    except (WrongUse, TooManyAttempts) as fault:
        return _page(room, account, here, 400, problem=str(fault))
    register.people.set_password(account.login, new, deed)
    register.sessions.end(account.login, deed, but=here)
    return RedirectResponse("/account?done=password", 303)


def _check_current(room: Room, account: Account, current: str) -> None:
    sessions, subject = room.stores.register.sessions, hashed(f"current {account.login}")
    sessions.note_attempt({subject: MOST_TRIES}, room.stores.clock())
    kept = room.stores.register.people.password(account.login)
    if kept and not room.passwords.fits(current, kept):
        raise WrongUse("The current password is another one: type it once more.")
    sessions.forget_attempts(subject)


@router.post("/sign-out")
def sign_out_elsewhere(room: InRoom, account: Own, here: Here, given: Annotated[Ending, Form()]) -> Response:
    """End one other session, or all of them."""
    deed = Deed(account.login, room.stores.clock())
    room.stores.register.sessions.end(account.login, deed, only=given.id, but=here)
    return RedirectResponse("/account?done=sessions", 303)


@router.post("/tokens")
def add_token(room: InRoom, account: Own, here: Here, given: Annotated[NewToken, Form()]) -> Response:
    """Make a token; its secret is on this page and never again."""
    scope = Scope(given.client, frozenset(given.rights))
    try:
        secret = make_token(room.stores, account, given.name, (scope,), given.days)
    except WrongUse as fault:
        return _page(room, account, here, 400, problem=str(fault))
    return _page(room, account, here, token=secret)


@router.post("/tokens/revoke")
def revoke_token(room: InRoom, account: Own, given: Annotated[Ending, Form()]) -> Response:
    """End a token."""
    deed = Deed(account.login, room.stores.clock())
    room.stores.register.sessions.revoke_token(account.login, given.id, deed)
    return RedirectResponse("/account?done=revoked", 303)


def _page(room: Room, account: Account, here: str, status: int = 200, **values: object) -> Response:
    sessions, now = room.stores.register.sessions, room.stores.clock()
    shown = {"problem": "", "done": "", "token": "", **values}
    return room.templates.page(
        "account",
        status,
        account=account,
        here=here,
        sessions=sessions.of(account.login, now),
        tokens=sessions.tokens_of(account.login),
        now=now,
        choices=_clients_of(room, account.person),
        **_reading(),
        rights=[right for right in Right if account.person.clients(right)],
        **shown,
    )


def _clients_of(room: Room, person: Person) -> tuple[str, ...]:
    """What a token may be for."""
    every = any(EVERY_CLIENT in person.clients(right) for right in Right)
    return (*((EVERY_CLIENT,) if every else ()), *clients_seen(room, person))


def _reading() -> Mapping[str, object]:
    """What there is to choose from, and what it looks like."""
    return {
        "languages": language_names(),
        "formats": format_names(),
        "time_zones": {one: one.replace("_", " ") for one in all_time_zones()},
        "sample": amount(SAMPLE, "EUR"),
    }
