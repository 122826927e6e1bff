"""Emptying the inbox: sweep, claim, work, until nothing is left to do. Knows no Prefect."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass

from flows import quarantining, steps
from flows.desk import Desk
from flows.inbox.sweeping import Sightings, sweep
from flows.journal import about, tell
from flows.machine.space import must_have_room
from flows.machine.workers import is_gone, worker_name
from models.errors import ClaimLost, CountersignError, Missing, NotReadable, NotYet
from models.record import Claim, Drop, Event

IDLE_SECONDS = 0.3
"""Pause between two looks while nothing can be claimed."""
RETRY_SECONDS = 2.0
"""How long a file that could not be worked now is left alone; doubled with every attempt, up to 64 s."""
PATIENCE = 3
"""A file on which the program itself fails this often is quarantined."""

PASSING = (Missing, NotYet, OSError)
"""What says nothing about the file itself."""

log = logging.getLogger(__name__)

Outcome = Future[Drop | None]
Submit = Callable[[Claim], Outcome]
"""Starts `attend` on a claim, somewhere."""


@dataclass(frozen=True, slots=True)
class Until:
    """When a drain ends."""

    drops: Collection[str] | None = None
    """Ends when these drops and their members have an end state; None: when nothing can be claimed."""
    seconds: float = 600.0
    """No new file is begun after this time; a fresh process goes on."""
    stay: bool = False
    """Watch the inbox until the time is over, also while nothing can be claimed."""


@dataclass(frozen=True, slots=True)
class Drained:
    """What one drain did."""

    drops: tuple[str, ...] = ()
    """Ids of the files it brought to their end state, in the order of their ends."""
    filed_later: int = 0
    """Documents that waited for their invoice and were filed against a newer ledger."""


def attend(desk: Desk, claim: Claim) -> Drop | None:
    """Work on one claim; what was received, None where that went to another worker or out of the inbox.

    A file on which the program itself fails again and again is quarantined.

    Raises:
        Exception: the file could not be worked now; the claim is still held.
    """
    with about(client=claim.arrival.client, file=claim.arrival.source):
        tell(log, "taken", f"attempt {claim.attempts}", attempt=claim.attempts)
        try:
            return steps.work(desk, claim)
        except ClaimLost:
            tell(log, "lost", "another worker took it over", logging.WARNING)
        except PASSING as hindrance:
            tell(log, "waiting", str(hindrance), error=type(hindrance).__name__)
            raise
        except Exception as fault:
            tell(log, "failed", f"attempt {claim.attempts} of {PATIENCE}: {fault!r}", logging.ERROR, fault)
            if claim.attempts < PATIENCE:
                raise
            _note_failure(desk, claim, fault)
            return steps.give_up(desk, claim, fault)
    return None


def _note_failure(desk: Desk, claim: Claim, fault: BaseException) -> None:
    """An event for an attempt that failed; only so often, for a file that nobody may read fails for ever."""
    if claim.attempts > PATIENCE:
        return
    drop = desk.register.begun(claim)
    detail = {"attempt": claim.attempts, "error": type(fault).__name__, "source": claim.arrival.source}
    subject = drop.id if drop else claim.arrival.key
    desk.register.add_event(Event(desk.now(), claim.arrival.client, "failed", subject, detail))


def drain(desk: Desk, submit: Submit, until: Until) -> Drained:
    """Work until the wanted drops are done, nothing can be claimed, or the time is over.

    Raises:
        Missing: a store does not answer or refuses; what was begun goes on at the next drain.
        OSError: the disk is full, or something of that kind.
    """
    free_what_the_dead_held(desk)
    quarantining.clear_left(desk)
    active: dict[Outcome, Claim] = {}
    ended: list[str] = []
    end = time.monotonic() + until.seconds
    with heartbeat(desk, active), _finishing(desk, active):
        for looked in _looks(desk):
            may_begin = looked < end and not _done(desk, until)
            if not (may_begin and _begin(desk, submit, active)) and not active:
                if not may_begin or (until.drops is None and not until.stay):
                    break
                time.sleep(IDLE_SECONDS)
            ended += _reap(desk, active)
    filed = sum(steps.resolve(desk, client) for client in desk.register.clients())
    return Drained(tuple(ended), filed)


def free_what_the_dead_held(desk: Desk) -> None:
    """Expire the claims of processes of this machine that run no more."""
    for worker in desk.register.workers():
        if is_gone(worker):
            tell(log, "freed", f"what {worker} held, which runs no more", freed=worker)
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


@contextlib.contextmanager
def _finishing(desk: Desk, active: Mapping[Outcome, Claim]) -> Iterator[None]:
    """Whatever ends the block, what is in work ends first, and is given back: the desk closes behind it."""
    try:
        yield
    finally:
        wait(list(active))
        for outcome, claim in active.items():
            if fault := outcome.exception():
                with contextlib.suppress(CountersignError):
                    _give_back(desk, claim, fault)


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
    must_have_room(settings, desk.stores.space)
    while len(active) <= settings.workers:  # one waits, opened, so that no reading process idles
        claim = desk.register.claim(worker_name(), desk.now(), settings.lease_seconds)
        if claim is None:
            break
        active[submit(claim)] = claim
    return len(active) > before


def _reap(desk: Desk, active: dict[Outcome, Claim]) -> list[str]:
    """Wait a little for an end; give back what could not be worked now; drop ids of the rest."""
    worked: list[str] = []
    ended, _ = wait(list(active), timeout=IDLE_SECONDS, return_when=FIRST_COMPLETED)
    for outcome in ended:
        claim = active.pop(outcome)
        fault = outcome.exception()
        if fault is None:
            worked += [drop.id for drop in [outcome.result()] if drop]
            continue
        with contextlib.suppress(ClaimLost):
            _give_back(desk, claim, fault)
        if isinstance(fault, Missing | OSError):
            raise fault
    return worked


def _give_back(desk: Desk, claim: Claim, fault: BaseException) -> None:
    pause = RETRY_SECONDS * 2 ** min(claim.attempts - 1, 5)
    failed = isinstance(fault, NotReadable) or not isinstance(fault, PASSING)
    desk.register.release(claim, desk.now(), pause, failed=failed)
    with about(client=claim.arrival.client, file=claim.arrival.source):
        tell(log, "released", f"tried again in {pause:.0f} s", seconds=pause)
    if failed:
        _note_failure(desk, claim, fault)
