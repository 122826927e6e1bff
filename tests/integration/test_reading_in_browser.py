"""What a person points at or turns is read again while they look on, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from flows.desk import Desk
from models.decision import Status
from models.paper import Box
from models.paper import Page as ReadPage
from models.reading import FieldName
from storage.register import open_register
from tests.doors.browsing import Served, barriers, browser, served, visit
from tests.papers.review_papers import lying, note, printed, review_desk, waiting
from tests.values.builders import At, page_from_lines
from tests.values.register_values import settings_in

ORDER = Box(0.2, 0.11, 0.5, 0.15)
"""Where the order number of `misread` stands."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    settings = settings_in(tmp_path_factory.mktemp("home"))
    with open_register(settings) as register, review_desk(settings, register) as opened:
        yield opened


@pytest.fixture(scope="module")
def console(desk: Desk) -> Iterator[Served]:
    with served(desk.stores) as running:
        yield running


@pytest.fixture
def page(chromium: Browser, console: Served) -> Iterator[Page]:
    with visit(chromium, console) as opened:
        yield opened


def misread(number: str) -> list[ReadPage]:
    """A page with an order number as a reader made it out."""
    line = At(0.1, 0.12, f"Order {number}", size=0.02)
    return [replace(page_from_lines([line, At(0.1, 0.4, "Delivery note")]), reader="neural")]


def drag(page: Page, box: Box) -> None:
    """Draw a frame over a part of the page."""
    sheet = page.locator(".leaf img").bounding_box()
    assert sheet is not None
    x, y, wide, high = (sheet[side] for side in ("x", "y", "width", "height"))
    page.mouse.move(x + box.x0 * wide, y + box.y0 * high)
    page.mouse.down()
    page.mouse.move(x + box.x1 * wide, y + box.y1 * high, steps=3)
    page.mouse.up()


def test_words_that_are_dragged_over_are_read_again(desk: Desk, page: Page):
    """What was read first is there at once, and gives way to what the paper shows unless somebody types."""
    paper = printed({0.12: "Order PO-774128", 0.4: "Delivery note"})
    (record,) = waiting(desk, "1.tif", misread("PO-114120"), chosen=(), content=paper)
    page.goto(f"/review/{record.id}")
    page.get_by_text("Not found on the page").click()
    field = page.get_by_role("textbox", name="PO number")
    held: list[Route] = []
    page.route("**/reading/**", lambda route: held.append(route))  # noqa: PLW0108 - it takes no method
    field.focus()
    drag(page, ORDER)
    expect(field).to_have_value("PO-114120")
    expect(page.locator("#live")).to_have_text("These words are read again…")
    held.pop().continue_()
    expect(field).to_have_value("PO-774128")
    expect(page.locator("#live")).to_have_text("PO-774128. Filled in. Enter keeps it.")
    drag(page, ORDER)
    expect(field).to_have_value("PO-114120")
    field.fill("PO-1")
    with page.expect_response("**/reading/**"):
        held.pop().continue_()
    expect(page.locator(".reading")).to_have_count(0)
    expect(field).to_have_value("PO-1")
    page.unroute("**/reading/**")
    drag(page, ORDER)
    expect(field).to_have_value("PO-774128")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    found = desk.register.document("default", record.id)
    assert found is not None
    value = found.reading.value(FieldName.PO_NUMBER)
    assert value is not None
    assert value.text == "PO-774128"
    assert value.box.overlap(ORDER) > 0.8 * value.box.width * value.box.height


def test_a_page_that_was_turned_is_read_while_one_looks_on(desk: Desk, page: Page):
    """Two quarters are pressed, the third is the right one; what was found then is there by itself."""
    record = lying(desk, "lying.tif")
    page.goto(f"/review/{record.id}")
    expect(page.locator("#offers")).to_contain_text("No invoice of the ledger fits")
    for _ in range(3):
        with page.expect_navigation():
            page.keyboard.press("r")
    expect(page.locator("#live")).to_have_text("The page is read as it is turned now…")
    expect(page.get_by_role("textbox", name="Invoice number")).to_have_value("INV-100417")
    expect(page.locator("#offers .offer")).to_have_count(1)
    expect(page.locator(".told [role=status]")).to_have_text("Page turned. It was read again.")
    assert barriers(page) == []
    page.keyboard.press("1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    found = desk.register.document("default", record.id)
    assert found is not None
    assert found.decision.status is Status.FILED
    for _ in range(4):
        with page.expect_navigation():
            page.keyboard.press("z")
    assert desk.register.document("default", record.id) == record


def test_what_was_begun_is_not_lost_to_a_new_reading(desk: Desk, page: Page):
    record = lying(desk, "other.tif")
    page.goto(f"/review/{record.id}")
    for _ in range(3):
        with page.expect_navigation():
            page.keyboard.press("r")
    page.get_by_text("Not found on the page").click()
    page.get_by_role("textbox", name="PO number").fill("PO-7")
    expect(page.locator("#live")).to_have_text(
        "The page was read as it is turned now: load it again to see it."
    )
    expect(page.get_by_role("textbox", name="PO number")).to_have_value("PO-7")


def test_the_second_page_is_still_shown_when_it_was_turned(desk: Desk, page: Page):
    (record,) = waiting(desk, "two.tif", [note("INV-100417"), note("INV-100982", 2)])
    page.goto(f"/review/{record.id}")
    page.keyboard.press("ArrowRight")
    with page.expect_navigation():
        page.keyboard.press("r")
    expect(page.locator("#place")).to_have_text("2")
