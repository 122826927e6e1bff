"""A document record in the shape that users script against."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from countersign.cli.export import COLUMNS, _row
from countersign.output.csv_lines import _safe
from countersign.output.document_json import document_json
from models.decision import Candidate, Decision, Status
from models.ledger import Invoice, InvoiceStatus
from models.paper import Box, Manner, Role, SignatureRegion
from models.reading import (
    Acceptance,
    AcceptanceStatus,
    DocumentType,
    FieldName,
    Found,
    Grade,
    Reading,
    Remark,
    RemarkClass,
    Source,
    Value,
)
from models.record import DocumentRecord

BOX = Box(0.1, 0.2, 0.300004, 0.4)
INVOICE = Invoice(
    "INV-1", "C-1", "PO-1", date(2026, 1, 2), None, Decimal("10.50"), "EUR", "D-1", InvoiceStatus.OPEN
)


def record(status: Status, *roles: Role) -> DocumentRecord:
    values = (
        Value("PO-1", 0.91236, 1, BOX, Found.LABEL, "PO no"),
        Value("PO-7", 0.4, 1, BOX, Found.LEDGER),
    )
    regions = tuple(SignatureRegion(role, 1, BOX, True, 0.8, "x", Manner.INK) for role in roles)
    reading = Reading(
        (1, 2),
        DocumentType.PROOF_OF_DELIVERY,
        "delivery_note",
        0.9,
        {FieldName.PO_NUMBER: values, FieldName.PRINTED_NAME: ()},
        regions,
    )
    decision = Decision(status, "Because.", (Candidate(INVOICE, 0.99, ()),), (INVOICE.key,))
    received = datetime(2026, 1, 2, tzinfo=UTC)
    return DocumentRecord("d1", "default", "drop", "a.pdf", "00", received, reading, decision)


def test_a_field_has_its_first_value_and_all_values():
    field = document_json(record(Status.FILED))["fields"]["po_number"]
    assert field["value"] == "PO-1"
    assert field["values"] == ["PO-1", "PO-7"]
    assert field["bbox"] == [0.1, 0.2, 0.3, 0.4]
    assert field["confidence"] == pytest.approx(0.9124)


def test_a_field_that_is_not_on_the_page_is_absent():
    assert set(document_json(record(Status.FILED))["fields"]) == {"po_number"}


def test_filed_is_true_only_under_status_filed():
    assert document_json(record(Status.FILED))["matches"][0]["filed"]
    reviewed = document_json(record(Status.REVIEW))["matches"][0]
    assert (reviewed["filed"], reviewed["proposed"]) == (False, True)


@pytest.mark.parametrize("status", [Status.PARKED, Status.QUARANTINED])
def test_parked_and_quarantined_documents_have_no_matches(status: Status):
    assert document_json(record(status))["matches"] == []


def test_a_drivers_signature_is_listed_but_does_not_count():
    shape = document_json(record(Status.FILED, Role.DRIVER))
    assert shape["signature"]["present"] is False
    assert [region["role"] for region in shape["signatures"]] == ["driver"]


def test_the_customers_signature_counts():
    shape = document_json(record(Status.FILED, Role.CUSTOMER, Role.DRIVER))
    box = [0.1, 0.2, 0.3, 0.4]
    told = {"present": True, "manner": "ink", "confidence": 0.8, "page": 1, "bbox": box}
    assert shape["signature"] == told


def test_a_remark_has_its_quantity_and_how_it_was_made():
    base = record(Status.FILED)
    remark = Remark(RemarkClass.SHORT, "2 ctn short", 1, BOX, "2", Source.STAMP, 0.91)
    shape = document_json(replace(base, reading=replace(base.reading, remarks=(remark,))))
    assert shape["remarks"] == [
        {
            "class": "short",
            "text": "2 ctn short",
            "page": 1,
            "bbox": [0.1, 0.2, 0.3, 0.4],
            "quantity": "2",
            "source": "stamp",
            "confidence": 0.91,
        }
    ]


def test_a_receipt_has_its_acceptance_in_both_forms_of_the_export():
    base = record(Status.FILED)
    assert document_json(base)["acceptance"] is None
    found = Acceptance(AcceptanceStatus.UNSIGNED, Grade.D, "Not signed.", unsure=True)
    shape = document_json(replace(base, reading=replace(base.reading, acceptance=found)))
    assert shape["acceptance"] == {"status": "unsigned", "grade": "D", "why": "Not signed.", "unsure": True}
    row = dict(zip(COLUMNS, _row(shape), strict=True))
    assert (row["acceptance_status"], row["acceptance_grade"]) == ("unsigned", "D")
    assert (row["acceptance_why"], row["acceptance_unsure"]) == ("Not signed.", True)


def test_a_row_has_one_cell_for_each_column():
    row = dict(zip(COLUMNS, _row(document_json(record(Status.FILED))), strict=True))
    assert row["po_number"] == "PO-1"
    assert row["invoices"] == "INV-1"
    assert row["pages"] == "1 2"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t1"])
def test_no_cell_is_taken_for_a_formula(text: str):
    assert _safe(text).startswith("'")
    assert _safe(f"a{text}") == f"a{text}"


def test_a_duplicate_names_what_it_is_a_duplicate_of():
    base = record(Status.DUPLICATE)
    decision = replace(base.decision, duplicate_of="d0")
    assert document_json(replace(base, decision=decision))["duplicate_of"] == "d0"
