"""Events, by which the server learns of task runs: kept while it is away, but nobody waits for it."""

from __future__ import annotations

import contextlib
import queue

from prefect.events.clients import PrefectEventsClient
from prefect.events.worker import EventsWorker, emit_events_to_cloud, should_emit_events_to_running_server

AGAIN_SECONDS = 5.0
"""How often a lost connection is tried again, and how often the server confirms what it has."""


def send_without_waiting() -> None:
    """Send the events of this process to the user's server at the first attempt, or later with others.

    Prefect tries some eight seconds for each, one after the other, and at the end of the process too.
    """
    if _to_server():
        EventsWorker.set_client_override(
            PrefectEventsClient, reconnection_attempts=0, checkpoint_interval=AGAIN_SECONDS
        )


def let_go_of_unsent() -> None:
    """Forget what the server was not there for, so that this process can end."""
    if not _to_server():
        return
    unsent = EventsWorker.instance()._queue  # noqa: SLF001 - Prefect offers no other way
    with contextlib.suppress(queue.Empty):
        while True:
            unsent.get_nowait()


def _to_server() -> bool:
    return should_emit_events_to_running_server() and not emit_events_to_cloud()
