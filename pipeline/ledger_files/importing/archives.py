"""Zip files from strangers, read piece by piece: what they say of their own size is not believed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol

from models.errors import LedgerRefused
from pipeline.ledger_files.importing.given import Export

_PIECE = 1 << 16
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Those that are unpacked piece by piece; of others one small piece may become gigabytes."""
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What a zip raises that is damaged or encrypted, and a workbook that lacks a part or has odd numbers."""


class Stream(Protocol):
    """Bytes that are read from the beginning to the end."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""
        ...


class Archive:
    """The files in a zip; all that is read of them together is bounded."""

    def __init__(self, archive: zipfile.ZipFile, file: str, most: int) -> None:
        """Over an open zip.

        Args:
            archive: the zip.
            file: what messages call it.
            most: bytes that may be read.

        Raises:
            LedgerRefused: it says itself that it holds more.
        """
        self._archive = archive
        self._file = file
        self._most = self._left = most
        self.members = tuple(one for one in archive.infolist() if not one.is_dir())
        if sum(one.file_size for one in self.members) > most:
            raise self._too_much()

    @property
    def names(self) -> frozenset[str]:
        """What its files are called."""
        return frozenset(one.filename for one in self.members)

    @contextmanager
    def opened(self, member: str | zipfile.ZipInfo) -> Iterator[Stream]:
        """A file as a stream.

        Raises:
            LedgerRefused: it is packed as no export is; or, while it is read, there is too much.
        """
        found = self._archive.getinfo(member) if isinstance(member, str) else member
        if found.compress_type not in _METHODS:
            raise LedgerRefused(
                f"{self._file}: {found.filename} is packed in an uncommon way. Nothing was loaded; pack it "
                "again as a usual zip."
            )
        with self._archive.open(found) as stream:
            yield _Counted(stream, self)

    def read(self, member: str | zipfile.ZipInfo) -> bytes:
        """The whole of a file.

        Raises:
            LedgerRefused: as `opened`.
        """
        with self.opened(member) as stream:
            return b"".join(iter(lambda: stream.read(_PIECE), b""))

    def take(self, size: int) -> None:
        """Count what was read.

        Raises:
            LedgerRefused: it is more than may be.
        """
        self._left -= size
        if self._left < 0:
            raise self._too_much()

    def _too_much(self) -> LedgerRefused:
        return LedgerRefused(
            f"{self._file} unpacks to more than {self._most >> 20} MB. Nothing was loaded; split it."
        )


@dataclass(frozen=True, slots=True)
class _Counted:
    """A stream that tells its archive what was read."""

    stream: Stream
    archive: Archive

    def read(self, size: int, /) -> bytes:
        """The next bytes."""
        data = self.stream.read(size)
        self.archive.take(len(data))
        return data


@contextmanager
def open_archive(export: Export, most: int, instead: str = "export it again") -> Iterator[Archive]:
    """A zip, of which at most `most` bytes may be read; closed at the end.

    Raises:
        LedgerRefused: it is damaged or locked, also where that shows while it is read; says what to do
            `instead`.
    """
    try:
        with zipfile.ZipFile(BytesIO(export.content)) as archive:
            yield Archive(archive, export.name, most)
    except _DAMAGED as error:
        raise LedgerRefused(
            f"{export.name} is damaged or locked ({error}). Nothing was loaded; {instead}."
        ) from None


def holds(content: bytes, name: str) -> bool:
    """True for a zip that has a file of this name."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return name in archive.namelist()
    except _DAMAGED:
        return False
