"""Orders and signed notes with tables of goods, filed under one invoice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from flows.desk import Stores, desk_over
from flows.keeping import keep_pages
from models.decision import Status
from models.lines import InvoiceLine, InvoiceLines
from models.paper import Page
from models.reading import Acceptance, AcceptanceStatus, DocumentType, FieldName, Grade
from models.record import DocumentRecord
from pipeline.filing import original_key
from tests.doors.console_visits import picture_bytes
from tests.papers.table_pages import Row, page_of
from tests.values.register_values import NOW, capture, decision_of, drop_of, invoice_of, reading_of, record_of

INVOICE = invoice_of("INV-1")
HEAD: Row = [(0.08, "Article"), (0.30, "Description"), (0.60, "Qty"), (0.70, "Unit"), (0.82, "Price")]
SIGNED = Acceptance(AcceptanceStatus.SIGNED_CLEAN, Grade.A, "Signed, named and dated.")


def goods(*rows: tuple[str, str, str]) -> Page:
    """A page with a table of (article, description, count)."""
    told = [[(0.08, a), (0.30, b), (0.60, c), (0.70, "pc"), (0.82, "2.50")] for a, b, c in rows]
    return page_of([HEAD, *told])


def paper(stores: Stores, name: str, page: Page, *, order: bool = False) -> DocumentRecord:
    """An order or a signed note filed under the invoice, its page kept as it was read."""
    drop = drop_of(name)
    desk = desk_over(stores)
    keep_pages(desk, drop, (page,))
    reading = reading_of({FieldName.PO_NUMBER: "4500012345"} if order else {FieldName.DELIVERY_NUMBER: name})
    kind = DocumentType.PURCHASE_ORDER if order else DocumentType.PROOF_OF_DELIVERY
    reading = replace(reading, type=kind, kind=kind.value, acceptance=None if order else SIGNED)
    record = record_of(drop, decision_of(Status.FILED, INVOICE), reading)
    stores.objects.put_new(original_key("default", record.sha256), picture_bytes((400, 560)))
    return capture(stores.register, record, drop)


def file_papers(stores: Stores) -> tuple[DocumentRecord, DocumentRecord]:
    """An order and a note one piece short of it; the lines of the invoice are known."""
    ordered = goods(("HX-0816", "Hex bolt M8x16", "12"), ("VB-A044", "V-belt A44", "4"))
    delivered = goods(("HX-0816", "Hex bolt M8x16", "12"), ("VB-A044", "V-belt A44", "3"))
    lines = (
        InvoiceLine(0, Decimal(12), article="HX-0816", price=Decimal("2.50")),
        InvoiceLine(1, Decimal(4), article="VB-A044", price=Decimal("2.50")),
    )
    stores.register.goods.load("default", [InvoiceLines("C-1", "INV-1", lines)], NOW)
    return paper(stores, "order.png", ordered, order=True), paper(stores, "note.png", delivered)
