"""One document as the program itself would write it, whose values are exchanged for those of a million."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from models.decision import Agreement, Candidate, Decision, Evidence, Key, Status
from models.ledger import Invoice, InvoiceStatus
from models.paper import Box
from models.plain import to_plain
from models.reading import Acceptance, AcceptanceStatus, DocumentType, FieldName, Found, Grade, Reading, Value
from models.record import DocumentRecord
from storage.register.papers.documents import Stamp, _decided, _row

INVOICE, CUSTOMER, DELIVERY, TEXT = "@INVOICE@", "@CUSTOMER@", "@DELIVERY@", "@TEXT@"
_DAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def _value(text: str) -> Value:
    return Value(text, 0.98, 1, Box(0.6, 0.1, 0.8, 0.12), Found.LABEL, label="No")


def _template() -> DocumentRecord:
    invoice = Invoice(
        number=INVOICE,
        customer_number=CUSTOMER,
        po_number="",
        invoice_date=date(2026, 3, 1),
        due_date=None,
        amount=Decimal("812.40"),
        currency="EUR",
        delivery_number=DELIVERY,
        status=InvoiceStatus.OPEN,
    )
    evidence = (Evidence(Key.INVOICE_NUMBER, Agreement.EXACT, INVOICE, INVOICE, labelled=True),)
    decision = Decision(
        status=Status.FILED,
        reason="The invoice number and the customer number agree.",
        candidates=(Candidate(invoice, 0.98, evidence),),
        chosen=(invoice.key,),
    )
    names = (FieldName.INVOICE_NUMBER, FieldName.CUSTOMER_NUMBER, FieldName.DELIVERY_NUMBER)
    reading = Reading(
        pages=(1,),
        type=DocumentType.PROOF_OF_DELIVERY,
        kind="delivery_note",
        type_confidence=0.97,
        fields={
            name: (_value(text),) for name, text in zip(names, (INVOICE, CUSTOMER, DELIVERY), strict=True)
        },
        acceptance=Acceptance(AcceptanceStatus.SIGNED_CLEAN, Grade.A, "Signed, named and dated."),
        text=TEXT,
    )
    return DocumentRecord("id", "default", "drop", "source", "0" * 64, _DAY, reading, decision)


TEMPLATE = _template()
_PARTS = {
    "reading": json.dumps(to_plain(TEMPLATE.reading)),
    "decision": json.dumps(to_plain(TEMPLATE.decision)),
}
_COLUMNS = _row(TEMPLATE) | _decided(TEMPLATE, Stamp(_DAY, 1))


def columns_of(_record: DocumentRecord) -> dict[str, Any]:
    """The columns of its row."""
    return dict(_COLUMNS)


class Told(str):
    """JSON that is text already."""

    __slots__ = ()


def plain_json(part: str, invoice: str, customer: str, delivery: str, text: str) -> Told:
    """Reading or decision of the document with these values."""
    told = _PARTS[part].replace(INVOICE, invoice).replace(CUSTOMER, customer)
    return Told(told.replace(DELIVERY, delivery).replace(TEXT, text))
