"""Every look at a paper is told, once; and the audit trail shows it to those who may read it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from countersign.console.audit import KINDS
from countersign.console.wording import told_kind
from flows.credentials import make_token
from flows.desk import Stores
from models.decision import Status
from models.people import EVERY_CLIENT, Grant, Right, Role, Scope
from pipeline.filing import original_key
from tests.doors.console_visits import Visitor, filed, picture_bytes, stores_in
from tests.values.people_values import BOSS, DEED
from tests.values.register_values import (
    NOW,
    claimed,
    decision_of,
    drop_of,
    invoice_of,
    reading_of,
    record_of,
    settled_of,
)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        opened.register.people.add(BOSS, DEED)
        yield opened


def views(stores: Stores) -> list[tuple[str, object, str]]:
    found = (event for event in stores.register.events("default") if "by" in event.detail)
    return [(event.kind, event.detail["by"], event.subject) for event in found]


def test_a_look_is_one_event_and_its_pictures_belong_to_it(stores: Stores):
    record = filed(stores)
    visitor = Visitor(stores)
    for path in ("", "/pages/1.png", "/pages/1.png"):
        visitor.get(f"/documents/{record.id}{path}")
    assert views(stores) == [("viewed", "admin", record.id)]
    visitor.get(f"/documents/{record.id}/original")
    visitor.get(f"/documents/{record.id}")
    assert [kind for kind, *_ in views(stores)] == ["viewed", "downloaded", "viewed"]


def test_a_picture_that_is_fetched_by_itself_is_a_look(stores: Stores):
    record = filed(stores)
    secret = make_token(stores, BOSS, "test", (Scope(EVERY_CLIENT, frozenset({Right.LOOK})),), 30)
    program = Visitor(stores, signed_in=False)
    for _ in range(2):
        program.get(f"/api/v1/documents/{record.id}/pages/1.png", authorization=f"Bearer {secret}")
    assert views(stores) == [("viewed", "boss", record.id)]
    (event,) = (event for event in stores.register.events("default") if event.kind == "viewed")
    assert event.detail["pages"] == [1]
    assert event.detail["token"]


def test_what_is_refused_is_no_look(stores: Stores):
    record = filed(stores)
    visitor = Visitor(stores, Grant(Role.COLLECTOR, "acme"))
    visitor.get(f"/documents/{record.id}")
    visitor.get(f"/documents/{record.id}/pages/1.png")
    assert views(stores) == []


def test_looks_are_in_the_audit_trail_and_not_in_the_history(stores: Stores):
    record = filed(stores)
    visitor = Visitor(stores)
    for _ in range(2):
        page = visitor.get(f"/documents/{record.id}").text
    assert "<strong>Looked at</strong>" not in page
    assert visitor.get("/audit").text.count("<strong>Looked at</strong>") == 2
    assert "<strong>Looked at" not in visitor.get("/audit?by=somebody").text
    rows = list(csv.DictReader(io.StringIO(visitor.get(f"/audit.csv?subject={record.id}").text)))
    assert [(row["by"], row["kind"]) for row in rows] == [
        ("admin", "audit trail exported"),
        ("admin", "viewed"),
        ("admin", "viewed"),
    ]


def test_the_audit_trail_is_narrowed_by_what_was_done_in_words(stores: Stores):
    record, visitor = filed(stores), Visitor(stores)
    visitor.get(f"/documents/{record.id}")
    visitor.get(f"/documents/{record.id}/original")
    page = visitor.get("/audit?kind=downloaded").text
    assert re.findall("<strong>(.*?)</strong></td>", page) == ["Saved a file"]
    assert '<option value="downloaded" selected>Saved a file</option>' in page
    assert "kind=downloaded" in page.partition("audit.csv")[2]
    rows = csv.DictReader(io.StringIO(visitor.get("/audit.csv?kind=viewed").text))
    assert [row["kind"] for row in rows] == ["viewed"]
    for narrowed in (f"subject={record.id}", "by=admin", f"day={stores.clock():%Y-%m-%d}"):
        assert visitor.get(f"/audit?kind=viewed&{narrowed}").text.count("Looked at</strong>") == 1


def test_every_kind_that_is_offered_is_told_in_words():
    for kinds in KINDS.values():
        assert [kind for kind in kinds if not told_kind(kind)[0].isupper()] == []
        assert len({told_kind(kind) for kind in kinds}) == len(kinds)


def test_the_file_that_a_paper_came_in_is_only_for_who_may_see_all_of_it(stores: Stores):
    record = filed(stores)
    visitor = Visitor(stores, Grant(Role.COLLECTOR, "default", frozenset({"C-1"})))
    assert visitor.get(f"/documents/{record.id}/original").status_code == 200
    assert "Save the file" in visitor.get(f"/documents/{record.id}").text


def test_one_file_with_papers_of_two_customers_is_saved_by_who_may_see_both(stores: Stores):
    drop = drop_of("both.png")
    mine, theirs = (
        record_of(drop, decision_of(Status.FILED, invoice_of(f"INV-{page}", customer=f"C-{page}")), reading)
        for page, reading in ((page, reading_of({}, pages=(page,))) for page in (1, 2))
    )
    claim = claimed(stores.register, drop.source)
    stores.register.receive(claim, drop, NOW)
    stores.register.settle(claim, lambda _: settled_of(drop, mine, theirs), NOW)
    stores.objects.put_new(original_key(drop.client, drop.sha256), picture_bytes())
    visitor = Visitor(stores, Grant(Role.COLLECTOR, "default", frozenset({"C-1"})))
    assert "Save the file<" not in visitor.get(f"/documents/{mine.id}").text
    assert visitor.get(f"/documents/{mine.id}/original").status_code == 403
    assert visitor.get(f"/documents/{mine.id}/pages/2.png").status_code == 404
    assert visitor.get(f"/documents/{theirs.id}").status_code == 404
    assert Visitor(stores, login="boss").get(f"/documents/{mine.id}/original").status_code == 200


def test_invoices_of_other_customers_are_not_named_to_who_sees_only_some(stores: Stores):
    mine, theirs = invoice_of("INV-1"), invoice_of("INV-99", customer="C-2")
    decision = replace(decision_of(Status.FILED, mine, theirs), chosen=(mine.key,))
    drop = drop_of("scan.png")
    record = record_of(drop, decision)
    claim = claimed(stores.register, drop.source)
    stores.register.receive(claim, drop, NOW)
    stores.register.settle(claim, lambda _: settled_of(drop, record), NOW)
    visitor = Visitor(stores, Grant(Role.COLLECTOR, "default", frozenset({"C-1"})))
    for path in (f"/documents/{record.id}", f"/api/v1/documents/{record.id}", "/", "/api/v1/documents"):
        answer = visitor.get(path).text
        assert "INV-1" in answer
        assert "INV-99" not in answer
    assert "INV-99" in Visitor(stores, login="boss").get(f"/documents/{record.id}").text
