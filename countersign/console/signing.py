"""Signing in and out: with a password, or with a one-time link."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, Visiting
from countersign.console.passwords import good_password
from countersign.console.room import InRoom, Room, room_of
from countersign.console.visits import (
    SESSION_COOKIE,
    VISIT_COOKIE,
    Visit,
    drop,
    keep,
    origin_of,
    sign_in,
)
from countersign.language import to_say
from flows.credentials import hashed, new_secret
from models.accounts import Account, TooManyAttempts
from models.errors import WrongUse
from storage.register import Deed

MOST_BY_LOGIN, MOST_BY_ADDRESS = 10, 60
"""Failed attempts within a quarter of an hour; an office may have one address."""
WRONG = to_say(
    "Login or password is wrong, or the account is disabled. An administrator can give you a sign-in link."
)
LINK_GONE = to_say(
    "This link was used already, or is older than a day. Ask an administrator for a new one, or make one "
    "where Countersign runs: countersign people link LOGIN."
)

router = APIRouter(include_in_schema=False)


class SignIn(BaseModel):
    """The form of the sign-in page."""

    login: str
    password: str
    onward: str = "/"


class FirstPassword(BaseModel):
    """The form behind a one-time link."""

    password: str = ""
    again: str = ""
    later: bool = False
    """Sign in and leave the password as it is."""


@router.get("/sign-in")
def sign_in_page(
    request: Request, visit: Visiting, onward: Annotated[str, Query(alias="next")] = "/"
) -> Response:
    """The form; who has signed in already goes on."""
    if visit.person is not None:
        return RedirectResponse(local(onward), 303)
    return form_page(request, visit, "sign_in", onward=local(onward))


@router.post("/sign-in")
def sign_in_by_password(request: Request, visit: Visiting, given: Annotated[SignIn, Form()]) -> Response:
    """Begin a session where login and password are right."""
    try:
        account = _known(request, given)
    except TooManyAttempts as fault:
        values = {"problem": str(fault), "onward": local(given.onward), "login": given.login}
        answer = form_page(request, visit, "sign_in", 429, **values)
        answer.headers["Retry-After"] = str(fault.seconds)
        return answer
    if account is None:
        values = {"problem": WRONG, "onward": local(given.onward), "login": given.login}
        return form_page(request, visit, "sign_in", 400, **values)
    return sign_in(request, RedirectResponse(local(given.onward), 303), account, "password")


def _known(request: Request, given: SignIn) -> Account | None:
    """Whose login and password these are; it takes as long, and counts, for an account that there is not."""
    room, login, address = room_of(request), given.login.strip().lower(), origin_of(request).address
    people, sessions, now = room.stores.register.people, room.stores.register.sessions, room.stores.clock()
    by_login, by_address = hashed(f"login {login}"), hashed(f"address {address}")
    sessions.note_attempt({by_login: MOST_BY_LOGIN, by_address: MOST_BY_ADDRESS}, now)
    kept = people.password(login)
    if not room.passwords.fits(given.password, kept):
        # What was typed as a login is often a password: only what names an account is written down.
        known = login if kept else ""
        people.note("sign-in refused", known, Deed(known, now), address=address)
        return None
    sessions.forget_attempts(by_login)
    if room.passwords.is_outdated(kept):
        people.refresh_password(login, kept, room.passwords.hashed(given.password))
    return people.account(login)


@router.post("/sign-out")
def sign_out(request: Request, room: InRoom, person: Asking, visit: Visiting) -> Response:
    """End this session."""
    if visit.session is not None:
        deed = Deed(person.login, room.stores.clock())
        room.stores.register.sessions.end(person.login, deed, only=visit.session.id)
    answer = RedirectResponse("/sign-in", 303)
    drop(request, answer, SESSION_COOKIE)
    return answer


@router.get("/link/{secret}")
def link_page(request: Request, visit: Visiting, secret: str) -> Response:
    """Where a one-time link leads. Only the form uses it up: some programs look at every link in a mail."""
    login = _login_of(room_of(request), secret)
    if not login:
        return form_page(request, visit, "link", 404, problem=LINK_GONE, login="")
    return form_page(request, visit, "link", login=login)


@router.post("/link/{secret}")
def use_link(
    request: Request, visit: Visiting, secret: str, given: Annotated[FirstPassword, Form()]
) -> Response:
    """Sign in, with a new password from now on unless that is left for later."""
    room = room_of(request)
    login = _login_of(room, secret)
    try:
        password = "" if given.later or not login else good_password(given.password, given.again, login)
    except WrongUse as fault:
        return form_page(request, visit, "link", 400, problem=str(fault), login=login)
    register, now = room.stores.register, room.stores.clock()
    account = register.people.account(register.sessions.use_link(hashed(secret), now))
    if account is None:
        return form_page(request, visit, "link", 404, problem=LINK_GONE, login="")
    if password:
        register.people.set_password(login, room.passwords.hashed(password), Deed(login, now))
    return sign_in(request, RedirectResponse("/", 303), account, "link")


def _login_of(room: Room, secret: str) -> str:
    return room.stores.register.sessions.link(hashed(secret), room.stores.clock())


def form_page(request: Request, visit: Visit, name: str, status: int = 200, **values: object) -> Response:
    """A page with a form for somebody who has not signed in; the form is tied to the browser."""
    room, secret = room_of(request), visit.secret or new_secret()
    given = {"problem": "", "login": "", "provider": room.provider, **values}
    templates = room.templates.around({**room.templates.frame, "csrf": Visit(secret=secret).csrf})
    answer = templates.page(name, status, **given)
    if not visit.secret:
        keep(request, answer, VISIT_COOKIE, secret)
    return answer


def local(address: str) -> str:
    """`address` where it is one of this console, else its first page."""
    is_local = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_local else "/"
