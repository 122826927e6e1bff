"""Over https: cookies of this host alone, and no way back to http; accounts keep no way in of before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from countersign.console.visits import OWN_HOST, SESSION_COOKIE, VISIT_COOKIE
from flows.credentials import hashed, make_link, make_token
from flows.desk import Stores
from models.people import Grant, Right, Role, Scope
from storage.register import Deed
from tests.doors.console_visits import Visitor, begin_session, stores_in

HTTPS = "https://papers.firm.example"


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield opened


def test_over_https_cookies_are_those_of_this_host_alone(stores: Stores):
    behind = replace(stores, settings=replace(stores.settings, host="0.0.0.0", console_url=HTTPS))
    visitor = Visitor(behind, signed_in=False)
    (cookie,) = visitor.get("/sign-in", HTTPS).headers.get_list("set-cookie")
    assert cookie.startswith(f"{OWN_HOST}{VISIT_COOKIE}=")
    for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert part.lower() in cookie.lower()
    assert "domain" not in cookie.lower()
    secret = begin_session(behind, "ann", Grant(Role.ADMIN, "*"))
    visitor.cookies = {SESSION_COOKIE: secret}
    assert visitor.get("/account", HTTPS).status_code == 303
    visitor.cookies = {f"{OWN_HOST}{SESSION_COOKIE}": secret}
    page = visitor.get("/account", HTTPS)
    assert page.status_code == 200
    gone = visitor.ask("POST", "/sign-out", HTTPS, data={"csrf": visitor.csrf})
    assert f"{OWN_HOST}{SESSION_COOKIE}=" in gone.headers["set-cookie"]
    assert "secure" in gone.headers["set-cookie"].lower()


def test_over_https_browsers_are_told_to_come_by_https(stores: Stores):
    behind = replace(stores, settings=replace(stores.settings, host="0.0.0.0", console_url=HTTPS))
    told = Visitor(behind, signed_in=False).get("/sign-in", HTTPS).headers
    assert told["strict-transport-security"] == "max-age=31536000"
    plain = Visitor(stores, signed_in=False).get("/sign-in").headers
    assert "strict-transport-security" not in plain


def test_an_account_that_the_provider_knows_keeps_no_way_in_of_before(stores: Stores):
    """Whoever made it beforehand may hold its password, a link, a session or a token."""
    people, sessions, deed = stores.register.people, stores.register.sessions, Deed("boss", stores.clock())
    visitor = Visitor(stores, Grant(Role.COLLECTOR, "default"), login="ann")
    account = people.account("ann")
    assert account is not None
    token = make_token(stores, account, "erp", (Scope("default", frozenset({Right.LOOK})),), 9)
    people.set_password("ann", "x", deed)
    link = make_link(stores, "ann", "boss").rpartition("/")[2]
    assert sessions.link(hashed(link), stores.clock()) == "ann"
    assert sessions.token(hashed(token), stores.clock()) is not None
    people.identify("ann", "https://login.firm.example ann", deed)
    assert people.password("ann") == ""
    assert sessions.token(hashed(token), stores.clock()) is None
    assert sessions.link(hashed(link), stores.clock()) == ""
    assert visitor.get("/account").status_code == 303
    assert sessions.of("ann", stores.clock() + timedelta(0)) == ()
