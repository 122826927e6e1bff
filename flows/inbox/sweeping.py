"""Looking into the inbox: which objects have come to rest, whose they are, what they are called."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from flows.desk import Stores
from flows.journal import tell
from models.counts import counted
from models.errors import Missing
from models.record import DEFAULT_CLIENT, Arrival, is_client_name
from storage.objects import Stat, StoreRefused, not_taken

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sightings:
    """What one watcher has seen in the inbox, and since when it has not changed."""

    since: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Key to (version, moment on a clock that never goes back)."""
    strangers: set[str] = field(default_factory=set)
    """Folders that name no client firm, told once each."""


def sweep(stores: Stores, seen: Sightings, moment: float) -> int:
    """Note every object of the inbox that has come to rest; returns how many are new.

    Objects on which all work is done go: a crash left them.
    """
    present: dict[str, tuple[str, float]] = {}
    arrivals: list[Arrival] = []
    for stat in stores.inbox.list(""):
        if not_taken(stat.key) or _is_nobodys(stat.key, seen):
            continue
        version, since = seen.since.get(stat.key, (stat.version, moment))
        present[stat.key] = (stat.version, since if version == stat.version else moment)
        if moment - present[stat.key][1] >= stores.settings.settle_seconds:
            arrivals.append(arrival_of(stat))
    seen.since = present
    new = stores.register.note_arrivals(arrivals, stores.clock())
    if new:
        tell(log, "noted", f"{counted(new, 'new file')} in the inbox", files=new)
    if new < len(arrivals):
        _remove_left_overs(stores, arrivals)
    return new


def _remove_left_overs(stores: Stores, arrivals: Sequence[Arrival]) -> None:
    """Remove what a crash left in the inbox after all work on it was done; one that stays stops nobody."""
    for arrival in stores.register.done_among(arrivals):
        with suppress(PermissionError, Missing, StoreRefused):
            stores.inbox.remove(arrival.key, arrival.version)


def _is_nobodys(key: str, seen: Sightings) -> bool:
    """True for what lies in a folder that cannot name a client: nobody may guess whose it is."""
    head, _, rest = key.partition("/")
    if not rest or is_client_name(head):
        return False
    if head not in seen.strangers:
        seen.strangers.add(head)
        words = (
            f"the inbox folder {readable(head)!r} names no client (1-63 lower-case letters, digits, - and _)."
        )
        tell(log, "passed", words, logging.WARNING)
    return True


def arrival_of(stat: Stat) -> Arrival:
    """The first folder names the client; what lies at the root is the default client's."""
    head, _, rest = stat.key.partition("/")
    client, source = (head, rest) if rest else (DEFAULT_CLIENT, stat.key)
    return Arrival(client, stat.key, stat.version, readable(source), stat.size)


def readable(name: str) -> str:
    """`name` with bytes that are no UTF-8 as %XX."""
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in name)
