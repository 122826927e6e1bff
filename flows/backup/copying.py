"""Objects into the vault: what is new is read, hashed, stored and read back; the rest is only listed."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from flows.backup.inventory import Entry, entries_of, in_order, unchanged, with_known
from flows.backup.vault import Vault, short
from flows.inbox.carrying import side_by_side
from flows.inbox.dropping import sha256_of
from models.errors import IntegrityFault
from storage.objects import KeyMissing, ObjectStore, Stat, TooLarge

IN_MEMORY = 16 << 20
"""Bytes; a larger object goes through a file."""


@dataclass(slots=True)
class Copier:
    """Copies from one store after the other, and counts."""

    vault: Vault
    folder: Path
    """For objects on their way; on a disk with room for the largest ones."""
    present: set[int]
    """Short hashes of what the vault holds."""
    listed: Callable[[int], None]
    """Told after each object how many there were so far."""
    copied: int = 0
    copied_bytes: int = 0
    _read: int = field(default=0)

    def entries(self, store: ObjectStore, stats: Iterable[Stat], known: Iterable[Entry]) -> Iterator[Entry]:
        """An entry for each object, its bytes in the vault; what went away meanwhile is left out.

        Args:
            store: holds the objects.
            stats: what to copy, in the order of the keys.
            known: what earlier inventories say, in the same order.
        """

        def copy(found: tuple[Stat, tuple[Entry, ...]]) -> tuple[Entry, bool] | None:
            stat, earlier = found
            entry = unchanged(stat, earlier, self.present)
            return (entry, False) if entry else self._copy(store, stat)

        for outcome in side_by_side(copy, with_known(stats, known)):
            if outcome is None:
                continue
            entry, new = outcome
            if new:
                self.present.add(short(entry.sha256))
                self.copied, self.copied_bytes = self.copied + 1, self.copied_bytes + entry.size
            self._read += 1
            self.listed(self._read)
            yield entry

    def begin(self) -> None:
        """Count from the beginning again."""
        self._read = 0

    def _copy(self, store: ObjectStore, stat: Stat) -> tuple[Entry, bool] | None:
        with suppress(KeyMissing):
            if stat.size <= IN_MEMORY:
                with suppress(TooLarge):
                    data = store.get(stat.key, IN_MEMORY)
                    sha256 = hashlib.sha256(data).hexdigest()
                    new = self.vault.keep(sha256, data)
                    return Entry(stat.key, len(data), stat.version, sha256), new
            return self._through_a_file(store, stat)
        return None

    def _through_a_file(self, store: ObjectStore, stat: Stat) -> tuple[Entry, bool]:
        path = self.folder / secrets.token_hex(8)
        try:
            store.fetch(stat.key, path)
            sha256 = sha256_of(path)
            new = self.vault.keep(sha256, path)
            return Entry(stat.key, path.stat().st_size, stat.version, sha256), new
        finally:
            path.unlink(missing_ok=True)


def read_as_far_as_sound(entries: Iterator[Entry]) -> Iterator[Entry]:
    """Entries until one cannot be read: who knows less only copies more."""
    with suppress(IntegrityFault, ValueError, TypeError):
        yield from entries


def known_to(vault: Vault) -> Iterator[Entry]:
    """What the newest backup, and one that was interrupted since, say about objects, in their order."""
    newest = vault.newest()
    earlier = (newest.objects if newest else (), vault.interrupted())
    return in_order(*(read_as_far_as_sound(entries_of(vault, parts)) for parts in earlier))
