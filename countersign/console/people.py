"""People: who may sign in, with which roles for which client firms; for administrators."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, HTTPException, Query
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, Forbidden, demand
from countersign.console.rendering import address
from countersign.console.room import InRoom, Room, clients_seen
from countersign.language import to_say
from flows.credentials import make_link
from models.accounts import Account, email_address, login_name
from models.errors import WrongUse
from models.people import EVERY_CLIENT, Grant, Person, Right, Role
from models.record import client_name
from storage.register import Deed

router = APIRouter(prefix="/people", include_in_schema=False)

Done = Literal["", "granted", "revoked", "disabled", "enabled", "sessions"]
ASK = to_say("Only an administrator manages people. Ask one of them.")
ENABLE = to_say("Enable the account first.")


class Given(BaseModel):
    """The part of a form that names a role."""

    role: Role
    client: str
    customers: str = ""
    """Numbers, separated by commas or blanks; all of them where empty."""

    @property
    def grant(self) -> Grant:
        """What is to be given or taken.

        Raises:
            WrongUse: the client cannot be one.
        """
        client = self.client.strip()
        numbers = frozenset(self.customers.replace(",", " ").split())
        return Grant(self.role, client if client == EVERY_CLIENT else client_name(client), numbers)


class Newcomer(Given):
    """The form for a new account."""

    login: str
    name: str = ""
    email: str = ""


def asked_administrator(person: Asking) -> Person:
    """The person who asks, where they manage people of any client.

    Raises:
        Forbidden: they do not.
    """
    if not person.manages:
        raise Forbidden(ASK)
    return person


Administrator = Annotated[Person, Depends(asked_administrator)]


def manages(person: Person, account: Account) -> bool:
    """True where everything that the account may do lies with clients whose people `person` manages."""
    return all(person.may(Right.ADMINISTER, one.client) for one in account.grants)


def asked_colleague(room: InRoom, person: Administrator, login: str) -> Account:
    """The account that the address names, where the person manages it."""
    account = room.stores.register.people.account(login)
    if account is None or not manages(person, account):
        raise HTTPException(404)
    return account


Colleague = Annotated[Account, Depends(asked_colleague)]


@router.get("")
def people_page(room: InRoom, person: Administrator) -> Response:
    """All accounts that the person manages, and the form for a new one."""
    return _list(room, person)


@router.post("")
def add(room: InRoom, person: Administrator, given: Annotated[Newcomer, Form()]) -> Response:
    """Add an account and show the link by which its owner signs in first."""
    try:
        grant, login = given.grant, login_name(given.login)
        demand(person, Right.ADMINISTER, grant.client)
        new = Account(login, given.name.strip(), email_address(given.email), (grant,))
        room.stores.register.people.add(new, _deed(room, person))
    except WrongUse as fault:
        return _list(room, person, 400, problem=str(fault), given=given)
    return _shown_link(room, person, login)


@router.get("/{login}")
def colleague(
    room: InRoom, person: Administrator, account: Colleague, done: Annotated[Done, Query()] = ""
) -> Response:
    """One account."""
    return _one(room, person, account, done=done)


@router.post("/{login}/grant")
def grant(
    room: InRoom, person: Administrator, account: Colleague, given: Annotated[Given, Form()]
) -> Response:
    """Give a role."""
    try:
        demand(person, Right.ADMINISTER, given.grant.client)
        room.stores.register.people.grant(account.login, given.grant, _deed(room, person))
    except WrongUse as fault:
        return _one(room, person, account, 400, problem=str(fault))
    return _back(account, "granted")


@router.post("/{login}/revoke")
def revoke(
    room: InRoom, person: Administrator, account: Colleague, given: Annotated[Given, Form()]
) -> Response:
    """Take a role back."""
    try:
        demand(person, Right.ADMINISTER, given.grant.client)
        room.stores.register.people.revoke(account.login, given.grant, _deed(room, person))
    except WrongUse as fault:
        return _one(room, person, account, 400, problem=str(fault))
    return _back(account, "revoked")


@router.post("/{login}/disable")
def disable(room: InRoom, person: Administrator, account: Colleague) -> Response:
    """Let nobody sign in with the account any more."""
    try:
        room.stores.register.people.disable(account.login, _deed(room, person))
    except WrongUse as fault:
        return _one(room, person, account, 400, problem=str(fault))
    return _back(account, "disabled")


@router.post("/{login}/enable")
def enable(room: InRoom, person: Administrator, account: Colleague) -> Response:
    """Undo `disable`."""
    room.stores.register.people.enable(account.login, _deed(room, person))
    return _back(account, "enabled")


@router.post("/{login}/sign-out")
def sign_out_everywhere(room: InRoom, person: Administrator, account: Colleague) -> Response:
    """End all sessions of the account."""
    room.stores.register.sessions.end(account.login, _deed(room, person))
    return _back(account, "sessions")


@router.post("/{login}/link")
def link(room: InRoom, person: Administrator, account: Colleague) -> Response:
    """Make a one-time link for somebody who is locked out."""
    if account.disabled_at is not None:
        return _one(room, person, account, 400, problem=ENABLE)
    return _shown_link(room, person, account.login)


def _shown_link(room: Room, person: Person, login: str) -> Response:
    made = make_link(room.stores, login, person.login)
    account = room.stores.register.people.account(login)
    assert account is not None  # noqa: S101 accounts are never removed
    return _one(room, person, account, link=made)


def _back(account: Account, done: str) -> Response:
    return RedirectResponse(address("people", account.login, done=done), 303)


def _deed(room: Room, person: Person) -> Deed:
    return Deed(person.login, room.stores.clock())


def _list(room: Room, person: Person, status: int = 200, **values: object) -> Response:
    accounts = [one for one in room.stores.register.people.accounts() if manages(person, one)]
    shown = {"problem": "", "given": None, **values}
    return room.templates.page("people", status, accounts=accounts, **_choices(room, person), **shown)


def _one(room: Room, person: Person, account: Account, status: int = 200, **values: object) -> Response:
    shown = {"problem": "", "done": "", "link": "", **values}
    open_sessions = room.stores.register.sessions.of(account.login, room.stores.clock())
    return room.templates.page(
        "person", status, account=account, sessions=open_sessions, **_choices(room, person), **shown
    )


def _choices(room: Room, person: Person) -> dict[str, object]:
    every = (EVERY_CLIENT,) if person.may(Right.ADMINISTER, EVERY_CLIENT) else ()
    named = [client for client in clients_seen(room, person) if person.may(Right.ADMINISTER, client)]
    return {"roles": tuple(Role), "choices": (*named, *every)}
