"""Signing in: passwords, one-time links, sessions that end, attempts that count, forms of one browser."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from countersign.console.visits import SESSION_COOKIE
from flows.credentials import hashed, make_link
from flows.desk import Stores
from models.accounts import Account
from models.people import EVERY_CLIENT, Grant, Role
from models.settings import Settings
from storage.register import Deed, Register
from tests.doors.console_visits import Visitor
from tests.doors.signing import OTHER, PASSWORD, Clock, is_in, sign_in, stores_with_ann
from tests.values.register_values import NOW


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stores(register: Register, register_settings: Settings, clock: Clock) -> Stores:
    """On each kind of database."""
    return stores_with_ann(register, register_settings, clock)


@pytest.fixture
def visitor(stores: Stores) -> Visitor:
    """At the sign-in page."""
    visitor = Visitor(stores, signed_in=False)
    assert visitor.get("/sign-in").status_code == 200
    return visitor


def kinds(stores: Stores) -> list[str]:
    return [event.kind for event in stores.register.events("")]


def test_the_right_password_leads_on_to_what_was_asked_for(visitor: Visitor):
    begun = visitor.get("/documents/abc?client=acme").headers["location"]
    assert begun == "/sign-in?next=%2Fdocuments%2Fabc%3Fclient%3Dacme"
    assert 'value="/documents/abc?client=acme"' in visitor.get(begun).text
    answer = sign_in(visitor, onward="/documents/abc?client=acme")
    assert answer.headers["location"] == "/documents/abc?client=acme"
    assert is_in(visitor)


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example", "/\\evil.example", "/\nx", ""])
def test_signing_in_never_leads_to_another_site(visitor: Visitor, onward: str):
    assert sign_in(visitor, onward=onward).headers["location"] == "/"


def test_a_session_is_out_of_reach_of_scripts_and_other_sites(visitor: Visitor):
    cookie = sign_in(visitor).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_where_the_console_is_reached_by_https_the_session_never_goes_another_way(stores: Stores):
    served = replace(stores, settings=replace(stores.settings, console_url="https://papers.example"))
    visitor = Visitor(served, signed_in=False)
    assert "Secure" in visitor.get("/sign-in").headers["set-cookie"]


def test_only_hashes_of_secrets_are_kept(stores: Stores, visitor: Visitor):
    sign_in(visitor)
    link = make_link(stores, "ann", "test").rpartition("/")[2]
    with stores.register.database.read() as connection:
        tables = ("people", "sessions", "sign_in_links", "events")
        kept = str(
            [connection.execute(sa.select(sa.text("*")).select_from(sa.table(name))).all() for name in tables]
        )
    assert "$argon2id$" in kept
    assert all(secret not in kept for secret in (PASSWORD, visitor.cookies[SESSION_COOKIE], link))


@pytest.mark.parametrize(("login", "password"), [("ann", OTHER), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(
    visitor: Visitor, login: str, password: str
):
    answer = sign_in(visitor, password or "x", login or "x")
    assert answer.status_code == 400
    assert "Login or password is wrong" in answer.text
    assert not is_in(visitor)


def test_what_was_typed_as_a_login_is_written_down_only_where_it_names_an_account(
    stores: Stores, visitor: Visitor
):
    sign_in(visitor, "x", "My secret pass phrase")
    sign_in(visitor, "x", "ann")
    refused = [event for event in stores.register.events("") if event.kind == "sign-in refused"]
    assert [event.subject for event in refused] == ["", "ann"]
    assert "secret" not in str(refused)


def test_after_ten_wrong_passwords_an_account_is_not_tried_again_for_a_while(
    visitor: Visitor, clock: Clock, stores: Stores
):
    assert [sign_in(visitor, OTHER).status_code for _ in range(10)] == [400] * 10
    refused = sign_in(visitor)
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "900"
    other_process = Visitor(stores, signed_in=False)
    other_process.get("/sign-in")
    assert sign_in(other_process).status_code == 429
    clock.forward(minutes=15)
    assert sign_in(visitor).status_code == 303


def test_an_account_that_there_is_not_is_counted_in_the_same_way(visitor: Visitor):
    codes = [sign_in(visitor, OTHER, "nobody").status_code for _ in range(11)]
    assert codes == [400] * 10 + [429]


def test_an_address_that_tries_many_accounts_is_stopped(visitor: Visitor, stores: Stores):
    for _ in range(59):
        stores.register.sessions.note_attempt({hashed("address 127.0.0.1"): 100}, NOW)
    codes = [sign_in(visitor, OTHER, f"person{number}").status_code for number in range(2)]
    assert codes == [400, 429]
    assert sign_in(visitor).status_code == 429


def test_who_remembers_the_password_at_last_begins_counting_anew(visitor: Visitor):
    for _ in range(2):
        assert [sign_in(visitor, OTHER).status_code for _ in range(9)] == [400] * 9
        assert sign_in(visitor).status_code == 303
        visitor.post("/sign-out")
        visitor.get("/sign-in")


def test_a_session_ends_when_it_is_idle_and_at_its_end(visitor: Visitor, clock: Clock):
    sign_in(visitor)
    for _ in range(7):
        clock.forward(minutes=100)
        assert is_in(visitor)
    clock.forward(minutes=100)
    assert not is_in(visitor)
    visitor.get("/sign-in")
    sign_in(visitor)
    clock.forward(minutes=121)
    assert not is_in(visitor)


def test_what_a_page_asks_by_itself_keeps_no_session_alive(visitor: Visitor, clock: Clock):
    """The mailroom looks every other second; who has gone home is signed out all the same."""
    sign_in(visitor)
    for _ in range(3):
        clock.forward(minutes=39)
        assert visitor.get("/mailroom/board.json", **{"X-Unattended": "yes"}).status_code == 200
    clock.forward(minutes=4)
    answer = visitor.get("/mailroom/board.json", **{"X-Unattended": "yes", "X-CSRF-Token": "x"})
    assert answer.status_code == 401
    assert not is_in(visitor)


def test_signing_out_ends_the_session_itself(visitor: Visitor, stores: Stores):
    sign_in(visitor)
    thief = Visitor(stores, signed_in=False)
    thief.cookies = dict(visitor.cookies)
    assert is_in(thief)
    assert visitor.post("/sign-out").headers["location"] == "/sign-in"
    assert not is_in(thief)


def test_a_new_session_has_a_new_secret(visitor: Visitor):
    sign_in(visitor)
    first = visitor.cookies[SESSION_COOKIE]
    sign_in(visitor)
    assert visitor.cookies[SESSION_COOKIE] != first


def test_a_new_password_signs_out_everywhere_else(visitor: Visitor, stores: Stores):
    sign_in(visitor)
    elsewhere = Visitor(stores, signed_in=False)
    elsewhere.get("/sign-in")
    sign_in(elsewhere)
    form = {"current": PASSWORD, "password": OTHER, "again": OTHER}
    assert visitor.post("/account/password", {**form, "current": "wrong"}).status_code == 400
    assert visitor.post("/account/password", form).status_code == 303
    assert is_in(visitor)
    assert not is_in(elsewhere)
    elsewhere.get("/sign-in")
    assert sign_in(elsewhere).status_code == 400
    assert sign_in(elsewhere, OTHER).status_code == 303


def test_a_disabled_account_is_out_at_once_and_cannot_come_back(visitor: Visitor, stores: Stores):
    boss = Account("boss", "Boss", grants=(Grant(Role.ADMIN, EVERY_CLIENT),))
    stores.register.people.add(boss, Deed("test", NOW))
    sign_in(visitor)
    link = make_link(stores, "ann", "test")
    stores.register.people.disable("ann", Deed("boss", NOW))
    assert not is_in(visitor)
    visitor.get("/sign-in")
    assert "Login or password is wrong" in sign_in(visitor).text
    assert visitor.get(link.removeprefix(stores.settings.console_url)).status_code == 404


@pytest.mark.parametrize("path", ["/account/tokens", "/people", "/sign-out", "/account/sign-out"])
def test_a_form_that_is_not_this_browsers_changes_nothing(visitor: Visitor, stores: Stores, path: str):
    sign_in(visitor)
    other = Visitor(stores, login="boss")
    before = kinds(stores)
    for csrf in ("", "x", other.csrf, "ä"):
        answer = visitor.ask("POST", path, data={"csrf": csrf, "name": "x", "client": "default"})
        assert answer.status_code == 403
        assert "Nothing was changed" in answer.text
    assert visitor.ask("POST", path).status_code == 403
    assert visitor.ask("POST", path, headers={"x-csrf-token": other.csrf}).status_code == 403
    assert kinds(stores) == before
    assert is_in(visitor)


def test_a_script_of_the_page_may_send_the_token_as_a_header(visitor: Visitor):
    sign_in(visitor)
    page = visitor.get("/account").text
    assert f'<meta name="csrf" content="{visitor.csrf}">' in page
    assert (
        visitor.ask(
            "POST", "/account/sign-out", data={"id": ""}, headers={"x-csrf-token": visitor.csrf}
        ).status_code
        == 303
    )


def test_a_script_is_told_that_the_session_has_ended(visitor: Visitor, clock: Clock):
    sign_in(visitor)
    clock.forward(hours=13)
    answer = visitor.ask("POST", "/account/sign-out", headers={"x-csrf-token": visitor.csrf})
    assert answer.status_code == 401
    assert "Sign in first" in answer.json()["detail"]


def test_the_sign_in_form_itself_is_tied_to_the_browser(stores: Stores):
    stranger = Visitor(stores, signed_in=False)
    assert stranger.ask("POST", "/sign-in", data={"login": "ann", "password": PASSWORD}).status_code == 403


def test_answers_to_visitors_carry_the_security_headers(visitor: Visitor):
    for answer in (visitor.get("/"), visitor.get("/sign-in"), visitor.get("/api/v1/documents")):
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
