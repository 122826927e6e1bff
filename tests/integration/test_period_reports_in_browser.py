"""A report to the client firm is read and fetched as PDF; so is a statement of account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from models.people import Grant, Role
from tests.doors.browsing import Looks, Served, barriers, browser, fits, served, visit
from tests.doors.console_visits import stores_in
from tests.values.period_values import filled

COLLECTOR = Grant(Role.COLLECTOR, "default")


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with stores_in(tmp_path_factory.mktemp("browser") / "home") as opened, served(filled(opened)) as running:
        yield replace(running)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def fetched(page: Page, folder: Path) -> str:
    """The words of the PDF behind the button."""
    with page.expect_download() as waited:
        page.get_by_role("link", name="PDF", exact=True).click()
    path = folder / waited.value.suggested_filename
    waited.value.save_as(path)
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(sheet.get_textpage().get_text_range() for sheet in pdf)


def test_a_client_report_is_read_and_fetched(chromium: Browser, console: Served, tmp_path: Path) -> None:
    with visit(chromium, console, COLLECTOR, login="cleo") as page:
        page.goto("/receivables/gaps")
        reports = page.get_by_role("navigation", name="Receivables").locator("summary", has_text="Reports")
        reports.press("Enter")
        page.get_by_role("link", name="Report to the client firm").click()
        page.get_by_role("link", name="March 2026").click()
        expect(page.get_by_role("heading", name="Receivables in EUR, by days overdue")).to_be_visible()
        expect(page.get_by_role("img", name="Disputes in EUR")).to_be_visible()
        assert barriers(page) == []
        assert "38.9 days" in fetched(page, tmp_path)
        reports.click()
        page.get_by_role("link", name="Key figures", exact=True).click()
        assert barriers(page) == []


def test_a_statement_is_fetched_on_a_small_screen(chromium: Browser, console: Served, tmp_path: Path) -> None:
    small = Looks(size=(390, 800))
    with visit(chromium, console, COLLECTOR, login="cleo", looks=small) as page:
        page.goto("/receivables/report?period=2026-03")
        assert fits(page)
        page.goto("/receivables/statement?customer=C-1&as_of=2026-03-31")
        page.get_by_label("Movements since").fill("2026-03-01")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_text("Balance before Mar 1, 2026")).to_be_visible()
        assert fits(page)
        assert "Hanseatische Bank" in fetched(page, tmp_path)
