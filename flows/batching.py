"""A batch that is not what its header says: told in the log, in the register and by `ingest`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime

from flows.desk import Stores
from flows.journal import tell
from models.record import Drop, Event
from pipeline.batches import Shortfall

BATCH_DIFFERS = "batch differs"
_ADVICE = "Look whether sheets stayed in the feeder or stuck together."

log = logging.getLogger(__name__)


def told(drop: Drop, found: Iterable[Shortfall], now: datetime) -> tuple[Event, ...]:
    """The events about a drop whose batches differ from their headers; each is a warning in the log too."""
    sentences = [f"{shortfall} {_ADVICE}" for shortfall in found]
    for sentence in sentences:
        tell(log, "batch", sentence, logging.WARNING)
    return tuple(
        Event(now, drop.client, BATCH_DIFFERS, drop.id, {"reason": sentence, "source": drop.source})
        for sentence in sentences
    )


def differences(stores: Stores, client: str, drops: Iterable[str]) -> Iterator[str]:
    """What was told of the batches in these drops, each with its file."""
    for drop in drops:
        for event in stores.register.events(client, drop):
            if event.kind == BATCH_DIFFERS:
                yield f"{event.detail['source']}: {event.detail['reason']}"
