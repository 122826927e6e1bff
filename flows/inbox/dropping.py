"""Files from a path into the inbox: what is taken, what is not, and under which source it is known."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from flows.desk import Stores
from flows.inbox.sweeping import readable
from flows.machine.space import must_have_room
from models.errors import WrongUse
from models.record import Arrival, Drop
from pipeline.filing import original_key
from storage.objects import KeyMissing, not_taken

GROWING = "still growing: drop it again when it is complete"
SETTLED_SECONDS = 2.0
"""A file that changed more recently may still be growing; it is looked at again."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file below a named path."""

    path: Path
    source: str
    """Path below the named one, '/'-separated; bytes that are no UTF-8 as %XX."""


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that was not taken, and why."""

    source: str
    reason: str
    later: bool = False
    """True where it is meant to be taken and could not be now."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """What became of the named paths."""

    drops: tuple[str, ...]
    """Drop ids, in the order found; those that already have an end state included."""
    passed: tuple[Passed, ...]


def drop_paths(stores: Stores, client: str, paths: list[Path]) -> Dropped:
    """Copy the files that `paths` name into the inbox; nothing named is moved or deleted.

    Raises:
        WrongUse: a path does not exist.
    """
    drops: list[str] = []
    passed: list[Passed] = []
    for found in (found for path in paths for found in look(path)):
        if isinstance(found, Passed):
            passed.append(found)
            continue
        outcome = drop_file(stores, client, found)
        if isinstance(outcome, Passed):
            passed.append(outcome)
        else:
            drops.append(outcome.id)
    return Dropped(tuple(dict.fromkeys(drops)), tuple(passed))


def look(path: Path) -> Iterator[Found | Passed]:
    """The files at or below `path`, in the order of their names."""
    if not os.path.lexists(path):
        raise WrongUse(f"{readable(str(path))} does not exist: name a file or a folder.")
    if path.is_dir():
        yield from _below(path, path)
    else:
        yield _one(path, readable(path.name))


def drop_file(stores: Stores, client: str, found: Found) -> Drop | Passed:
    """Announce one file and put it into the inbox, unless it cannot be read or is still growing."""
    try:
        before = _settled(found.path)
        sha256 = sha256_of(found.path)
        if before is None or _state(found.path) != before:
            return Passed(found.source, GROWING, later=True)
    except OSError as fault:
        return Passed(
            found.source, f"cannot be read ({fault.strerror}): give this user the right to", later=True
        )
    drop = Drop(client, found.source, sha256, before[0], stores.clock())
    return put_into_inbox(stores, drop, found.path)


def sha256_of(path: Path) -> str:
    """Hash of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def put_into_inbox(stores: Stores, drop: Drop, source: Path | BinaryIO) -> Drop:
    """Announce `drop`, then put its bytes into the inbox; a stream is read from its beginning.

    Gives the drop as it is known from now on: a new one where these bytes were destroyed after they had come.

    One that has its end state already only makes sure that its original is still in the archive. So it may be
    while it is put: another process had dropped the same, and takes it out of the inbox just then.

    Raises:
        NoRoom: a disk of this machine is nearly full; nothing was put anywhere.
    """
    must_have_room(stores.settings, stores.space)
    drop = stores.register.destructions.current(drop)
    key = f"{drop.client}/{drop.id}"
    while stores.register.announce(drop, key, stores.clock()):
        with suppress(KeyMissing):
            found = stores.inbox.put_new(key, _from_its_beginning(source))
            arrival = Arrival(drop.client, key, found.version, drop.source, found.size)
            stores.register.note_arrivals([arrival], stores.clock())
            return drop
    stores.objects.put_new(original_key(drop.client, drop.sha256), _from_its_beginning(source))
    return drop


def _from_its_beginning(source: Path | BinaryIO) -> Path | BinaryIO:
    if not isinstance(source, Path):
        source.seek(0)
    return source


def _below(root: Path, folder: Path) -> Iterator[Found | Passed]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as fault:
        yield Passed(
            readable(str(folder.relative_to(root))), f"cannot be opened ({fault.strerror})", later=True
        )
        return
    for entry in entries:
        found = _one(entry, readable(entry.relative_to(root).as_posix()))
        if isinstance(found, Found) and entry.is_dir():
            yield from _below(root, entry)
        else:
            yield found


def _one(path: Path, source: str) -> Found | Passed:
    try:
        reason = not_taken(path.name, path.lstat().st_mode)
    except OSError as fault:
        reason = f"cannot be looked at ({fault.strerror})"
    return Passed(source, reason) if reason else Found(path, source)


def _settled(path: Path) -> tuple[int, int] | None:
    """Size and time of a file that has not changed for a while; None when it goes on changing."""
    before = _state(path)
    age = time.time() - before[1] / 1e9
    if 0 <= age < SETTLED_SECONDS:
        time.sleep(SETTLED_SECONDS - age)
    return before if _state(path) == before else None


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
