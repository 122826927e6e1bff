"""The process pool that reads pages: one thread a process, the networks loaded once in each."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeout
from threading import Lock
from typing import Self

from pebble import ProcessExpired, ProcessPool

from extractors.doubts import doubtful
from extractors.opening import Sheet, picture_of
from extractors.page import Reader, SheetInfo, open_reader, read_page
from flows import journal
from models.errors import NotYet, ReaderKilled
from models.paper import Page
from models.settings import Settings

_opened: dict[str, Reader] = {}
"""The reader of this process, by name; filled in the pool's processes only."""


class Readers:
    """Reads sheets into pages on `settings.workers` processes. Safe for threads."""

    def __init__(self, settings: Settings) -> None:
        self._engine = settings.ocr
        self._seconds = settings.page_seconds
        self._workers = settings.workers
        self._likeness = settings.likeness == "on"
        self._lock = Lock()
        self._pool = self._new_pool()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        _end(self._pool)

    def read(self, sheets: Sequence[Sheet]) -> tuple[Page, ...]:
        """The pages of `sheets`, in order.

        Raises:
            ReaderKilled: a page took longer than `page_seconds`, or its process died.
            NotYet: the pool itself broke; there is a new one now.
        """
        pool = self._pool
        try:
            futures = [
                pool.schedule(_read_sheet, args=(self._engine, sheet, self._likeness), timeout=self._seconds)
                for sheet in sheets
            ]
            return tuple(self._finished(future, sheet) for future, sheet in zip(futures, sheets, strict=True))
        except (RuntimeError, CancelledError) as broken:
            if pool.active:
                raise
            self._replace(pool)
            raise NotYet(f"The reading processes were ended from outside ({broken}).") from broken

    def _finished(self, future: Future[Page], sheet: Sheet) -> Page:
        try:
            return future.result()
        except FutureTimeout:
            raise ReaderKilled(f"page {sheet.number} took longer than {self._seconds:g} s to read") from None
        except (ProcessExpired, MemoryError):
            raise ReaderKilled(f"page {sheet.number} made its reader crash") from None

    def _new_pool(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        return ProcessPool(
            max_workers=self._workers,
            context=context,
            initializer=journal.speak_like_parent,
            initargs=(journal.terminal_format(),),
        )

    def _replace(self, broken: ProcessPool) -> None:
        """A new pool for a broken one; of several threads that find it broken, one replaces it."""
        with self._lock:
            if self._pool is broken:
                self._pool = self._new_pool()
                _end(broken)


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call] # pebble leaves this one untyped
    pool.join()


def _read_sheet(engine: str, sheet: Sheet, likeness: bool) -> Page:  # noqa: FBT001 - the pool takes no names
    reader = _opened.get(engine) or _opened.setdefault(engine, open_reader(engine))
    info = SheetInfo(sheet.number, sheet.dpi, sheet.text_words or (), likeness=likeness)
    return read_page(picture_of(sheet), info, reader, doubtful)
