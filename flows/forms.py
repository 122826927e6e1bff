"""Forms seen before: which words of a page are print, and what was added to a note since it was issued.

Nothing waits for this: where nothing is known, or a picture cannot be shown, a page stays as it was read.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from extractors import opening
from extractors.opening import Limits, picture_of
from extractors.page.returning.placing import placing
from extractors.page.returning.returned import Compared, Seen, compare
from flows import keeping
from flows.desk import Printed, Stores, recent_words
from flows.journal import tell
from flows.machine.recent import Recent
from flows.machine.scratch import scratch
from models.errors import ReaderKilled, UnreadableFile
from models.paper import Addition, Page
from models.reading import DocumentType, FieldName, Reading, Section
from models.record import DocumentRecord
from pipeline.filing import original_key
from pipeline.forms import Shown, known_print, print_of
from storage.objects import KeyMissing

log = logging.getLogger(__name__)

EARLIER = 40
"""Newest proofs of delivery of each status that are asked what their forms print."""
FIRST_PAGES = 10
"""Of an earlier paper that are asked."""
_OF_ONE_NOTE = (FieldName.DELIVERY_NUMBER, FieldName.INVOICE_NUMBER)


@dataclass(frozen=True, slots=True)
class Issued:
    """A note before it was signed."""

    record: DocumentRecord
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """What earlier papers tell of a page's form."""

    stores: Stores
    limits: Limits
    words: Recent[Printed] = field(default_factory=recent_words)

    def recognised(
        self, client: str, sha256: str, sections: Sequence[tuple[Section, Reading]]
    ) -> tuple[Section, ...]:
        """The sections of one file, each with its first reading: proofs of delivery learn what is known."""
        proofs = [reading.type is DocumentType.PROOF_OF_DELIVERY for _, reading in sections]
        if not any(proofs):
            return tuple(section for section, _ in sections)
        earlier = tuple(self._earlier(client))
        shown = [tuple(Shown.by(page.words) for page in section.pages) for section, _ in sections]
        known = []
        for place, (section, reading) in enumerate(sections):
            if proofs[place]:
                beside = chain(*shown[:place], *shown[place + 1 :])
                known.append(self._known(client, sha256, (section, reading), (*earlier, *beside)))
            else:
                known.append(section)
        return tuple(known)

    def again(self, client: str, section: Section, reading: Reading) -> Section:
        """The section of a document that was read before, with what was found of its form then."""
        if reading.type is not DocumentType.PROOF_OF_DELIVERY:
            return section
        earlier = tuple(self._earlier(client))
        known = replace(
            section, pages=tuple(replace(page, form=known_print(page, earlier)) for page in section.pages)
        )
        record = reading.issued_as and self.stores.register.document(client, reading.issued_as)
        if not record:
            return known
        note = self._note(record)
        pages = tuple(_with(page, _of_page(reading.additions, page), note) for page in known.pages)
        return replace(known, pages=pages, issued_as=record.id)

    def compared(self, record: DocumentRecord, number: int) -> Compared | None:
        """Page `number` of a document beside the note as issued; None where that is not known."""
        issued = record.reading.issued_as and self.stores.register.document(
            record.client, record.reading.issued_as
        )
        if not issued:
            return None
        pages = keeping.pages(self.stores, record.client, record.sha256) or ()
        page = next((page for page in pages if page.number == number), None)
        note = self._note(issued)
        return self._beside(record.client, record.sha256, page, note) if page else None

    def _known(
        self, client: str, sha256: str, read: tuple[Section, Reading], earlier: Sequence[Shown]
    ) -> Section:
        section, reading = read
        pages = tuple(replace(page, form=known_print(page, earlier)) for page in section.pages)
        issued = self._issued(client, sha256, reading)
        if issued is None:
            return replace(section, pages=pages)
        seen = tuple(self._with_additions(client, sha256, page, issued) for page in pages)
        told = any(page.additions is not None for page in seen)
        return replace(section, pages=seen, issued_as=issued.record.id if told else "")

    def _with_additions(self, client: str, sha256: str, page: Page, issued: Issued) -> Page:
        """The page with what was added to the note, and all words of the note as print."""
        try:
            compared = self._beside(client, sha256, page, issued)
        except (KeyMissing, UnreadableFile, ReaderKilled) as fault:
            tell(log, "not compared", f"with the note as issued: {fault}")
            return page
        return page if compared is None else _with(page, compared.additions, issued)

    def _issued(self, client: str, sha256: str, reading: Reading) -> Issued | None:
        """The first received paper of the same note whose receipt is empty."""
        numbers = {name: value.text for name in _OF_ONE_NOTE if (value := reading.value(name)) is not None}
        if not numbers:
            return None
        for record in self.stores.register.earlier.like(client, numbers):
            if record.sha256 != sha256 and _is_empty(record.reading):
                note = self._note(record)
                if note.pages:
                    return note
        return None

    def _note(self, record: DocumentRecord) -> Issued:
        pages = keeping.pages(self.stores, record.client, record.sha256) or ()
        return Issued(record, tuple(page for page in pages if page.number in record.reading.pages))

    def _beside(self, client: str, sha256: str, page: Page, issued: Issued) -> Compared | None:
        note = _like(page, issued.pages)
        if note is None:
            return None
        with scratch(self.stores.settings.home) as folder:
            one = self._seen(client, issued.record.sha256, note, folder / "issued")
            other = self._seen(client, sha256, page, folder / "returned")
            return compare(one, other)

    def _seen(self, client: str, sha256: str, page: Page, folder: Path) -> Seen:
        """The page with its picture, made anew from the original under the limits for received files."""
        folder.mkdir()
        path = folder / "original"
        self.stores.objects.fetch(original_key(client, sha256), path)
        (sheet,) = opening.open_pages(path, page.number, page.number, folder, self.limits)
        return Seen(page, picture_of(sheet), sheet.dpi)

    def _earlier(self, client: str) -> Iterator[Shown]:
        for proof in self.stores.register.earlier.newest_proofs(client, EARLIER):
            yield from self._words_of(client, proof.sha256, proof.pages[:FIRST_PAGES])

    def _words_of(self, client: str, sha256: str, pages: Sequence[int]) -> Printed:
        key = f"{client} {sha256} {pages}"
        return self.words.of(
            key, lambda: tuple(map(Shown.by, keeping.words(self.stores, client, sha256, pages)))
        )


def _is_empty(reading: Reading) -> bool:
    """True where nobody has signed, stamped or written on the paper."""
    return not (any(region.present for region in reading.signatures) or reading.remarks or reading.additions)


def _like(page: Page, notes: Iterable[Page]) -> Page | None:
    """The page of the note that prints the most words where `page` has them."""
    placed = ((placing(note.words, page.words), note) for note in notes)
    laid = [(way.pairs, note) for way, note in placed if way is not None]
    return max(laid, key=lambda one: one[0])[1] if laid else None


def _with(page: Page, additions: tuple[Addition, ...], issued: Issued) -> Page:
    """The page with what was added to the note, and all that the note printed as print."""
    note = _like(page, issued.pages)
    if note is None:
        return page
    printed = {*page.form, *print_of(page, note.words)}
    return replace(page, form=tuple(sorted(printed)), additions=additions)


def _of_page(additions: Iterable[Addition], page: Page) -> tuple[Addition, ...]:
    return tuple(one for one in additions if one.page == page.number)
