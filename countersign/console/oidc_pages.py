"""Signing in with a company account: to the OpenID provider and back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Visiting
from countersign.console.oidc import Known, Provider, Round
from countersign.console.room import Room, room_of
from countersign.console.signing import form_page, local
from countersign.console.visits import VISIT_COOKIE, held, keep, origin_of, sign_in
from countersign.language import to_say
from flows.credentials import hashed, new_secret
from models.accounts import Account, SignInRefused
from storage.register import PROVIDER, Deed, Departure

AWAY_FOR = timedelta(minutes=10)
"""How long somebody may take to sign in there."""
MOST_DEPARTURES = 300
"""From one address within a quarter of an hour."""
NOBODY_KNOWN = to_say(
    "The OpenID provider knows you, but you have no account and no role here. Ask an administrator for one."
)

router = APIRouter(prefix="/oidc", include_in_schema=False)


@router.get("/begin")
def begin(request: Request, visit: Visiting, onward: Annotated[str, Query(alias="next")] = "/") -> Response:
    """Send the visitor to the provider; what comes back is good for this browser alone."""
    room, provider = _with_provider(request)
    secret, way = visit.secret or new_secret(), Round(new_secret(), new_secret(), new_secret())
    answer = RedirectResponse(provider.departure(way), 303)
    now = room.stores.clock()
    sessions = room.stores.register.sessions
    sessions.note_attempt({hashed(f"departures {origin_of(request).address}"): MOST_DEPARTURES}, now)
    departure = Departure(hashed(secret), way.nonce, way.verifier, local(onward), now + AWAY_FOR)
    sessions.depart(hashed(way.state), departure, now)
    keep(request, answer, VISIT_COOKIE, secret)
    return answer


@router.get("/answer")
def arrive(request: Request, visit: Visiting, state: str = "", code: str = "") -> Response:
    """Where the provider sends people back to."""
    room, provider = _with_provider(request)
    departure = room.stores.register.sessions.arrive(hashed(state), room.stores.clock())
    try:
        departure = _of_this_browser(request, departure)
        way = Round(state, departure.nonce, departure.verifier)
        account = account_of(room, provider.known(code, way))
    except SignInRefused as fault:
        return form_page(request, visit, "sign_in", 400, problem=str(fault), onward="/")
    return sign_in(request, RedirectResponse(departure.onward, 303), account, "company account")


def _of_this_browser(request: Request, departure: Departure | None) -> Departure:
    if departure is None or departure.visit != hashed(held(request, VISIT_COOKIE)):
        raise SignInRefused("This sign-in took too long, or was begun in another browser. Begin again.")
    return departure


def _with_provider(request: Request) -> tuple[Room, Provider]:
    room = room_of(request)
    if room.provider is None:
        raise HTTPException(404)
    return room, room.provider


def account_of(room: Room, known: Known) -> Account:
    """The account of somebody whom the provider knows: found by identity, by e-mail address, or made.

    Raises:
        SignInRefused: there is none and no role for a new one, or it is disabled.
    """
    people, deed = room.stores.register.people, Deed(known.identity, room.stores.clock())
    account = people.known_as(known.identity) or _by_email(room, known, deed) or _made(room, known, deed)
    if account is None or account.disabled_at is not None:
        raise SignInRefused(NOBODY_KNOWN)
    people.set_provided(account.login, known.grants, Deed(account.login, deed.at))
    return account


def _by_email(room: Room, known: Known, deed: Deed) -> Account | None:
    """An account that an administrator made beforehand; one with another identity is somebody else's."""
    account = room.stores.register.people.with_email(known.email)
    if account is None or account.identity:
        return None
    room.stores.register.people.identify(account.login, known.identity, Deed(account.login, deed.at))
    return account


def _made(room: Room, known: Known, deed: Deed) -> Account | None:
    people = room.stores.register.people
    if not known.grants:
        return None
    login = _free_login(room, known)
    email = "" if people.with_email(known.email) else known.email
    new = Account(login, known.name, email, known.grants, identity=known.identity)
    people.add(new, Deed(login, deed.at), PROVIDER)
    return people.account(login)


def _free_login(room: Room, known: Known) -> str:
    """The e-mail address, or what is like the name; with a number where that is another's."""
    wanted = (
        re.sub(r"[^a-z0-9._@+-]+", "-", (known.email or known.name).lower()).strip("-._@+")[:60] or "person"
    )
    people, login, number = room.stores.register.people, wanted, 1
    while people.account(login) is not None:
        number += 1
        login = f"{wanted}-{number}"
    return login
