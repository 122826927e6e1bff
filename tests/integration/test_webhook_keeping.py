"""A webhook is added, tried, given another secret, disabled; and led nowhere that it may not go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.webhooks import line as lines
from flows.webhooks import make_webhook, renew_secret, send_due, send_test
from flows.webhooks.signing import headers
from models.decision import Status
from models.errors import WrongUse
from models.settings import Settings
from models.webhook import CHOSEN, Notice, State
from tests.installations.webhook_post import BOSS, Post, post_of
from tests.values.register_values import NOW, captured, decision_of, invoice_of

INVOICE = invoice_of("INV-1")


@pytest.fixture
def post(register_settings: Settings) -> Iterator[Post]:
    with post_of(register_settings) as running:
        yield running


def test_a_network_that_is_not_named_is_not_reached_whatever_was_added_before(post: Post):
    closed = replace(post.stores, settings=replace(post.stores.settings, webhook_networks=""))
    captured(post.register, "scan.pdf", decision_of(Status.FILED, INVOICE))
    send_due(closed)
    assert post.receiver.taken == []
    (tried,) = post.register.webhooks.attempts(post.deliveries()[0])
    assert "COUNTERSIGN_WEBHOOK_NETWORKS" in tried.problem


def test_both_secrets_sign_for_a_day(post: Post):
    new = renew_secret(post.stores, post.webhook, "boss")
    for later, signs in ((0.0, [new, post.secret]), (90_000.0, [new])):
        post.clock.now = NOW + timedelta(seconds=later)
        send_test(post.stores, post.webhook, "boss")
        one = post.receiver.taken[-1]
        wanted = headers(one.headers["webhook-id"], post.clock.now, one.body, signs)
        assert one.headers["webhook-signature"] == wanted["webhook-signature"]


def test_a_disabled_or_removed_webhook_is_sent_nothing(post: Post):
    captured(post.register, "waits.pdf", decision_of(Status.PARKED))
    post.register.webhooks.disable(post.webhook, BOSS)
    captured(post.register, "meanwhile.pdf", decision_of(Status.PARKED))
    assert post.send() == 0
    post.register.webhooks.enable(post.webhook, BOSS)
    assert post.send() == 2
    assert {one.data["source"] for one in post.receiver.taken} == {"waits.pdf"}
    post.register.webhooks.remove(post.webhook, BOSS)
    captured(post.register, "later.pdf", decision_of(Status.PARKED))
    assert post.send() == 0
    assert post.register.webhooks.of("default") == ()


def test_what_was_delivered_is_forgotten_after_a_while_and_what_waits_is_not(post: Post):
    captured(post.register, "old.pdf", decision_of(Status.PARKED))
    post.send()
    captured(post.register, "new.pdf", decision_of(Status.PARKED))
    assert post.register.posting.forget(NOW + timedelta(days=1)) == 2
    assert [one.state for one in post.deliveries()] == [State.WAITING, State.WAITING]


def test_what_is_done_to_a_webhook_is_an_event_without_its_secret(post: Post):
    url = f"{post.receiver.url}?key=hush"
    made, secret = make_webhook(post.stores, "default", url, [Notice.FILED], "boss")
    renew_secret(post.stores, made, "boss")
    post.register.webhooks.remove(made, BOSS)
    told = list(post.register.events("default", f"webhook {made.id}"))
    assert [event.kind for event in told] == [
        *("webhook added", "webhook secret renewed", "webhook removed"),
    ]
    assert {event.detail["by"] for event in told} == {"boss"}
    assert secret not in str(told)
    assert "hush" not in str(told)


def test_the_same_address_twice_is_refused(post: Post):
    with pytest.raises(WrongUse, match="already"):
        make_webhook(post.stores, "default", post.receiver.url, CHOSEN, "boss")
    make_webhook(post.stores, "acme", post.receiver.url, CHOSEN, "boss")


def test_a_test_is_sent_at_once_and_not_again(post: Post):
    assert send_test(post.stores, post.webhook, "boss").status == 200
    assert post.receiver.taken[0].data["client"] == "default"
    post.receiver.statuses = [500]
    assert send_test(post.stores, post.webhook, "boss").problem
    assert post.send(3600) == 0
    assert post.register.webhooks.counts(post.webhook)[State.FAILED] == 0
    assert post.register.webhooks.send_again(post.webhook, BOSS) == 0
    post.register.webhooks.disable(post.webhook, BOSS)
    with pytest.raises(WrongUse, match="enable it first"):
        send_test(post.stores, post.webhook, "boss")


def test_the_bytes_that_come_back_are_bounded_and_a_redirect_is_not_followed(post: Post):
    post.receiver.answer = b"x" * 100_000
    post.receiver.statuses, post.receiver.location = [302], post.receiver.url
    attempt = send_test(post.stores, post.webhook, "boss")
    assert (attempt.status, len(attempt.answer)) == (302, lines.ANSWER_BYTES)
    assert "302" in attempt.problem
    assert len(post.receiver.taken) == 1


def test_an_answer_that_drips_ends_with_the_time(post: Post, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lines, "ALTOGETHER_SECONDS", 0.2)
    post.receiver.seconds = 1.0
    attempt = send_test(post.stores, post.webhook, "boss")
    assert attempt.status == 0
    assert "No answer" in attempt.problem
