"""What an S3 server honours, tried on scratch objects that are removed again."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from minio.commonconfig import GOVERNANCE, Tags
from minio.objectlockconfig import ObjectLockConfig
from minio.retention import Retention

from models.errors import CountersignError, Denied
from storage.objects.answers import NoEntry
from storage.objects.findings import Finding, Weight
from storage.objects.port import StoreRefused
from storage.objects.s3.client import in_our_words
from storage.objects.s3.sending import TAKEN
from storage.objects.s3.store import S3Store

FIRST, OTHER = b"first", b"other"
RETENTION_SECONDS = 3
"""How long the scratch object is locked; the probe waits for its end."""
_ORDERED = ("Z", "a-b", "a/b", "a0", "b", "~", "\u00fc")
_MOST_VERSIONS = 4
"""Of one scratch object."""


def probe(store: S3Store) -> Iterator[Finding]:
    """Everything that servers differ in, one after the other, whatever fails.

    Nothing is put into a bucket that would keep it locked.
    """
    if store.made:
        yield _made(store)
    scratch = _Scratch(store, f"probe/scratch-{secrets.token_hex(8)}/")
    yield _told("versions", partial(_versions, store))
    lock = _told("object lock", scratch.object_lock)
    yield lock
    if lock.weight is not Weight.HARMFUL:
        yield from _tried(scratch)


def _tried(scratch: _Scratch) -> Iterator[Finding]:
    probes: dict[str, Callable[[], Finding]] = {
        "conditional put": scratch.conditional_put,
        "tags": scratch.tags,
        "listing": scratch.listing,
        "presigned addresses": scratch.presigned,
    }
    try:
        for subject, look in probes.items():
            yield _told(subject, look)
    finally:
        scratch.clear()


def _told(subject: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except CountersignError as fault:
        return Finding(subject, Weight.WEAKER, f"could not be told, not used: {fault}")


def _made(store: S3Store) -> Finding:
    place = store.place
    words = (
        f"{place.bucket!r} was not there and has been made. If it was to be there, correct {place.setting}."
    )
    return Finding("bucket", Weight.WEAKER, words)


def _versions(store: S3Store) -> Finding:
    with in_our_words(store.place, ""):
        status = store.client.get_bucket_versioning(store.place.bucket).status
    if status == "Enabled":
        words = "kept: an original that somebody overwrites or deletes can be had back from the server."
        return Finding("versions", Weight.GOOD, words)
    words = (
        "not kept: what somebody else overwrites or deletes in the bucket is gone. Switch versioning on for "
        "the bucket if the server can."
    )
    return Finding("versions", Weight.WEAKER, words)


@dataclass(frozen=True, slots=True)
class _Scratch:
    """Objects in a folder of their own, which hold nothing of value."""

    store: S3Store
    folder: str
    """Begins all their keys."""

    def conditional_put(self) -> Finding:
        """Whether a put with If-None-Match leaves alone what lies there."""
        key = f"{self.folder}conditional"
        with in_our_words(self.store.place, key):
            self.store.sender.put_if_free(key, FIRST)
            second = self.store.sender.put_if_free(key, OTHER)
        if second.status == TAKEN and self.store.get(key) == FIRST:
            words = "honoured, used for objects up to 5 MB: of two writers at once the later one is refused."
            return Finding("conditional put", Weight.GOOD, words)
        words = (
            "not honoured, not needed: keys of originals hold the hash of their content, and all that is "
            "stored is read back."
        )
        return Finding("conditional put", Weight.WEAKER, words)

    def tags(self) -> Finding:
        """Some servers take the request that sets tags for the new content of the object."""
        key = f"{self.folder}tags"
        tags = Tags(for_object=True)
        tags["probe"] = "countersign"
        self.store.put_new(key, FIRST)
        with suppress(StoreRefused, NoEntry), in_our_words(self.store.place, key):
            self.store.client.set_object_tags(self.store.place.bucket, self._name(key), tags)
        if self._holds(key, FIRST):
            return Finding("tags", Weight.GOOD, "setting them leaves the object alone; never used.")
        words = "SETTING THEM DESTROYS THE OBJECT; never used. Let no other program set tags in this bucket."
        return Finding("tags", Weight.WEAKER, words)

    def listing(self) -> Finding:
        """Whether a listing is ordered by the bytes of the keys, and can be taken up behind one of them."""
        for name in _ORDERED:
            self.store.put_new(f"{self.folder}list/{name}", FIRST)
        begin = f"{self.folder}list/"
        whole = [found.key.removeprefix(begin) for found in self.store.list(begin)]
        behind = [found.key.removeprefix(begin) for found in self.store.list(begin, f"{begin}a/b")]
        if (tuple(whole), tuple(behind)) == (_ORDERED, _ORDERED[3:]):
            return Finding("listing", Weight.GOOD, "complete and ordered by the bytes of the keys; used.")
        words = f"not ordered by the bytes of the keys, or not complete ({whole}): use another server."
        return Finding("listing", Weight.HARMFUL, words)

    def presigned(self) -> Finding:
        """Whether an address that the client signs gives the object to somebody without keys."""
        key = f"{self.folder}presigned"
        self.store.put_new(key, FIRST)
        with in_our_words(self.store.place, key):
            answer = self.store.sender.pool.request("GET", self.store.presign(key, 60))
        if answer.data == FIRST:
            words = "work from here; used where COUNTERSIGN_DOWNLOADS=presigned."
            return Finding("presigned addresses", Weight.GOOD, words)
        words = f"do not work (status {answer.status}): leave COUNTERSIGN_DOWNLOADS=streamed."
        return Finding("presigned addresses", Weight.WEAKER, words)

    def object_lock(self) -> Finding:
        """Whether the bucket can lock objects, and whether a lock holds."""
        try:
            with in_our_words(self.store.place, ""):
                config = self.store.client.get_object_lock_config(self.store.place.bucket)
        except (StoreRefused, ValueError):
            return Finding("object lock", Weight.GOOD, "not switched on for the bucket, not used.")
        if config.mode:
            return Finding("object lock", Weight.HARMFUL, _locks_all(self.store, config))
        return self._locked()

    def _locked(self) -> Finding:
        key = f"{self.folder}locked"
        version = self.store.put_new(key, FIRST).version
        until = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=RETENTION_SECONDS)
        with in_our_words(self.store.place, key):
            self.store.client.set_object_retention(
                self.store.place.bucket, self._name(key), Retention(GOVERNANCE, until)
            )
        try:
            self.store.remove(key, version)
        except (Denied, StoreRefused):
            time.sleep(RETENTION_SECONDS)
            words = (
                "honoured; used for holds, and for originals where COUNTERSIGN_OBJECT_LOCK is governance or "
                "compliance. Set no default retention on an inbox."
            )
            return Finding("object lock", Weight.GOOD, words)
        words = "not honoured, though the server speaks of it: do not rely on it; not used."
        return Finding("object lock", Weight.WEAKER, words)

    def clear(self) -> None:
        """Remove all scratch objects; an older version comes into view when a newer one goes."""
        for _ in range(_MOST_VERSIONS):
            with suppress(CountersignError):
                for found in self.store.list(self.folder):
                    self.store.remove(found.key, found.version)

    def _holds(self, key: str, content: bytes) -> bool:
        return self.store.stat(key) is not None and self.store.get(key) == content

    def _name(self, key: str) -> str:
        return self.store.place.prefix + key


def _locks_all(store: S3Store, config: ObjectLockConfig) -> str:
    time_locked = f"{config.duration} {config.duration_unit}"
    return (
        f"all objects are locked for {time_locked}, so that nothing can leave an inbox in "
        f"{store.place.bucket!r}: keep the inbox in another bucket (COUNTERSIGN_INBOX_URL), or take the "
        "default retention off and set retention on `archive/` only."
    )
