"""The papers of an invoice held against each other, their lines read from kept words."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.lines import lines_of
from flows import keeping
from flows.desk import Stores
from models.ledger import Invoice
from models.lines import Line, Tolerances
from models.reading import AcceptanceStatus, DocumentType, FieldName
from models.record import DocumentRecord
from models.three_way import Paper, PaperKind, ThreeWay
from pipeline.invoice_lines import LinesRead, read_lines
from pipeline.ledger_files.importing.given import Export
from receivables.three_way import compare
from storage.register import Register

MOST_PAPERS = 60
"""Documents under one invoice that are looked at."""
_KEPT = 256
_SIGNED = frozenset(
    {
        AcceptanceStatus.SIGNED_CLEAN,
        AcceptanceStatus.SIGNED_INCOMPLETE,
        AcceptanceStatus.SIGNED_QUALIFIED,
        AcceptanceStatus.SIGNED_CLAUSED,
        AcceptanceStatus.STAMPED_ONLY,
    }
)
_INVOICE = "invoice"
"""The kind of a copy of the invoice that the receiver signs."""
_Key = tuple[str, str, tuple[int, ...], tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]


class ReadLines:
    """The lines of goods on documents, from kept words; the last ones stay in memory. Safe for threads."""

    def __init__(self, stores: Stores, kept: int = _KEPT) -> None:
        self._stores = stores
        self._most = kept
        self._kept: OrderedDict[_Key, tuple[Line, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, record: DocumentRecord) -> tuple[Line, ...]:
        """The lines of a document as its pages stand now; none where it has no such table."""
        reading = record.reading
        turns = tuple(sorted(reading.turns.items())), tuple(sorted(reading.read_turns.items()))
        key = record.client, record.sha256, reading.pages, *turns
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        pages = keeping.pages_of(self._stores, record.client, record.sha256, reading)
        lines = lines_of([page for page in pages if page.number in reading.pages])
        with self._lock:
            self._kept[key] = lines
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return lines


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison of one invoice's papers, and the papers."""

    invoice: Invoice
    result: ThreeWay
    records: tuple[DocumentRecord, ...]
    """Those that were looked at, newest first."""
    tolerances: Tolerances

    def record(self, document_id: str) -> DocumentRecord | None:
        """The paper with this id."""
        return next((one for one in self.records if one.id == document_id), None)


def compared(
    register: Register,
    read: ReadLines,
    client: str,
    key: tuple[str, str],
    sees: Callable[[DocumentRecord], bool] = lambda _: True,
) -> Compared | None:
    """Hold the papers filed under an invoice (customer number, invoice number) against it.

    Only papers that `sees` lets through; None where the ledger does not have the invoice.
    """
    invoice = register.invoice(client, key)
    if invoice is None:
        return None
    found = (register.document(client, one) for one in register.lookups.filed(client, key, MOST_PAPERS))
    records = tuple(record for record in found if record is not None and sees(record))
    tolerances = register.goods.tolerances(client)
    papers = [paper for record in records for paper in _papers(record, read)]
    result = compare(papers, register.goods.lines(client, key), tolerances)
    return Compared(invoice, result, records, tolerances)


def _papers(record: DocumentRecord, read: ReadLines) -> tuple[Paper, ...]:
    """The document as an order or a delivery; a signed copy of the invoice is both delivery and invoice."""
    reading = record.reading
    if reading.type is DocumentType.OTHER:
        return ()
    ordered = reading.type is DocumentType.PURCHASE_ORDER
    kind = PaperKind.ORDER if ordered else PaperKind.DELIVERY
    number = reading.value(FieldName.PO_NUMBER if ordered else FieldName.DELIVERY_NUMBER)
    acceptance = reading.acceptance
    paper = Paper(
        document_id=record.id,
        kind=kind,
        lines=read.of(record),
        remarks=reading.remarks,
        signed=acceptance is not None and acceptance.status in _SIGNED,
        number=number.text if number else "",
        grade=acceptance.grade.value if acceptance else "",
        shared=len(record.decision.chosen) > 1,
    )
    if reading.kind != _INVOICE:
        return (paper,)
    copy = Paper(record.id, PaperKind.INVOICE, paper.lines, number=key_number(record))
    return paper, copy


def key_number(record: DocumentRecord) -> str:
    """The invoice number that a document prints; empty where it prints none."""
    value = record.reading.value(FieldName.INVOICE_NUMBER)
    return value.text if value else ""


def lines_in(register: Register, client: str, exports: Sequence[Export], decimal_mark: str = "") -> LinesRead:
    """The lines of invoices in these files; nothing is loaded.

    Raises:
        LedgerRefused: something does not add up.
    """
    return read_lines(exports, lambda numbers: register.goods.customers_of(client, numbers), decimal_mark)
