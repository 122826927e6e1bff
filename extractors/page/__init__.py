"""One page picture becomes a Page: words, codes, orientation, kind, fingerprint, signature places."""

from __future__ import annotations

from extractors.page.engines import Reader, open_reader
from extractors.page.engines.orientation import turned
from extractors.page.region import Part, cut_part, inside, read_part
from extractors.page.sheet import SheetInfo, read_page

__all__ = [
    "Part",
    "Reader",
    "SheetInfo",
    "cut_part",
    "inside",
    "open_reader",
    "read_page",
    "read_part",
    "turned",
]
