"""A walk over every route: nobody gets in without signing in, with another client's role or a wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from countersign.console import create_console
from countersign.console.asking import OPEN
from flows.desk import Stores
from models.accounts import Account
from models.decision import Status
from models.people import EVERY_CLIENT, RIGHTS, Grant, Role
from models.record import DocumentRecord
from storage.register import Deed
from tests.doors.console_doors import DOORS
from tests.doors.console_visits import Visitor, filed, sources, stores_in
from tests.doors.door import ANYBODY, Door
from tests.doors.knocking import MAKERS, knock
from tests.values.register_values import NOW, captured, decision_of, invoice_of, ledger_of

OTHER = "other"


def opens(door: Door, role: Role) -> bool:
    """True where the role gives what the route needs."""
    needed = door.needs if isinstance(door.needs, frozenset) else {door.needs}
    return bool(needed & RIGHTS[role])


CLOSED = [key for key, door in DOORS.items() if door.needs != ANYBODY]


@contextmanager
def furnished(home: Path) -> Iterator[Stores]:
    """A new installation with two accounts and one invoice."""
    with stores_in(home) as opened:
        theirs = Account("theirs", "Theirs", grants=(Grant(Role.OPERATOR, "default"),))
        opened.register.people.add(theirs, Deed("test", NOW))
        boss = Account("boss", "Boss", grants=(Grant(Role.ADMIN, EVERY_CLIENT),))
        opened.register.people.add(boss, Deed("test", NOW))
        opened.register.load_ledger("default", ledger_of(invoice_of("INV-1")), NOW)
        yield opened


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with furnished(tmp_path / "home") as opened:
        yield opened


@dataclass(frozen=True)
class Place:
    """An installation with one filed document, and a console over it that nobody is signed in to."""

    stores: Stores
    document: DocumentRecord
    nobody: Visitor


def place_in(stores: Stores) -> Place:
    return Place(stores, filed(stores), Visitor(stores, signed_in=False))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """For those who are refused, and so change nothing, and for those who only look."""
    with furnished(tmp_path_factory.mktemp("shared") / "home") as opened:
        yield place_in(opened)


@pytest.fixture
def place(request: pytest.FixtureRequest, key: tuple[str, str]) -> Place:
    """A place of one's own, where a door that opens changes something."""
    name = "shared" if key[0] == "GET" else "stores"
    given = request.getfixturevalue(name)
    return given if isinstance(given, Place) else place_in(given)


def is_refused(answer: httpx.Response) -> bool:
    return answer.status_code in {401, 403, 404} or answer.headers.get("location", "").startswith("/sign-in")


def routes(stores: Stores) -> set[tuple[str, str]]:
    found = list(iter_route_contexts(create_console(stores).routes))
    guarded = [route for route in found if isinstance(route.original_route, APIRoute)]
    unguarded = {route.path for route in found if route not in guarded}
    assert unguarded == {"/openapi.json", "/static"}
    return {(method, route.path) for route in guarded for method in route.methods or ()}


def test_every_route_is_open_on_purpose_or_says_what_it_needs(stores: Stores):
    closed = {(method, path) for method, path in routes(stores) if path not in OPEN}
    assert closed == set(DOORS)
    assert {path for _, path in routes(stores)} >= OPEN


def test_every_operation_that_programs_are_told_of_is_in_the_walk(stores: Stores):
    paths = Visitor(stores).get("/openapi.json").json()["paths"]
    told = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    assert told - {("GET", "/health")} == {key for key in DOORS if key[1].startswith("/api/")}
    for method, path in told - {("GET", "/health")}:
        named = paths[path][method.lower()]["security"]
        assert named == [{"HTTPBearer": [DOORS[method, path].needs]}]


@pytest.mark.parametrize("key", DOORS, ids=" ".join)
def test_nobody_gets_in_without_signing_in(shared: Place, key: tuple[str, str]):
    answer = knock(shared.stores, shared.nobody, key, shared.document)
    assert answer.status_code == (401 if key[1].startswith("/api/") else 303)
    assert is_refused(answer)


@pytest.mark.parametrize("key", CLOSED, ids=" ".join)
def test_no_role_of_another_client_opens_anything(shared: Place, key: tuple[str, str]):
    for role in Role:
        visitor = shared.nobody.beside(f"{role.value}-elsewhere", Grant(role, OTHER))
        answer = knock(shared.stores, visitor, key, shared.document)
        if key == ("GET", "/people") and role is Role.ADMIN:
            assert "theirs" not in answer.text
        else:
            assert is_refused(answer), role


@pytest.mark.parametrize("key", CLOSED, ids=" ".join)
def test_a_route_opens_to_the_roles_that_give_its_right_and_to_no_other(place: Place, key: tuple[str, str]):
    for role in Role:
        visitor = place.nobody.beside(role.value, Grant(role, "default"))
        answer = knock(place.stores, visitor, key, place.document)
        if opens(DOORS[key], role):
            assert answer.status_code not in {401, 403}, role
            assert answer.status_code != 404 or not MAKERS.keys() & set(DOORS[key].path.split("/"))
        elif key == ("GET", "/"):
            assert answer.headers["location"] == "/mailroom", role
        else:
            assert is_refused(answer), role


@pytest.mark.parametrize("key", CLOSED, ids=" ".join)
def test_a_role_for_other_customers_opens_no_paper(shared: Place, key: tuple[str, str]):
    grant = Grant(Role.ADMIN, "default", frozenset({"C-2"}))
    answer = knock(shared.stores, shared.nobody.beside("narrow", grant), key, shared.document)
    assert shared.document.id not in answer.text
    assert "INV-1" not in answer.text
    lists = {
        *("/", "/api/v1/documents", "/api/v1/review", "/sent"),
        *("/review", "/review/learned", "/review/next", "/review/aside"),
        *("/receivables", "/api/v1/invoices", "/api/v1/customers", "/reminders/next"),
        *("/payments/next", "/payments/applications.csv"),
    }
    assert is_refused(answer) or key[1] in lists


def test_lists_searches_and_counts_are_those_of_ones_own_customers(stores: Stores):
    filed(stores)
    captured(stores.register, "theirs.pdf", decision_of(Status.FILED, invoice_of("INV-2", customer="C-2")))
    captured(stores.register, "nobodys.pdf", decision_of(Status.PARKED))
    visitor = Visitor(stores, Grant(Role.COLLECTOR, "default", frozenset({"C-2"})))
    for path in ("/", "/?q=INV", "/?q=pdf", "/?status=filed"):
        page = visitor.get(path).text
        assert sources(page) in (["theirs.pdf"], [])
        assert "scan.png" not in page
        assert "nobodys" not in page
        assert ">received<" not in page
    assert visitor.get("/api/v1/documents").json()["total"] == 1
    assert visitor.get("/api/v1/documents?q=INV-1").json()["total"] == 0


def test_who_may_see_no_document_of_the_client_asked_for_is_led_to_one_they_may_see(stores: Stores):
    visitor = Visitor(stores, Grant(Role.COLLECTOR, "acme"))
    assert visitor.get("/").headers["location"] == "/?client=acme"
    assert visitor.get("/?client=default").status_code == 403
    assert "administrator" in visitor.get("/?client=nobody").text


def test_the_head_names_the_clients_that_somebody_may_see_and_no_others(stores: Stores):
    filed(stores)
    visitor = Visitor(stores, Grant(Role.COLLECTOR, "acme"), Grant(Role.AUDITOR, "zeta"))
    page = visitor.get("/?client=acme").text
    assert 'href="/?client=zeta"' in page
    assert "default" not in page
    assert "/people" not in page
