"""What the pages of the review desk show, and what they keep to themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from countersign.console.review.shown import Piece, difference, offers
from flows.desk import Desk
from flows.review import reviewing
from models.decision import Agreement, Cause, Evidence, Key, Route, Standing, Status
from models.reading import FieldName
from storage.register import open_register
from tests.doors.console_visits import EVIL, Visitor, hostile
from tests.papers.review_papers import FIRST, in_hands, note, review_desk, waiting
from tests.values.register_values import settings_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register, review_desk(settings, register) as opened:
        yield opened


def test_paper_and_ledger_are_compared_character_by_character():
    shown = difference(Evidence(Key.INVOICE_NUMBER, Agreement.EDITED, "INV-1008", "INV-100B"))
    assert shown.read == (Piece("INV-100", differs=False), Piece("B", differs=True))
    assert shown.expected == (Piece("INV-100", differs=False), Piece("8", differs=True))


def test_the_desk_shows_reason_candidates_and_what_is_on_file(desk: Desk):
    (proof,) = waiting(desk, "proof.tif", [note("INV-100417")], status=Status.FILED)
    (record,) = waiting(desk, "again.tif", [note("INV-100417"), note("INV-100417", 2)])
    page = Visitor(desk.stores).get(f"/review/{record.id}").text
    assert "The test wants a person to look." in page
    assert "Müller &amp; Söhne GmbH" in page
    assert "100.50 EUR" in page
    assert f'<a href="/documents/{proof.id}" target="_blank"><bdi>proof.tif</bdi></a>' in page
    assert 'value="C-1/INV-100417" data-digit="1" checked>' in page
    assert "On file" not in Visitor(desk.stores).get(f"/review/{proof.id}").text


def test_a_blind_check_proposes_nothing(desk: Desk):
    blind = Standing(Route.DOUBTED, 0.9, blind=True)
    (record,) = waiting(desk, "a.tif", [note("INV-100417")], cause=Cause.CHECK, standing=blind)
    assert record.decision.candidates != ()
    assert offers(desk.register, record) == ()
    assert "Nothing is proposed" in Visitor(desk.stores).get(f"/review/{record.id}").text


def test_nothing_from_a_paper_becomes_markup(desk: Desk):
    record = hostile(desk.stores)
    visitor = Visitor(desk.stores)
    for path in ("/review", f"/review/{record.id}", f"/review/{record.id}/invoices?q=%3Cscript%3E"):
        assert EVIL not in visitor.get(path).text


def test_a_document_that_was_split_leads_to_what_became_of_it(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417"), note("INV-100982", 2)])
    done = reviewing.split(desk, in_hands(desk, record.id), [2])
    answer = Visitor(desk.stores).get(f"/documents/{record.id}")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/documents/{done.after[0].id}"


def test_the_page_of_a_document_says_what_people_did_and_offers_to_undo_the_last(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    reviewing.turn(desk, in_hands(desk, record.id), 1, 90)
    done = reviewing.file_under(desk, in_hands(desk, record.id), [FIRST.key])
    page = Visitor(desk.stores).get(f"/documents/{record.id}").text
    assert page.index("Filed under INV-100417.") < page.index("Page turned.")
    assert page.count("Undo this") == 1
    assert f'name="correction" value="{done.id}"' in page
    assert f'href="/review/{record.id}"' in page


def test_invoices_are_found_by_any_number_and_by_name(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("x")], chosen=())
    visitor = Visitor(desk.stores)
    for query in ("INV-1004", "po-inv-100417", "D-INV-100417", "C-1", "söhne"):
        assert "INV-100417" in visitor.get(f"/review/{record.id}/invoices?q={query}").text, query
    assert "No invoice begins with this" in visitor.get(f"/review/{record.id}/invoices?q=nothing").text


def test_a_document_in_other_hands_is_refused_with_who_has_it(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    held = in_hands(desk, record.id, "bob")
    answer = Visitor(desk.stores).get(f"/review/{record.id}")
    assert answer.status_code == 409
    assert "bob has this document at the moment" in answer.text
    desk.register.reviews.release(replace(held.lease))
    assert Visitor(desk.stores).get(f"/review/{record.id}").status_code == 200


def test_where_others_have_all_that_waits_the_queue_says_so(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    in_hands(desk, record.id, "bob")
    visitor = Visitor(desk.stores)
    answer = visitor.get("/review/next")
    assert answer.headers["location"] == "/review?taken=1"
    assert "Others have everything that waits here" in visitor.get("/review?taken=1").text
    assert "Others have everything" not in visitor.get("/review").text


def test_words_that_came_with_the_file_are_not_read_again(desk: Desk):
    """The pages of `note` are said to have come with their words; their picture says nothing readable."""
    (record,) = waiting(desk, "a.tif", [note("INV-100417")])
    visitor = Visitor(desk.stores)
    number = record.reading.fields[FieldName.INVOICE_NUMBER][0].box
    where = f"/review/{record.id}/reading/1?box={number.x0},{number.y0},{number.x1},{number.y1}"
    assert [word[0] for word in visitor.get(where).json()] == ["INV-100417"]
    assert visitor.get(where.replace("reading/1", "reading/2")).status_code == 404
    assert visitor.get(f"/review/{record.id}/reading/1?box=0,0,7,1").status_code == 400
    looks = [event for event in desk.register.events("default", record.id) if event.kind == "viewed"]
    assert len(looks) == 1


def test_a_remark_is_removed_by_choice_and_never_dropped(desk: Desk):
    (record,) = waiting(desk, "note.tif", [note("INV-100417")])
    visitor = Visitor(desk.stores)
    page = visitor.get(f"/review/{record.id}").text
    assert '<option value="">no remark</option>' in page
    path = f"/review/{record.id}/receipt"

    def form() -> dict[str, str]:
        (token,) = set(re.findall(r'name="token" value="(\d+)"', visitor.get(f"/review/{record.id}").text))
        return {"token": token, "signed": "signed"}

    for about, words, told in (("short", " ", "has no words"), ("", "2 missing", "is about")):
        refused = visitor.post(path, {**form(), "about": [about, ""], "remark": [words, ""]})
        assert refused.status_code == 400
        assert told in refused.text
    kept = {"about": ["short", ""], "remark": ["2 missing", ""]}
    assert visitor.post(path, {**form(), **kept}).status_code == 303

    def remarks() -> list[str]:
        now = desk.register.document("default", record.id)
        assert now is not None
        return [one.text for one in now.reading.remarks]

    assert remarks() == ["2 missing"]
    assert visitor.post(path, {**form(), "about": ["", ""], "remark": ["", ""]}).status_code == 303
    assert remarks() == []
