"""Pictures of pages, rendered on demand from the original under the limits for received files."""

from __future__ import annotations

import io
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from PIL import Image

from extractors.opening import limits_of, page_png
from flows import keeping
from flows.desk import Stores
from models.errors import NotYet
from models.paper import Box
from pipeline.filing import original_key

KEPT = 64
"""Pictures kept in memory."""
LONG_SIDE = 1600
"""Pixels of a picture's longer side."""
AT_ONCE = 2
"""Pictures rendered at the same time; each runs in a process of its own."""
RIM = 0.008
"""Of the page, around what is cut out of it."""
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
        """What lies in `box` of that page, with a little around it, as PNG; raises as `png` does."""
        with Image.open(io.BytesIO(self.png(client, sha256, page))) as whole:
            edges = (box.x0 - RIM, box.y0 - RIM, box.x1 + RIM, box.y1 + RIM)
            left, top, right, bottom = (min(max(edge, 0.0), 1.0) for edge in edges)
            wide, high = whole.size
            cut = whole.crop((int(left * wide), int(top * high), round(right * wide), round(bottom * high)))
            stream = io.BytesIO()
            cut.save(stream, "PNG")
        return stream.getvalue()

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
