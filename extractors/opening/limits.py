"""How much one received file may use, and how a child process is held to it."""

from __future__ import annotations

import ctypes
import math
import resource
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.settings import Settings

MEGABYTE = 1024 * 1024
OPEN_FILES = 64
SOURCE_PIXELS = 8
"""A picture in a file may have this many times the pixels of a rendered page before it is refused."""
SOURCE_BYTES = 10
"""Unpacked it may have this many bytes for each pixel of a page: A3 at 600 dpi in colour just fits."""
STREAM_BYTES = 64 * MEGABYTE
"""Instructions of one page of a PDF, unpacked; no page of paper has a tenth of it."""
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on opening one file; each attribute is above zero."""

    seconds: float = 120.0
    """Processor and wall clock of one call."""
    megabytes: int = 960
    """Address space of the child."""
    pages: int = 2500
    pixels: int = 30_000_000
    """Of one rendered page."""
    file_megabytes: int = 1024
    archive_megabytes: int = 2048
    """Unpacked size of a zip or mail, all members together."""
    archive_members: int = 2000

    @property
    def source_pixels(self) -> int:
        """Most pixels that a picture inside a file may have before it is made smaller."""
        return self.pixels * SOURCE_PIXELS

    @property
    def source_bytes(self) -> int:
        """Most bytes that a picture inside a file may have once it is unpacked."""
        return self.pixels * SOURCE_BYTES


def limits_of(settings: Settings) -> Limits:
    """The limits that `settings` ask for."""
    return Limits(
        seconds=settings.file_seconds,
        megabytes=settings.reader_megabytes,
        pages=settings.max_pages,
        pixels=settings.max_pixels,
        file_megabytes=settings.max_file_megabytes,
        archive_megabytes=settings.max_archive_megabytes,
        archive_members=settings.max_archive_members,
    )


def hold_to(limits: Limits) -> None:
    """Binds the calling process, for good, to memory, processor time, file size and open files."""
    seconds = math.ceil(limits.seconds)
    _cap(resource.RLIMIT_AS, limits.megabytes * MEGABYTE)
    _cap(resource.RLIMIT_CPU, seconds)
    _cap(resource.RLIMIT_FSIZE, max(limits.archive_megabytes, limits.file_megabytes) * MEGABYTE)
    _cap(resource.RLIMIT_NOFILE, OPEN_FILES)
    _cap(resource.RLIMIT_CORE, 0)


def end_with_parent() -> None:
    """Asks the kernel to kill the calling process when the one that started it ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _cap(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))
