"""A collector goes from the search to the proof by keys alone, and every page lets everybody in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from models.decision import Status
from models.people import Grant, Role
from pipeline.filing import original_key
from tests.doors.browsing import Looks, Served, barriers, browser, fits, served, visit
from tests.doors.console_visits import picture_bytes, stores_in
from tests.values.ledger_values import BILLS, LEDGER
from tests.values.register_values import NOW, captured, decision_of

COLLECTOR = Grant(Role.COLLECTOR, "default")
PAGES = (
    *("/invoices/C-1/A3", "/invoices/C-2/B1", "/customers/C-1", "/?q=A3", "/receivables/gaps"),
    *("/receivables/chase", "/receivables/aging", "/receivables/statement?customer=C-1"),
)


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with stores_in(tmp_path_factory.mktemp("browser") / "home") as opened:
        stores = replace(opened, clock=lambda: NOW + timedelta(days=29))
        stores.register.load_ledger("default", LEDGER, NOW)
        (bill,) = (one for one in BILLS if one.number == "A3")
        record = captured(stores.register, "note.png", decision_of(Status.FILED, bill))
        stores.objects.put_new(original_key(record.client, record.sha256), picture_bytes())
        with served(stores) as running:
            yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def test_a_collector_finds_a_proof_by_keys_alone(chromium: Browser, console: Served) -> None:
    with visit(chromium, console, COLLECTOR, login="cleo") as page:
        page.goto("/receivables/gaps")
        page.keyboard.press("/")
        page.keyboard.type("D-A3")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="In the ledger")).to_be_visible()
        page.wait_for_load_state("load")
        page.keyboard.press("/")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="A3")).to_be_visible()
        expect(page.get_by_role("heading", name="Delivery note")).to_be_visible()
        page.get_by_role("link", name="Harbour Supplies Ltd").first.click()
        expect(page.get_by_role("heading", name="On file, by year received")).to_be_visible()


@pytest.mark.parametrize("looks", [Looks(), Looks(size=(390, 800), locale="de-DE")], ids=["desk", "phone"])
def test_nobody_is_kept_out_and_nothing_runs_over(chromium: Browser, console: Served, looks: Looks) -> None:
    with visit(chromium, console, COLLECTOR, login="cleo", looks=looks) as page:
        for path in PAGES:
            page.goto(path)
            assert barriers(page) == []
            assert fits(page), path
