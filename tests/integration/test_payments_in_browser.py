"""A collector goes through doubtful payments by keys alone: chooses, applies, takes back, parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fixtures.payments import payments_csv
from flows.cash import load_payments
from flows.desk import Desk, desk_over
from models.cash import Given, PaymentState
from models.ledger import Customer, Ledger
from models.people import Grant, Role
from pipeline.ledger_files.importing.given import Export, Wishes
from storage.register import AskedPayments
from tests.doors.browsing import Looks, Served, barriers, browser, served, visit
from tests.doors.console_visits import stores_in
from tests.values.ledger_values import bill
from tests.values.register_values import NOW

COLLECTOR = Grant(Role.COLLECTOR, "default")
BILLS = (bill("INV-2026-100", "100.10"), bill("INV-2026-101", "200.20"), bill("INV-2026-102", "200.20"))
SHORT = Given(2, NOW.date(), Decimal("90.00"), "EUR", "Harbour Supplies Ltd", "", "INV-2026-100")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with stores_in(tmp_path / "home") as opened:
        made = desk_over(replace(opened, clock=lambda: NOW + timedelta(days=1)))
        made.register.load_ledger("default", Ledger((Customer("C-1", "Harbour Supplies Ltd"),), BILLS), NOW)
        yield made


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def applied(desk: Desk) -> list[tuple[str, str]]:
    return [(one.share.invoice, str(one.share.paid)) for one in desk.register.cash.unbooked("default")]


def test_doubtful_payments_are_decided_by_keys_alone(desk: Desk, chromium: Browser) -> None:
    tomorrow = NOW.date() + timedelta(1)
    twins = replace(SHORT, line=3, amount=Decimal("200.20"), reference="thanks", value_day=tomorrow)
    text = payments_csv([SHORT, twins])
    load_payments(desk, "default", Export("a.csv", text.encode()), Wishes(), "ann")
    with served(desk.stores) as console, visit(chromium, console, COLLECTOR, login="cleo") as page:
        walk(desk, page)
        look(chromium, console, desk)


def walk(desk: Desk, page: Page) -> None:
    page.goto("/payments")
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Supplies Ltd")
    press(page, "Enter")
    assert applied(desk) == [("INV-2026-100", "90.00")]
    expect(page.locator(".told [role=status]")).to_contain_text("Applied: 90.00 EUR")
    page.keyboard.press("2")
    press(page, "Enter")
    assert ("INV-2026-102", "200.20") in applied(desk)
    press(page, "z")
    assert applied(desk) == [("INV-2026-100", "90.00")]
    page.keyboard.press("/")
    page.keyboard.type("INV-2026-101")
    press(page, "Enter")
    page.keyboard.press("s")
    page.keyboard.type("0")
    expect(page.locator("#rest")).to_have_text("Left to place: 200.20")
    page.keyboard.press("Escape")
    press(page, "a")
    assert ("", "200.20") in applied(desk)
    assert not desk.register.payments.listed(AskedPayments("default", None, PaymentState.REVIEW), 9)


def look(chromium: Browser, console: Served, desk: Desk) -> None:
    """Everybody gets in, in the dark, and on a narrow screen too."""
    (one, *_) = desk.register.payments.listed(AskedPayments("default"), 9)
    for looks in (Looks(), Looks(scheme="dark", size=(420, 800), locale="de-DE")):
        with visit(chromium, console, COLLECTOR, login="cleo", looks=looks) as page:
            for path in ("/payments", f"/payments/{one.id}"):
                page.goto(path)
                assert barriers(page) == []
