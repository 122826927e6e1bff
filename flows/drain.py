"""Emptying the inbox: sweep, claim, work, until nothing is left to do. Knows no Prefect."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass

from flows import steps
from flows.desk import Desk
from flows.sweeping import Sightings, sweep
from flows.workers import is_gone, worker_name
from models.errors import ClaimLost, CountersignError, Missing, NotReadable, NotYet
from models.record import Claim

IDLE_SECONDS = 0.3
"""Pause between two looks while nothing can be claimed."""
RETRY_SECONDS = 2.0
"""How long a file that could not be worked now is left alone; doubled with every attempt, up to 64 s."""
PATIENCE = 3
"""A file on which the program itself fails this often is quarantined."""

PASSING = (Missing, NotYet, OSError)
"""What says nothing about the file itself."""

log = logging.getLogger(__name__)

Outcome = Future[None]
Submit = Callable[[Claim], Outcome]
"""Starts `attend` on a claim, somewhere."""


@dataclass(frozen=True, slots=True)
class Until:
    """When a drain ends."""

    drops: Collection[str] | None = None
    """Ends when these drops and their members have an end state; None: when nothing can be claimed."""
    seconds: float = 600.0
    """No new file is begun after this time; a fresh process goes on."""


def attend(desk: Desk, claim: Claim) -> None:
    """Work on one claim. A file on which the program itself fails again and again is quarantined.

    Raises:
        Exception: the file could not be worked now; the claim is still held.
    """
    try:
        steps.work(desk, claim)
    except ClaimLost:
        log.warning("%s was taken over by another worker", claim.arrival.source)
    except PASSING:
        raise
    except Exception as fault:
        log.warning("failed on %s", claim.arrival.source, exc_info=fault)
        if claim.attempts < PATIENCE:
            raise
        steps.give_up(desk, claim, fault)


def drain(desk: Desk, submit: Submit, until: Until) -> None:
    """Work until the wanted drops are done, nothing can be claimed, or the time is over.

    Raises:
        Missing: a store does not answer or refuses; what was begun goes on at the next drain.
        OSError: the disk is full, or something of that kind.
    """
    free_what_the_dead_held(desk)
    active: dict[Outcome, Claim] = {}
    end = time.monotonic() + until.seconds
    with heartbeat(desk, active):
        for looked in _looks(desk):
            may_begin = looked < end and not _done(desk, until)
            if not (may_begin and _begin(desk, submit, active)) and not active:
                if not may_begin or until.drops is None:
                    break
                time.sleep(IDLE_SECONDS)
            _reap(desk, active)
    for client in desk.register.clients():
        steps.resolve(desk, client)


def free_what_the_dead_held(desk: Desk) -> None:
    """Expire the claims of processes of this machine that run no more."""
    for worker in desk.register.workers():
        if is_gone(worker):
            desk.register.expire_claims(worker, desk.now())


@contextlib.contextmanager
def heartbeat(desk: Desk, active: dict[Outcome, Claim]) -> Iterator[None]:
    """Renew the active claims for as long as the block runs."""
    stopped = threading.Event()
    lease = desk.stores.settings.lease_seconds

    def beat() -> None:
        while not stopped.wait(lease / 3):
            for claim in list(active.values()):
                with contextlib.suppress(CountersignError):
                    desk.register.renew(claim, desk.now(), lease)

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _looks(desk: Desk) -> Iterator[float]:
    """Sweep now and then; yields the moment of every look, on a clock that never goes back."""
    seen, swept = Sightings(), float("-inf")
    while True:
        moment = time.monotonic()
        if moment - swept >= desk.stores.settings.poll_seconds:
            sweep(desk.stores, seen, moment)
            swept = moment
        yield moment


def _done(desk: Desk, until: Until) -> bool:
    return until.drops is not None and not desk.register.unfinished_drops(until.drops)


def _begin(desk: Desk, submit: Submit, active: dict[Outcome, Claim]) -> bool:
    """Claim files until enough are in work; True when at least one was begun."""
    settings = desk.stores.settings
    before = len(active)
    while len(active) <= settings.workers:
        claim = desk.register.claim(worker_name(), desk.now(), settings.lease_seconds)
        if claim is None:
            break
        active[submit(claim)] = claim
    return len(active) > before


def _reap(desk: Desk, active: dict[Outcome, Claim]) -> None:
    """Wait a little for an end; give back what could not be worked now."""
    ended, _ = wait(list(active), timeout=IDLE_SECONDS, return_when=FIRST_COMPLETED)
    for outcome in ended:
        claim = active.pop(outcome)
        fault = outcome.exception()
        if fault is None:
            continue
        with contextlib.suppress(ClaimLost):
            pause = RETRY_SECONDS * 2 ** min(claim.attempts - 1, 5)
            failed = isinstance(fault, NotReadable) or not isinstance(fault, PASSING)
            desk.register.release(claim, desk.now(), pause, failed=failed)
        if isinstance(fault, Missing | OSError):
            raise fault
