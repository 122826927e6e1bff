"""Signing in at the console, with a clock that stands still until a test moves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx

from countersign.console.passwords import Passwords
from flows.desk import Stores
from models.accounts import Account
from models.people import EVERY_CLIENT, Grant, Role
from models.settings import Settings
from storage.objects import open_store
from storage.register import Deed, Register
from tests.doors.console_visits import Visitor
from tests.values.register_values import NOW

PASSWORD = "a short sentence"
OTHER = "another sentence"


@dataclass
class Clock:
    """Time that passes when a test says so."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


def stores_with_ann(register: Register, settings: Settings, clock: Clock) -> Stores:
    """Stores with an account `ann` that administers everything."""
    objects, inbox = open_store(settings.objects_url, settings), open_store(settings.inbox_url, settings)
    ann = Account("ann", "Ann Lee", grants=(Grant(Role.ADMIN, EVERY_CLIENT),))
    register.people.add(ann, Deed("test", NOW))
    register.people.set_password("ann", Passwords().hashed(PASSWORD), Deed("ann", NOW))
    return Stores(settings, inbox, objects, register, clock)


def sign_in(visitor: Visitor, password: str = PASSWORD, login: str = "ann", **more: str) -> httpx.Response:
    return visitor.post("/sign-in", {"login": login, "password": password, **more})


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/account").status_code == 200
