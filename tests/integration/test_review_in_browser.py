"""A person settles documents by keys alone, in a real browser."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, Page, expect

from flows.desk import Desk
from models.decision import Cause, Status
from models.paper import Box
from models.reading import FieldName
from models.record import DocumentRecord
from storage.register import open_register
from tests.doors.browsing import Looks, Served, barriers, browser, served, visit
from tests.papers.review_papers import FIRST, SECOND, note, review_desk, waiting
from tests.values.builders import At, page_from_lines
from tests.values.register_values import invoice_of, later, ledger_of, settings_in


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register, review_desk(settings, register) as opened:
        yield opened


@pytest.fixture
def console(desk: Desk) -> Iterator[Served]:
    with served(desk.stores) as running:
        yield running


@pytest.fixture
def page(chromium: Browser, console: Served) -> Iterator[Page]:
    with visit(chromium, console) as opened:
        yield opened


def status_of(desk: Desk, record: DocumentRecord) -> Status | None:
    found = desk.register.document("default", record.id)
    return found.decision.status if found else None


def copies(desk: Desk) -> list[str]:
    return [stat.key.split("/")[5] for stat in desk.objects.list("archive/default/customers/")]


def soon(holds: Callable[[], bool]) -> None:
    """Copies are made after the answer, so that nobody waits for them."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def click_on(page: Page, box: Box) -> None:
    """Click in the middle of a place on the picture of the paper."""
    sheet = page.locator(".leaf img").bounding_box()
    assert sheet is not None
    x, y = box.middle
    page.mouse.click(sheet["x"] + x * sheet["width"], sheet["y"] + y * sheet["height"])


def test_a_candidate_is_chosen_by_its_key_filed_and_taken_back(desk: Desk, page: Page):
    (one,) = waiting(desk, "1.tif", [note("INV-100417")], chosen=())
    (other,) = waiting(desk, "2.tif", [note("INV-100982")])
    page.goto("/review")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 documents wait for you")
    press(page, "Enter")
    here = one if one.id in page.url else other
    page.keyboard.press("1")
    press(page, "Enter")
    expect(page.locator(".told [role=status]")).to_have_text(
        "Filed under INV-100417." if here is one else "Filed under INV-100982."
    )
    assert status_of(desk, here) is Status.FILED
    soon(lambda: copies(desk) == ["INV-100417" if here is one else "INV-100982"])
    press(page, "z")
    assert here.id in page.url
    expect(page.locator(".told [role=status]")).to_have_text("Undone: all is as it was before.")
    assert desk.register.document("default", here.id) == here
    press(page, "n")
    assert status_of(desk, here) is Status.PARKED
    press(page, "u")
    assert status_of(desk, one if here is other else other) is Status.QUARANTINED
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing waits for you")


def test_without_a_choice_nothing_is_filed(desk: Desk, page: Page):
    (record,) = waiting(desk, "1.tif", [note("INV-100417")], chosen=())
    page.goto(f"/review/{record.id}")
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_contain_text("Choose an invoice first")
    assert status_of(desk, record) is Status.REVIEW


def test_an_invoice_is_searched_and_filed_under(desk: Desk, page: Page):
    (record,) = waiting(desk, "1.tif", [note("unread")], chosen=(), cause=Cause.NO_NUMBER)
    page.goto(f"/review/{record.id}")
    page.keyboard.press("/")
    page.keyboard.type("d-inv-100982")
    page.keyboard.press("Enter")
    expect(page.locator("#offers input")).to_be_checked()
    press(page, "Enter")
    found = desk.register.document("default", record.id)
    assert found is not None
    assert found.decision.chosen == (SECOND.key,)


def test_words_that_are_clicked_fill_the_field_in_focus(desk: Desk, page: Page):
    (record,) = waiting(desk, "1.tif", [note("INV-100417")], chosen=())
    page.goto(f"/review/{record.id}")
    page.get_by_text("Not found on the page").click()
    page.get_by_role("textbox", name="PO number").focus()
    number = next(value for value in record.reading.fields[FieldName.DELIVERY_NUMBER])
    click_on(page, number.box)
    expect(page.get_by_role("textbox", name="PO number")).to_have_value("D-INV-100417")
    press(page, "Enter")
    found = desk.register.document("default", record.id)
    assert found is not None
    value = found.reading.value(FieldName.PO_NUMBER)
    assert value is not None
    assert (value.text, value.page) == ("D-INV-100417", 1)
    assert value.box.overlap(number.box) > 0.9 * number.box.width * number.box.height
    expect(page.get_by_role("textbox", name="PO number")).to_be_focused()


def test_a_value_that_is_clicked_teaches_its_label_which_is_taken_back(desk: Desk, page: Page):
    lines = At(0.1, 0.05, "Delivery note", size=0.03), At(0.1, 0.2, "Brasko"), At(0.4, 0.2, "LS-48213/7")
    paper = page_from_lines(lines)
    (record,) = waiting(desk, "1.tif", [paper], chosen=(), cause=Cause.NO_NUMBER)
    page.goto(f"/review/{record.id}")
    page.get_by_text("Not found on the page").click()
    page.get_by_role("textbox", name="Delivery number").focus()
    click_on(page, paper.words[-1].box)
    expect(page.get_by_role("textbox", name="Delivery number")).to_have_value("LS-48213/7")
    press(page, "Enter")
    expect(page.get_by_text("Learned: “brasko” is a label of: Delivery number")).to_be_visible()
    page.get_by_role("button", name="Take back", exact=True).click()
    expect(page.get_by_text("Taken back: “brasko” is a label of: Delivery number")).to_be_visible()
    assert desk.register.lessons.in_force("default") == frozenset()
    assert barriers(page) == []


