"""The process pool that reads pages: one thread a process, the model loaded once in each."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Self

from pebble import ProcessExpired, ProcessPool

from extractors.opening import Sheet, picture_of
from extractors.page import Reader, SheetInfo, open_reader, read_page
from models.errors import ReaderKilled
from models.paper import Page
from models.settings import Settings

_opened: dict[str, Reader] = {}
"""The reader of this process, by name; filled in the pool's processes only."""


class Readers:
    """Reads sheets into pages on `settings.workers` processes. Safe for threads."""

    def __init__(self, settings: Settings) -> None:
        self._engine = settings.ocr
        self._seconds = settings.page_seconds
        self._pool = ProcessPool(
            max_workers=settings.workers, context=multiprocessing.get_context("forkserver")
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call] # pebble leaves this one untyped
        self._pool.join()

    def read(self, sheets: Sequence[Sheet]) -> tuple[Page, ...]:
        """The pages of `sheets`, in order.

        Raises:
            ReaderKilled: a page took longer than `page_seconds`, or its process died.
        """
        futures = [
            self._pool.schedule(_read_sheet, args=(self._engine, sheet), timeout=self._seconds)
            for sheet in sheets
        ]
        return tuple(self._finished(future, sheet) for future, sheet in zip(futures, sheets, strict=True))

    def _finished(self, future: object, sheet: Sheet) -> Page:
        try:
            return future.result()  # type: ignore[attr-defined, no-any-return]
        except FutureTimeout:
            raise ReaderKilled(f"page {sheet.number} took longer than {self._seconds:g} s to read") from None
        except (ProcessExpired, MemoryError):
            raise ReaderKilled(f"page {sheet.number} made its reader crash") from None


def _read_sheet(engine: str, sheet: Sheet) -> Page:
    reader = _opened.get(engine) or _opened.setdefault(engine, open_reader(engine))
    info = SheetInfo(number=sheet.number, dpi=sheet.dpi, text_words=sheet.text_words or ())
    return read_page(picture_of(sheet), info, reader)
