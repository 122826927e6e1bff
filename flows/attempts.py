"""One claim in work under somebody who may fail: how it ended is known from the work itself."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from dataclasses import dataclass, field

from flows.desk import Desk
from flows.drain import Outcome, attend
from models.record import Claim


@dataclass(slots=True)
class Attempt:
    """Work on a claim, begun by another; that one's own failures never count as failures of the file."""

    desk: Desk
    claim: Claim
    outcome: Outcome = field(default_factory=Future)
    fault: Exception | None = None
    """What the work ran into last."""

    def work(self) -> None:
        """Attend to the file; may be called again after a fault."""
        try:
            drop = attend(self.desk, self.claim)
        except Exception as fault:
            self.fault = fault
            raise
        self.outcome.set_result(drop)

    def end(self, threads: Executor) -> None:
        """Whoever had it has done with it: worked, failed, or never begun; then `threads` work on it."""
        if self.outcome.done():
            return
        if self.fault is not None:
            self.outcome.set_exception(self.fault)
        else:
            _copy(threads.submit(attend, self.desk, self.claim), self.outcome)


def _copy(source: Outcome, target: Outcome) -> None:
    def ended(source: Outcome) -> None:
        if fault := source.exception():
            target.set_exception(fault)
        else:
            target.set_result(source.result())

    source.add_done_callback(ended)
