"""Work that goes on beside the watcher or the console, in a thread of its own, whatever one step meets."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator

from flows.journal import tell
from models.errors import CountersignError

PATIENCE_SECONDS = 5.0
"""How long the end of the block waits for a step that is under way."""

Step = Callable[[], float | None]
"""One step; seconds until the next one, None for the usual pause."""

log = logging.getLogger(__name__)


@contextlib.contextmanager
def beside(name: str, step: Step, pause: float, first: float = 0.0) -> Iterator[None]:
    """Do `step` again and again for as long as the block runs.

    Errors of ours and faults of the program alike are told once, not at each step, and end nothing.

    Args:
        name: of the work, as the log names it: "mailbox".
        step: what is done.
        pause: seconds between two steps.
        first: seconds before the first one.
    """
    stopped = threading.Event()
    work = threading.Thread(
        target=_work, args=(name, step, pause, first, stopped), name=name.replace(" ", "-"), daemon=True
    )
    work.start()
    try:
        yield
    finally:
        stopped.set()
        work.join(PATIENCE_SECONDS)


def _work(name: str, step: Step, pause: float, first: float, stopped: threading.Event) -> None:
    trouble, wait = "", first
    while not stopped.wait(wait):
        wait, now = pause, ""
        try:
            after = step()
            wait = pause if after is None else after
        except CountersignError as fault:
            now = str(fault)
            if now != trouble and not stopped.is_set():
                tell(log, "outage", f"{name}: {fault} Trying again until it works.", logging.WARNING)
        except Exception as fault:  # noqa: BLE001 one fault of the program, or a full disk, must not end the rest
            now = repr(fault)
            if now != trouble and not stopped.is_set():
                tell(log, "failed", f"{name}: {now}. Trying again.", logging.ERROR, fault)
        if trouble and not now:
            tell(log, "back", f"{name}: it works again", logging.WARNING)
        trouble = now
