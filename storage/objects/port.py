"""The port: what the rest of Countersign may ask of an object store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from models.errors import CountersignError, UnreadableFile

Source = BinaryIO | bytes | Path
"""Where the bytes of a new object come from: a stream (read once, from where it stands), bytes, a file."""


class KeyMissing(CountersignError):
    """No object lies under this key; the message names the key and the store."""


class TooLarge(UnreadableFile):
    """An object holds more bytes than the caller allows; the message names both."""


class StoreRefused(CountersignError):
    """The store refused a call for a reason that waiting cannot cure; the message gives its words."""


@dataclass(frozen=True, slots=True)
class Stat:
    """What a store says about one object without opening it."""

    key: str
    """'/'-separated; bytes of a file name that are no UTF-8 stand as surrogate escapes."""
    size: int
    """Bytes."""
    version: str
    """Changes whenever the object is replaced or written to; opaque."""
    modified: datetime
    """When the object was last written, in UTC."""


@dataclass(frozen=True, slots=True)
class Saving:
    """How a browser is to take what a presigned URL gives."""

    disposition: str
    """Content-Disposition, with the name of the file."""
    media_type: str
    """Content-Type."""


class ObjectStore(Protocol):
    """Objects under keys.

    A key is '/'-separated text without empty, '.' and '..' parts and without NUL. No part begins with
    `.countersign-`. All methods raise WrongUse for another key, Missing where access is denied, and
    Unreachable where the store does not answer; only the latter may go through later.
    """

    def put_new(self, key: str, source: Source) -> Stat:
        """Store the bytes of `source`; they are on disk when this returns. Nothing is overwritten.

        Equal bytes under the same key are fine. Who may write a key is not decided here: two writers of
        different bytes must not share a key, so keys hold a hash of the content.

        Raises:
            IntegrityFault: other bytes lie under the key, or what was read back differs.
            KeyMissing: it was removed before it could be read back, as happens in an inbox.
        """
        ...

    def get(self, key: str, limit: int | None = None) -> bytes:
        """The whole object.

        Raises:
            KeyMissing: nothing lies under the key.
            TooLarge: the object holds more than `limit` bytes.
        """
        ...

    def open(self, key: str) -> AbstractContextManager[BinaryIO]:
        """The object as a stream to be read forwards, once.

        Raises:
            KeyMissing: nothing lies under the key.
        """
        ...

    def fetch(self, key: str, path: Path) -> None:
        """Write the object to the local file `path`; what it leaves there when it raises is incomplete.

        Raises:
            KeyMissing: nothing lies under the key.
        """
        ...

    def stat(self, key: str) -> Stat | None:
        """What lies under the key, None when nothing does."""
        ...

    def list(self, prefix: str, after: str = "") -> Iterator[Stat]:
        """Objects whose key begins with `prefix` and lies behind `after`, ordered by the key's bytes.

        Objects that come or go meanwhile may or may not be among them.
        """
        ...

    def copy(self, source: str, target: str) -> None:
        """Store the bytes of the object `source` under `target` as well, as `put_new` would.

        Raises:
            KeyMissing: nothing lies under `source`.
            IntegrityFault: other bytes lie under `target`.
        """
        ...

    def remove(self, key: str, version: str) -> bool:
        """Remove the object if it still is `version`; False when it changed or is gone.

        For inboxes, for copies of filings that were taken back, and for originals whose destruction two
        people decided.

        Where a bucket keeps versions, only this one goes, for good. An older one that it had replaced comes
        into view again, so that a scan that was overwritten before it was taken is not lost.

        Raises:
            Denied: the object may be seen and not removed.
        """
        ...

    def lock(self, key: str, mode: str, until: datetime) -> bool:
        """Let nobody remove the object before `until`; False where the store cannot, and nothing was done.

        `mode` is governance, which a key with a special right may override, or compliance, which nobody may.

        Raises:
            KeyMissing: nothing lies under the key.
        """
        ...

    def hold(self, key: str, *, on: bool) -> bool:
        """Set or lift a hold, under which nobody removes the object; False where the store knows none.

        Raises:
            KeyMissing: nothing lies under the key.
        """
        ...

    def presign(self, key: str, seconds: int, saving: Saving | None = None) -> str:
        """A URL that gives the object for `seconds` (1 to 604,800); of a folder, its file URL, which stays.

        `saving` is part of what the URL is signed for; of a file URL it is not.

        Raises:
            KeyMissing: nothing lies under the key.
            WrongUse: `seconds` is out of range.
        """
        ...
