"""People for tests of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.accounts import Account, Origin, Preferences, Session, Token
from models.people import EVERY_CLIENT, Grant, Right, Role, Scope
from storage.register import Deed, Departure
from tests.values.register_values import NOW, later

if TYPE_CHECKING:
    from storage.register import Register

BOSS = Account("boss", "Boss", "boss@firm.example", (Grant(Role.ADMIN, EVERY_CLIENT),))
ANN = Account("ann", "Ann Lee", "", (Grant(Role.OPERATOR, "acme"),))
DEED = Deed("boss", NOW)
DAY = 86_400


def session_of(key: str, login: str = "boss") -> Session:
    return Session(key[:12], login, NOW, NOW, later(DAY), Origin("127.0.0.1", "a browser"))


def token_of(key: str, *scopes: Scope, login: str = "boss") -> Token:
    return Token(key[:12], login, "import", scopes, NOW, later(DAY))


def fill_with_people(register: Register) -> None:
    """A row in every table of people."""
    register.people.add(BOSS, DEED)
    register.people.prefer(BOSS.login, Preferences("de", "de_AT", "Europe/Vienna"), DEED)
    sessions = register.sessions
    sessions.begin("a" * 64, session_of("a" * 64), "password", DEED)
    sessions.add_token("b" * 64, token_of("b" * 64, Scope("acme", frozenset({Right.LOOK}))), DEED)
    sessions.add_link("c" * 64, "boss", later(DAY), DEED)
    sessions.note_attempt({"subject": 10}, NOW)
    sessions.depart("d" * 64, Departure("visit", "nonce", "verifier", "/", later(60)), NOW)
