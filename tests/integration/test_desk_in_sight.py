"""The review desk at every width and in both languages: nothing that decides is out of sight or reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from flows.desk import Desk
from storage.register import open_register
from tests.doors.browsing import Looks, Served, browser, served, visit
from tests.papers.review_papers import note, review_desk, waiting
from tests.values.register_values import settings_in


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


@pytest.mark.parametrize(("locale", "width"), [("en-US", 1280), ("de-DE", 1280), ("de-DE", 1024)])
def test_every_deed_stands_in_sight(desk: Desk, console: Served, chromium: Browser, locale: str, width: int):
    """However many rows the head takes, and however long the words are."""
    waiting(desk, "1.tif", [note("INV-100417"), note("INV-100982", 2)])
    with visit(chromium, console, looks=Looks(locale=locale, size=(width, 800))) as page:
        page.goto("/review/next")
        for button in page.locator(".deciding button, .deciding .button").all():
            expect(button).to_be_in_viewport(ratio=1)


def test_tab_goes_to_the_fields_and_windows_close_without_keys(
    desk: Desk, console: Served, chromium: Browser
):
    waiting(desk, "1.tif", [note("INV-100417")])
    with visit(chromium, console) as page:
        page.goto("/review/next")
        page.keyboard.press("Tab")
        expect(page.locator(".fieldline input[name=value]").first).to_be_focused()
        page.keyboard.press("Escape")
        for key, window in (("/", "search"), ("d", "duplicate")):
            page.keyboard.press(key)
            page.locator(f"#{window}").get_by_role("button", name="Close").click()
            expect(page.locator(f"#{window}")).to_be_hidden()
