"""The first administrator, from the one-time link to a colleague who signs in; in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from flows.credentials import first_link
from tests.doors.browsing import Served, barriers, browser, served
from tests.doors.console_visits import filed, stores_in

PASSWORD = "a short sentence"
SECONDS = 15


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture
def console(tmp_path: Path) -> Iterator[Served]:
    with stores_in(tmp_path / "home") as stores, served(stores) as running:
        filed(running.stores)
        yield running


def visitor(chromium: Browser, console: Served) -> Page:
    """Somebody at a browser of their own, whose pages may have no errors."""
    page = chromium.new_context(base_url=console.site, viewport={"width": 1280, "height": 800}).new_page()
    page.set_default_timeout(SECONDS * 1000)
    page.on("pageerror", lambda fault: pytest.fail(str(fault)))
    return page


def set_password(page: Page) -> None:
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("Repeat the password").fill(PASSWORD)
    page.get_by_role("button", name="Set password and sign in").click()


def sign_out(page: Page, name: str) -> None:
    page.locator("summary", has_text=name).click()
    page.get_by_role("button", name="Sign out").click()


def test_from_the_first_link_to_a_colleague_who_signs_in(chromium: Browser, console: Served):
    page = visitor(chromium, console)
    page.goto(first_link(console.stores))
    assert barriers(page) == []
    set_password(page)
    expect(page.get_by_role("heading", name="Every page is accounted for")).to_be_visible()
    assert barriers(page) == []
    sign_out(page, "Administrator")
    assert barriers(page) == []

    page.goto("/people")
    page.get_by_label("Login").fill("admin")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/people")
    page.get_by_label("Name").fill("Ann Lee")
    page.get_by_label("Login").fill("ann")
    page.get_by_label("Role").select_option("collector")
    page.get_by_label("Only these customers").fill("C-2, C-3")
    assert barriers(page) == []
    page.get_by_role("button", name="Add and make a sign-in link").click()
    link = page.get_by_label("Sign-in link").input_value()
    assert barriers(page) == []

    ann = visitor(chromium, console)
    ann.goto(link)
    set_password(ann)
    expect(ann.get_by_text("There are no documents of your customers yet.")).to_be_visible()
    assert ann.get_by_role("link", name="People").count() == 0
    assert barriers(ann) == []

    page.goto("/people/ann")
    page.get_by_role("button", name="Disable the account").click()
    expect(page.get_by_role("status")).to_contain_text("Nobody can sign in")
    ann.goto("/")
    expect(ann.get_by_role("heading", name="Sign in")).to_be_visible()


def test_somebody_looks_at_a_paper_and_the_audit_trail_says_so(chromium: Browser, console: Served):
    page = visitor(chromium, console)
    page.goto(first_link(console.stores))
    page.get_by_role("button", name="Sign in without a password").click()
    page.get_by_role("link", name="scan.png").click()
    page.wait_for_load_state("networkidle")
    assert barriers(page) == []
    page.get_by_role("link", name="Audit trail").click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(["admin"])
    expect(rows).to_contain_text(["Looked at"])
    assert barriers(page) == []
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save as CSV").click()
    lines = Path(saving.value.path()).read_text().splitlines()
    assert [line.split(",")[1:3] for line in lines[1:]] == [
        ["admin", "audit trail exported"],
        ["admin", "viewed"],
    ]


def test_a_token_made_on_the_account_page_works(chromium: Browser, console: Served):
    page = visitor(chromium, console)
    page.goto(first_link(console.stores))
    page.get_by_role("button", name="Sign in without a password").click()
    page.wait_for_url("**/")
    page.goto("/account")
    page.get_by_label("What it is for").fill("ERP import")
    page.get_by_role("button", name="Make a token").click()
    token = page.get_by_role("textbox", name="Token", exact=True).input_value()
    assert re.fullmatch(r"cst_[\w-]{43}", token)
    assert barriers(page) == []
    program = chromium.new_context(
        base_url=console.site, extra_http_headers={"Authorization": f"Bearer {token}"}
    )
    assert program.request.get("/api/v1/documents").json()["total"] == 1
    page.get_by_role("button", name="Revoke ERP import").click()
    assert program.request.get("/api/v1/documents").status == 401
