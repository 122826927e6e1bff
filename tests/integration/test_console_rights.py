"""A walk over every route: nobody gets in without signing in, with another client's role or a wrong one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from countersign.console import create_console
from countersign.console.asking import OPEN
from flows.desk import Stores
from flows.disputes import Wanted, open_dispute
from flows.sending import Wish, send
from models.accounts import Account
from models.decision import Status
from models.people import EVERY_CLIENT, RIGHTS, Grant, Role
from models.record import DocumentRecord
from models.sending import Reason
from storage.register import Deed
from tests.cash_values import held_back, waiting_payment
from tests.console_doors import DOORS
from tests.console_visits import Visitor, filed, sources, stores_in
from tests.credit_values import add_plan, add_reminder
from tests.door import ANYBODY, Door
from tests.letter_values import add_failed_letter
from tests.register_values import NOW, captured, decision_of, invoice_of, ledger_of

OTHER = "other"


def opens(door: Door, role: Role) -> bool:
    """True where the role gives what the route needs."""
    needed = door.needs if isinstance(door.needs, frozenset) else {door.needs}
    return bool(needed & RIGHTS[role])


CLOSED = [key for key, door in DOORS.items() if door.needs != ANYBODY]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        theirs = Account("theirs", "Theirs", grants=(Grant(Role.OPERATOR, "default"),))
        opened.register.people.add(theirs, Deed("test", NOW))
        boss = Account("boss", "Boss", grants=(Grant(Role.ADMIN, EVERY_CLIENT),))
        opened.register.people.add(boss, Deed("test", NOW))
        opened.register.load_ledger("default", ledger_of(invoice_of("INV-1")), NOW)
        yield opened


def _sent(stores: Stores, record: DocumentRecord) -> str:
    return str(send(stores, [record], Wish(("C-1", "INV-1"), ["ann@buyer.example"]), "test").sending.id)


def _disputed(stores: Stores, _: DocumentRecord) -> str:
    return str(open_dispute(stores, "default", Wanted(("C-1", "INV-1"), Reason.SHORT), "test").id)


MAKERS: dict[str, Callable[[Stores, DocumentRecord], str]] = {
    "{sending}": _sent,
    "{dispute}": _disputed,
    "{reminder}": lambda stores, _: str(add_reminder(stores.register).id),
    "{letter}": lambda stores, _: str(add_failed_letter(stores.register).id),
    "{plan}": lambda stores, _: str(add_plan(stores.register).id),
    "{payment}": lambda stores, _: waiting_payment(stores.register).id,
    "{application}": lambda stores, _: str(held_back(stores.register)),
}
"""What a route needs to be there, by its place in the path."""


def knock(stores: Stores, visitor: Visitor, key: tuple[str, str], record: DocumentRecord) -> httpx.Response:
    door, method = DOORS[key], key[0]
    path = door.path.replace("{document}", record.id).replace("{drop}", record.drop_id)
    for name, make in MAKERS.items():
        if name in path:
            path = path.replace(name, make(stores, record))
    if method == "GET":
        return visitor.get(path)
    if door.json is not None:
        return visitor.ask(method, path, json=door.json, headers={"X-CSRF-Token": visitor.csrf})
    return visitor.post(path, door.form)


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
def test_nobody_gets_in_without_signing_in(stores: Stores, key: tuple[str, str]):
    answer = knock(stores, Visitor(stores, signed_in=False), key, filed(stores))
    assert answer.status_code == (401 if key[1].startswith("/api/") else 303)
    assert is_refused(answer)


@pytest.mark.parametrize("key", CLOSED, ids=" ".join)
def test_no_role_of_another_client_opens_anything(stores: Stores, key: tuple[str, str]):
    document, nobody = filed(stores), Visitor(stores, signed_in=False)
    for role in Role:
        visitor = nobody.beside(role.value, Grant(role, OTHER))
        answer = knock(stores, visitor, key, document)
        if key == ("GET", "/people") and role is Role.ADMIN:
            assert "theirs" not in answer.text
        else:
            assert is_refused(answer), role


@pytest.mark.parametrize("key", CLOSED, ids=" ".join)
def test_a_route_opens_to_the_roles_that_give_its_right_and_to_no_other(stores: Stores, key: tuple[str, str]):
    document, nobody = filed(stores), Visitor(stores, signed_in=False)
    for role in Role:
        visitor = nobody.beside(role.value, Grant(role, "default"))
        answer = knock(stores, visitor, key, document)
        if opens(DOORS[key], role):
            assert answer.status_code not in {401, 403}, role
            assert answer.status_code != 404 or not MAKERS.keys() & set(DOORS[key].path.split("/"))
        elif key == ("GET", "/"):
            assert answer.headers["location"] == "/mailroom", role
        else:
            assert is_refused(answer), role


@pytest.mark.parametrize("key", CLOSED, ids=" ".join)
def test_a_role_for_other_customers_opens_no_paper(stores: Stores, key: tuple[str, str]):
    document = filed(stores)
    visitor = Visitor(stores, Grant(Role.ADMIN, "default", frozenset({"C-2"})))
    answer = knock(stores, visitor, key, document)
    assert document.id not in answer.text
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
