"""Files that appear whole or not at all, and go only when they are what was meant."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from storage.objects.names import OURS
from storage.objects.streams import CHUNK, Hashing

NEW = OURS.encode() + b"new-"
GONE = OURS.encode() + b"gone-"
NEW_SECONDS = 24 * 3600.0
"""A temporary file untouched for so long belongs to no running writer."""
GONE_SECONDS = 60.0
"""A removal takes far less; one that is this old was interrupted."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def sync_folder(path: Path) -> None:
    """Bring the names in the folder to the disk; raises OSError."""
    folder = os.open(path, _FOLDER & ~os.O_NOFOLLOW)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def version_of(found: os.stat_result) -> str:
    """Another one after every write and every replacement."""
    return f"{found.st_mtime_ns}-{found.st_size}-{found.st_ino}"


def lstat(folder: int, name: bytes) -> os.stat_result:
    """`name` itself in the folder, links not followed; raises OSError."""
    return os.stat(name, dir_fd=folder, follow_symlinks=False)


@contextmanager
def folder_at(root: bytes, parts: Sequence[bytes], *, make: bool = False) -> Iterator[int]:
    """Descriptor of the folder `parts` below `root`; no link below `root` is followed.

    With `make`, folders that lack are made, each on disk before the next. Raises OSError.
    """
    current = os.open(root, _FOLDER & ~os.O_NOFOLLOW)
    try:
        for part in parts:
            below = _enter(current, part, make=make)
            os.close(current)
            current = below
        yield current
    finally:
        os.close(current)


def _enter(folder: int, part: bytes, *, make: bool = False) -> int:
    if make:
        with suppress(FileExistsError):
            os.mkdir(part, dir_fd=folder)
            os.fsync(folder)
    return os.open(part, _FOLDER, dir_fd=folder)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of bytes that were to be a new file."""

    sha256: str
    """Hexadecimal, of the bytes given."""
    created: bool
    """False when the name was taken."""
    found: os.stat_result
    """The file that bears the name now."""


def write_once(folder: int, name: bytes, source: BinaryIO, mode: int) -> Written:
    """Put the rest of `source` into the folder as `name`, unless the name is taken.

    Either way the name is on disk when this returns. Raises OSError.
    """
    temporary = NEW + secrets.token_hex(8).encode()
    try:
        sha256 = _write(folder, temporary, source, mode)
        created, found = _link_or_find(folder, temporary, name)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary, dir_fd=folder)
    os.fsync(folder)
    return Written(sha256, created, found)


def _write(folder: int, name: bytes, source: BinaryIO, mode: int) -> str:
    hashing = Hashing(source)
    with os.fdopen(os.open(name, _NEW_FILE, mode, dir_fd=folder), "wb") as file:
        shutil.copyfileobj(hashing, file, CHUNK)
        file.flush()
        os.fsync(file.fileno())
    return hashing.sha256


def _link_or_find(folder: int, temporary: bytes, name: bytes) -> tuple[bool, os.stat_result]:
    """Whether `temporary` bears `name` now, and what does; once more where that goes away meanwhile."""
    while not _link_new(folder, temporary, name):
        with suppress(FileNotFoundError):
            return False, lstat(folder, name)
    return True, lstat(folder, temporary)


def _link_new(folder: int, temporary: bytes, name: bytes) -> bool:
    try:
        os.link(temporary, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except FileExistsError:
        return False
    return True


def take_away(folder: int, name: bytes, version: str) -> bool:
    """Delete `name` if it is `version`; False when it is another one or gone. Raises OSError.

    The file is moved aside before it is looked at: a scanner that replaces it meanwhile keeps its new one.
    """
    try:
        if version_of(lstat(folder, name)) != version:
            return False
        return _take_aside(folder, name, version)
    except FileNotFoundError:
        return False


def _take_aside(folder: int, name: bytes, version: str) -> bool:
    aside = GONE + secrets.token_hex(8).encode()
    os.mkdir(aside, 0o700, dir_fd=folder)
    try:
        with _entered(folder, aside) as beside:
            os.rename(name, name, src_dir_fd=folder, dst_dir_fd=beside)
            return _delete_or_return(beside, folder, name, version)
    finally:
        with suppress(OSError):
            os.rmdir(aside, dir_fd=folder)
        os.fsync(folder)


def _delete_or_return(beside: int, folder: int, name: bytes, version: str) -> bool:
    if version_of(lstat(beside, name)) == version:
        os.unlink(name, dir_fd=beside)
        return True
    put_back(beside, folder, name)
    return False


def put_back(beside: int, folder: int, name: bytes) -> None:
    """Move `name` from `beside` to `folder`; where it is taken or links cannot be made, under a new name."""
    try:
        os.link(name, name, src_dir_fd=beside, dst_dir_fd=folder, follow_symlinks=False)
        os.unlink(name, dir_fd=beside)
    except OSError:
        spare = secrets.token_hex(4).encode() + b"-" + name[-200:]
        os.rename(name, spare, src_dir_fd=beside, dst_dir_fd=folder)


@contextmanager
def _entered(folder: int, name: bytes) -> Iterator[int]:
    below = _enter(folder, name)
    try:
        yield below
    finally:
        os.close(below)


def mend(folder: int, name: bytes, now: float) -> None:
    """Clear what a crash left as `name`: an unfinished file goes, a file moved aside comes back.

    `now` is in seconds since 1970. What is young, or not ours to change, is left alone.
    """
    with suppress(OSError):
        age = now - lstat(folder, name).st_mtime
        if name.startswith(NEW) and age > NEW_SECONDS:
            os.unlink(name, dir_fd=folder)
        if name.startswith(GONE) and age > GONE_SECONDS:
            _empty_aside(folder, name)


def _empty_aside(folder: int, aside: bytes) -> None:
    with _entered(folder, aside) as beside:
        with os.scandir(beside) as entries:
            left = [os.fsencode(entry.name) for entry in entries]
        for name in left:
            put_back(beside, folder, name)
    os.rmdir(aside, dir_fd=folder)
    os.fsync(folder)
