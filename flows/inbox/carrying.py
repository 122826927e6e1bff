"""Objects from one place to another: all that is kept, and what still waits in the inbox."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from flows.desk import Stores
from flows.inbox.dropping import sha256_of
from flows.inbox.sweeping import arrival_of, readable
from models.errors import WrongUse
from models.record import Arrival, Drop, is_client_name
from models.settings import Settings
from storage.objects import KeyMissing, ObjectStore, Stat, not_taken

AT_ONCE = 8
"""Objects on their way at the same time; each holds about 15 MB in memory where it goes to S3."""
CHUNK = 256

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not carried, and why."""

    name: str
    """Its key, readable."""
    reason: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """What became of the files of the old inbox."""

    carried: int
    done: int
    """Files on which all work is done; they are not needed any more."""
    left: tuple[Left, ...]
    """Files that nobody takes from an inbox, or not yet."""
    seen: Mapping[str, str]
    """Keys and versions of all of them."""


def inboxes_within(*places: Settings) -> set[str]:
    """Prefixes in the object storage that are an inbox of one of the settings."""
    return {
        f"{one.inbox_url.removeprefix(one.objects_url).strip('/')}/"
        for one in places
        if one.inbox_url.startswith(f"{one.objects_url.rstrip('/')}/")
    }


def kept_objects(store: ObjectStore, inboxes: Iterable[str]) -> Iterator[Stat]:
    """All objects but those of an inbox that lies in the same place.

    Args:
        store: the object storage.
        inboxes: prefixes, each with a slash at its end.
    """
    outside = tuple(inboxes)
    return (stat for stat in store.list("") if not stat.key.startswith(outside))


def copy_objects(stats: Iterable[Stat], old: ObjectStore, new: ObjectStore) -> Iterator[Stat | Left]:
    """Copy objects under their keys; what lies there with the same bytes stays. Each is read back.

    Yields each as it is done; one that cannot be named in the new place as `Left`.

    Raises:
        IntegrityFault: other bytes lie under a key, or what was read back differs.
        Missing: a place refuses, or does not answer.
    """

    def carry(stat: Stat) -> Stat | Left:
        try:
            with old.open(stat.key) as stream:
                new.put_new(stat.key, stream)
        except WrongUse as refused:
            return Left(readable(stat.key), str(refused))
        return stat

    yield from side_by_side(carry, stats)


def carry_inbox(old: Stores, new: Stores, done: Callable[[int], None]) -> Inbox:
    """Drop what waits in the old inbox into the new one, under the source it was dropped as.

    No name of a file goes into the new inbox: a folder takes names that no S3 server does, and the other
    way round. The register of `new` keeps what each was called.

    Args:
        old: holds the inbox; nothing is removed from it.
        new: holds the inbox to fill and the register to work with from now on.
        done: told how many more were looked at.

    Raises:
        Missing: a place refuses, or does not answer.
    """
    waiting, left, seen = _looked_at(old)
    carried = finished = 0
    with tempfile.TemporaryDirectory(dir=old.settings.home) as folder:

        def carry(arrival: Arrival) -> Left | bool:
            with tempfile.NamedTemporaryFile(dir=folder) as file:
                return _carry(old, new, arrival, Path(file.name))

        for outcome in side_by_side(carry, waiting):
            done(1)
            if isinstance(outcome, Left):
                left.append(outcome)
            carried += outcome is True
            finished += outcome is False
    return Inbox(carried, finished, tuple(left), seen)


def dropped_since(old: Stores, inbox: Inbox) -> tuple[Left, ...]:
    """Files that came into the old inbox, or changed in it, after it was looked into."""
    reason = "it came during the move"
    return tuple(
        Left(readable(stat.key), reason)
        for stat in old.inbox.list("")
        if inbox.seen.get(stat.key) != stat.version and not not_taken(stat.key)
    )


def _looked_at(old: Stores) -> tuple[list[Arrival], list[Left], dict[str, str]]:
    """What is to be carried, what nobody takes, and all keys with their versions."""
    stats = list(old.inbox.list(""))
    if any(_is_fresh(old, stat) for stat in stats):
        time.sleep(old.settings.settle_seconds)
        stats = list(old.inbox.list(""))
    waiting, left = [], []
    for stat in stats:
        reason = _why_not(old, stat)
        if reason:
            left.append(Left(readable(stat.key), reason))
        else:
            waiting.append(arrival_of(stat))
    return waiting, left, {stat.key: stat.version for stat in stats}


def _why_not(old: Stores, stat: Stat) -> str | None:
    head, _, rest = stat.key.partition("/")
    if rest and not is_client_name(head):
        return "its folder names no client"
    if _is_fresh(old, stat):
        return "it is still being written"
    return not_taken(stat.key)


def _is_fresh(old: Stores, stat: Stat) -> bool:
    age = old.clock() - stat.modified
    return timedelta(0) <= age < timedelta(seconds=old.settings.settle_seconds)


def _carry(old: Stores, new: Stores, arrival: Arrival, path: Path) -> Left | bool:
    """True when the file waits in the new inbox, False when all work on it is done."""
    if new.register.done_among([arrival]):
        return False
    try:
        old.inbox.fetch(arrival.key, path)
    except KeyMissing:
        return Left(readable(arrival.key), "it went away during the move")
    found = old.inbox.stat(arrival.key)
    if found is None or found.version != arrival.version:
        return Left(readable(arrival.key), "it changed during the move")
    drop = _drop(new, arrival, path)
    if new.register.settled_drops([drop.id]):
        return False
    key = f"{drop.client}/{drop.id}"
    new.register.announce(drop, key, new.clock())
    new.inbox.put_new(key, path)
    return True


def _drop(new: Stores, arrival: Arrival, path: Path) -> Drop:
    announced = new.register.announced(arrival.client, arrival.key)
    return Drop(
        client=arrival.client,
        source=announced.source if announced else arrival.source,
        sha256=sha256_of(path),
        size=path.stat().st_size,
        received_at=new.clock(),
        parent=announced.parent if announced else "",
    )


def side_by_side(do: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """`do` for each item, several at once; the first error ends it."""
    left = iter(items)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        while chunk := list(islice(left, CHUNK)):
            yield from threads.map(do, chunk)
