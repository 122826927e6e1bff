"""The process pool that reads pages: one thread a process, the networks loaded once in each."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager, suppress
from threading import Lock, Timer
from typing import Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from extractors.doubts import doubtful
from extractors.opening import Sheet, picture_of
from extractors.page import Part, Reader, SheetInfo, open_reader, read_page, read_part
from flows import journal
from models.errors import NotYet, ReaderKilled
from models.paper import Page, Word
from models.settings import Settings

T = TypeVar("T")

_opened: dict[str, Reader] = {}
"""The reader of this process, by name; filled in the pool's processes only."""


class Readers:
    """Reads sheets into pages on `settings.workers` processes. Safe for threads."""

    def __init__(self, settings: Settings, idle_seconds: float | None = None) -> None:
        """With `idle_seconds` its processes end when nothing was read for so long, until they are needed."""
        self._idle_seconds = idle_seconds
        self._in_use = 0
        self._rest: Timer | None = None
        self._engine = settings.ocr
        self._seconds = settings.page_seconds
        self._workers = settings.workers
        self._likeness = settings.likeness == "on"
        self._lock = Lock()
        self._pool = self._new_pool()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(
        self, sheets: Sequence[Sheet], each: Callable[[Page], None] = lambda _: None
    ) -> tuple[Page, ...]:
        """The pages of `sheets`, in order; `each` is told of every page once those before it are read too.

        Raises:
            ReaderKilled: a page took longer than `page_seconds`, or its process died.
            NotYet: the pool itself broke; there is a new one now.
        """
        with self._whole_pool() as pool:
            futures = [
                pool.schedule(_read_sheet, args=(self._engine, sheet, self._likeness), timeout=self._seconds)
                for sheet in sheets
            ]
            pages: list[Page] = []
            for future, sheet in zip(futures, sheets, strict=True):
                pages.append(self._finished(future, f"page {sheet.number}"))
                each(pages[-1])
            return tuple(pages)

    def read_turned(self, sheet: Sheet, turned: int) -> Page:
        """The page of `sheet` as it stands when turned clockwise by `turned` degrees; raises as `read`."""
        with self._whole_pool() as pool:
            asked = (self._engine, sheet, self._likeness, turned)
            future = pool.schedule(_read_sheet, args=asked, timeout=self._seconds)
            return self._finished(future, f"page {sheet.number}")

    def read_part(self, part: Part) -> tuple[Word, ...]:
        """The words in a part of an upright page, read closely; raises as `read`."""
        with self._whole_pool() as pool:
            future = pool.schedule(_read_part, args=(self._engine, part), timeout=self._seconds)
            return self._finished(future, "the part of the page")

    def warm(self) -> None:
        """Let one process load what it reads with; nobody waits for it, nor hears that it failed."""
        with suppress(NotYet), self._whole_pool() as pool:
            pool.schedule(_warmed, args=(self._engine,), timeout=self._seconds)

    def close(self) -> None:
        """End the processes."""
        if self._rest is not None:
            self._rest.cancel()
        _end(self._pool)

    @contextmanager
    def _whole_pool(self) -> Iterator[ProcessPool]:
        """The pool; raises NotYet where it broke, and there is a new one then."""
        pool = self._taken()
        try:
            yield pool
        except (RuntimeError, CancelledError) as broken:
            if pool.active:
                raise
            self._replace(pool)
            raise NotYet(f"The reading processes were ended from outside ({broken}).") from broken
        finally:
            self._given_back()

    def _taken(self) -> ProcessPool:
        with self._lock:
            self._in_use += 1
            if self._rest is not None:
                self._rest.cancel()
            return self._pool

    def _given_back(self) -> None:
        with self._lock:
            self._in_use -= 1
            if self._idle_seconds is None or self._in_use:
                return
            self._rest = Timer(self._idle_seconds, self._end_idle)
            self._rest.daemon = True
            self._rest.start()

    def _end_idle(self) -> None:
        """End the processes, unless somebody has just begun to use them."""
        with self._lock:
            if not self._in_use:
                idle, self._pool = self._pool, self._new_pool()
                _end(idle)

    def _finished(self, future: Future[T], what: str) -> T:
        try:
            return future.result()
        except FutureTimeout:
            raise ReaderKilled(f"{what} took longer than {self._seconds:g} s to read") from None
        except (ProcessExpired, MemoryError):
            raise ReaderKilled(f"{what} made its reader crash") from None

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


def _read_sheet(
    engine: str,
    sheet: Sheet,
    likeness: bool,  # noqa: FBT001 - the pool takes no names
    turned: int | None = None,
) -> Page:
    words, drawn = sheet.text_words or (), sheet.drawn
    info = SheetInfo(sheet.number, sheet.dpi, words, drawn, likeness=likeness, turned=turned)
    return read_page(picture_of(sheet), info, _reader(engine), doubtful)


def _read_part(engine: str, part: Part) -> tuple[Word, ...]:
    return read_part(part, _reader(engine))


def _warmed(engine: str) -> None:
    _reader(engine)


def _reader(engine: str) -> Reader:
    return _opened.get(engine) or _opened.setdefault(engine, open_reader(engine))
