"""What programs do: hand files in, ask what became of them, decide on documents and take that back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.credentials import make_token
from flows.desk import Desk
from models.accounts import Account
from models.decision import Status
from models.people import Grant, Right, Role, Scope
from storage.register import open_register
from tests.doors.console_visits import Visitor
from tests.papers.review_papers import FIRST, in_hands, note, review_desk, waiting
from tests.values.people_values import DEED
from tests.values.register_values import settings_in

EVERY = frozenset({Right.LOOK, Right.UPLOAD, Right.REVIEW, Right.CORRECT})
INVOICE = {"customer_number": "C-1", "invoice_number": "INV-100417"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register, review_desk(settings, register) as opened:
        yield opened


class Program:
    """A program with a token of `ann`, an operator of the client `default`."""

    def __init__(self, desk: Desk, rights: frozenset[Right] = EVERY, *customers: str) -> None:
        people = desk.register.people
        if people.account("ann") is None:
            grant = Grant(Role.OPERATOR, "default", frozenset(customers))
            people.add(Account("ann", "Ann Lee", grants=(grant,)), DEED)
        account = people.account("ann")
        assert account is not None
        secret = make_token(desk.stores, account, "test", (Scope("default", rights),), 30)
        self._bearer = {"authorization": f"Bearer {secret}"}
        self._browser = Visitor(desk.stores, signed_in=False)

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        return self._browser.ask(method, f"/api/v1/{path}", headers=self._bearer, **options)


def test_a_file_is_handed_in_and_followed(desk: Desk):
    program = Program(desk)
    sent = [("files", ("a.pdf", b"one")), ("files", (".hidden", b"two"))]
    answer = program.ask("POST", "files", files=sent)
    assert answer.status_code == 202
    taken, refused = answer.json()["files"]
    assert (taken["source"], refused["source"], refused["status"]) == ("a.pdf", ".hidden", "")
    assert refused["refused"].startswith("hidden")
    status = program.ask("GET", taken["status"].removeprefix("/api/v1/")).json()
    assert (status["source"], status["done"], status["files"]) == ("a.pdf", False, 0)
    (event,) = desk.register.events("default", taken["batch"])
    assert event.detail["by"] == "ann"
    assert program.ask("GET", "batches/unknown").status_code == 404


def test_a_batch_tells_its_documents_to_who_may_see_them(desk: Desk):
    (record,) = waiting(desk, "1.tif", [note("INV-100417")])
    told = Program(desk).ask("GET", f"batches/{record.drop_id}").json()
    assert told["documents"] == [{"id": record.id, "status": "review", "pages": [1]}]
    assert (told["done"], told["pages"]) == (True, {"review": 1})
    scanner = Program(desk, frozenset({Right.UPLOAD}))
    assert scanner.ask("GET", f"batches/{record.drop_id}").json()["documents"] == []


def test_a_document_is_filed_and_that_is_undone(desk: Desk):
    (record,) = waiting(desk, "1.tif", [note("INV-100417")], chosen=())
    program = Program(desk)
    assert [one["id"] for one in program.ask("GET", "review").json()["waiting"]] == [record.id]
    sent = {"action": "file", "invoices": [INVOICE]}
    done = program.ask("POST", f"documents/{record.id}/decision", json=sent).json()
    assert (done["action"], done["by"], done["documents"][0]["status"]) == ("file", "ann", "filed")
    assert program.ask("GET", "review").json()["waiting"] == []
    undone = program.ask("POST", f"corrections/{done['correction']}/undo").json()
    assert undone["documents"][0]["status"] == "review"
    assert desk.register.document("default", record.id) == record


def test_fields_and_receipts_are_corrected(desk: Desk):
    (record,) = waiting(desk, "1.tif", [note("INV-100417")])
    program = Program(desk)
    done = program.ask("PUT", f"documents/{record.id}/fields/po_number", json={"value": " 4711 "}).json()
    assert done["documents"][0]["fields"]["po_number"]["value"] == "4711"
    sent = {"signed": "signed", "remarks": [{"about": "short", "text": "2 cartons short"}]}
    done = program.ask("PUT", f"documents/{record.id}/receipt", json=sent).json()
    assert done["documents"][0]["signature"]["present"] is True
    assert done["documents"][0]["exceptions"] == ["short"]


def test_what_cannot_be_done_is_refused_in_words(desk: Desk):
    (record,) = waiting(desk, "1.tif", [note("INV-100417")])
    program = Program(desk)
    path = f"documents/{record.id}/decision"
    wrong = {"action": "file", "invoices": [{"customer_number": "C-1", "invoice_number": "INV-0"}]}
    assert "no invoice INV-0" in program.ask("POST", path, json=wrong).json()["detail"]
    wrong = {"action": "duplicate", "original": "nothing"}
    assert program.ask("POST", path, json=wrong).status_code == 400
    assert program.ask("POST", path, json={"action": "burn"}).status_code == 400
    in_hands(desk, record.id, "bob")
    answer = program.ask("POST", path, json={"action": "park"})
    assert answer.status_code == 409
    assert "bob has this document" in answer.json()["detail"]
    assert desk.register.document("default", record.id) == record


def test_a_token_decides_no_further_than_its_rights(desk: Desk):
    (record,) = waiting(desk, "1.tif", [note("INV-100417")], status=Status.FILED)
    path = f"documents/{record.id}/decision"
    looks = Program(desk, frozenset({Right.LOOK}))
    assert looks.ask("POST", path, json={"action": "park"}).status_code == 403
    assert looks.ask("POST", "files", files=[("files", ("a.pdf", b"one"))]).status_code == 403
    assert list(desk.stores.inbox.list("")) == []
    reviews = Program(desk, frozenset({Right.LOOK, Right.REVIEW}))
    assert reviews.ask("POST", path, json={"action": "park"}).status_code == 403
    assert desk.register.document("default", record.id) == record


def test_somebody_for_one_customer_decides_on_their_papers_only(desk: Desk):
    (theirs,) = waiting(desk, "1.tif", [note("INV-100417")], chosen=(FIRST,))
    (nobodys,) = waiting(desk, "2.tif", [note("x")], chosen=())
    program = Program(desk, EVERY, "C-1")
    told = program.ask("GET", "review").json()
    assert [one["id"] for one in told["waiting"]] == [theirs.id]
    assert told["counts"] == {"unconfirmed": 1}
    assert program.ask("POST", f"documents/{nobodys.id}/decision", json={"action": "park"}).status_code == 404
    sent = {"action": "file", "invoices": [{"customer_number": "C-2", "invoice_number": "INV-1"}]}
    assert program.ask("POST", f"documents/{theirs.id}/decision", json=sent).status_code == 403
    assert program.ask("POST", "files", files=[("files", ("a.pdf", b"one"))]).status_code == 403
