"""The watcher: looks into the inbox every few seconds and drains it when something has come."""

from __future__ import annotations

import logging
import time

from flows.desk import Stores
from flows.embedded import has_server, prepare
from flows.inbox.sweeping import Sightings, sweep
from flows.journal import tell
from flows.machine.space import must_have_room
from flows.mailbox import polled
from flows.outage import Outage
from flows.proof import daily_head
from flows.sending import mailed
from flows.webhooks import posted
from models.errors import CountersignError

log = logging.getLogger(__name__)

DRAIN_SECONDS = 600.0
"""One drain begins no new file after this time."""


def watch(stores: Stores, *, drains: int) -> None:
    """Watch until `drains` drains are done; the caller starts a fresh process then.

    A store that does not answer is waited for.
    """
    prepare(stores.settings)
    tell(log, "watching", "the inbox")
    with polled(stores), mailed(stores), posted(stores):
        _watch(stores, drains)


def _watch(stores: Stores, drains: int) -> None:
    seen, outage, of_prefect = Sightings(), "", Outage()
    to_mark = has_server()
    while drains:
        try:
            sweep(stores, seen, time.monotonic())
            must_have_room(stores.settings, stores.space, again=bool(outage))
            if outage:
                tell(log, "back", "work goes on: the stores answer and have room", logging.WARNING)
                outage = ""
            if to_mark:
                from flows.intake import mark_what_was_left

                mark_what_was_left(stores)
                to_mark = False
            _once_a_day(stores)
            if stores.register.claimable(stores.clock()):
                from flows.intake import run_ingest

                run_ingest(None, of_prefect, DRAIN_SECONDS)
                drains -= 1
        except CountersignError as fault:
            if not fault.passing:
                raise
            if str(fault) != outage:
                outage = str(fault)
                tell(log, "outage", f"{fault} Trying again until it does.", logging.WARNING)
        time.sleep(stores.settings.poll_seconds)


def _once_a_day(stores: Stores) -> None:
    """Keep the head of the audit chain, and hold in the object storage what came since under a hold."""
    if daily_head(stores) is not None:
        from flows.retention import hold_again

        hold_again(stores)
