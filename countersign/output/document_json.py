"""One captured document in the shape that users script against."""

from __future__ import annotations

from typing import Any

from models.decision import Candidate, Status
from models.paper import Box, Role, SignatureRegion
from models.reading import EXCEPTIONS, Acceptance, Remark, Value
from models.record import DocumentRecord

SHOWN_DIGITS = 4
BLIND_SAMPLE = "blind_sample"
"""The `audit` of a document that could have been filed but is shown to a person first."""


def document_json(record: DocumentRecord) -> dict[str, Any]:
    """`record` as JSON values."""
    reading, decision = record.reading, record.decision
    shape = {
        "id": record.id,
        "client": record.client,
        "sha256": record.sha256,
        "received_at": record.received_at.isoformat(),
        "source": record.source,
        "pages": list(reading.pages),
        "type": reading.type.value,
        "kind": reading.kind,
        "type_confidence": fraction(reading.type_confidence),
        "fields": {name.value: _field(values) for name, values in reading.fields.items() if values},
        "signature": _counting(reading.signatures),
        "signatures": [_signature(region) for region in reading.signatures],
        "exceptions": list(
            dict.fromkeys(remark.about.value for remark in reading.remarks if remark.about in EXCEPTIONS)
        ),
        "remarks": [_remark(remark) for remark in reading.remarks],
        "acceptance": _acceptance(reading.acceptance),
        "matches": _matches(record),
        "status": decision.status.value,
        "reason": decision.reason,
        "duplicate_of": decision.duplicate_of or None,
        "audit_pending": record.audit_pending,
    }
    held = decision.status is Status.REVIEW and decision.standing is not None and decision.standing.blind
    return shape | {"audit": BLIND_SAMPLE} if held else shape


def _field(values: tuple[Value, ...]) -> dict[str, Any]:
    first = values[0]
    shape: dict[str, Any] = {
        "value": first.text,
        "confidence": fraction(first.confidence),
        "page": first.page,
        "bbox": box_json(first.box),
        "found": first.found.value,
    }
    if first.label:
        shape["label"] = first.label
    if first.alternatives:
        shape["alternatives"] = list(first.alternatives)
    if len(values) > 1:
        shape["values"] = [value.text for value in values]
    return shape


def _counting(regions: tuple[SignatureRegion, ...]) -> dict[str, Any]:
    """The customer's signature; a driver's or shipper's does not count."""
    for region in regions:
        if region.role in {Role.CUSTOMER, Role.UNKNOWN}:
            shape = _signature(region)
            del shape["role"], shape["label"]
            return shape
    return {"present": False, "confidence": None, "page": None, "bbox": None}


def _signature(region: SignatureRegion) -> dict[str, Any]:
    return {
        "role": region.role.value,
        "present": region.present,
        "manner": region.manner.value,
        "confidence": fraction(region.confidence),
        "page": region.page,
        "bbox": box_json(region.box),
        "label": region.label,
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "class": remark.about.value,
        "text": remark.text,
        "page": remark.page,
        "bbox": box_json(remark.box),
        "quantity": remark.quantity,
        "source": remark.source.value,
        "confidence": fraction(remark.confidence),
    }


def _acceptance(found: Acceptance | None) -> dict[str, Any] | None:
    """What the receipt says; None for a paper that is no proof of delivery, or was read before this was."""
    if found is None:
        return None
    return {
        "status": found.status.value,
        "grade": found.grade.value,
        "why": found.why,
        "unsure": found.unsure,
    }


def _matches(record: DocumentRecord) -> list[dict[str, Any]]:
    if record.decision.status in {Status.PARKED, Status.QUARANTINED}:
        return []
    return [_match(record, candidate) for candidate in record.decision.candidates]


def _match(record: DocumentRecord, candidate: Candidate) -> dict[str, Any]:
    status, chosen = record.decision.status, candidate.invoice.key in record.decision.chosen
    shape: dict[str, Any] = {
        "invoice_number": candidate.invoice.number,
        "customer_number": candidate.invoice.customer_number,
        "confidence": fraction(candidate.confidence),
        "filed": chosen and status is Status.FILED,
    }
    if chosen and status is Status.REVIEW:
        shape["proposed"] = True
    return shape


def box_json(box: Box) -> list[float]:
    """A place on a page: x0, y0, x1, y1."""
    return [fraction(edge) for edge in (box.x0, box.y0, box.x1, box.y1)]


def fraction(number: float) -> float:
    """`number` between 0 and 1, with as many digits as are shown."""
    return round(min(max(number, 0.0), 1.0), SHOWN_DIGITS)
