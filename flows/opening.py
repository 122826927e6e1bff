"""A received file into pages: opened in disposable children, read by the pool, ten pages at a time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from extractors import opening
from extractors.opening import Member, Survey
from flows.desk import Desk
from models.errors import ReaderKilled, UnreadableFile
from models.paper import Page
from models.record import Claim

CHUNK = 10
"""Pages opened by one child: their pictures lie on disk together."""

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
    return _twice(lambda: opening.survey(path, desk.limits))


def unpack(desk: Desk, path: Path, folder: Path) -> tuple[Member, ...]:
    """The documents in a zip or mail, written into `folder`.

    Raises:
        UnreadableFile: nothing of it is to be used.
    """
    return _twice(lambda: opening.unpack(path, folder, desk.limits))


def read_pages(desk: Desk, claim: Claim, path: Path, count: int) -> tuple[Page, ...]:
    """All `count` pages of the file, in order. The claim is renewed as the work goes on.

    Raises:
        UnreadableFile: a page cannot be read, or made its reader fail twice.
    """
    pages: list[Page] = []
    for first in range(1, count + 1, CHUNK):
        last = min(first + CHUNK - 1, count)
        pages += _twice(lambda: _read_chunk(desk, path, first, last))  # noqa: B023 - called at once
        desk.register.renew(claim, desk.now(), desk.stores.settings.lease_seconds)
    return tuple(pages)


def _read_chunk(desk: Desk, path: Path, first: int, last: int) -> tuple[Page, ...]:
    folder = Path(tempfile.mkdtemp(dir=desk.work))
    try:
        return desk.readers.read(opening.open_pages(path, first, last, folder, desk.limits))
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
