"""A batch header's counts held against what came: a page that stayed in the feeder must not be missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.fields.batch_header import BatchHeader, batch_header
from models.counts import counted
from models.paper import Page, PageKind
from models.reading import Section


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A batch of which something else came than its header says."""

    header: int
    """1-based page of the received file on which the header is."""
    told: str
    """Such as "3 documents and 12 pages"."""
    came: str

    def __str__(self) -> str:
        return f"The batch header on page {self.header} says {self.told}, but {self.came} came."


def shortfalls(pages: Sequence[Page], sections: Sequence[Section]) -> tuple[Shortfall, ...]:
    """The batches of a file whose header does not agree with the pages behind it.

    Blank backs and separator sheets may have been counted or not; sheets may have one page or two.
    """
    return tuple(
        Shortfall(pages[start].number, _words(header), _came(header, batch, sections))
        for start, header, batch in _batches(pages)
        if not _agrees(header, batch, sections)
    )


def _batches(pages: Sequence[Page]) -> Iterator[tuple[int, BatchHeader, Sequence[Page]]]:
    """Each header's place, the header, and the pages up to the next one."""
    found = [
        (at, header)
        for at, page in enumerate(pages)
        if page.kind is PageKind.SEPARATOR and (header := batch_header(page)) is not None
    ]
    ends = [*(at for at, _ in found[1:]), len(pages)][: len(found)]
    for (start, header), end in zip(found, ends, strict=True):
        yield start, header, pages[start + 1 : end]


def _agrees(header: BatchHeader, batch: Sequence[Page], sections: Sequence[Section]) -> bool:
    content, blank = _count(batch, PageKind.CONTENT), _count(batch, PageKind.BLANK)
    pages = {content, content + blank, len(batch)}
    sheets = pages | {-(-count // 2) for count in pages}
    return (
        header.documents in (None, _documents(batch, sections))
        and (header.pages is None or header.pages in pages)
        and (header.sheets is None or header.sheets in sheets)
    )


def _count(batch: Sequence[Page], kind: PageKind) -> int:
    return sum(page.kind is kind for page in batch)


def _documents(batch: Sequence[Page], sections: Sequence[Section]) -> int:
    numbers = {page.number for page in batch}
    return sum(section.pages[0].number in numbers for section in sections)


def _words(header: BatchHeader) -> str:
    parts = ((header.documents, "document"), (header.pages, "page"), (header.sheets, "sheet"))
    return " and ".join(counted(number, one) for number, one in parts if number is not None)


def _came(header: BatchHeader, batch: Sequence[Page], sections: Sequence[Section]) -> str:
    documents = _documents(batch, sections) if header.documents is not None else None
    paged = header.pages is not None or header.sheets is not None
    return _words(BatchHeader(documents, _count(batch, PageKind.CONTENT) if paged else None))