def test_pages_are_turned_split_and_joined(desk: Desk, page: Page):
    (record,) = waiting(desk, "1.tif", [note("INV-100417"), note("INV-100982", 2)])
    page.goto(f"/review/{record.id}")
    page.keyboard.press("ArrowRight")
    press(page, "r")
    turned = desk.register.document("default", record.id)
    assert turned is not None
    assert turned.reading.turns == {"2": 90}
    page.keyboard.press("s")
    press(page, "Enter")
    expect(page.locator(".told [role=status]")).to_have_text("Split into 2 documents; this is the first.")
    assert [one.reading.pages for one in desk.register.documents()] == [(1,), (2,)]
    press(page, "j")
    assert [one.reading.pages for one in desk.register.documents()] == [(1, 2)]
    for _ in range(3):
        press(page, "z")
    assert tuple(desk.register.documents()) == (record,)


def test_a_duplicate_is_put_to_the_paper_that_it_repeats(desk: Desk, page: Page):
    (first,) = waiting(desk, "1.tif", [note("INV-100417")], status=Status.FILED)
    (record,) = waiting(desk, "2.tif", [note("INV-100417"), note("INV-100417", 2)])
    page.goto(f"/review/{record.id}")
    page.keyboard.press("d")
    expect(page.locator("#duplicate-found input")).to_have_value(first.id)
    press(page, "Enter")
    found = desk.register.document("default", record.id)
    assert found is not None
    assert found.decision.duplicate_of == first.id


def test_what_somebody_else_has_is_not_shown_for_work(desk: Desk, page: Page):
    (record,) = waiting(desk, "1.tif", [note("INV-100417")])
    from tests.papers.review_papers import in_hands

    in_hands(desk, record.id, "bob")
    page.goto("/review/next")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 document waits for you")
    assert later(1) > record.received_at


def test_without_scripts_the_plain_way_works(desk: Desk, console: Served, chromium: Browser):
    (one,) = waiting(desk, "1.tif", [note("INV-100417")])
    (other,) = waiting(desk, "2.tif", [note("INV-100982")])
    with visit(chromium, console, looks=Looks(scripts=False)) as page:
        page.goto("/review")
        page.get_by_role("link", name="Start").click()
        page.get_by_role("button", name="File").click()
        page.get_by_role("button", name="None: set aside").click()
    assert {status_of(desk, one), status_of(desk, other)} == {Status.FILED, Status.PARKED}


def test_everybody_can_use_it(desk: Desk, console: Served, chromium: Browser):
    waiting(desk, "1.tif", [note("INV-100417"), note("INV-100982", 2)], cause=Cause.BOUNDARIES)
    with visit(chromium, console) as page:
        for place in ("/review", "/review/next"):
            page.goto(place)
            assert barriers(page) == []
        for key, window in (("/", "search"), ("d", "duplicate"), ("s", "split"), ("?", "keys")):
            page.keyboard.press(key)
            expect(page.locator(f"#{window}")).to_be_visible()
            if key == "/":
                page.keyboard.type("INV-100")
                expect(page.locator("#search-found .offer")).to_have_count(2)
            assert barriers(page) == []
            page.keyboard.press("Escape")
            expect(page.locator(f"#{window}")).to_be_hidden()


def test_a_hundred_documents_take_a_few_keys_each(desk: Desk, page: Page):
    """The operator of this test knows the right invoices, and does what a person would who sees the paper."""
    invoices = [invoice_of(f"INV-2{number:05}") for number in range(0, 3000, 30)]
    desk.register.load_ledger("default", ledger_of(FIRST, SECOND, *invoices), later(1))
    right = {}
    for place, invoice in enumerate(invoices):
        proposed = {0: (), 1: (FIRST,), 2: ()}.get(place % 4, (invoice,))
        shown = "unread" if place % 4 == 2 else invoice.number
        (record,) = waiting(desk, f"{place}.tif", [note(shown)], chosen=proposed)
        right[record.id] = invoice
    page.goto("/review/next")
    for _ in invoices:
        invoice = right[page.url.rsplit("/", 1)[1].partition("?")[0]]
        decide_like_a_person(page, invoice.number)
    took = [kept.effort.presses for one in right for kept in desk.register.corrections.of("default", one)]
    assert len(took) == len(invoices)
    assert median(took) <= 4
    filed = {record.id: record.decision.chosen for record in desk.register.documents()}
    assert filed == {one: (invoice.key,) for one, invoice in right.items()}


def decide_like_a_person(page: Page, number: str) -> None:
    offers = page.locator("#offers .offer")
    numbers = offers.locator("strong").all_inner_texts()
    checked = offers.filter(has=page.locator("input:checked")).locator("strong").all_inner_texts()
    if number not in numbers:
        page.keyboard.press("/")
        page.keyboard.type(number)
        page.keyboard.press("Enter")
        expect(offers.filter(has=page.locator("input:checked")).locator("strong")).to_have_text(number)
    elif checked != [number]:
        page.keyboard.press(str(numbers.index(number) + 1))
    press(page, "Enter")


def test_who_looks_closely_gets_all_that_was_scanned(desk: Desk, page: Page):
    (record,) = waiting(desk, "1.tif", [note("INV-100417")], size=(1654, 2339))
    page.goto(f"/review/{record.id}")
    sheet = page.locator(".leaf img")
    before = sheet.bounding_box()
    with page.expect_response(lambda answer: "sharp=1" in answer.url):
        for _ in range(6):
            page.keyboard.press("+")
    after = sheet.bounding_box()
    expect(sheet).to_have_js_property("naturalHeight", 2339)
    assert before is not None
    assert after is not None
    assert after["width"] == pytest.approx(before["width"] * 1.25**6, rel=0.01)
    assert sheet.bounding_box() == after
