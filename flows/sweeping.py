"""Looking into the inbox: which objects have come to rest, whose they are, what they are called."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.desk import Stores
from models.record import DEFAULT_CLIENT, Arrival, is_client_name
from storage.objects import Stat, not_taken


@dataclass(slots=True)
class Sightings:
    """What one watcher has seen in the inbox, and since when it has not changed."""

    since: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Key to (version, moment on a clock that never goes back)."""


def sweep(stores: Stores, seen: Sightings, moment: float) -> int:
    """Note every object of the inbox that has come to rest; returns how many are new."""
    present: dict[str, tuple[str, float]] = {}
    arrivals: list[Arrival] = []
    for stat in stores.inbox.list(""):
        if not_taken(stat.key):
            continue
        version, since = seen.since.get(stat.key, (stat.version, moment))
        present[stat.key] = (stat.version, since if version == stat.version else moment)
        if moment - present[stat.key][1] >= stores.settings.settle_seconds:
            arrivals.append(arrival_of(stat))
    seen.since = present
    return stores.register.note_arrivals(arrivals, stores.clock())


def arrival_of(stat: Stat) -> Arrival:
    """The first folder names the client; what lies at the root is the default client's."""
    head, _, rest = stat.key.partition("/")
    client, source = (head, rest) if rest and is_client_name(head) else (DEFAULT_CLIENT, stat.key)
    return Arrival(client, stat.key, stat.version, readable(source), stat.size)


def readable(name: str) -> str:
    """`name` with bytes that are no UTF-8 as %XX."""
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in name)
