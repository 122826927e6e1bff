"""One page picture becomes a Page: words, codes, orientation, kind, fingerprint, signature places."""

from __future__ import annotations

from extractors.page.engines import Reader, open_reader
from extractors.page.sheet import SheetInfo, read_page

__all__ = ["Reader", "SheetInfo", "open_reader", "read_page"]
