"""An administrator adds a webhook, tries it, sees a failure and sends it again; in a real browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from playwright.sync_api import expect

from flows.webhooks import send_due
from models.decision import Status
from models.webhook import State
from tests.doors.browsing import barriers, browser, served, visit
from tests.doors.console_visits import stores_in
from tests.servers.receiver import receiving
from tests.values.register_values import captured, decision_of, invoice_of


def test_a_webhook_from_its_address_to_a_delivery_that_is_sent_again(tmp_path: Path):
    with stores_in(tmp_path / "home") as stores, receiving() as receiver, browser() as chromium:
        reaching = replace(stores, settings=replace(stores.settings, webhook_networks="127.0.0.0/8"))
        with served(reaching) as console, visit(chromium, console) as page:
            page.goto("/")
            page.locator("summary", has_text="Admin").click()
            page.get_by_role("link", name="Webhooks").click()
            expect(page.get_by_text("None yet.")).to_be_visible()
            page.get_by_label("Address").fill(receiver.url)
            page.get_by_label("Batch done").uncheck()
            page.get_by_role("button", name="Add and show").click()
            assert page.get_by_label("Secret").input_value().startswith("whsec_")
            assert barriers(page) == []
            page.get_by_role("button", name="Send a test").click()
            expect(page.get_by_role("status")).to_contain_text("The test arrived.")

            receiver.statuses, receiver.answer = [503], b"<b>down</b>"
            captured(console.stores.register, "scan.pdf", decision_of(Status.FILED, invoice_of("INV-1")))
            send_due(console.stores)
            page.reload()
            expect(page.get_by_text("failing", exact=True)).to_be_visible()
            page.get_by_role("link", name="given up: 1").click()
            page.locator("tbody a").first.click()
            expect(page.get_by_text("The receiver answered 503.")).to_be_visible()
            expect(page.get_by_text("<b>down</b>")).to_be_visible()
            expect(page.locator("pre")).to_contain_text("document.filed")
            assert barriers(page) == []
            page.get_by_role("button", name="Send it again").click()
            page.wait_for_url("**done=again")
            send_due(console.stores)
            (webhook,) = console.stores.register.webhooks.of("default")
            newest = console.stores.register.webhooks.deliveries(webhook, 1)[0]
            assert newest.state is State.DELIVERED
            page.get_by_role("button", name="Remove").click()
            expect(page.get_by_text("None yet.")).to_be_visible()
            assert barriers(page) == []
