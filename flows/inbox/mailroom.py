"""What people do in the mailroom: hand files in, and have a quarantined file read again."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import BinaryIO

from flows.desk import Stores
from flows.inbox.dropping import Passed, put_into_inbox
from flows.journal import about, tell
from models.record import Drop, Event
from storage.objects import not_taken
from storage.objects.streams import sha256_of

HANDED_IN = "handed in"
"""Kind of the event of a file that somebody put in at the console; its subject is the drop."""
LONGEST_SOURCE = 500
"""Characters of a name that are kept; its end says most."""
EMPTY = "empty: nothing was scanned, or the upload broke off"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that somebody hands in at the console."""

    name: str
    """As the browser gives it, '/'-separated below the chosen folder; a label, never a path."""
    stream: BinaryIO
    """Can be read again from its beginning."""


def hand_in(stores: Stores, client: str, by: str, handed: Handed) -> Drop | Passed:
    """Put one file into the inbox, by the rules that `ingest` has for names."""
    source = label_of(handed.name)
    reason = not_taken(source)
    if reason:
        return Passed(source, reason)
    handed.stream.seek(0)
    sha256, size = sha256_of(handed.stream), handed.stream.tell()
    if not size:
        return Passed(source, EMPTY)
    drop = Drop(client, source, sha256, size, stores.clock())
    drop = put_into_inbox(stores, drop, handed.stream)
    detail = {"by": by, "source": source, "sha256": sha256, "size": size}
    stores.register.add_event(Event(stores.clock(), client, HANDED_IN, drop.id, detail))
    with about(client=client, file=source, drop=drop.id):
        tell(log, "handed", f"in by {by}, {size} bytes", bytes=size)
    return drop


def label_of(name: str) -> str:
    """The name of a file as it is kept: without empty parts and steps up; never empty."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return "/".join(parts)[-LONGEST_SOURCE:].lstrip("/") or "unnamed"


def retry(stores: Stores, client: str, by: str, drop_id: str) -> bool:
    """Let a quarantined file be read again by the program of today; False where it is on its way already.

    Raises:
        WrongUse: the client has no such file, or it is not in quarantine.
    """
    begun = stores.register.batches.retry(client, drop_id, by, stores.clock())
    if begun:
        with about(client=client, drop=drop_id):
            tell(log, "retried", f"by {by}: it is read again")
    return begun
