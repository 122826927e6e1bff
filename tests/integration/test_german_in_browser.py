"""The main pages in German, in a real browser: whole at both widths, open to everybody."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from flows.desk import Desk
from models.decision import Cause, Status
from models.reading import FieldName
from pipeline.filing import original_key
from storage.register import open_register
from tests.doors.browsing import Looks, Served, barriers, browser, served, visit
from tests.doors.console_visits import picture_bytes
from tests.papers.review_papers import note, review_desk, waiting
from tests.values.register_values import captured, decision_of, invoice_of, reading_of, settings_in

WIDTHS = (1280, 820)
SHOTS = os.environ.get("COUNTERSIGN_TEST_SHOTS", "")
"""Folder for pictures of the pages; none are kept where it is empty."""
OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  const rolls = ".box, .stage, .live-stage, .unseen, .skip, dialog, svg, .facts-scroll";
  const out = [...document.querySelectorAll("body *")]
    .filter((one) => one.getClientRects().length && !one.closest(rolls))
    .filter((one) => one.getBoundingClientRect().right > wide + 1)
    .map((one) => `beyond the edge: ${one.outerHTML.slice(0, 120)}`);
  const cut = [...document.querySelectorAll("button, .button, th, dt, .status, .places a, .box")]
    .filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
    .map((one) => `cut off: ${one.outerHTML.slice(0, 120)}`);
  return [...out, ...cut];
}"""
ENGLISH = (" the ", " and ", "Received", "Filed", "Page ")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    settings = settings_in(tmp_path_factory.mktemp("german") / "home")
    with open_register(settings) as register, review_desk(settings, register) as opened:
        yield opened


@pytest.fixture(scope="module")
def console(desk: Desk) -> Iterator[Served]:
    with served(desk.stores) as running:
        yield running


def looked_at(page: Page, name: str) -> list[str]:
    """What is wrong with the page at either width."""
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [f"{name} at {width} px: {one}" for one in page.evaluate(OVERFLOWING)]
        if SHOTS:
            page.screenshot(path=Path(SHOTS, f"{name}-{width}.png"), full_page=True)
    assert page.locator("html").get_attribute("lang") == "de"
    words = f" {page.locator('main').inner_text()} ".replace("\n", " ")
    return [*wrong, *(f"{name} says {one!r}" for one in ENGLISH if one in words)]


MAIN = {"overview": "/", "desk": "/review/next", "mailroom": "/mailroom", "report": "/report"}
OTHERS = {
    "queue": "/review",
    "account": "/account",
    "people": "/people",
    "audit": "/audit",
    "sheets": "/mailroom/sheets",
    "checks": "/checks",
    "found": "/?q=INV-1",
}


def test_the_main_pages_are_whole_in_german(chromium: Browser, console: Served, desk: Desk):
    invoice = invoice_of("INV-1")
    reason = "Invoice number INV-1 and customer number C-1 agree."
    record = captured(
        desk.register,
        "lieferschein.pdf",
        replace(decision_of(Status.FILED, invoice), reason=reason),
        reading_of({FieldName.INVOICE_NUMBER: "INV-1", FieldName.DOCUMENT_DATE: "2026-02-27"}),
    )
    desk.objects.put_new(original_key(record.client, record.sha256), picture_bytes())
    pages = [note("INV-100417"), note("INV-100982", 2)]
    waiting(
        desk,
        "1.tif",
        pages,
        reason="No invoice, PO or delivery number could be read: type the number, or have it scanned again.",
        cause=Cause.BOUNDARIES,
    )
    german = Looks(locale="de-DE")
    with visit(chromium, console, login="", looks=german) as page:
        page.goto("/sign-in")
        wrong = [*looked_at(page, "sign-in"), *barriers(page)]
    with visit(chromium, console, looks=german) as page:
        for name, place in {**MAIN, "document": f"/documents/{record.id}"}.items():
            page.goto(place)
            wrong += [*looked_at(page, name), *barriers(page)]
        assert "27.02.2026" in page.locator("main").inner_text()
        assert "stimmen überein" in page.locator("main").inner_text()
        for name, place in OTHERS.items():
            page.goto(place)
            wrong += looked_at(page, name)
    assert wrong == []
