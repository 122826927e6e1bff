"""Making what is due, beside the watcher; a receiver that is away is asked ever less often."""

from __future__ import annotations

import contextlib
import logging
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

from flows.beside import beside
from flows.desk import Stores
from flows.journal import about, tell
from flows.webhooks import pacing
from flows.webhooks.line import Answer, Line
from flows.webhooks.reach import Reach, reach_of
from flows.webhooks.signing import headers
from flows.webhooks.telling import body_of
from models.errors import CountersignError, WrongUse
from models.webhook import Attempt, Errand, Notice, Webhook
from storage.register import CAREFUL_AFTER, Deed, Ending

LOOK_SECONDS = 1.0
"""How often is looked for what is due."""
LEASE_SECONDS = 120.0
"""Longer than any attempt: what a process that was killed had taken is taken again after it."""
TURN_SECONDS = 30.0
"""How long one receiver is served at a time, while others wait for their turn."""
AT_ONCE = 4
"""Receivers that are served at the same time; each gets one delivery after the other."""
KEPT = timedelta(days=30)
"""How long deliveries that ended are kept, with their attempts."""
FORGET_SECONDS = 3600.0
WELL = range(200, 300)

log = logging.getLogger(__name__)
_chance = random.SystemRandom().random


@contextlib.contextmanager
def posted(stores: Stores) -> Iterator[None]:
    """Make what is due for as long as the block runs.

    Raises:
        WrongUse: the settings name something that is no network.
    """
    reach, forgotten = reach_of(stores.settings), float("-inf")

    def step() -> None:
        nonlocal forgotten
        send_due(stores, reach)
        if time.monotonic() - forgotten > FORGET_SECONDS:
            forgotten = time.monotonic()
            stores.register.posting.forget(stores.clock() - KEPT)

    with beside("webhooks", step, LOOK_SECONDS, LOOK_SECONDS):
        yield


def send_due(stores: Stores, reach: Reach | None = None) -> int:
    """Make what is due now; how many attempts that took."""
    ready = stores.register.posting.ready(stores.clock())
    if not ready:
        return 0
    serve = partial(_serve, stores, reach or reach_of(stores.settings))
    with ThreadPoolExecutor(min(AT_ONCE, len(ready)), thread_name_prefix="webhook") as threads:
        return sum(threads.map(serve, ready))


def _serve(stores: Stores, reach: Reach, webhook: int) -> int:
    """One delivery after the other to one receiver, over one connection while it keeps that open."""
    made, end = 0, time.monotonic() + TURN_SECONDS
    with contextlib.closing(Line(reach)) as line:
        while time.monotonic() < end:
            errand = stores.register.posting.take(webhook, stores.clock(), LEASE_SECONDS)
            if errand is None:
                break
            stores.register.posting.end(errand, attempt(stores, line, errand))
            made += 1
    return made


def send_test(stores: Stores, one: Webhook, by: str) -> Attempt:
    """Send a test now; how that went.

    Raises:
        WrongUse: the webhook is disabled, or was removed.
    """
    deed = Deed(by, stores.clock())
    errand = stores.register.posting.test(one, deed, LEASE_SECONDS)
    if errand is None:
        raise WrongUse("Nothing is sent to this webhook: enable it first.")
    with contextlib.closing(Line(reach_of(stores.settings))) as line:
        ending = attempt(stores, line, errand)
    stores.register.posting.end(errand, ending)
    return ending.attempt


def attempt(stores: Stores, line: Line, errand: Errand) -> Ending:
    """Try to hand a delivery over; how that ended."""
    one = errand.delivery
    body = one.body or body_of(stores, one)
    began, at = time.monotonic(), stores.clock()
    answer, problem = _send(line, errand, body.encode("utf-8", "replace"), at)
    tried = Attempt(at, time.monotonic() - began, answer.status, answer.beginning, problem)
    with about(client=one.client):
        words = f"{one.notice.value} {one.subject}: {problem or answer.status}"
        tell(log, "not delivered" if problem else "delivered", words, webhook=one.webhook)
    if not problem or one.notice is Notice.TEST:
        return Ending(tried, body)
    return _failed(errand, tried, body, stores.clock())


def _failed(errand: Errand, tried: Attempt, body: str, now: datetime) -> Ending:
    again = pacing.next_attempt(errand.delivery.attempts + 1, errand.delivery.at, now, _chance())
    resting = pacing.rest(errand.webhook.failures + 1, CAREFUL_AFTER, _chance())
    return Ending(tried, body, again, now + resting if resting else None)


def _send(line: Line, errand: Errand, body: bytes, at: datetime) -> tuple[Answer, str]:
    """The answer, and why it is no good; empty where it is."""
    signed = headers(errand.delivery.message, at, body, errand.secrets)
    try:
        answer = line.post(errand.webhook.url, {"user-agent": "Countersign", **signed}, body)
    except CountersignError as fault:
        return Answer(0, ""), str(fault)
    return answer, "" if answer.status in WELL else f"The receiver answered {answer.status}."
