"""Signing in with a company account, at a real OpenID provider with signed tokens."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.jwk import RSAKey

from countersign.console.oidc import roles_from
from flows.desk import Stores
from models.accounts import Account
from models.errors import WrongUse
from models.people import EVERY_CLIENT, Grant, Role
from storage.register import Deed
from tests.doors.console_visits import Visitor, stores_in
from tests.servers.oidc_server import CLIENT, SECRET, OidcServer, oidc_server
from tests.values.register_values import NOW

CLERKS = {
    "sub": "1234",
    "name": "Ann Lee",
    "email": "ann@firm.example",
    "email_verified": True,
    "groups": ["clerks"],
}


@pytest.fixture(scope="module")
def running() -> Iterator[OidcServer]:
    with oidc_server() as server:
        yield server


@pytest.fixture
def provider(running: OidcServer) -> OidcServer:
    """The provider; whoever comes to it is Ann, a clerk."""
    running.claims, running.spoiled, running.signing_key = dict(CLERKS), {}, None
    return running


@pytest.fixture
def stores(tmp_path: Path, provider: OidcServer) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        boss = Account("boss", "Boss", grants=(Grant(Role.ADMIN, EVERY_CLIENT),))
        opened.register.people.add(boss, Deed("test", NOW))
        settings = replace(
            opened.settings,
            oidc_issuer=provider.issuer,
            oidc_client_id=CLIENT,
            oidc_client_secret=SECRET,
            oidc_roles_claim="groups",
            oidc_roles="clerks=operator:acme; clerks=collector:zeta; chiefs=admin:*",
        )
        yield replace(opened, settings=settings)


@pytest.fixture
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores, signed_in=False)


def sign_in(visitor: Visitor, provider: OidcServer, onward: str = "/account") -> httpx.Response:
    begun = visitor.get(f"/oidc/begin?next={onward}")
    assert begun.status_code == 303
    return come_back(visitor, provider.visit(begun.headers["location"]))


def come_back(visitor: Visitor, address: str) -> httpx.Response:
    return visitor.get(address.removeprefix("http://127.0.0.1:8080"))


def roles(stores: Stores, login: str) -> list[tuple[str, str]]:
    account = stores.register.people.account(login)
    assert account is not None
    return [(grant.role.value, grant.client) for grant in account.grants]


def test_the_sign_in_page_offers_the_company_account(visitor: Visitor):
    page = visitor.get("/sign-in?next=/people").text
    assert 'href="/oidc/begin?next=%2Fpeople"' in page
    assert "your company account" in page


def test_somebody_with_a_role_there_gets_an_account_here(
    visitor: Visitor, stores: Stores, provider: OidcServer
):
    answer = sign_in(visitor, provider, "/account")
    assert answer.headers["location"] == "/account"
    assert "Ann Lee" in visitor.get("/account").text
    assert roles(stores, "ann@firm.example") == [("operator", "acme"), ("collector", "zeta")]
    assert [
        event.detail["known_by"] for event in stores.register.events("") if event.kind == "signed in"
    ] == ["company account"]


def test_what_is_given_and_taken_there_is_given_and_taken_here(
    visitor: Visitor, stores: Stores, provider: OidcServer
):
    sign_in(visitor, provider)
    stores.register.people.grant("ann@firm.example", Grant(Role.AUDITOR, "acme"), Deed("boss", NOW))
    provider.claims["groups"] = ["chiefs"]
    sign_in(visitor, provider)
    assert roles(stores, "ann@firm.example") == [("admin", "*"), ("auditor", "acme")]
    provider.claims["groups"] = []
    sign_in(visitor, provider)
    assert roles(stores, "ann@firm.example") == [("auditor", "acme")]


def test_an_account_made_beforehand_is_found_by_a_verified_address_and_then_by_identity(
    visitor: Visitor, stores: Stores, provider: OidcServer
):
    provider.claims["groups"] = []
    ann = Account("ann", "Ann", "ann@firm.example", (Grant(Role.AUDITOR, "acme"),))
    stores.register.people.add(ann, Deed("boss", NOW))
    assert sign_in(visitor, provider).headers["location"] == "/account"
    provider.claims["email"] = "ann.married@firm.example"
    assert sign_in(visitor, provider).headers["location"] == "/account"
    provider.claims |= {"sub": "another", "email": "ann@firm.example"}
    assert sign_in(visitor, provider).status_code == 400


@pytest.mark.parametrize("verified", [False, "true", None])
def test_an_address_that_the_provider_has_not_verified_opens_nobodys_account(
    visitor: Visitor, stores: Stores, provider: OidcServer, verified: object
):
    provider.claims |= {"groups": [], "email_verified": verified}
    ann = Account("ann", "Ann", "ann@firm.example", (Grant(Role.ADMIN, EVERY_CLIENT),))
    stores.register.people.add(ann, Deed("boss", NOW))
    answer = sign_in(visitor, provider)
    assert answer.status_code == 400
    assert "no account and no role here" in answer.text


def test_a_disabled_account_stays_out(visitor: Visitor, stores: Stores, provider: OidcServer):
    sign_in(visitor, provider)
    stores.register.people.disable("ann@firm.example", Deed("boss", NOW))
    assert sign_in(Visitor(stores, signed_in=False), provider).status_code == 400


NOW_SECONDS = int(time.time())


@pytest.mark.parametrize(
    "spoiled",
    [
        {"nonce": "another"},
        {"aud": "another program"},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"iss": "http://evil.example"},
        {"exp": NOW_SECONDS - 3600},
        {"iat": NOW_SECONDS + 3600},
        {"sub": None},
        {"exp": None},
    ],
    ids=["nonce", "audience", "audiences", "issuer", "expired", "from the future", "nobody", "endless"],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    visitor: Visitor, provider: OidcServer, spoiled: dict[str, Any]
):
    provider.spoiled = spoiled
    assert sign_in(visitor, provider).status_code == 400
    assert visitor.get("/account").status_code == 303


def test_a_token_signed_with_another_key_is_refused(visitor: Visitor, provider: OidcServer):
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "first"})
    answer = sign_in(visitor, provider)
    assert answer.status_code == 400
    assert "cannot be trusted" in answer.text


def test_a_new_key_of_the_provider_is_learned(visitor: Visitor, provider: OidcServer):
    assert sign_in(visitor, provider).status_code == 303
    provider.key = RSAKey.generate_key(2048, {"kid": "second"})
    assert sign_in(visitor, provider).status_code == 303


def test_an_answer_is_good_once_and_in_the_browser_that_asked(
    visitor: Visitor, stores: Stores, provider: OidcServer
):
    address = provider.visit(visitor.get("/oidc/begin").headers["location"])
    assert come_back(Visitor(stores, signed_in=False), address).status_code == 400
    assert come_back(visitor, address).status_code == 400
    assert come_back(visitor, "/oidc/answer?state=made-up&code=made-up").status_code == 400
    assert come_back(visitor, "/oidc/answer").status_code == 400


def test_who_says_no_there_is_told_here(visitor: Visitor, provider: OidcServer):
    begun = visitor.get("/oidc/begin").headers["location"]
    state = provider.visit(begun).rpartition("state=")[2]
    answer = visitor.get(f"/oidc/answer?error=access_denied&state={state}")
    assert answer.status_code == 400
    assert "did not accept" in answer.text


def test_a_provider_that_is_away_leaves_the_password(stores: Stores):
    away = replace(stores, settings=replace(stores.settings, oidc_issuer="http://127.0.0.1:9"))
    visitor = Visitor(away, signed_in=False)
    answer = visitor.get("/oidc/begin")
    assert answer.status_code == 503
    assert "sign in with a password" in answer.text


def test_without_a_provider_there_is_no_such_way_in(tmp_path: Path):
    with stores_in(tmp_path / "other") as stores:
        visitor = Visitor(stores, signed_in=False)
        assert visitor.get("/oidc/begin").status_code == 404
        assert "oidc" not in visitor.get("/sign-in").text


@pytest.mark.parametrize("text", ["clerks", "clerks=boss:acme", "=admin:*", "clerks=admin:A B", "x=admin"])
def test_a_mapping_of_roles_that_cannot_be_read_is_refused_at_the_start(text: str):
    with pytest.raises(WrongUse, match=r"COUNTERSIGN_OIDC_ROLES|cannot name a client"):
        roles_from(text)


def test_a_provider_without_its_secret_is_refused_at_the_start(stores: Stores):
    broken = replace(stores, settings=replace(stores.settings, oidc_client_secret=""))
    with pytest.raises(WrongUse, match="COUNTERSIGN_OIDC_CLIENT_SECRET"):
        Visitor(broken, signed_in=False)
