"""Readings and decisions as JSON and back, without loss."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from models.decision import Agreement, Candidate, Decision, Evidence, Key, Status
from models.ledger import Invoice, InvoiceStatus
from models.paper import Box, Role, SignatureRegion
from models.reading import DocumentType, FieldName, Found, Reading, Remark, Value

Json = dict[str, Any]
"""A JSON object."""


def reading_to_json(reading: Reading) -> Json:
    """`reading` as JSON values; boxes are [x0, y0, x1, y1]."""
    return {
        "pages": list(reading.pages),
        "type": reading.type.value,
        "kind": reading.kind,
        "type_confidence": reading.type_confidence,
        "fields": {
            name.value: [_value_to_json(v) for v in values] for name, values in reading.fields.items()
        },
        "signatures": [_signature_to_json(region) for region in reading.signatures],
        "remarks": [_remark_to_json(remark) for remark in reading.remarks],
        "text": reading.text,
        "fingerprints": list(reading.fingerprints),
    }


def reading_from_json(stored: Json) -> Reading:
    """The reading that `reading_to_json` wrote."""
    return Reading(
        pages=tuple(stored["pages"]),
        type=DocumentType(stored["type"]),
        kind=stored["kind"],
        type_confidence=stored["type_confidence"],
        fields={FieldName(n): tuple(map(_value_from_json, values)) for n, values in stored["fields"].items()},
        signatures=tuple(map(_signature_from_json, stored["signatures"])),
        remarks=tuple(map(_remark_from_json, stored["remarks"])),
        text=stored["text"],
        fingerprints=tuple(stored["fingerprints"]),
    )


def decision_to_json(decision: Decision) -> Json:
    """`decision` as JSON values; dates in ISO 8601, amounts as text."""
    return {
        "status": decision.status.value,
        "reason": decision.reason,
        "candidates": [_candidate_to_json(candidate) for candidate in decision.candidates],
        "chosen": [list(key) for key in decision.chosen],
        "duplicate_of": decision.duplicate_of,
    }


def decision_from_json(stored: Json) -> Decision:
    """The decision that `decision_to_json` wrote."""
    return Decision(
        status=Status(stored["status"]),
        reason=stored["reason"],
        candidates=tuple(map(_candidate_from_json, stored["candidates"])),
        chosen=tuple((customer, invoice) for customer, invoice in stored["chosen"]),
        duplicate_of=stored["duplicate_of"],
    )


def box_to_json(box: Box) -> list[float]:
    """[x0, y0, x1, y1]."""
    return [box.x0, box.y0, box.x1, box.y1]


def evidence_to_json(evidence: Evidence) -> Json:
    """One piece of evidence as JSON values."""
    return {
        "key": evidence.key.value,
        "agreement": evidence.agreement.value,
        "expected": evidence.expected,
        "read": evidence.read,
        "labelled": evidence.labelled,
    }


def evidence_from_json(stored: Json) -> Evidence:
    """The evidence that `evidence_to_json` wrote."""
    return Evidence(
        key=Key(stored["key"]),
        agreement=Agreement(stored["agreement"]),
        expected=stored["expected"],
        read=stored["read"],
        labelled=stored["labelled"],
    )


def _value_to_json(value: Value) -> Json:
    return {
        "text": value.text,
        "confidence": value.confidence,
        "page": value.page,
        "box": box_to_json(value.box),
        "found": value.found.value,
        "label": value.label,
        "alternatives": list(value.alternatives),
    }


def _value_from_json(stored: Json) -> Value:
    return Value(
        text=stored["text"],
        confidence=stored["confidence"],
        page=stored["page"],
        box=Box(*stored["box"]),
        found=Found(stored["found"]),
        label=stored["label"],
        alternatives=tuple(stored["alternatives"]),
    )


def _signature_to_json(region: SignatureRegion) -> Json:
    return {
        "role": region.role.value,
        "page": region.page,
        "box": box_to_json(region.box),
        "present": region.present,
        "confidence": region.confidence,
        "label": region.label,
    }


def _signature_from_json(stored: Json) -> SignatureRegion:
    return SignatureRegion(
        role=Role(stored["role"]),
        page=stored["page"],
        box=Box(*stored["box"]),
        present=stored["present"],
        confidence=stored["confidence"],
        label=stored["label"],
    )


def _remark_to_json(remark: Remark) -> Json:
    return {
        "exception": remark.exception,
        "text": remark.text,
        "page": remark.page,
        "box": box_to_json(remark.box),
    }


def _remark_from_json(stored: Json) -> Remark:
    return Remark(stored["exception"], stored["text"], stored["page"], Box(*stored["box"]))


def _candidate_to_json(candidate: Candidate) -> Json:
    return {
        "invoice": _invoice_to_json(candidate.invoice),
        "confidence": candidate.confidence,
        "evidence": [evidence_to_json(evidence) for evidence in candidate.evidence],
    }


def _candidate_from_json(stored: Json) -> Candidate:
    return Candidate(
        invoice=_invoice_from_json(stored["invoice"]),
        confidence=stored["confidence"],
        evidence=tuple(map(evidence_from_json, stored["evidence"])),
    )


def _invoice_to_json(invoice: Invoice) -> Json:
    return {
        "number": invoice.number,
        "customer_number": invoice.customer_number,
        "po_number": invoice.po_number,
        "invoice_date": invoice.invoice_date.isoformat(),
        "due_date": invoice.due_date.isoformat() if invoice.due_date else None,
        "amount": str(invoice.amount),
        "currency": invoice.currency,
        "delivery_number": invoice.delivery_number,
        "status": invoice.status.value,
    }


def _invoice_from_json(stored: Json) -> Invoice:
    due = stored["due_date"]
    return Invoice(
        number=stored["number"],
        customer_number=stored["customer_number"],
        po_number=stored["po_number"],
        invoice_date=date.fromisoformat(stored["invoice_date"]),
        due_date=date.fromisoformat(due) if due else None,
        amount=Decimal(stored["amount"]),
        currency=stored["currency"],
        delivery_number=stored["delivery_number"],
        status=InvoiceStatus(stored["status"]),
    )
