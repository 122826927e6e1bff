"""The place of backups: everything lies once under the hash of its bytes, and manifests name it.

countersign-backups.json    says that this is such a place
kept/<2 digits>/<sha256>    objects, pieces of registers, parts of inventories
manifests/<id>.json         one for each backup, written last of all
unfinished/<id>/<n>-<hash>  what a backup that was interrupted had listed
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from flows.backup.manifest import Manifest, from_json, to_json
from models.errors import Denied, IntegrityFault, WrongUse
from models.settings import Settings
from storage.objects import FolderStore, KeyMissing, ObjectStore, open_store
from storage.objects.streams import sha256_of

MARK, MARK_TEXT = "countersign-backups.json", b'{"format": 1}\n'
MANIFESTS, UNFINISHED = "manifests/", "unfinished/"
SETTING = "the place of the backup"
_SHORT = 15


def short(sha256: str) -> int:
    """The first 60 bits of a hash: enough to tell millions apart, a third of its size in memory."""
    return int(sha256[:_SHORT], 16)


@dataclass(frozen=True, slots=True)
class Vault:
    """Backups in one place. Nothing in it is ever overwritten; old backups go where a rule says so."""

    store: ObjectStore

    def keep(self, sha256: str, source: bytes | Path) -> bool:
        """Put bytes under their hash, read back; False when they lay there already.

        Raises:
            IntegrityFault: what was read back is something else.
        """
        key = key_of(sha256)
        if self.store.stat(key) is not None:
            return False
        self.store.put_new(key, source)
        if isinstance(self.store, FolderStore):  # another store has read it back already
            with self.store.open(key) as stored:
                if sha256_of(stored) != sha256:
                    raise IntegrityFault(f"{key} was not stored as it was given: look at that disk.")
        return True

    def keep_bytes(self, data: bytes) -> str:
        """The same for bytes whose hash is not known yet; gives it."""
        sha256 = hashlib.sha256(data).hexdigest()
        self.keep(sha256, data)
        return sha256

    def bytes_of(self, sha256: str) -> bytes:
        """What lies under a hash.

        Raises:
            IntegrityFault: it is gone, or is something else.
        """
        try:
            data = self.store.get(key_of(sha256))
        except KeyMissing:
            raise IntegrityFault(f"{key_of(sha256)} is gone from the backup.") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise IntegrityFault(_damaged(sha256))
        return data

    def fetch(self, sha256: str, path: Path) -> None:
        """Write what lies under a hash to `path`; raises as `bytes_of` does."""
        try:
            self.store.fetch(key_of(sha256), path)
        except KeyMissing:
            raise IntegrityFault(f"{key_of(sha256)} is gone from the backup.") from None
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise IntegrityFault(_damaged(sha256))

    def fault_of(self, sha256: str) -> str:
        """What is wrong with what lies under a hash, read whole; empty when nothing is."""
        try:
            with self.store.open(key_of(sha256)) as stored:
                return "" if sha256_of(stored) == sha256 else _damaged(sha256)
        except KeyMissing:
            return f"{key_of(sha256)} is gone from the backup."

    def present(self) -> set[int]:
        """Short hashes of all that lies here."""
        return {short(stat.key.rpartition("/")[2]) for stat in self.store.list("kept/")}

    def finish(self, manifest: Manifest) -> None:
        """Make it a backup; until then it is none."""
        self.store.put_new(f"{MANIFESTS}{manifest.id}.json", to_json(manifest))
        with suppress(Denied):
            for stat in list(self.store.list(UNFINISHED)):
                self.store.remove(stat.key, stat.version)

    def ids(self) -> tuple[str, ...]:
        """Of all backups, oldest first."""
        names = (stat.key.removeprefix(MANIFESTS) for stat in self.store.list(MANIFESTS))
        return tuple(name.removesuffix(".json") for name in names if name.endswith(".json"))

    def manifest(self, name: str) -> Manifest:
        """One backup.

        Raises:
            WrongUse: there is none of this name.
            IntegrityFault: its manifest is damaged.
        """
        try:
            return from_json(self.store.get(f"{MANIFESTS}{name}.json"))
        except KeyMissing:
            raise WrongUse(
                f"There is no backup {name} here: `countersign backup --list` names all."
            ) from None

    def forget(self, name: str) -> None:
        """Let a backup be none any more; what it names stays until `sweep`."""
        self._remove(f"{MANIFESTS}{name}.json")

    def is_being_filled(self, since: datetime) -> bool:
        """True where a backup that has not ended stored a part of its list after `since`."""
        return any(stat.modified > since for stat in self.store.list(UNFINISHED))

    def sweep(self, needed: Container[int], before: datetime) -> tuple[int, int]:
        """Remove what is not `needed` (short hashes) and was stored before; how many, and their bytes."""
        count = size = 0
        for stat in list(self.store.list("kept/")):
            if short(stat.key.rpartition("/")[2]) not in needed and stat.modified < before:
                self.store.remove(stat.key, stat.version)
                count, size = count + 1, size + stat.size
        return count, size

    def _remove(self, key: str) -> None:
        stat = self.store.stat(key)
        if stat is not None:
            self.store.remove(key, stat.version)

    def newest(self) -> Manifest | None:
        """The newest backup whose manifest can be read; None without any."""
        for name in reversed(self.ids()):
            with suppress(IntegrityFault):
                return self.manifest(name)
        return None

    def note_part(self, backup: str, number: int, sha256: str) -> None:
        """Let the next backup know what this one has listed so far, should it be interrupted."""
        self.store.put_new(f"{UNFINISHED}{backup}/{number:06}-{sha256}", b"listed\n")

    def interrupted(self) -> tuple[str, ...]:
        """Hashes of the parts that the newest interrupted backup had listed, in their order."""
        keys = [stat.key.removeprefix(UNFINISHED) for stat in self.store.list(UNFINISHED)]
        newest = max((key.partition("/")[0] for key in keys), default="")
        return tuple(key.rpartition("-")[2] for key in keys if key.startswith(f"{newest}/"))


def key_of(sha256: str) -> str:
    """Where the bytes with this hash lie."""
    return f"kept/{sha256[:2]}/{sha256}"


def _damaged(sha256: str) -> str:
    return (
        f"{key_of(sha256)} in the backup holds other bytes than were stored. Remove that file: the next "
        "backup stores it again if it is still there to be copied."
    )


def vault_to_fill(url: str, settings: Settings) -> Vault:
    """The place at `url`, made on its first use.

    Raises:
        WrongUse: something else lies there.
        Missing: it cannot be reached or written.
    """
    vault = _open(url, settings)
    if vault.store.stat(MARK) is None:
        if next(vault.store.list(""), None) is not None:
            raise WrongUse(f"{url} holds something else: name an empty place, for backups alone.")
        vault.store.put_new(MARK, MARK_TEXT)
    return vault


def vault_to_read(url: str, settings: Settings) -> Vault:
    """The place at `url`.

    Raises:
        WrongUse: no backups lie there.
        Missing: it cannot be reached.
    """
    nowhere = WrongUse(f"No backups lie in {url}: name the place that `countersign backup` was given.")
    if not urlsplit(url).scheme and not Path(url).is_dir():
        raise nowhere
    vault = _open(url, settings)
    try:
        mark = json.loads(vault.store.get(MARK, 1000))
    except (KeyMissing, ValueError):
        raise nowhere from None
    if mark != json.loads(MARK_TEXT):
        raise WrongUse(f"The backups in {url} were made by a newer program: update countersign.")
    return vault


def _open(url: str, settings: Settings) -> Vault:
    """With the keys of backups, where they have some of their own."""
    keys = {
        "s3_access_key": settings.backup_s3_access_key or settings.s3_access_key,
        "s3_secret_key": settings.backup_s3_secret_key or settings.s3_secret_key,
    }
    return Vault(open_store(url, replace(settings, **keys), SETTING))  # type: ignore[arg-type]


def ids_of(vault: Vault, wanted: str) -> Iterator[str]:
    """The backup that is named; all of them where none is."""
    yield from (wanted,) if wanted else vault.ids()
