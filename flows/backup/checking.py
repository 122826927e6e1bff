"""Whether a backup is whole: everything that its manifest names is read again and hashed."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.backup.inventory import Entry, entries_of
from flows.backup.manifest import Manifest
from flows.backup.vault import Vault, ids_of, short
from flows.inbox.carrying import side_by_side
from models.errors import IntegrityFault
from storage.register import must_be_sound

Checked = tuple[str, str]
"""What was looked at, and what is wrong with it; empty when nothing is."""


@dataclass(slots=True)
class _Seen:
    """What was read already: backups share most of what they name."""

    hashes: set[int]

    def new(self, sha256: str) -> bool:
        """True the first time."""
        known = short(sha256) in self.hashes
        self.hashes.add(short(sha256))
        return not known


def check(vault: Vault, folder: Path, wanted: str = "") -> Iterator[Checked]:
    """Read all that one backup names, or all backups; what several share is read once.

    Args:
        vault: the place of the backups.
        folder: where a register may be put together, for a moment.
        wanted: id of one backup; all where empty.
    """
    seen = _Seen(set())
    for name in ids_of(vault, wanted):
        try:
            manifest = vault.manifest(name)
        except IntegrityFault as fault:
            yield f"backup {name}", str(fault)
            continue
        yield f"backup {name}", ""
        yield _register(vault, manifest, folder)
        for parts in (manifest.objects, manifest.beside, manifest.inbox):
            yield from _listed(vault, parts, seen)


def put_together(vault: Vault, manifest: Manifest, path: Path) -> None:
    """Write the register of a backup to `path`, a SQLite file, and let SQLite look over it.

    Raises:
        IntegrityFault: a piece is gone or damaged.
    """
    whole = hashlib.sha256()
    with path.open("wb") as file:
        for piece in manifest.register:
            data = vault.bytes_of(piece)
            whole.update(data)
            file.write(data)
    if whole.hexdigest() != manifest.register_sha256:
        raise IntegrityFault("The pieces of the register do not make the register: take another backup.")
    must_be_sound(path)


def _register(vault: Vault, manifest: Manifest, folder: Path) -> Checked:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        try:
            put_together(vault, manifest, Path(place, "register.sqlite"))
        except IntegrityFault as fault:
            return f"register of {manifest.id}", str(fault)
    return f"register of {manifest.id}", ""


def _listed(vault: Vault, parts: tuple[str, ...], seen: _Seen) -> Iterator[Checked]:
    def read(entry: Entry) -> Checked:
        return entry.key, vault.fault_of(entry.sha256)

    for part in filter(seen.new, parts):
        try:
            entries = list(entries_of(vault, [part]))
        except IntegrityFault as fault:
            yield f"a part of the inventory, {part}", str(fault)
            continue
        yield from side_by_side(read, (entry for entry in entries if seen.new(entry.sha256)))
