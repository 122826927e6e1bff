"""The lease of a document under review, renewed and lost, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from flows.desk import Desk
from models.decision import Status
from storage.register import open_register
from tests.doors.browsing import browser, served, visit
from tests.papers.review_papers import FIRST, note, review_desk, waiting
from tests.values.register_values import settings_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register, review_desk(settings, register) as opened:
        yield opened


@pytest.fixture
def page(desk: Desk) -> Iterator[Page]:
    with browser() as chromium, served(desk.stores) as console, visit(chromium, console) as opened:
        yield opened


def test_a_renewal_that_comes_after_the_settling_tells_of_no_loss(desk: Desk, page: Page):
    """The server is slow: the lease is renewed while the document is being filed, and is gone by then."""
    (record,) = waiting(desk, "1.tif", [note(FIRST.number)])
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    def settle(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        for renewal in late:
            renewal.continue_()
        page.wait_for_timeout(500)
        route.fulfill(response=answer)

    page.route("**/renew", hold)
    page.route("**/file", settle)
    page.goto(f"/review/{record.id}")
    with page.expect_request("**/renew"):
        pass
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert len(late) == 1
    settled = desk.register.document("default", record.id)
    assert settled is not None
    assert settled.decision.status is Status.FILED
