"""Named arrays in one file that many processes read in place; written beside, synced and renamed."""

from __future__ import annotations

import json
import mmap
import os
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
_MAGIC = b"countersign index 1\n"
_ALIGNED = 64
_CHUNK = 1 << 24
_LENGTH = 8
"""Bytes of the number that tells how long the table of contents is."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where an array stands in the file."""

    name: str
    kind: str
    """As numpy writes it, byte order included."""
    shape: list[int]
    begin: int
    """Bytes from the beginning of the first array."""


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write `arrays` under `path`, whole or not at all.

    Raises:
        OSError: the disk is full, or the folder cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _write(file, arrays)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def read_arrays(path: Path) -> Arrays | None:
    """The arrays of a file, read where they lie; None where it is absent, damaged or of another version."""
    try:
        with path.open("rb") as file:
            view = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None
    start = len(_MAGIC) + _LENGTH
    if view[: len(_MAGIC)] != _MAGIC or len(view) < start:
        return None
    length = int.from_bytes(view[len(_MAGIC) : start], "little")
    contents, sums = view[start : start + length], view[start + length : start + length + _LENGTH]
    body = _padded(start + length + _LENGTH)
    if sums != _sums(contents, memoryview(view)[body:]):
        return None
    entries = [_Entry(**entry) for entry in json.loads(contents)]
    return {entry.name: _array(view, entry, body) for entry in entries}


def _write(file: BinaryIO, arrays: Arrays) -> None:
    entries, at = [], 0
    for name, array in arrays.items():
        entries.append(_Entry(name, array.dtype.str, list(array.shape), at))
        at = _padded(at + array.nbytes)
    contents = json.dumps(
        [{key: getattr(entry, key) for key in _Entry.__slots__} for entry in entries]
    ).encode()
    front = _MAGIC + len(contents).to_bytes(_LENGTH, "little") + contents
    body = _padded(len(front) + _LENGTH)
    file.write(front + bytes(body - len(front)))
    checksum = 0
    for array in arrays.values():
        data = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
        padding = bytes(_padded(array.nbytes) - array.nbytes)
        file.write(data)
        file.write(padding)
        checksum = zlib.crc32(padding, zlib.crc32(data, checksum))
    file.seek(len(front))
    file.write(_both(zlib.crc32(contents), checksum))


def _array(view: mmap.mmap, entry: _Entry, body: int) -> NDArray[Any]:
    kind = np.dtype(entry.kind)
    flat = np.frombuffer(view, kind, prod(entry.shape), body + entry.begin)
    return flat.reshape(entry.shape)


def _sums(contents: bytes, body: memoryview) -> bytes:
    checksum = 0
    for at in range(0, len(body), _CHUNK):
        checksum = zlib.crc32(body[at : at + _CHUNK], checksum)
    return _both(zlib.crc32(contents), checksum)


def _both(contents: int, body: int) -> bytes:
    return contents.to_bytes(_LENGTH // 2, "little") + body.to_bytes(_LENGTH // 2, "little")


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
