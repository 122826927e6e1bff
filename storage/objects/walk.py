"""The files below a folder, ordered by key, while scanners write to it."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from storage.objects.durable import folder_at, mend, version_of
from storage.objects.names import OURS, decode
from storage.objects.port import Stat

_LAST_SECOND = 253_402_300_799
"""The end of the year 9999; file systems hold later times, `datetime` does not."""

_log = logging.getLogger(__name__)


def stat_of(key: bytes, found: os.stat_result) -> Stat:
    """What the file system says about the file under `key`."""
    seconds = min(max(found.st_mtime, 0), _LAST_SECOND)
    return Stat(decode(key), found.st_size, version_of(found), datetime.fromtimestamp(seconds, UTC))


def walk(root: bytes, prefix: bytes, after: bytes) -> Iterator[Stat]:
    """Regular files whose key begins with `prefix` and lies behind `after`; links are not followed.

    A folder that goes away or cannot be read is left out. What a crash of ours left behind is mended.
    """
    start, _, _ = prefix.rpartition(b"/")
    pending: list[bytes | Stat] = [start + b"/" if start else b""]
    while pending:
        found = pending.pop()
        if isinstance(found, Stat):
            yield found
        else:
            pending.extend(reversed(_look_into(root, found, prefix, after)))


def _look_into(root: bytes, folder: bytes, prefix: bytes, after: bytes) -> list[bytes | Stat]:
    """Files and folders (their keys end in '/') of one folder in the order of their keys."""
    try:
        with folder_at(root, folder.split(b"/")[:-1]) as descriptor:
            met = _read(descriptor, folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        _log.warning("Nothing is taken from folder %r: %s.", decode(folder), error.strerror)
        return []
    wanted = {key: found for key, found in met.items() if _wanted(key, prefix, after)}
    return [wanted[key] for key in sorted(wanted)]


def _read(descriptor: int, folder: bytes) -> dict[bytes, bytes | Stat]:
    met: dict[bytes, bytes | Stat] = {}
    with os.scandir(descriptor) as entries:
        for entry in entries:
            name = os.fsencode(entry.name)
            if entry.name.startswith(OURS):
                mend(descriptor, name, time.time())
            elif entry.is_dir(follow_symlinks=False):
                met[folder + name + b"/"] = folder + name + b"/"
            elif entry.is_file(follow_symlinks=False):
                met |= _file(folder + name, entry)
    return met


def _file(key: bytes, entry: os.DirEntry[str]) -> dict[bytes, Stat]:
    try:
        return {key: stat_of(key, entry.stat(follow_symlinks=False))}
    except FileNotFoundError:
        return {}


def _wanted(key: bytes, prefix: bytes, after: bytes) -> bool:
    """True for a file that is listed, and for a folder that may hold one."""
    if key.endswith(b"/"):
        return (key.startswith(prefix) or prefix.startswith(key)) and (key > after or after.startswith(key))
    return key.startswith(prefix) and key > after
