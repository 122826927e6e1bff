"""A received file into pages: opened in disposable children, read by the pool, ten pages at a time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TypeVar

from extractors.opening import Member, Survey
from flows.desk import Desk
from models.errors import ReaderKilled, UnreadableFile
from models.paper import Page
from models.record import Claim

CHUNK = 10
"""Pages opened by one child: their pictures lie on disk together."""
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
        UnreadableFile: a page cannot be read, or made its reader fail twice.
    """
    pages: list[Page] = []
    lease = desk.stores.settings.lease_seconds
    progress = Progress(lambda read: desk.register.renew(claim, desk.now(), lease, (read, count)))
    for first in range(1, count + 1, CHUNK):
        last = min(first + CHUNK - 1, count)
        pages += _twice(lambda: _read_chunk(desk, path, (first, last), progress))  # noqa: B023
        progress.note(last, always=True)
    return tuple(pages)


class Progress:
    """Tells how many pages of a file are read, where the last telling is some time ago."""

    def __init__(self, tell: Callable[[int], None], clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds."""
        self._tell, self._clock = tell, clock
        self._told = clock()

    def note(self, read: int, *, always: bool = False) -> None:
        """The first `read` pages are read; raises what telling raises."""
        if always or self._clock() - self._told >= TOLD_EVERY:
            self._tell(read)
            self._told = self._clock()


def _read_chunk(desk: Desk, path: Path, pages: tuple[int, int], progress: Progress) -> tuple[Page, ...]:
    first, last = pages
    folder = Path(tempfile.mkdtemp(dir=desk.work))
    try:
        sheets = desk.opener.open_pages(path, first, last, folder, desk.limits)
        return desk.readers.read(sheets, lambda page: progress.note(page.number))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
