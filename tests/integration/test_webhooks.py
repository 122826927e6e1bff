"""Webhooks from the event to a real receiver: signed, at least once, in order for each document."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from flows.webhooks import posted
from flows.webhooks.signing import headers
from models.correction import Action, Change, Deed
from models.decision import Status
from models.record import DocumentRecord
from models.settings import Settings
from models.webhook import CHOSEN, Notice, State
from storage.register import Deed as Doing
from storage.register import Register, Visit
from tests.installations.webhook_post import BOSS, SITE, Post, post_of
from tests.values.register_values import (
    LEASE,
    NOW,
    capture,
    captured,
    claimed,
    decision_of,
    drop_of,
    invoice_of,
    reading_of,
    record_of,
    settled_of,
)

INVOICE = invoice_of("INV-1")


@pytest.fixture
def post(register_settings: Settings) -> Iterator[Post]:
    with post_of(register_settings) as running:
        yield running


def parked_by_a_person(register: Register, record: DocumentRecord) -> DocumentRecord:
    lease = register.reviews.take("default", record.id, Visit("ann", NOW, LEASE))
    parked = replace(record, decision=decision_of(Status.PARKED))
    change = Change((record,), (parked,))
    register.corrections.make(lease, Deed("ann", Action.PARK, NOW), lambda *_: change, lambda *_: None)
    return parked


def test_what_happens_to_a_document_is_told_in_order_with_its_state_and_no_text(post: Post):
    reading = reading_of({}, text="the secret recipe")
    record = captured(post.register, "scan.pdf", decision_of(Status.FILED, INVOICE), reading)
    parked_by_a_person(post.register, record)
    assert post.send() == 4
    filed, batch, parked, corrected = post.receiver.taken
    assert post.receiver.types() == [
        *("document.filed", "batch.done", "document.parked", "document.corrected"),
    ]
    assert filed.data == {
        "id": record.id,
        "client": "default",
        "sha256": record.sha256,
        "received_at": NOW.isoformat(),
        "source": "scan.pdf",
        "pages": [1],
        "type": "proof_of_delivery",
        "kind": "delivery_note",
        "status": "filed",
        "matches": [{"customer_number": "C-1", "invoice_number": "INV-1", "filed": True}],
        "links": {
            "page": f"{SITE}/documents/{record.id}",
            "api": f"{SITE}/api/v1/documents/{record.id}",
        },
    }
    assert (parked.data["status"], parked.data["matches"]) == ("parked", [])
    assert corrected.data["correction"] == 1
    assert (batch.data["id"], batch.data["pages"]) == (record.drop_id, {"parked": 1})
    sent = b"".join(one.body for one in post.receiver.taken)
    assert b"recipe" not in sent
    assert b"because the test says so" not in sent
    assert {one.state for one in post.deliveries()} == {State.DELIVERED}
    assert post.send(60) == 0


def test_a_message_is_signed_with_its_id_and_time(post: Post):
    captured(post.register, "scan.pdf", decision_of(Status.FILED, INVOICE))
    post.send()
    one = post.receiver.taken[0]
    sent = headers(one.headers["webhook-id"], NOW, one.body, [post.secret])
    assert one.headers.items() >= sent.items()
    assert one.headers["content-type"] == "application/json"
    assert one.headers["webhook-id"] == post.deliveries()[0].message


def test_only_what_was_asked_for_is_told_and_only_of_that_client(post: Post):
    post.register.webhooks.choose(post.webhook, [Notice.QUARANTINED], BOSS)
    captured(post.register, "filed.pdf", decision_of(Status.FILED, INVOICE))
    theirs = drop_of("theirs.pdf", client="acme")
    capture(post.register, record_of(theirs, decision_of(Status.QUARANTINED)), theirs)
    captured(post.register, "broken.pdf", decision_of(Status.QUARANTINED))
    assert post.send() == 1
    assert post.receiver.taken[0].data["source"] == "broken.pdf"


def test_a_failure_is_tried_again_with_the_same_message_and_later_ones_wait(post: Post):
    record = captured(post.register, "scan.pdf", decision_of(Status.FILED, INVOICE))
    parked_by_a_person(post.register, record)
    post.register.webhooks.choose(post.webhook, CHOSEN, BOSS)
    post.receiver.statuses = [500]
    post.send()
    assert post.receiver.types() == ["document.filed", "batch.done"]
    first = post.receiver.taken[0]
    assert post.now().failures == 0
    assert post.send(7) == 3
    again = post.receiver.taken[2]
    assert (again.headers["webhook-id"], again.body) == (first.headers["webhook-id"], first.body)
    assert post.receiver.types()[2:] == ["document.filed", "document.parked", "document.corrected"]
    tries = post.register.webhooks.attempts(post.deliveries()[0])
    assert [(one.status, bool(one.problem), one.answer) for one in tries] == [
        (500, True, "taken"),
        (200, False, "taken"),
    ]


def test_a_receiver_that_is_away_is_asked_rarely_and_nothing_is_lost(post: Post):
    post.register.webhooks.choose(post.webhook, [Notice.FILED], BOSS)
    post.receiver.statuses = [503] * 100
    for number in range(6):
        captured(post.register, f"{number}.pdf", decision_of(Status.FILED, INVOICE))
    assert post.send() == 3
    assert post.send() == 0
    assert post.now().failing_since == NOW
    assert post.send(40) == 1
    assert post.send(10) == 0
    post.receiver.statuses = []
    post.send(3600)
    assert post.send(1) == 0
    assert {one.state for one in post.deliveries()} == {State.DELIVERED}
    assert (post.now().failures, post.now().failing_since) == (0, None)


def test_what_fails_for_days_is_given_up_and_a_person_sends_it_again(post: Post):
    post.register.webhooks.choose(post.webhook, [Notice.FILED], BOSS)
    captured(post.register, "scan.pdf", decision_of(Status.FILED, INVOICE))
    post.receiver.statuses = [410] * 5
    for _ in range(5):
        assert post.send(130_000) == 1
    (given_up,) = post.deliveries()
    assert (given_up.state, given_up.attempts, given_up.due_at) == (State.FAILED, 5, None)
    assert post.register.webhooks.counts(post.webhook) == {State.WAITING: 0, State.FAILED: 1}
    assert post.send(1_000_000) == 0
    assert post.register.webhooks.send_again(post.webhook, Doing("boss", post.clock.now)) == 1
    assert post.send() == 1
    assert post.receiver.taken[-1].body == post.receiver.taken[0].body
    assert post.deliveries()[0].state is State.DELIVERED


def test_two_processes_make_a_delivery_once_and_a_killed_one_leaves_it_to_others(post: Post):
    post.register.webhooks.choose(post.webhook, [Notice.FILED], BOSS)
    captured(post.register, "scan.pdf", decision_of(Status.FILED, INVOICE))
    posting = post.register.posting
    assert posting.take(post.webhook.id, NOW, 60) is not None
    assert posting.take(post.webhook.id, NOW, 60) is None
    assert post.send() == 0
    assert post.send(61) == 1


def test_a_batch_ends_with_its_last_file_whichever_that_is(post: Post):
    post.register.webhooks.choose(post.webhook, [Notice.BATCH], BOSS)
    batch = drop_of("batch.zip")
    inner = drop_of("batch.zip/a.pdf", parent=batch.id)
    claim = claimed(post.register, "batch.zip")
    post.register.receive(claim, batch, NOW)
    post.register.announce(inner, "default/batch.zip/a.pdf", NOW)
    post.register.settle(claim, lambda _: settled_of(batch), NOW)
    assert post.send() == 0
    capture(post.register, record_of(inner, decision_of(Status.FILED, INVOICE)), inner)
    assert post.send() == 1
    (told,) = post.receiver.taken
    assert (told.data["id"], told.data["files"]) == (batch.id, 2)


def test_the_watcher_tells_what_happens_while_it_runs(post: Post):
    with posted(post.stores):
        captured(post.register, "scan.pdf", decision_of(Status.PARKED))
        end = time.monotonic() + 20
        while len(post.receiver.taken) < 2 and time.monotonic() < end:
            time.sleep(0.02)
    assert post.receiver.types() == ["document.parked", "batch.done"]
