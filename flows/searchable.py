"""A document as a PDF that can be searched: its pages as they came, upright, under what was read."""

from __future__ import annotations

from extractors.opening import limits_of, searchable_copy
from flows import keeping
from flows.desk import Stores
from flows.machine.scratch import scratch
from models.errors import WrongUse
from models.paper import Page
from models.record import DocumentRecord
from pipeline.filing import original_key

MOST_PAGES = 300
"""A longer document is searched in the console: its words would not fit into one call of a reader."""

PlacedWord = tuple[str, float, float, float, float]


def searchable(stores: Stores, record: DocumentRecord) -> bytes:
    """The PDF of just this document.

    Raises:
        WrongUse: nothing was read from it, or it has too many pages.
        KeyMissing: the original is not in the archive.
        UnreadableFile, ReaderKilled: the original cannot be opened.
    """
    wanted = record.reading.pages
    if not wanted:
        raise WrongUse(f"Nothing was read from {record.source!r}: save the file as it came.")
    if len(wanted) > MOST_PAGES:
        raise WrongUse(
            f"{record.source!r} has {len(wanted)} pages, more than {MOST_PAGES}: save the original."
        )
    read = keeping.pages_of(stores, record.client, record.sha256, record.reading)
    kept = {page.number: page for page in read}
    turned = {number: kept[number].turned for number in wanted if number in kept}
    layers = {
        place: _words(kept[number])
        for place, number in enumerate(wanted, 1)
        if number in kept and not kept[number].is_typed
    }
    with scratch(stores.settings.home) as folder:
        path = folder / "original"
        stores.objects.fetch(original_key(record.client, record.sha256), path)
        return searchable_copy(path, wanted, turned, layers, limits_of(stores.settings))


def _words(page: Page) -> list[PlacedWord]:
    """In reading order, so that what is copied reads as it was printed."""
    return [
        (word.text, word.box.x0, word.box.y0, word.box.x1, word.box.y1)
        for line in page.lines
        for word in line
    ]
