"""Who may review what: a page or a deed for which somebody has no right is refused, and nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.desk import Desk
from models.decision import Cause, Status
from models.people import Grant, Role
from models.reading import DocumentType
from models.record import DocumentRecord
from storage.register import open_register
from tests.doors.console_visits import Visitor
from tests.papers.review_papers import FIRST, in_hands, note, review_desk, waiting
from tests.values.register_values import invoice_of, later, ledger_of, settings_in

VIEWER = Grant(Role.CLIENT_VIEWER, "default")
ELSEWHERE = Grant(Role.OPERATOR, "acme")
OTHER_CUSTOMER = Grant(Role.OPERATOR, "default", frozenset({"C-9"}))
OPERATOR = Grant(Role.OPERATOR, "default")
ONE_CUSTOMER = Grant(Role.OPERATOR, "default", frozenset({"C-1"}))
DEEDS = ("file", "park", "unreadable", "duplicate", "reopen", "turn", "split", "join", "correct", "receipt")
FILLED = {
    "token": "1",
    "invoice": "C-1/INV-100417",
    "original": "x",
    "page": "1",
    "start": "2",
    "field": "po_number",
    "value": "4711",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register, review_desk(settings, register) as opened:
        yield opened


@pytest.fixture
def record(desk: Desk) -> DocumentRecord:
    (one,) = waiting(desk, "a.tif", [note("INV-100417"), note("INV-100417", 2)])
    return one


@pytest.mark.parametrize(
    ("grant", "code"), [(VIEWER, 403), (ELSEWHERE, 404), (OTHER_CUSTOMER, 404)], ids=lambda one: str(one)[:40]
)
def test_who_may_not_review_sees_and_changes_nothing(
    desk: Desk, record: DocumentRecord, grant: Grant, code: int
):
    client = Visitor(desk.stores, grant, login="eve")
    looks = ("", "/words/1", "/invoices?q=INV", "/originals")
    asked = {path: client.get(f"/review/{record.id}{path}").status_code for path in looks}
    assert asked == dict.fromkeys(looks, code)
    before = desk.register.document("default", record.id)
    deeds = (*DEEDS, "renew", "release")
    answers = {deed: client.post(f"/review/{record.id}/{deed}", FILLED).status_code for deed in deeds}
    assert answers == dict.fromkeys(answers, code)
    assert client.post("/review/aside", {"document": record.id}).status_code in {403, 404}
    assert desk.register.document("default", record.id) == before
    assert list(desk.register.corrections.stream()) == []


def test_the_queue_is_that_of_ones_own_customers(desk: Desk, record: DocumentRecord):
    (nobodys,) = waiting(desk, "b.tif", [note("x")], chosen=(), cause=Cause.NO_NUMBER)
    (other,) = waiting(desk, "c.tif", [note("INV-7")], chosen=(invoice_of("INV-7", customer="C-9"),))
    for grant, shown in ((ONE_CUSTOMER, {"a.tif"}), (OTHER_CUSTOMER, {"c.tif"})):
        client = Visitor(desk.stores, grant, login=min(grant.customers).lower())
        page = client.get("/review").text
        assert {name for name in ("a.tif", "b.tif", "c.tif") if name in page} == shown
        assert "1 document waits for you" in page
        assert client.get("/review?cause=no_number").text.count("<tr>") == 0
        assert client.get("/review/next").headers["location"].split("/")[-1] in {record.id, other.id}
        assert client.get(f"/review/{nobodys.id}").status_code == 404
    assert Visitor(desk.stores, VIEWER, login="eve").get("/review").status_code == 403


def test_invoices_and_originals_are_searched_among_ones_own_customers(desk: Desk, record: DocumentRecord):
    theirs = invoice_of("INV-100999", customer="C-9")
    desk.register.load_ledger("default", ledger_of(FIRST, theirs), later(1))
    waiting(desk, "c.tif", [note("INV-100999")], chosen=(theirs,), status=Status.FILED)
    client = Visitor(desk.stores, ONE_CUSTOMER, login="ann")
    page = client.get(f"/review/{record.id}/invoices?q=INV-100").text
    assert ("INV-100417" in page, "INV-100999" in page) == (True, False)
    for query in ("", "c.tif"):
        assert "c.tif" not in client.get(f"/review/{record.id}/originals?q={query}").text


def test_what_somebody_did_is_undone_by_whoever_may_do_it_again(desk: Desk, record: DocumentRecord):
    client = Visitor(desk.stores, OPERATOR, login="ann")
    token = in_hands(desk, record.id).lease.token
    client.post(f"/review/{record.id}/park", {"token": str(token)})
    (done,) = desk.register.corrections.stream()
    assert done.by == "ann"
    asked = {"correction": str(done.id)}
    assert Visitor(desk.stores, OTHER_CUSTOMER, login="bob").post("/review/undo", asked).status_code == 404
    assert Visitor(desk.stores, VIEWER, login="eve").post("/review/undo", asked).status_code == 403
    assert client.post("/review/undo", asked).status_code == 303
    assert desk.register.document("default", record.id) == record


def test_a_look_at_the_desk_is_in_the_audit_trail(desk: Desk, record: DocumentRecord):
    client = Visitor(desk.stores, OPERATOR, login="ann")
    client.get(f"/review/{record.id}")
    client.get(f"/documents/{record.id}/pages/1.png")
    told = [
        (event.kind, event.detail["by"])
        for event in desk.register.events("default", record.id)
        if "by" in event.detail
    ]
    assert told == [("viewed", "ann")]


def test_who_covers_one_customer_files_under_none_else(desk: Desk, record: DocumentRecord):
    client = Visitor(desk.stores, ONE_CUSTOMER, login="ann")
    token = in_hands(desk, record.id).lease.token
    sent = {"token": str(token), "invoice": ["C-1/INV-100417", "C-2/INV-1"]}
    assert client.post(f"/review/{record.id}/file", sent).status_code == 403
    sent["invoice"] = ["C-1/INV-100417"]
    assert client.post(f"/review/{record.id}/file", sent).status_code == 303
    filed = desk.register.document("default", record.id)
    assert filed is not None
    assert filed.decision.chosen == (FIRST.key,)


def test_an_outlived_token_changes_nothing(desk: Desk, record: DocumentRecord):
    client = Visitor(desk.stores, OPERATOR, login="ann")
    token = in_hands(desk, record.id).lease.token
    answer = client.post(f"/review/{record.id}/park", {"token": str(token - 1)})
    assert answer.status_code == 409
    assert "Somebody was quicker" in answer.text
    assert desk.register.document("default", record.id) == record


def test_nonsense_is_refused_with_a_way_back(desk: Desk, record: DocumentRecord):
    client = Visitor(desk.stores, OPERATOR, login="ann")
    token = str(in_hands(desk, record.id).lease.token)
    answer = client.post(f"/review/{record.id}/split", {"token": token, "start": "9"})
    assert answer.status_code == 400
    assert f'href="/review/{record.id}"' in answer.text
    assert client.get("/review?cause=nonsense").status_code == 400
    assert client.get("/review/unknown").status_code == 404


def test_other_papers_are_set_aside_in_bulk(desk: Desk):
    papers = [
        waiting(
            desk, f"{n}.tif", [note(f"x{n}")], chosen=(), cause=Cause.OTHER_PAPER, paper=DocumentType.OTHER
        )[0]
        for n in range(3)
    ]
    in_hands(desk, papers[2].id, "bob")
    sent = {"document": [paper.id for paper in papers]}
    answer = Visitor(desk.stores, OPERATOR, login="ann").post("/review/aside", sent)
    assert answer.headers["location"] == "/review?cause=other_paper&aside=2"
    statuses = [record.decision.status for record in desk.register.documents()]
    assert sorted(statuses) == [Status.PARKED, Status.PARKED, Status.REVIEW]
