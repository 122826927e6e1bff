"""Today's reminders by keys alone: one is printed, marked as sent, and does not come again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from models.people import Grant, Role
from tests.doors.browsing import barriers, browser, fits, served, visit
from tests.doors.console_visits import stores_in
from tests.values.ledger_values import LEDGER
from tests.values.register_values import NOW

COLLECTOR = Grant(Role.COLLECTOR, "default")


def test_todays_reminders_by_keys(tmp_path: Path) -> None:
    with stores_in(tmp_path / "home") as opened:
        stores = replace(opened, clock=lambda: NOW + timedelta(days=29))
        stores.register.load_ledger("default", LEDGER, NOW)
        with (
            served(stores) as console,
            browser() as chromium,
            visit(chromium, console, COLLECTOR, login="cleo") as page,
        ):
            page.goto("/reminders")
            assert barriers(page) == []
            page.keyboard.press("Enter")
            expect(page.get_by_role("heading", name="Harbour Supplies Ltd")).to_be_visible()
            assert barriers(page) == []
            address = page.locator('[data-key="p"]').get_attribute("href") or ""
            assert page.request.get(address).body().startswith(b"%PDF")
            with page.context.expect_page():
                page.keyboard.press("p")
            page.keyboard.press("s")
            expect(page.get_by_role("heading", name="Rhein Metall")).to_be_visible()
            page.wait_for_load_state("load")
            page.keyboard.press("n")
            expect(page.get_by_text("You have gone through today's reminders.")).to_be_visible()
            expect(page.get_by_text("1 letter is due today.")).to_be_visible()
            page.goto("/customers/C-1")
            expect(page.get_by_text("1 reminder sent")).to_be_visible()
            assert fits(page)
