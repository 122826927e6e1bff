"""Filings are checked blindly, by keys alone in a real browser; the report adds up what people did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from countersign.output.accuracy_report import report_csv, report_json
from flows.desk import Desk
from flows.review import auditing, reviewing
from models.accuracy import Check, span_of
from models.correction import Effort
from models.decision import Route, Standing, Status
from models.errors import LeaseLost, WrongUse
from models.outcome import Source
from models.reading import FieldName
from models.record import DocumentRecord
from models.settings import Settings
from pipeline.corrections import Pointed
from pipeline.matching.weigh import WEIGHING
from storage.register import Register, Visit, open_register
from tests.doors.browsing import barriers, browser, served, visit
from tests.papers.review_papers import FIRST, SECOND, in_hands, note, review_desk, waiting
from tests.values.register_values import NOW, settings_in

SURE = Standing(Route.TWO_KEYS, 0.9999, weight=1.0, version=WEIGHING)
DOUBTED = Standing(Route.DOUBTED, 0.9, weight=1.0, version=WEIGHING)
SPAN = span_of("", "", NOW)


@pytest.fixture
def desk(register_settings: Settings, register: Register) -> Iterator[Desk]:
    with review_desk(register_settings, register) as opened:
        yield opened


def filing(desk: Desk, name: str, number: str = "INV-100417") -> DocumentRecord:
    """A paper of the first invoice or of `number`, filed under the first and to be checked."""
    (record,) = waiting(desk, name, [note(number)], status=Status.FILED, standing=SURE, pending=True)
    return record


def check(desk: Desk, record: DocumentRecord, *found: tuple[str, str], seconds: float = 4.0) -> bool:
    held = in_hands(desk, record.id)
    return auditing.check(
        desk.stores, held.lease, Check("ann", NOW, frozenset(found), Effort(seconds, 2))
    ).outcome.right


def test_what_is_found_is_held_against_what_was_filed(desk: Desk):
    one, other, none = (filing(desk, f"{n}.tif", f"INV-10041{n}") for n in range(3))
    assert desk.register.checking.count("default") == 3
    assert check(desk, one, FIRST.key)
    assert not check(desk, other, FIRST.key, SECOND.key)
    assert not check(desk, none)
    told = [(outcome.right, outcome.source) for outcome in desk.register.outcomes.stream()]
    assert told == [(True, Source.AUDIT), (False, Source.AUDIT), (False, Source.AUDIT)]


def test_a_check_is_an_event_of_who_made_it_and_can_be_put_right(desk: Desk):
    record = filing(desk, "a.tif")
    assert not check(desk, record, SECOND.key)
    assert check(desk, record, FIRST.key)
    events = [one for one in desk.register.events("default", record.id) if one.kind == "checked"]
    assert [(one.detail["by"], one.detail["right"]) for one in events] == [("ann", False), ("ann", True)]
    assert events[0].detail["found"] == [list(SECOND.key)]
    assert auditing.report(desk.stores, "default", SPAN).findings.misfiles == 0


def test_two_people_never_check_one_filing(desk: Desk):
    one, other = filing(desk, "1.tif", "INV-1"), filing(desk, "2.tif", "INV-2")
    checking = desk.register.checking
    first, second, third = (checking.next("default", Visit(by, NOW, 300)) for by in ("ann", "bob", "cid"))
    assert first is not None
    assert second is not None
    assert third is None
    assert {first.document_id, second.document_id} == {one.id, other.id}
    later = checking.next("default", Visit("cid", NOW + timedelta(seconds=301), 300))
    assert later is not None
    with pytest.raises(LeaseLost):
        auditing.check(desk.stores, first, Check("ann", NOW, frozenset(), Effort()))


def test_what_the_program_did_not_file_is_not_checked_so(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")], standing=DOUBTED)
    with pytest.raises(WrongUse, match="review desk"):
        check(desk, record, FIRST.key)


def worked(desk: Desk, name: str, *found: tuple[str, str], standing: Standing = DOUBTED) -> DocumentRecord:
    (record,) = waiting(desk, name, [note(f"INV-{name[0]}")], standing=standing)
    held = replace(in_hands(desk, record.id), effort=Effort(float(name[0]), int(name[0])))
    (reviewing.file_under(desk, held, found) if found else reviewing.park(desk, held))
    return record


def test_the_report_adds_up_what_a_scripted_reviewer_did(desk: Desk):
    worked(desk, "1.tif", FIRST.key)
    worked(desk, "3.tif", SECOND.key)
    worked(desk, "5.tif")
    worked(desk, "7.tif", FIRST.key, standing=replace(DOUBTED, blind=True))
    (fixed,) = waiting(desk, "9.tif", [note("INV-9")], standing=DOUBTED)
    reviewing.correct(desk, in_hands(desk, fixed.id), FieldName.PO_NUMBER, Pointed("PO-1", 1))
    reviewing.file_under(desk, in_hands(desk, fixed.id), [FIRST.key])
    moved = filing(desk, "moved.tif", "INV-8")
    reviewing.file_under(desk, in_hands(desk, moved.id), [SECOND.key])
    check(desk, filing(desk, "right.tif", "INV-7"), FIRST.key, seconds=6.0)
    check(desk, filing(desk, "wrong.tif", "INV-6"), SECOND.key, seconds=8.0)
    undone = worked(desk, "2.tif", FIRST.key)
    last = desk.register.corrections.of("default", undone.id)[-1]
    reviewing.undo(desk, "default", last.id, "ann")
    told = report_json(auditing.report(desk.stores, "default", SPAN))
    assert told["reviews"] == {
        "settled": 5,
        "seconds": 5.0,
        "presses": 4.0,
        "unnecessary": 1,
        "moved": 1,
        "fields": {"po_number": 1},
    }
    assert told["checks"] == {"filed": 3, "misfiles": 2, "held": 1, "misses": 0, "seconds": 7.0}
    lines = "".join(report_csv(auditing.report(desk.stores, "default", SPAN)))
    assert "default,2026-02-01,2026-03-02,reviews.corrected,po_number,1\r\n" in lines
    assert "checks.misfiles,,2\r\n" in lines
    json.dumps(told)


def test_what_was_done_on_other_days_is_left_out(desk: Desk):
    worked(desk, "1.tif", FIRST.key)
    check(desk, filing(desk, "right.tif", "INV-7"), FIRST.key)
    day = str(NOW.date() - timedelta(days=1))
    told = report_json(auditing.report(desk.stores, "default", span_of("", day, NOW)))
    assert (told["reviews"]["settled"], told["checks"]["filed"]) == (0, 0)


@pytest.mark.parametrize(("first", "last"), [("x", ""), ("2026-13-01", ""), ("2026-03-02", "2026-03-01")])
def test_days_that_are_none_are_refused(first: str, last: str):
    with pytest.raises(WrongUse, match="days"):
        span_of(first, last, NOW)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[tuple[Desk, Page]]:
    settings = settings_in(tmp_path / "home")
    with (
        open_register(settings) as register,
        review_desk(settings, register) as opened,
        served(opened.stores) as console,
        browser() as chromium,
        visit(chromium, console) as page,
    ):
        yield opened, page


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_filings_are_checked_by_keys_and_a_wrong_one_is_moved(here: tuple[Desk, Page], tmp_path: Path):
    desk, page = here
    rightly, wrongly = filing(desk, "1.tif"), filing(desk, "2.tif", "INV-100982")
    page.goto("/checks")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 filings wait for a check")
    assert barriers(page) == []
    press(page, "Enter")
    shown = page.content()
    assert "The test wants a person" not in shown
    assert "On file" not in shown
    assert page.locator("input[name=invoice]:checked").count() == 0
    page.screenshot(path=tmp_path / "check.png")
    assert barriers(page) == []
    for _ in (rightly, wrongly):
        is_right = rightly.id in page.url.partition("?")[0]
        page.keyboard.press("1" if is_right else "2")
        press(page, "Enter")
        if not is_right:
            expect(page.get_by_role("heading", level=1)).to_contain_text("another invoice")
            assert barriers(page) == []
            page.screenshot(path=tmp_path / "wrong.png")
            press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("No filing waits for a check")
    chosen = [desk.register.document("default", one.id) for one in (rightly, wrongly)]
    assert [one.decision.chosen for one in chosen if one] == [(FIRST.key,), (SECOND.key,)]
    page.goto("/report?to=2026-03-02")
    expect(page.locator(".figures .bad dd").first).to_have_text("1")
    assert barriers(page) == []
    page.screenshot(path=tmp_path / "report.png", full_page=True)


def test_a_search_finds_the_invoice_and_a_mistake_is_taken_back(here: tuple[Desk, Page]):
    desk, page = here
    record = filing(desk, "1.tif")
    page.goto("/checks/next")
    page.keyboard.press("/")
    page.keyboard.type("INV-100982")
    page.keyboard.press("Enter")
    expect(page.locator("#offers input:checked")).to_have_count(1)
    press(page, "Enter")
    press(page, "z")
    page.keyboard.press("1")
    press(page, "Enter")
    expect(page.locator(".told [role=status]")).to_contain_text("Right")
    assert [one.right for one in desk.register.outcomes.stream()] == [False, True]
    assert desk.register.document("default", record.id) == replace(record, audit_pending=False)
