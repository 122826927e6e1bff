"""The copies of broken files that lie apart for people, and which of them have no business there any more.

A copy is made before the register knows of it, so that no crash forgets it. A worker that ended in between
leaves it behind, and the next one may read the file all the same.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict

from flows.desk import Desk
from models.errors import Denied
from pipeline.filing import QUARANTINE, original_key, quarantine_key, quarantined_file
from storage.objects import Stat


def put_aside(desk: Desk, client: str, sha256: str) -> None:
    """Put a copy of an original there; once more does no harm."""
    desk.objects.copy(original_key(client, sha256), quarantine_key(client, sha256))


def clear(desk: Desk, client: str, sha256: str) -> None:
    """Take away the copy of a file of which nothing is in quarantine."""
    stored = desk.objects.stat(quarantine_key(client, sha256))
    if stored is not None:
        _clear(desk, client, {sha256: stored})


def clear_left(desk: Desk) -> None:
    """Take away every such copy, also what a worker put there that had lost its file to another one."""
    found: dict[str, dict[str, Stat]] = defaultdict(dict)
    for stored in desk.objects.list(f"{QUARANTINE}/"):
        if file := quarantined_file(stored.key):
            client, sha256 = file
            found[client][sha256] = stored
    for client, files in found.items():
        _clear(desk, client, files)


def _clear(desk: Desk, client: str, files: dict[str, Stat]) -> None:
    for sha256 in desk.register.batches.forsaken(client, files, desk.now()):
        with contextlib.suppress(Denied):
            desk.objects.remove(files[sha256].key, files[sha256].version)
