"""Pictures of pages, rendered on demand from the original under the limits for received files."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from extractors.opening import cut_out, limits_of, page_png
from extractors.page.returned import highlighted
from flows import keeping
from flows.desk import Stores
from flows.forms import Forms
from models.errors import NotYet
from models.paper import Box
from models.record import DocumentRecord
from pipeline.filing import original_key

KEPT = 64
"""Pictures kept in memory."""
LONG_SIDE = 1600
"""Pixels of a picture's longer side."""
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
        self._kept = lru_cache(maxsize=KEPT)(self._render)
        self._turns = lru_cache(maxsize=KEPT)(self._read_turns)

    def png(self, client: str, sha256: str, page: int) -> bytes:
        """Page `page` (1-based) of the received file with this hash, turned upright, as PNG.

        Raises:
            KeyMissing: the original is not in the archive.
            UnreadableFile: the page cannot be shown.
            NotYet: too many pictures are being rendered.
        """
        return self._kept(client, sha256, page)

    def crop(self, client: str, sha256: str, page: int, box: Box) -> bytes:
        """What lies in `box` of a page, with a little around it, as PNG; raises as `png`."""
        return cut_out(self.png(client, sha256, page), box)

    def added(self, record: DocumentRecord, page: int) -> bytes | None:
        """Page `page` of a document with what was added since the note was issued, as PNG.

        None where the note as issued is not known, or shows no such page.

        Raises:
            KeyMissing, UnreadableFile, NotYet: as `png`.
        """
        with self._one_of_few():
            compared = Forms(self._stores, self._limits).compared(record, page)
        return None if compared is None else highlighted(compared)

    def _render(self, client: str, sha256: str, page: int) -> bytes:
        with self._one_of_few(), tempfile.TemporaryDirectory(prefix="countersign-") as folder:
            path = Path(folder, "original")
            self._stores.objects.fetch(original_key(client, sha256), path)
            turned = self._turns(client, sha256).get(page, 0)
            return page_png(path, page, turned, self._limits, LONG_SIDE)

    @contextmanager
    def _one_of_few(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=PATIENCE_SECONDS):
            raise NotYet("Many pictures are being made at the moment: load the page again in a minute.")
        try:
            yield
        finally:
            self._turn.release()

    def _read_turns(self, client: str, sha256: str) -> Mapping[int, int]:
        """Degrees clockwise that each page was turned when it was read, by page; empty when none was read."""
        return {page.number: page.turned for page in keeping.pages(self._stores, client, sha256) or ()}
