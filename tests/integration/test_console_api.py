"""The REST API: programs with a token see what its owner may see, and no more than the token says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from countersign.console.listing import PIECE
from countersign.output.document_json import document_json
from flows.credentials import make_token
from flows.desk import Stores
from models.decision import Status
from models.errors import WrongUse
from models.people import EVERY_CLIENT, Grant, Right, Role, Scope
from tests.doors.console_visits import Visitor, filed, picture_bytes, stores_in
from tests.values.people_values import ANN, BOSS, DEED
from tests.values.register_values import capture, captured, decision_of, drop_of, record_of

LOOK = frozenset({Right.LOOK})


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        for account in (BOSS, ANN):
            opened.register.people.add(account, DEED)
        yield opened


class Program:
    """Something that asks with a token."""

    def __init__(self, stores: Stores, *scopes: Scope, login: str = "boss") -> None:
        account = stores.register.people.account(login)
        assert account is not None
        self.secret = make_token(stores, account, "test", scopes or (Scope(EVERY_CLIENT, LOOK),), 30)
        self._browser = Visitor(stores, signed_in=False)

    def get(self, path: str) -> httpx.Response:
        return self._browser.get(path, authorization=f"Bearer {self.secret}")

    def post(self, path: str) -> httpx.Response:
        return self._browser.ask("POST", path, headers={"authorization": f"Bearer {self.secret}"})


def test_a_document_has_the_shape_of_the_export(stores: Stores):
    record = filed(stores)
    program = Program(stores)
    assert program.get(f"/api/v1/documents/{record.id}").json() == document_json(record)
    listed = program.get("/api/v1/documents").json()
    assert listed == {
        "total": 1,
        "page": 1,
        "has_more": False,
        "next": "",
        "documents": [document_json(record)],
    }


def test_documents_are_searched_and_filtered(stores: Stores):
    record = filed(stores)
    captured(stores.register, "other.pdf", decision_of(Status.PARKED))
    program = Program(stores)
    for query in ("q=INV-1", "status=filed"):
        found = program.get(f"/api/v1/documents?{query}").json()
        assert [document["id"] for document in found["documents"]] == [record.id]
    assert program.get("/api/v1/documents?q=pdf&page=2").json()["documents"] == []
    assert program.get("/api/v1/documents?page=2").status_code == 400


def test_a_long_list_is_followed_from_piece_to_piece(stores: Stores):
    for number in range(PIECE + 1):
        captured(stores.register, f"{number}.pdf", decision_of(Status.PARKED))
    program = Program(stores)
    first = program.get("/api/v1/documents?status=parked").json()
    rest = program.get(first["next"]).json()
    found = [document["id"] for piece in (first, rest) for document in piece["documents"]]
    assert len(set(found)) == PIECE + 1
    assert (first["has_more"], rest["has_more"], rest["next"]) == (True, False, "")


def test_original_pages_and_status_are_handed_out(stores: Stores):
    record = filed(stores)
    program = Program(stores)
    assert program.get(f"/api/v1/documents/{record.id}/original").content == picture_bytes()
    page = program.get(f"/api/v1/documents/{record.id}/pages/1.png")
    assert page.headers["content-type"] == "image/png"
    status = program.get("/api/v1/status").json()
    assert (status["received"], status["by_state"]["filed"], status["balanced"]) == (1, 1, True)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/v1/documents?client=A%20B", 400),
        ("/api/v1/documents?page=0", 400),
        ("/api/v1/documents/nothing", 404),
        ("/api/v1/nowhere", 404),
    ],
)
def test_refusals_are_json(stores: Stores, path: str, code: int):
    answer = Program(stores).get(path)
    assert answer.status_code == code
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (told["type"], told["status"], set(told)) == (
        "about:blank",
        code,
        {"type", "title", "status", "detail"},
    )


def test_without_a_good_token_the_answer_says_what_to_send(stores: Stores):
    program = Program(stores)
    program.secret = "cst_made-up"
    answer = program.get("/api/v1/documents")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "Bearer TOKEN" in answer.json()["detail"]


def test_a_token_reaches_no_further_than_its_scope(stores: Stores):
    record = filed(stores)
    program = Program(stores, Scope("acme", LOOK))
    assert program.get("/api/v1/documents?client=acme").status_code == 200
    assert program.get("/api/v1/documents").status_code == 403
    assert program.get(f"/api/v1/documents/{record.id}").status_code == 404
    for path in ("/people", "/audit?client=acme", "/account"):
        assert program.get(path).status_code == 403


def test_a_token_loses_what_its_owner_loses(stores: Stores):
    theirs = drop_of("a.pdf", client="acme")
    capture(stores.register, record_of(theirs, decision_of(Status.PARKED)), theirs)
    program = Program(stores, Scope("acme", LOOK), login="ann")
    assert program.get("/api/v1/documents?client=acme").json()["total"] == 1
    stores.register.people.revoke("ann", ANN.grants[0], DEED)
    assert program.get("/api/v1/documents?client=acme").status_code == 403
    stores.register.people.grant("ann", Grant(Role.COLLECTOR, "acme", frozenset({"C-1"})), DEED)
    assert program.get("/api/v1/documents?client=acme").json()["total"] == 0
    stores.register.people.disable("ann", DEED)
    assert program.get("/api/v1/documents?client=acme").status_code == 401


@pytest.mark.parametrize("scope", [Scope("zeta", LOOK), Scope("acme", frozenset({Right.ADMINISTER}))])
def test_nobody_makes_a_token_that_may_do_more_than_they_may(stores: Stores, scope: Scope):
    with pytest.raises(WrongUse, match="has no right"):
        Program(stores, scope, login="ann")


def test_a_program_needs_no_form_but_changes_no_account(stores: Stores):
    program = Program(stores, Scope(EVERY_CLIENT, frozenset(Right)))
    assert program.post("/people/ann/disable").status_code == 303
    assert program.post("/account/sign-out").status_code == 403


def test_a_token_is_shown_once_and_kept_as_a_hash(stores: Stores):
    visitor = Visitor(stores)
    form = {"name": "ERP import", "client": "default", "rights": ["look"], "days": "7"}
    page = visitor.post("/account/tokens", form).text
    secret = page.partition('value="cst_')[2].partition('"')[0]
    assert secret
    assert secret not in visitor.get("/account").text
    assert "ERP import" in visitor.get("/account").text


def test_metrics_are_for_this_machine_and_for_tokens(stores: Stores):
    visitor = Visitor(stores, signed_in=False)
    assert visitor.get("/metrics").status_code == 200
    through_a_proxy = visitor.get("/metrics", **{"x-forwarded-for": "203.0.113.7"})
    assert through_a_proxy.status_code == 401
    assert Program(stores).get("/metrics").status_code == 200
    assert Program(stores, Scope("acme", LOOK)).get("/metrics").status_code == 403
