"""The embedded object store: files in a folder, made durable before they are acknowledged."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from models.errors import CountersignError, Missing
from storage.objects.disk import fault, in_our_words
from storage.objects.durable import folder_at, lstat, sync_folder, take_away, write_once
from storage.objects.names import encode, parts
from storage.objects.port import KeyMissing, Saving, Source, Stat
from storage.objects.streams import check_url_seconds, must_agree, opened, save, sha256_of, whole
from storage.objects.walk import stat_of, walk

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NOTHING_THERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO, errno.EISDIR}


def open_folder(root: Path, mode: int, setting: str) -> FolderStore:
    """The store in the folder `root`, which is made if it lacks.

    Args:
        root: absolute path.
        mode: permission bits of new files, before the umask.
        setting: the setting that names this folder, for messages.

    Raises:
        Missing: the folder cannot be made or looked into.
        WrongUse: `root` is no folder.
    """
    with in_our_words(f"use {setting}, make", root):
        lacking = [path for path in (root, *root.parents) if not path.exists()]
        root.mkdir(parents=True, exist_ok=True)
        for path in reversed(lacking):
            sync_folder(path.parent)
        os.scandir(root).close()
    return FolderStore(root, mode, setting)


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Objects as files; the key is the path below `root`. Links below `root` are never followed."""

    root: Path
    mode: int
    """Permission bits of new files, before the umask."""
    setting: str
    """Names the setting in messages."""

    def put_new(self, key: str, source: Source) -> Stat:
        """See the port; of several writers at once exactly one creates the file."""
        *above, name = parts(key)
        self._must_stand()
        with opened(source) as stream, in_our_words("write", self.root / key):
            with folder_at(self._place, above, make=True) as folder:
                written = write_once(folder, name, stream, self.mode)
            _must_be_file(written.found)
        if not written.created:
            with self.open(key) as stored:
                must_agree(key, written.sha256, sha256_of(stored))
        return stat_of(encode(key), written.found)

    def get(self, key: str, limit: int | None = None) -> bytes:
        """See the port."""
        with self.open(key) as stream:
            return whole(stream, key, limit)

    @contextmanager
    def open(self, key: str) -> Iterator[BinaryIO]:
        """See the port."""
        with os.fdopen(self._descriptor(key), "rb") as stream:
            yield stream

    def fetch(self, key: str, path: Path) -> None:
        """See the port."""
        with self.open(key) as stream:
            save(stream, path)

    def stat(self, key: str) -> Stat | None:
        """See the port."""
        *above, name = parts(key)
        try:
            with folder_at(self._place, above) as folder:
                found = lstat(folder, name)
        except OSError as error:
            reason = self._reason(error, key)
            if isinstance(reason, KeyMissing):
                return None
            raise reason from error
        return stat_of(encode(key), found) if stat.S_ISREG(found.st_mode) else None

    def list(self, prefix: str, after: str = "") -> Iterator[Stat]:
        """See the port. Pipes, sockets, devices, links and unfinished files of ours are left out."""
        start, _, _ = prefix.rpartition("/")
        if start:
            parts(start)
        self._must_stand()
        return walk(self._place, encode(prefix), encode(after))

    def copy(self, source: str, target: str) -> None:
        """See the port."""
        with self.open(source) as stream:
            self.put_new(target, stream)

    def remove(self, key: str, version: str) -> bool:
        """See the port; safe against a scanner that replaces the file at the same time."""
        *above, name = parts(key)
        try:
            with folder_at(self._place, above) as folder:
                return take_away(folder, name, version)
        except OSError as error:
            reason = self._reason(error, key, "remove")
            if isinstance(reason, KeyMissing):
                return False
            raise reason from error

    def lock(self, key: str, mode: str, until: datetime) -> bool:  # noqa: ARG002
        """See the port: a folder has no locks that bind whoever owns it."""
        self._must_lie_there(key)
        return False

    def hold(self, key: str, *, on: bool) -> bool:  # noqa: ARG002
        """See the port: the register's own hold keeps what lies here."""
        self._must_lie_there(key)
        return False

    def _must_lie_there(self, key: str) -> None:
        if self.stat(key) is None:
            raise self._missing(key)

    def presign(self, key: str, seconds: int, saving: Saving | None = None) -> str:  # noqa: ARG002
        """See the port."""
        check_url_seconds(seconds)
        if self.stat(key) is None:
            raise self._missing(key)
        return "file://" + quote(self._place + b"/" + encode(key))

    @property
    def _place(self) -> bytes:
        return os.fsencode(self.root)

    def _descriptor(self, key: str) -> int:
        *above, name = parts(key)
        try:
            with folder_at(self._place, above) as folder:
                found = os.open(name, _READ, dir_fd=folder)
        except OSError as error:
            raise self._reason(error, key) from error
        if not stat.S_ISREG(os.fstat(found).st_mode):
            os.close(found)
            raise self._missing(key)
        return found

    def _reason(self, error: OSError, key: str, verb: str = "read") -> CountersignError:
        """The error of ours: nothing there, or the folder of the whole store is gone, or something else."""
        if error.errno not in _NOTHING_THERE:
            return fault(error, verb, self.root / key)
        self._must_stand()
        return self._missing(key)

    def _missing(self, key: str) -> KeyMissing:
        return KeyMissing(f"No object {key!r} lies in {str(self.root)!r}.")

    def _must_stand(self) -> None:
        """An unmounted store must not look empty."""
        if not self.root.is_dir():
            raise Missing(f"The folder {str(self.root)!r} is gone: mount it, or correct {self.setting}.")


def _must_be_file(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EEXIST, "it is no file")
