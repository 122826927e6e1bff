"""A backup back into an empty home: objects, register, what waited in the inbox; then the proof."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.backup.checking import put_together
from flows.backup.copying import IN_MEMORY
from flows.backup.inventory import Entry, entries_of
from flows.backup.manifest import Manifest
from flows.backup.vault import Vault
from flows.desk import Stores, desk_over
from flows.inbox.carrying import Left, inboxes_within, kept_objects, side_by_side
from flows.inbox.sweeping import arrival_of, readable
from flows.likeness import ABOUT_REGISTER, differences, likeness
from flows.machine.presence import RESTORING
from flows.moving import Tell
from flows.shelving import shelve_outstanding
from flows.verifying import Finding, outstanding, verify
from models.errors import IntegrityFault, WrongUse
from models.record import Drop, Event
from storage.objects import ObjectStore, Stat, not_taken
from storage.register import open_saved

RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Restored:
    """What is there now."""

    objects: int
    inbox: int
    """Files that wait in the inbox again."""
    checked: int
    """Things that were verified in the new place."""
    faults: tuple[str, ...]
    """What was wrong already where the backup was made."""
    left: tuple[Left, ...]
    """What cannot be named in the new place."""


def restore(vault: Vault, manifest: Manifest, stores: Stores, tell: Tell) -> Restored:
    """Fill the empty places that the settings name, and prove that all is there.

    Killed in the middle, the same call goes on; until it has ended, nobody can work in this home.

    Raises:
        WrongUse: the places hold something already; or another backup was being restored into them.
        IntegrityFault: the backup is damaged, or what was restored is not what was saved.
        Missing: a place refuses, or does not answer.
    """
    _begin(manifest, stores)
    objects, left = _objects(vault, manifest, stores, tell)
    _register(vault, manifest, stores, tell)
    inbox = _inbox(vault, manifest, stores)
    tell("copies", 0, 0)
    desk = desk_over(stores)
    with desk.readers:
        for client in stores.register.clients():  # filings may not all have had their copies by then
            shelve_outstanding(desk, client)
    checked, faults = _prove(manifest, stores, tell)
    told = {"backup": manifest.id, "objects": objects}
    stores.register.add_event(Event(stores.clock(), "", RESTORED, ABOUT_REGISTER, told))
    (stores.settings.home / RESTORING).unlink()
    return Restored(objects, inbox, checked, faults, left)


def _begin(manifest: Manifest, stores: Stores) -> None:
    """Refuse places that hold something, unless this very restore has put it there."""
    mark = stores.settings.home / RESTORING
    if mark.exists():
        begun = json.loads(mark.read_text(encoding="utf-8")).get("backup")
        if begun != manifest.id:
            raise WrongUse(
                f"A restore of backup {begun} was begun here: go on with --backup {begun}, or "
                "name another home."
            )
        return
    _must_be_empty(stores)
    beside = mark.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"backup": manifest.id}))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(mark)


def _must_be_empty(stores: Stores) -> None:
    settings = stores.settings
    if any(stores.register.snapshots.summary().rows.values()):
        raise WrongUse(
            f"{stores.register.database.shown} holds a register already: nothing is overwritten. Name "
            "another COUNTERSIGN_HOME, or an empty database in COUNTERSIGN_DATABASE_URL."
        )
    kept = (stat.key for stat in kept_objects(stores.objects, inboxes_within(settings)))
    found = next((key for key in kept if not key.startswith("probe/")), "")
    found = found or next((stat.key for stat in stores.inbox.list("") if not not_taken(stat.key)), "")
    if found:
        raise WrongUse(
            f"{settings.objects_url} holds {readable(found)!r} already: nothing is overwritten. Name another "
            "COUNTERSIGN_HOME, or an empty place in COUNTERSIGN_OBJECTS_URL."
        )


def _objects(vault: Vault, manifest: Manifest, stores: Stores, tell: Tell) -> tuple[int, tuple[Left, ...]]:
    total, count = manifest.counts["objects"], 0
    left: list[Left] = []

    def put(entry: Entry) -> Left | None:
        try:
            _put(vault, entry, stores.objects, entry.key, stores.settings.home)
        except WrongUse as refused:
            return Left(readable(entry.key), str(refused))
        return None

    tell("objects", 0, total)
    for outcome in side_by_side(put, _wanted(vault, manifest)):
        if outcome is not None:
            left.append(outcome)
        count += outcome is None
        tell("objects", count, total)
    return count, tuple(left)


def _wanted(vault: Vault, manifest: Manifest) -> Iterator[Entry]:
    """One entry a key: what was removed while the backup was made stands before what was there afterwards."""
    beside = {entry.key: entry for entry in entries_of(vault, manifest.beside)}
    yield from beside.values()
    yield from (entry for entry in entries_of(vault, manifest.objects) if entry.key not in beside)


def _put(vault: Vault, entry: Entry, store: ObjectStore, key: str, folder: Path) -> None:
    """Put an object under `key`; its bytes are hashed on their way."""
    if entry.size <= IN_MEMORY and entry.size:
        store.put_new(key, vault.bytes_of(entry.sha256))
        return
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place, "object")
        vault.fetch(entry.sha256, path)
        store.put_new(key, path)


def _register(vault: Vault, manifest: Manifest, stores: Stores, tell: Tell) -> None:
    tell("register", 0, 0)
    with tempfile.TemporaryDirectory(dir=stores.settings.home) as place:
        path = Path(place, "register.sqlite")
        put_together(vault, manifest, path)
        with open_saved(path) as saved:
            wanted = likeness(saved)
            if not any(
                stores.register.snapshots.summary().rows.values()
            ):  # else it came before this one was killed
                saved.copy_to(stores.register)
    unlike = differences(wanted, likeness(stores.register))
    if unlike:
        raise IntegrityFault(
            f"The restored register differs from the one in the backup in {', '.join(unlike)}: somebody "
            "worked in it. Name an empty database, and restore again."
        )


def _inbox(vault: Vault, manifest: Manifest, stores: Stores) -> int:
    """How many files wait again, under a key of ours and known by the name that they came with."""
    waiting = 0
    for entry in entries_of(vault, manifest.inbox):
        drop = _drop(stores, entry)
        if stores.register.settled_drops([drop.id]):
            continue
        key = f"{drop.client}/{drop.id}"
        stores.register.announce(drop, key, stores.clock())
        _put(vault, entry, stores.inbox, key, stores.settings.home)
        waiting += 1
    return waiting


def _drop(stores: Stores, entry: Entry) -> Drop:
    now = stores.clock()
    arrival = arrival_of(Stat(entry.key, entry.size, entry.version, now))
    announced = stores.register.announced(arrival.client, arrival.key)
    source, parent = (announced.source, announced.parent) if announced else (arrival.source, "")
    return Drop(arrival.client, source, entry.sha256, entry.size, now, parent)


def _prove(manifest: Manifest, stores: Stores, tell: Tell) -> tuple[int, tuple[str, ...]]:
    """How many things were verified, and what was wrong before as well.

    Raises:
        IntegrityFault: something is wrong that was not, or the page ledger does not add up.
    """
    checked, faults = 0, list[Finding]()
    for finding in verify(stores, None):
        checked += 1
        tell("verified", checked, 0)
        if finding.fault:
            faults.append(finding)
    ledger = stores.register.page_ledger()
    if not ledger.balanced or ledger.received != manifest.received:
        words = f"{ledger.received} pages received, {manifest.received} in the backup."
        faults.append(Finding("page ledger", words))
    before = frozenset(outstanding(stores.register, None))
    caused = [one for one in faults if one.subject not in manifest.faults and one not in before]
    if caused:
        raise IntegrityFault(
            f"After the restore {len(caused)} things are not as they were, such as {_told(caused[0])} Try an "
            "earlier backup in another home: `countersign backup --list` names them."
        )
    return checked, tuple(sorted({_told(one) for one in faults}))


def _told(finding: Finding) -> str:
    return f"{finding.subject}: {finding.fault}"
