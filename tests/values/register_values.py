"""Values for tests of the register, and the way of a file from the inbox to its end."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from models.decision import Agreement, Candidate, Decision, Evidence, Key, Status
from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from models.paper import Box, PageKind
from models.reading import DocumentType, FieldName, Found, Reading, Value
from models.record import Arrival, Claim, DocumentRecord, Drop, PageRow, Settled, document_id
from models.settings import load

if TYPE_CHECKING:
    from pathlib import Path

    from models.settings import Settings
    from storage.register import Register

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
BOX = Box(0.1, 0.2, 0.3, 0.4)
LEASE = 60.0


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def settings_in(home: Path, database_url: str = "") -> Settings:
    """Settings of a home with its register in SQLite there, or wherever the URL says."""
    return load({"COUNTERSIGN_HOME": str(home), "COUNTERSIGN_DATABASE_URL": database_url})


def arrival_of(name: str, client: str = "default", version: str = "v1") -> Arrival:
    return Arrival(client=client, key=f"{client}/{name}", version=version, source=name, size=len(name))


def drop_of(name: str, client: str = "default", content: str | None = None, parent: str = "") -> Drop:
    sha256 = hashlib.sha256((content or name).encode("utf-8", "surrogatepass")).hexdigest()
    return Drop(client=client, source=name, sha256=sha256, size=7, received_at=NOW, parent=parent)


def invoice_of(number: str, customer: str = "C-1", status: InvoiceStatus = InvoiceStatus.OPEN) -> Invoice:
    return Invoice(
        number=number,
        customer_number=customer,
        po_number=f"PO-{number}",
        invoice_date=date(2026, 2, 1),
        due_date=None,
        amount=Decimal("100.50"),
        currency="EUR",
        delivery_number=f"D-{number}",
        status=status,
    )


def ledger_of(*invoices: Invoice, name: str = "Müller & Söhne GmbH") -> Ledger:
    numbers = sorted({invoice.customer_number for invoice in invoices})
    customers = (
        Customer(number=n, name=name, aliases=("Mueller",), city="Köln", country="DE") for n in numbers
    )
    return Ledger(customers=tuple(customers), invoices=invoices)


def value_of(text: str, page: int = 1) -> Value:
    return Value(text=text, confidence=0.9, page=page, box=BOX, found=Found.LABEL, label="No")


def candidate_of(invoice: Invoice, confidence: float = 0.97) -> Candidate:
    evidence = Evidence(Key.INVOICE_NUMBER, Agreement.EXACT, invoice.number, invoice.number, labelled=True)
    return Candidate(invoice=invoice, confidence=confidence, evidence=(evidence,))


def reading_of(fields: dict[FieldName, str], pages: tuple[int, ...] = (1,), text: str = "") -> Reading:
    return Reading(
        pages=pages,
        type=DocumentType.PROOF_OF_DELIVERY,
        kind="delivery_note",
        type_confidence=0.9,
        fields={name: (value_of(value),) for name, value in fields.items()},
        text=text,
    )


def decision_of(status: Status, *chosen: Invoice) -> Decision:
    return Decision(
        status=status,
        reason=f"{status.value} because the test says so",
        candidates=tuple(candidate_of(invoice) for invoice in chosen),
        chosen=tuple(invoice.key for invoice in chosen),
    )


def record_of(drop: Drop, decision: Decision, reading: Reading | None = None) -> DocumentRecord:
    reading = reading or reading_of({})
    return DocumentRecord(
        id=document_id(drop.id, reading.pages),
        client=drop.client,
        drop_id=drop.id,
        source=drop.source,
        sha256=drop.sha256,
        received_at=drop.received_at,
        reading=reading,
        decision=decision,
    )


def settled_of(drop: Drop, *records: DocumentRecord) -> Settled:
    """Each record's pages as content pages of the drop."""
    rows = (PageRow(n, PageKind.CONTENT, record.id) for record in records for n in record.reading.pages)
    return Settled(drop, tuple(rows), records)


def claimed(register: Register, name: str, client: str = "default") -> Claim:
    register.note_arrivals([arrival_of(name, client)], NOW)
    claim = register.claim("worker", NOW, LEASE, client)
    assert claim is not None
    assert claim.arrival.source == name
    return claim


def capture(register: Register, record: DocumentRecord, drop: Drop, loaded: int = 0) -> DocumentRecord:
    """Take one single-document file all the way from the inbox to its end state."""
    claim = claimed(register, drop.source, drop.client)
    register.receive(claim, drop, NOW)
    register.settle(claim, lambda _: settled_of(drop, record), NOW, loaded)
    register.done(claim, NOW)
    return record


def captured(
    register: Register, name: str, decision: Decision, reading: Reading | None = None
) -> DocumentRecord:
    drop = drop_of(name)
    return capture(register, record_of(drop, decision, reading), drop)
