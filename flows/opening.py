"""A received file into pages: opened in disposable children, read by the pool, ten pages at a time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TypeVar

from extractors.opening import Member, Sheet, Survey
from flows.desk import Desk
from models.errors import ReaderKilled, UnreadableFile
from models.paper import Page
from models.record import Claim

CHUNK = 10
"""Pages opened by one child: the pictures of two chunks lie on disk together."""
PART_OF_LONGEST = 4
"""A page of a file may take this part of a page's time limit on average."""
TOLD_EVERY = 2.0
"""Seconds between two notes of how far the reading is within a chunk."""

T = TypeVar("T")


def survey(desk: Desk, path: Path) -> Survey:
    """What the file is and how many pages it has.

    Raises:
        UnreadableFile: with a reason that a person can act on.
    """
    limit = desk.stores.settings.max_file_megabytes
    if path.stat().st_size > limit * 1_000_000:
        raise UnreadableFile(
            f"The file is larger than {limit} MB: split it, or raise COUNTERSIGN_MAX_FILE_MEGABYTES."
        )
    return _twice(lambda: desk.opener.survey(path, desk.limits))


def unpack(desk: Desk, path: Path, folder: Path) -> tuple[Member, ...]:
    """The documents in a zip or mail, written into `folder`.

    Raises:
        UnreadableFile: nothing of it is to be used.
    """
    return _twice(lambda: desk.opener.unpack(path, folder, desk.limits))


def read_pages(desk: Desk, claim: Claim, path: Path, count: int) -> tuple[Page, ...]:
    """All `count` pages of the file, in order. The claim is renewed, and told how far it is, as it goes on.

    Raises:
        UnreadableFile: a page cannot be read, or made its reader fail twice, or all take too long.
    """
    pages: list[Page] = []
    settings = desk.stores.settings
    longest = settings.file_seconds + count * settings.page_seconds / PART_OF_LONGEST
    progress = Progress(
        lambda read: desk.register.renew(claim, desk.now(), settings.lease_seconds, (read, count)),
        Allowed(count, longest),
    )
    with (
        tempfile.TemporaryDirectory(dir=desk.work) as folder,
        ThreadPoolExecutor(1, "ahead") as thread,
    ):
        ahead = _Ahead(desk, _File(path, count, Path(folder)), thread)
        for first in range(1, count + 1, CHUNK):
            pages += _twice(lambda: _read_chunk(desk, ahead, first, progress))  # noqa: B023
            progress.note(len(pages), always=True)
    return tuple(pages)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a file may take as a whole."""

    pages: int
    seconds: float


class Progress:
    """Tells how many pages of a file are read, where the last telling is some time ago."""

    def __init__(
        self, tell: Callable[[int], None], allowed: Allowed, clock: Callable[[], float] = monotonic
    ) -> None:
        """`clock` gives seconds; those `allowed` begin now."""
        self._tell, self._allowed, self._clock = tell, allowed, clock
        self._begun = self._told = clock()

    def note(self, read: int, *, always: bool = False) -> None:
        """The first `read` pages are read; raises what telling raises.

        Raises:
            UnreadableFile: there are more, and the file has had its time.
        """
        now, pages, seconds = self._clock(), self._allowed.pages, f"{self._allowed.seconds:.0f}"
        if read < pages and now - self._begun > self._allowed.seconds:
            raise UnreadableFile(
                f"Reading was stopped at page {read} of {pages} after {seconds} seconds: "
                "scan the paper in smaller batches, or raise the limit."
            )
        if always or now - self._told >= TOLD_EVERY:
            self._tell(read)
            self._told = now


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    pages: int
    folder: Path
    """For the pictures of its pages."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    sheets: tuple[Sheet, ...]
    folder: Path
    """Where their pictures lie."""


class _Ahead:
    """Opens a file chunk by chunk, the next one while a chunk is read: its readers need not wait."""

    def __init__(self, desk: Desk, file: _File, thread: ThreadPoolExecutor) -> None:
        self._desk, self._file, self._thread = desk, file, thread
        self._begun: dict[int, Future[_Chunk]] = {}

    def chunk(self, first: int) -> _Chunk:
        """The chunk that begins with page `first`, opened anew where it was asked for before."""
        begun = self._begun.pop(first, None)
        opened = begun.result() if begun else self._open(first)
        following = first + CHUNK
        if following <= self._file.pages and following not in self._begun:
            self._begun[following] = self._thread.submit(self._open, following)
        return opened

    def _open(self, first: int) -> _Chunk:
        file, folder = self._file, Path(tempfile.mkdtemp(dir=self._file.folder))
        last = min(first + CHUNK - 1, file.pages)
        return _Chunk(self._desk.opener.open_pages(file.path, first, last, folder, self._desk.limits), folder)


def _read_chunk(desk: Desk, ahead: _Ahead, first: int, progress: Progress) -> tuple[Page, ...]:
    chunk = ahead.chunk(first)
    try:
        return desk.readers.read(chunk.sheets, lambda page: progress.note(page.number))
    finally:
        shutil.rmtree(chunk.folder, ignore_errors=True)


def _twice(attempt: Callable[[], T]) -> T:
    """The result of `attempt`, tried once more when its reader was killed."""
    try:
        return attempt()
    except ReaderKilled:
        try:
            return attempt()
        except ReaderKilled as killed:
            raise UnreadableFile(
                f"Reading was stopped twice: {killed}. Print or scan the paper again, or raise the limit."
            ) from killed
