"""Bytes on their way: opened, hashed while they pass, kept within limits."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from models.errors import IntegrityFault, WrongUse
from storage.objects.disk import in_our_words
from storage.objects.port import Source, TooLarge

CHUNK = 1 << 20
"""Bytes read at a time."""
LONGEST_URL_SECONDS = 7 * 24 * 3600
"""S3 signs no longer."""


class Hashing:
    """A stream that knows the SHA-256 of what was read from it."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, all that is left when negative; b"" at the end."""
        data = self._source.read(size)
        self._hash.update(data)
        return data

    @property
    def sha256(self) -> str:
        """Hexadecimal, of everything read so far."""
        return self._hash.hexdigest()


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """`source` as a stream; a stream given stays open."""
    if isinstance(source, bytes):
        yield io.BytesIO(source)
    elif isinstance(source, Path):
        with in_our_words("read", source):
            stream = source.open("rb")
        with stream:
            yield stream
    else:
        yield source


def sha256_of(stream: BinaryIO) -> str:
    """Hexadecimal SHA-256 of what is left in `stream`."""
    hashing = Hashing(stream)
    while hashing.read(CHUNK):
        pass
    return hashing.sha256


def whole(stream: BinaryIO, key: str, limit: int | None) -> bytes:
    """All bytes of the object under `key`.

    Raises:
        TooLarge: there are more than `limit`.
    """
    if limit is None:
        return stream.read()
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"{key!r} holds more than the {limit:,} bytes allowed.")
    return data


def save(stream: BinaryIO, path: Path) -> None:
    """Write what is left in `stream` to `path`."""
    with in_our_words("write", path), path.open("wb") as file:
        shutil.copyfileobj(stream, file, CHUNK)


def must_agree(key: str, given: str, stored: str) -> None:
    """Check the SHA-256 of the bytes given against that of the bytes stored under `key`.

    Raises:
        IntegrityFault: they differ.
    """
    if given != stored:
        raise IntegrityFault(
            f"{key!r} holds bytes with SHA-256 {stored}, not {given} as given; it is never overwritten. "
            "Find out who wrote it."
        )


def check_url_seconds(seconds: int) -> None:
    """Check how long a URL is to be good.

    Raises:
        WrongUse: below a second or above a week.
    """
    if not 1 <= seconds <= LONGEST_URL_SECONDS:
        raise WrongUse(f"A URL cannot be good for {seconds} s: give 1 to {LONGEST_URL_SECONDS}.")
