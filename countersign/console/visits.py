"""Who is at the other end of a request: a session, a token, or a visitor who has not signed in."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request
from starlette.responses import Response

from countersign.console.room import Room, room_of
from flows.credentials import hashed, new_secret
from models.accounts import UNCHOSEN, Account, Origin, Preferences, Session
from models.people import Person
from models.settings import Settings
from storage.register import Deed

SESSION_COOKIE = "countersign_session"
VISIT_COOKIE = "countersign_visit"
"""Held by browsers that have not signed in, so that the form of the sign-in page is tied to one of them."""
HEALTH = "/health"
"""Tells that the register is gone, so it cannot be asked before who wants to know."""
OWN_HOST = "__Host-"
"""Before the names over https: browsers take such a cookie from this host alone, by https, for all its paths.
So no other host of the domain can lay one of its own into the browser and have somebody work in it."""
UNATTENDED = "x-unattended"
"""Header of what a page asks by itself, with nobody at the keys: it does not keep a session alive."""
LONGEST_AGENT = 200
_MAC = b"csrf"


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of whoever asks."""

    person: Person | None = None
    """None for a visitor."""
    secret: str = ""
    """What the browser holds; empty for programs with a token, which need no protection of forms."""
    session: Session | None = None
    preferences: Preferences = UNCHOSEN
    """None chosen for a visitor."""

    @property
    def csrf(self) -> str:
        """What forms of this browser carry; no other page can know it."""
        return hmac.new(self.secret.encode(), _MAC, hashlib.sha256).hexdigest() if self.secret else ""


def identify(request: Request) -> Visit:
    """Who asks, by token or cookie. Runs in a thread of its own: it asks the register."""
    if request.scope["route"].path == HEALTH:
        return Visit()
    room = room_of(request)
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return _by_token(room, bearer.strip())
    secret = held(request, SESSION_COOKIE)
    attended = UNATTENDED not in request.headers
    return _by_session(room, secret, attended=attended) or Visit(secret=held(request, VISIT_COOKIE))


def _by_token(room: Room, secret: str) -> Visit:
    found = room.stores.register.sessions.token(hashed(secret), room.stores.clock())
    if found is None:
        return Visit()
    token, account = found
    return Visit(Person(account.login, account.name, account.grants, token.scopes, token.id))


def _by_session(room: Room, secret: str, *, attended: bool) -> Visit | None:
    if not secret:
        return None
    stores = room.stores
    idle = timedelta(minutes=stores.settings.idle_minutes)
    found = stores.register.sessions.find(hashed(secret), stores.clock(), idle, attended=attended)
    return None if found is None else Visit(found[1].person, secret, found[0], found[1].preferences)


def sign_in(request: Request, answer: Response, account: Account, by: str) -> Response:
    """Begin a session, under a new secret, and let `answer` carry it to the browser.

    Args:
        request: of the browser.
        answer: what it is sent.
        account: whose session it is.
        by: what somebody was known by: password, link or company account.
    """
    stores, secret = room_of(request).stores, new_secret()
    now, key = stores.clock(), hashed(secret)
    life = timedelta(hours=stores.settings.session_hours)
    session = Session(key[:12], account.login, now, now, now + life, origin_of(request))
    stores.register.sessions.begin(key, session, by, Deed(account.login, now))
    keep(request, answer, SESSION_COOKIE, secret)
    drop(request, answer, VISIT_COOKIE)
    return answer


def keep(request: Request, answer: Response, name: str, secret: str) -> None:
    """Let the browser hold a secret: out of reach of scripts, and of forms of other sites."""
    secure = _is_secure(request)
    answer.set_cookie(_named(request, name), secret, httponly=True, samesite="lax", secure=secure, path="/")


def held(request: Request, name: str) -> str:
    """The secret that the browser holds by this name; empty where it holds none."""
    return request.cookies.get(_named(request, name), "")


def drop(request: Request, answer: Response, name: str) -> None:
    """Let the browser forget a secret."""
    secure = _is_secure(request)
    answer.delete_cookie(_named(request, name), httponly=True, samesite="lax", secure=secure, path="/")


def _named(request: Request, name: str) -> str:
    return f"{OWN_HOST}{name}" if _is_secure(request) else name


def _is_secure(request: Request) -> bool:
    return is_https(request, room_of(request).stores.settings)


def is_https(request: Request, settings: Settings) -> bool:
    """True where the browser reaches this console by https, itself or through a proxy."""
    return request.url.scheme == "https" or settings.console_url.startswith("https:")


def origin_of(request: Request) -> Origin:
    """Where the request comes from."""
    address = request.client.host if request.client else ""
    return Origin(address, request.headers.get("user-agent", "")[:LONGEST_AGENT])
