"""Pages of webhooks: what is refused is told beside what was typed, and other client firms see nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.desk import Stores
from flows.webhooks import make_webhook
from models.people import Grant, Role
from models.webhook import CHOSEN, Webhook
from tests.doors.console_visits import Visitor, stores_in


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def webhook(stores: Stores) -> Webhook:
    return make_webhook(stores, "acme", "https://erp.firm.example/hook?key=%3Cb%3E", CHOSEN, "boss")[0]


def test_an_address_that_may_not_be_reached_is_refused_where_it_was_typed(stores: Stores):
    form = {"url": "https://10.0.0.1/hook", "notices": ["document.filed"]}
    refused = Visitor(stores).post("/webhooks", form)
    assert refused.status_code == 400
    assert "COUNTERSIGN_WEBHOOK_NETWORKS" in refused.text
    assert 'value="https://10.0.0.1/hook"' in refused.text
    asked_for_nothing = Visitor(stores).post("/webhooks", {"url": "https://erp.firm.example/"})
    assert "Choose at least one thing" in asked_for_nothing.text
    assert stores.register.webhooks.of("default") == ()


def test_a_secret_is_shown_once(stores: Stores):
    visitor = Visitor(stores)
    added = visitor.post("/webhooks", {"url": "https://erp.firm.example/", "notices": ["document.filed"]})
    assert "whsec_" in added.text
    assert "whsec_" not in visitor.get("/webhooks/1").text
    assert "whsec_" in visitor.post("/webhooks/1/secret").text
    assert "signs too until" in visitor.get("/webhooks/1").text


def test_a_webhook_is_none_of_another_client_firm(stores: Stores, webhook: Webhook):
    ours = Visitor(stores, Grant(Role.ADMIN, "default"))
    assert "key=%3Cb%3E" not in ours.get("/webhooks").text
    for path in (f"/webhooks/{webhook.id}", f"/webhooks/{webhook.id}/deliveries/1"):
        assert ours.get(path).status_code == 404
        assert ours.get(f"{path}?client=acme").status_code == 403
    theirs = ours.beside("theirs", Grant(Role.ADMIN, "acme"))
    assert "key=%3Cb%3E" in theirs.get("/webhooks?client=acme").text
    assert theirs.get(f"/webhooks/{webhook.id}/deliveries/1?client=acme").status_code == 404


def test_what_it_is_told_of_is_changed_and_it_is_disabled(stores: Stores, webhook: Webhook):
    visitor, page = Visitor(stores), f"/webhooks/{webhook.id}"
    visitor.post(f"{page}/notices?client=acme", {"notices": ["batch.done"]})
    visitor.post(f"{page}/disable?client=acme")
    assert "disabled" in visitor.get(f"{page}?client=acme").text
    assert visitor.post(f"{page}/test?client=acme").status_code == 400
    assert visitor.post(f"{page}/notices?client=acme").status_code == 400
    visitor.post(f"{page}/enable?client=acme")
    (now,) = stores.register.webhooks.of("acme")
    assert ([one.value for one in now.notices], now.disabled_at) == (["batch.done"], None)
