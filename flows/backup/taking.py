"""Taking a backup while everything runs: objects, then the register, then the objects that came meanwhile.

A register in a backup never names an object that the backup lacks: what it names was stored before it was
named, so that the second look finds it; what was removed since is in the list of the first.
"""

from __future__ import annotations

import fcntl
import hashlib
import secrets
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from flows.backup.copying import Copier, known_to
from flows.backup.inventory import Entry, Note, Writer, entries_of, nothing_noted, written
from flows.backup.manifest import Manifest
from flows.backup.vault import Vault, short
from flows.desk import Stores
from flows.inbox.carrying import inboxes_within, kept_objects
from flows.likeness import ABOUT_REGISTER
from flows.moving import Tell
from flows.proof.heads import HEADS, head_key
from flows.verifying import Stored, named
from models.errors import WrongUse
from models.plain import to_plain
from models.record import Event
from storage.objects import Stat, not_taken
from storage.register import Register, Summary, open_saved

BACKED_UP = "backed up"
"""Kind of the event about the register by which the age of the last backup is known."""
PIECE = 4 << 20
"""Bytes of a register's file that are stored together: where they stay the same, nothing is stored anew."""
ATTEMPTS = 3
"""How often the register is read again where an object that it names went away in between."""
SCRATCH = "probe/"
"""Below it lies what only tries the store."""
DIGEST = 8


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was made."""

    manifest: Manifest
    healed: tuple[str, ...]
    """Keys of objects that are damaged in their place now, and that the backup has as they were."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """The register as it was read, and the objects that belong to it."""

    path: Path
    at: datetime
    inbox: tuple[str, ...]
    objects: tuple[str, ...]
    beside: tuple[str, ...]
    faults: Mapping[str, str]
    healed: tuple[str, ...]
    summary: Summary
    received: int


def back_up(stores: Stores, vault: Vault, tell: Tell) -> Taken:
    """Make a backup; who works meanwhile is not kept from it.

    Raises:
        WrongUse: another backup of this home runs on this machine.
        IntegrityFault: what was stored in the vault is not what was read.
        Missing: a place refuses, or does not answer. The same command goes on where it ended.
    """
    began = stores.clock()
    name = f"{began:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
    with working_folder(stores.settings.home) as folder:
        copier = Copier(vault, folder, vault.present(), lambda number: tell("objects", number, 0))
        picture = _picture(stores, copier, name)
        manifest = _manifest(stores, copier, (name, began), picture, tell)
        vault.finish(manifest)
    told = {"backup": name, "objects": manifest.counts["objects"], "faults": len(manifest.faults)}
    stores.register.add_event(Event(stores.clock(), "", BACKED_UP, ABOUT_REGISTER, told))
    return Taken(manifest, picture.healed)


@contextmanager
def working_folder(home: Path) -> Iterator[Path]:
    """A folder for files on their way, empty; one backup at a time works in it."""
    folder = home / "work" / "backup"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (home / "backup.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WrongUse(f"A backup of {home} runs already: wait for it to end.") from None
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _picture(stores: Stores, copier: Copier, name: str) -> _Picture:
    known = known_to(copier.vault)
    first = _objects(stores, copier, known, lambda n, part: copier.vault.note_part(name, n, part))
    picture = _look(stores, copier, first)
    for _ in range(ATTEMPTS - 1):
        before = picture
        if not before.faults:
            break
        picture = _look(stores, copier, before.objects)
        if picture.faults == before.faults:  # what is gone for good does not come back by looking again
            break
    return picture


def _objects(
    stores: Stores,
    copier: Copier,
    known: Iterator[Entry],
    note: Note = nothing_noted,
    heads: Collection[str] | None = None,
) -> tuple[str, ...]:
    """Parts of the inventory of all objects as they are now; of heads of the audit chain only these."""
    copier.begin()
    writer = Writer.into(copier.vault, note)
    kept = (stat for stat in _kept(stores) if not stat.key.startswith(SCRATCH))
    if heads is not None:
        kept = (stat for stat in kept if stat.key in heads or not stat.key.startswith(HEADS))
    for entry in copier.entries(stores.objects, kept, known):
        writer.add(entry)
    return writer.end()


def _kept(stores: Stores) -> Iterator[Stat]:
    return kept_objects(stores.objects, inboxes_within(stores.settings))


def _look(stores: Stores, copier: Copier, first: tuple[str, ...]) -> _Picture:
    vault, path = copier.vault, copier.folder / "register.sqlite"
    path.unlink(missing_ok=True)
    inbox = written(vault, copier.entries(stores.inbox, _waiting(stores), ()))
    at = stores.clock()
    stores.register.snapshots.save(path)
    with open_saved(path) as saved:  # a head taken since would say that the saved chain lacks its end
        heads = {head_key(head) for head in saved.chain.heads()}
    objects = _objects(stores, copier, entries_of(vault, first), heads=heads)
    with open_saved(path) as saved:
        lacking = _lacking(saved, entries_of(vault, objects))
        summary, received, unbalanced = (
            saved.snapshots.summary(),
            saved.page_ledger().received,
            saved.faults(),
        )
    beside, healed = _found_elsewhere(copier, lacking, entries_of(vault, first))
    faults = {key: _fault(stored) for key, stored in lacking.items() if key not in beside}
    faults |= {"page ledger": unbalanced[0]} if unbalanced else {}
    parts = written(vault, (beside[key] for key in sorted(beside)))
    return _Picture(path, at, inbox, objects, parts, faults, healed, summary, received)


def _waiting(stores: Stores) -> Iterator[Stat]:
    """Files of the inbox that have come to rest; what is still being written is in the next backup."""
    settled = stores.clock() - timedelta(seconds=stores.settings.settle_seconds)
    return (stat for stat in stores.inbox.list("") if stat.modified <= settled and not not_taken(stat.key))


def _lacking(saved: Register, entries: Iterator[Entry]) -> dict[str, Stored]:
    """What the register names and the inventory has not, or has with other bytes, by key."""
    listed = {_digest(entry.key): short(entry.sha256) for entry in entries}
    return {
        stored.key: stored
        for stored in named(saved)
        if listed.get(_digest(stored.key)) != short(stored.sha256)
    }


def _found_elsewhere(
    copier: Copier, lacking: Mapping[str, Stored], first: Iterator[Entry]
) -> tuple[dict[str, Entry], tuple[str, ...]]:
    """Entries for what is lacking: removed since the first look, or damaged since an earlier backup."""
    if not lacking:
        return {}, ()
    found = {
        entry.key: entry
        for entry in first
        if entry.key in lacking and entry.sha256 == lacking[entry.key].sha256
    }
    healed = {
        key: Entry(key, 0, "", stored.sha256)
        for key, stored in lacking.items()
        if key not in found and short(stored.sha256) in copier.present
    }
    return {**found, **healed}, tuple(sorted(healed))


def _fault(stored: Stored) -> str:
    return f"{stored.name} is gone or changed where it was copied from, and no backup has it."


def _digest(key: str) -> int:
    encoded = key.encode("utf-8", "surrogateescape")
    return int.from_bytes(hashlib.blake2b(encoded, digest_size=DIGEST).digest())


def _manifest(
    stores: Stores, copier: Copier, when: tuple[str, datetime], picture: _Picture, tell: Tell
) -> Manifest:
    pieces, sha256, size = _register(copier, picture.path, tell)
    summary = picture.summary
    return Manifest(
        id=when[0],
        program=version("countersign-ar"),
        began_at=when[1],
        register_at=picture.at,
        ended_at=stores.clock(),
        database=stores.register.database.shown,
        storage=stores.settings.objects_url,
        version=summary.version,
        rows=to_plain(summary.rows),
        last_event=summary.last_event,
        last_event_at=summary.last_event_at,
        received=picture.received,
        register=pieces,
        register_sha256=sha256,
        register_bytes=size,
        objects=picture.objects,
        beside=picture.beside,
        inbox=picture.inbox,
        counts=_counts(copier, picture),
        faults=picture.faults,
    )


def _register(copier: Copier, path: Path, tell: Tell) -> tuple[tuple[str, ...], str, int]:
    """Hashes of the pieces of the register's file, its own hash, its size."""
    pieces, whole, size, total = [], hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            whole.update(piece)
            size += len(piece)
            sha256 = hashlib.sha256(piece).hexdigest()
            if short(sha256) not in copier.present and copier.vault.keep(sha256, piece):
                copier.copied_bytes += len(piece)
            pieces.append(sha256)
            tell("register", size, total)
    return tuple(pieces), whole.hexdigest(), size


def _counts(copier: Copier, picture: _Picture) -> dict[str, int]:
    count = size = 0
    for entry in entries_of(copier.vault, (*picture.objects, *picture.beside)):
        count, size = count + 1, size + entry.size
    waiting = sum(1 for _ in entries_of(copier.vault, picture.inbox))
    return {
        "objects": count,
        "object_bytes": size,
        "inbox": waiting,
        "copied": copier.copied,
        "copied_bytes": copier.copied_bytes,
    }
