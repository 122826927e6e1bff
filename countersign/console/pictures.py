"""Pictures of pages, rendered on demand from the original under the limits for received files."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.opening import cut_out, limits_of, open_pages, page_png, picture_of
from extractors.page import Part, cut_part, turned
from extractors.page.returning.returned import highlighted
from flows import keeping
from flows.desk import Stores
from flows.forms import Forms
from flows.machine.scratch import scratch
from models.errors import NotYet
from models.paper import Box
from models.record import DocumentRecord
from pipeline.filing import original_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT = 64
"""Pictures kept in memory."""
LONG_SIDE = 1600
"""Pixels of a picture's longer side."""
SHARP_SIDE, SHARP_KEPT = 3600, 8
"""The same for who looks closely: more than A4 has at 300 dots an inch; and how many are kept."""
SMALL_SIDE, SMALL_KEPT = 320, 512
"""The same of a thumbnail."""
READ_KEPT = 4
"""Pages kept as a reader sees them: some ten megabytes each."""
AT_ONCE = 2
"""Pictures rendered at the same time; each runs in a process of its own."""
PATIENCE_SECONDS = 30.0
"""How long a request waits for its turn."""


class Pictures:
    """Upright pictures of pages; the last ones shown are kept in memory. Safe for threads."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._limits = limits_of(stores.settings)
        self._turn = threading.BoundedSemaphore(AT_ONCE)
        self._kept = lru_cache(maxsize=KEPT)(partial(self._render, LONG_SIDE))
        self._sharp = lru_cache(maxsize=SHARP_KEPT)(partial(self._render, SHARP_SIDE))
        self._small = lru_cache(maxsize=SMALL_KEPT)(partial(self._render, SMALL_SIDE))
        self._read = lru_cache(maxsize=READ_KEPT)(self._opened)
        self._read_as = lru_cache(maxsize=KEPT)(self._how_read)

    def png(self, client: str, sha256: str, page: int, further: int = 0) -> bytes:
        """Page `page` (1-based) of the received file with this hash, turned upright, as PNG.

        A person may have turned it `further` degrees clockwise than the reader did.

        Raises:
            KeyMissing: the original is not in the archive.
            UnreadableFile: the page cannot be shown.
            NotYet: too many pictures are being rendered.
        """
        return self._kept(client, sha256, page, further)

    def sharp(self, client: str, sha256: str, page: int, further: int = 0) -> bytes:
        """The same with all that was scanned, to be looked at closely; raises as `png`."""
        return self._sharp(client, sha256, page, further)

    def thumbnail(self, client: str, sha256: str, page: int) -> bytes:
        """The same small, as it was read; raises as `png`."""
        return self._small(client, sha256, page, 0)

    def crop(self, record: DocumentRecord, page: int, box: Box) -> bytes:
        """What lies in `box` of a page, with a little around it, as PNG; raises as `png`."""
        further = record.reading.turn(page)
        return cut_out(self.png(record.client, record.sha256, page, further), box)

    def part(self, record: DocumentRecord, page: int, region: Box) -> Part:
        """The part of a page that holds `region`, as the reader sees it, upright; raises as `png`.

        The original is opened in a child that is thrown away: what comes of it are plain pixels.
        """
        further = record.reading.turn(page)
        turn = (self._turned(record.client, record.sha256, page) + further) % 360
        return cut_part(turned(self._read(record.client, record.sha256, page), turn), region)

    def added(self, record: DocumentRecord, page: int) -> bytes | None:
        """Page `page` of a document with what was added since the note was issued, as PNG.

        None where the note as issued is not known, or shows no such page.

        Raises:
            KeyMissing, UnreadableFile, NotYet: as `png`.
        """
        with self.one_of_few():
            compared = Forms(self._stores, self._limits).compared(record, page)
        return None if compared is None else highlighted(compared)

    def _render(self, long_side: int, client: str, sha256: str, page: int, further: int) -> bytes:
        turn = (self._turned(client, sha256, page) + further) % 360
        with self._original(client, sha256) as path:
            return page_png(path, page, turn, self._limits, long_side)

    def _opened(self, client: str, sha256: str, page: int) -> NDArray[np.uint8]:
        """The page as it was scanned, in gray, at the size that is read best."""
        with self._original(client, sha256) as path:
            (sheet,) = open_pages(path, page, page, path.parent, self._limits)
            return picture_of(sheet)

    @contextmanager
    def _original(self, client: str, sha256: str) -> Iterator[Path]:
        """A copy of the original in a folder of its own, once there is a place to open it at."""
        with self.one_of_few(), scratch(self._stores.settings.home) as folder:
            path = folder / "original"
            self._stores.objects.fetch(original_key(client, sha256), path)
            yield path

    @contextmanager
    def one_of_few(self) -> Iterator[None]:
        """Wait for one of the few places at which files are opened; raises NotYet after a while."""
        if not self._turn.acquire(timeout=PATIENCE_SECONDS):
            raise NotYet("Many pictures are being made at the moment: load the page again in a minute.")
        try:
            yield
        finally:
            self._turn.release()

    def is_typed(self, record: DocumentRecord, page: int) -> bool:
        """True where the page came with its words, so that none of them is misread."""
        return self._read_as(record.client, record.sha256).get(page, (0, False))[1]

    def _turned(self, client: str, sha256: str, page: int) -> int:
        """Degrees clockwise that the page was turned when it was read; 0 when it was not."""
        return self._read_as(client, sha256).get(page, (0, False))[0]

    def _how_read(self, client: str, sha256: str) -> Mapping[int, tuple[int, bool]]:
        """By page how far it was turned when it was read first, and whether it came with its words."""
        read = keeping.pages(self._stores, client, sha256) or ()
        return {page.number: (page.turned, page.is_typed) for page in read}
