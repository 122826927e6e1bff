"""Papers that wait for a person: pages as read, originals in the archive, a ledger beside them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

import cv2
import numpy as np
from PIL import Image, ImageDraw

from flows import keeping
from flows.desk import Desk, Stores, desk_over
from flows.review.reviewing import Held
from models.correction import Effort
from models.decision import Cause, Decision, Standing, Status
from models.ledger import Invoice
from models.paper import Page, PageKind
from models.reading import DocumentType, Reading, Section
from models.record import DocumentRecord, Drop, PageRow, Settled, document_id
from models.settings import Settings
from pipeline.filing import original_key
from pipeline.matching.match import match
from pipeline.read import Preferences, read
from storage.objects import open_store
from storage.register import Register, Visit, Wanted
from tests.values.builders import At, page_from_lines
from tests.values.register_values import NOW, claimed, invoice_of, ledger_of

SIZE = (620, 877)
REASON = "The test wants a person to look."
FIRST, SECOND = invoice_of("INV-100417"), invoice_of("INV-100982")
VISIT = Visit("ann", NOW, 300)
LYING = replace(page_from_lines([At(0.5, 0.5, "l1l", confidence=0.4)]), reader="neural")
"""What a reader makes of a page that lies on its side."""


def note(number: str, page: int = 1, customer: str = "C-1", title: str = "Delivery note") -> Page:
    """One page of a delivery note for an invoice."""
    lines = (
        At(0.1, 0.05, title, size=0.03),
        At(0.1, 0.12, f"Invoice number: {number}"),
        At(0.1, 0.15, f"Customer number: {customer}"),
        At(0.1, 0.18, f"Delivery number: D-{number}"),
        At(0.1, 0.25, "Goods received in good order and condition"),
        At(0.1, 0.85, "Received by"),
    )
    return page_from_lines(lines, page)


def drawn(pages: Sequence[Page], size: tuple[int, int]) -> bytes:
    """A TIFF that shows the words of these pages."""
    sheets = []
    for page in pages:
        sheet = Image.new("L", size, 255)
        pen = ImageDraw.Draw(sheet)
        for word in page.words:
            pen.text((word.box.x0 * size[0], word.box.y0 * size[1]), word.text, fill=0)
        sheets.append(sheet)
    stream = io.BytesIO()
    sheets[0].save(stream, "TIFF", save_all=True, append_images=sheets[1:])
    return stream.getvalue()


def printed(lines: Mapping[float, str], quarters: int = 0) -> bytes:
    """A TIFF of an A4 page that a reader can read: lines by the fraction of the page's height they stand at.

    It lies on its side where it is turned clockwise by `quarters`.
    """
    sheet = np.full((1754, 1240), 255, np.uint8)
    for y, line in lines.items():
        cv2.putText(
            sheet, line, (124, round(y * 1754) + 32), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 2, cv2.LINE_AA
        )
    stream = io.BytesIO()
    Image.fromarray(np.rot90(sheet, -quarters)).save(stream, "TIFF", dpi=(150, 150))
    return stream.getvalue()


@contextmanager
def review_desk(settings: Settings, register: Register) -> Iterator[Desk]:
    """A desk over a new installation with two invoices in its ledger, at the time NOW."""
    objects, inbox = open_store(settings.objects_url, settings), open_store(settings.inbox_url, settings)
    register.load_ledger("default", ledger_of(FIRST, SECOND), NOW)
    yield desk_over(Stores(settings, inbox, objects, register, lambda: NOW))


def waiting(
    desk: Desk,
    name: str,
    pages: Sequence[Page],
    *,
    cause: Cause = Cause.UNCONFIRMED,
    documents: Sequence[Sequence[int]] = (),
    chosen: Sequence[Invoice] = (FIRST,),
    status: Status = Status.REVIEW,
    paper: DocumentType = DocumentType.PROOF_OF_DELIVERY,
    standing: Standing | None = None,
    size: tuple[int, int] = SIZE,
    pending: bool = False,
    content: bytes = b"",
    reason: str = REASON,
    read: Callable[[Reading], Reading] = lambda reading: reading,
) -> tuple[DocumentRecord, ...]:
    """A file whose documents a person must look at; without `documents`, all its pages are one.

    `content` is the file; without it, one that shows the words of its pages.
    """
    content = content or drawn(pages, size)
    drop = Drop("default", name, hashlib.sha256(content).hexdigest(), len(content), NOW)
    desk.objects.put_new(original_key(drop.client, drop.sha256), content)
    keeping.keep_pages(desk, drop, tuple(pages))
    keys = tuple(one.key for one in chosen)
    decision = Decision(status, reason, (), keys, standing=standing, cause=cause)
    records = tuple(
        replace(
            _record(desk, drop, [page for page in pages if page.number in numbers], decision, paper),
            audit_pending=pending,
        )
        for numbers in documents or [[page.number for page in pages]]
    )
    records = tuple(replace(one, reading=read(one.reading)) for one in records)
    rows = tuple(PageRow(n, PageKind.CONTENT, one.id) for one in records for n in one.reading.pages)
    claim = claimed(desk.register, name)
    desk.register.receive(claim, drop, NOW)
    desk.register.settle(claim, lambda _: Settled(drop, rows, records), NOW)
    desk.register.done(claim, NOW)
    return records


def lying(
    desk: Desk, name: str, *, cause: Cause = Cause.UNCONFIRMED, standing: Standing | None = None
) -> DocumentRecord:
    """A note that came lying on its side, turned clockwise, and of which the reader made LYING."""
    lines = {
        0.05: "Delivery note",
        0.12: "Invoice number: INV-100417",
        0.15: "Customer number: C-1",
        0.18: "Delivery number: D-INV-100417",
        0.85: "Received by",
    }
    content = printed(lines, quarters=1) + name.encode()
    (record,) = waiting(desk, name, [LYING], cause=cause, chosen=(), standing=standing, content=content)
    return record


def _record(
    desk: Desk, drop: Drop, pages: Sequence[Page], decision: Decision, paper: DocumentType
) -> DocumentRecord:
    _, index = desk.ledgers.of("default")
    matched = match(read(Section(tuple(pages), "test"), Preferences()), pages, index)
    return DocumentRecord(
        id=document_id(drop.id, matched.reading.pages),
        client=drop.client,
        drop_id=drop.id,
        source=drop.source,
        sha256=drop.sha256,
        received_at=drop.received_at,
        reading=replace(matched.reading, type=paper),
        decision=replace(decision, candidates=matched.candidates),
    )


def in_hands(desk: Desk, document_id: str, by: str = "ann") -> Held:
    """The document, taken by somebody."""
    lease = desk.register.reviews.take("default", document_id, replace(VISIT, by=by))
    return Held(lease, by, Effort(3.5, 2))


def everything(client: str = "default") -> Wanted:
    return Wanted(client)
