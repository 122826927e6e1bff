"""A collector sends a proof, the customer opens it, an operator moves it: the story in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from flows.desk import Desk, utc_now
from models.decision import Status
from models.people import Grant, Role
from models.record import DocumentRecord
from storage.register import open_register
from tests.doors.browsing import Served, barriers, browser, served, visit
from tests.papers.review_papers import FIRST, SECOND, note, review_desk, waiting
from tests.values.register_values import settings_in

COLLECTOR, OPERATOR = Grant(Role.COLLECTOR, "default"), Grant(Role.OPERATOR, "default")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register, review_desk(settings, register) as opened:
        yield replace(opened, stores=replace(opened.stores, clock=utc_now))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def console(desk: Desk) -> Iterator[Served]:
    with served(desk.stores) as running:
        yield running


@pytest.fixture
def record(desk: Desk) -> DocumentRecord:
    (found,) = waiting(desk, "a.tif", [note("INV-100417")], status=Status.FILED)
    return found


def send(page: Page, record: DocumentRecord) -> str:
    """The link that the collector is shown."""
    page.goto(f"/documents/{record.id}")
    page.get_by_role("link", name="Send it to others").click()
    page.get_by_label("To", exact=True).fill("Ann Lee <ann@buyer.example>")
    page.get_by_label("What it answers").select_option("short")
    page.get_by_label("Note for the recipients").fill("The signed note that you asked for.")
    assert barriers(page) == []
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("The link, shown this once:").input_value()
    assert barriers(page) == []
    return link


def test_sent_opened_moved_and_told(chromium: Browser, console: Served, record: DocumentRecord):
    with visit(chromium, console, COLLECTOR, login="col") as collector:
        link = send(collector, record)
        with visit(chromium, console, login="") as customer:
            look_at(customer, link)
            collector.goto(f"/documents/{record.id}")
            expect(collector.locator("#sent + ul")).to_contain_text("opened once")
            move(chromium, console, record)
            customer.goto(link)
            expect(customer.get_by_role("heading", name="A document was taken out")).to_be_visible()
            expect(customer.locator("img.page, .sheet img")).to_have_count(0)
            assert barriers(customer) == []
        tick_off(collector)
        revoke(collector)


def look_at(customer: Page, link: str) -> None:
    customer.goto(link)
    expect(customer.get_by_role("heading", level=1)).to_have_text("Documents for invoice INV-100417")
    expect(customer.get_by_text("The signed note that you asked for.")).to_be_visible()
    shown = customer.locator(".sheet img")
    expect(shown).to_have_js_property("complete", value=True)
    assert shown.evaluate("image => image.naturalWidth") > 100
    assert barriers(customer) == []
    with customer.expect_download() as saved:
        customer.get_by_role("link", name="Save as PDF").click()
    assert saved.value.suggested_filename == "INV-100417-proof_of_delivery-1.pdf"


def move(chromium: Browser, console: Served, record: DocumentRecord) -> None:
    with visit(chromium, console, OPERATOR, login="op") as operator:
        operator.goto(f"/review/{record.id}")
        expect(operator.locator("#sent-to")).to_contain_text("Ann Lee <ann@buyer.example>")
        assert barriers(operator) == []
        operator.get_by_label("Tell them if this changes what they were sent").uncheck()
        operator.get_by_role("button", name="Take back").click()
        expect(operator.get_by_label("Why they need not be told:")).to_be_focused()
        assert operator.url.endswith(record.id)
        operator.get_by_label("Tell them if this changes what they were sent").check()
        judge_untold(operator)
        assert console.stores.register.notices.open("default") == ()
        operator.keyboard.press("/")
        operator.locator("#search-text").fill(SECOND.number)
        expect(operator.locator("#search-found")).to_contain_text(SECOND.number)
        operator.keyboard.press("Enter")
        expect(operator.locator(f'#offers input[value$="{SECOND.number}"]')).to_be_checked()
        expect(operator.locator(f'#offers input[value$="{FIRST.number}"]')).not_to_be_checked()
        operator.get_by_role("button", name="Move here").click()
        expect(operator.locator(".told [role=status]")).to_have_text("Filed under INV-100982.")


def judge_untold(operator: Page) -> None:
    """Why nobody is told goes along with whatever form is sent."""
    operator.get_by_label("Tell them if this changes what they were sent").uncheck()
    operator.get_by_label("Why they need not be told:").fill("They know it by phone")
    with operator.expect_navigation():
        operator.get_by_label("signed", exact=True).check()
        operator.locator(".receiptform").evaluate("form => form.requestSubmit()")
    expect(operator.locator(".told [role=status]")).to_have_text("Receipt corrected.")


def tick_off(collector: Page) -> None:
    collector.goto("/sent")
    expect(collector.get_by_text("it does not belong to the invoice any more")).to_be_visible()
    assert barriers(collector) == []
    collector.get_by_role("button", name="I have told them").click()
    expect(collector.get_by_text("Ticked off.")).to_be_visible()
    expect(collector.get_by_text("To be told of a correction")).to_have_count(0)


def revoke(collector: Page) -> None:
    collector.get_by_role("row").nth(1).get_by_role("link").click()
    collector.get_by_role("button", name="Revoke the links").click()
    expect(collector.get_by_text("Revoked: the links show nothing any more.")).to_be_visible()
    assert barriers(collector) == []
