"""A received file into pages: opened in disposable children, read by the pool, ten pages at a time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
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
    for first in range(1, count + 1, CHUNK):
        last = min(first + CHUNK - 1, count)
        pages += _twice(lambda: _read_chunk(desk, path, (first, last), progress))  # noqa: B023
        progress.note(last, always=True)
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
