"""Where a document belongs and why, and what its receipt says."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from countersign.console.api.examples import MATCHES, RECEIPT, shown
from countersign.console.api.rights import needs
from countersign.console.api.shapes import Matches, ReceiptShape
from countersign.console.asking import Asking
from countersign.console.review.shown import Offer, offers
from countersign.console.room import InRoom
from countersign.console.sight import Seen
from countersign.console.wording import sentence
from countersign.output.document_json import document_json, fraction
from models.decision import Evidence
from models.people import Right

router = APIRouter(tags=["documents"])
_RECEIPT = ("signature", "signatures", "exceptions", "remarks", "acceptance")


@router.get(
    "/documents/{document_id}/matches",
    summary="Invoices that a document may belong to, and why",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(Matches, MATCHES)},
)
def matches(room: InRoom, person: Asking, record: Seen) -> dict[str, Any]:
    """Candidates, best first, each with what on the page speaks for and against it."""
    room.views.page(person, record)
    return {
        "document": record.id,
        "status": record.decision.status.value,
        "reason": record.decision.reason,
        "matches": [_candidate(one) for one in offers(room.stores.register, record)],
    }


@router.get(
    "/documents/{document_id}/receipt",
    summary="What the receipt says",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(ReceiptShape, RECEIPT)},
)
def receipt(room: InRoom, person: Asking, record: Seen) -> dict[str, Any]:
    """Signatures, remarks and the grade, as they were read or as a person said."""
    room.views.page(person, record)
    told = document_json(record)
    return {"document": record.id, **{name: told[name] for name in _RECEIPT}}


def _candidate(one: Offer) -> dict[str, Any]:
    return {
        "invoice": _invoice(one),
        "confidence": None if one.confidence is None else fraction(one.confidence),
        "chosen": one.chosen,
        "evidence": [_evidence(held) for held in one.evidence],
        "on_file": [paper.document_id for paper in one.on_file],
    }


def _invoice(one: Offer) -> dict[str, Any]:
    invoice = one.invoice
    return {
        "invoice_number": invoice.number,
        "customer_number": invoice.customer_number,
        "customer_name": one.customer,
        "po_number": invoice.po_number,
        "delivery_number": invoice.delivery_number,
        "invoice_date": invoice.invoice_date.isoformat(),
        "due_date": invoice.due_date.isoformat() if invoice.due_date else None,
        "amount": str(invoice.amount),
        "currency": invoice.currency,
        "status": invoice.status.value,
    }


def _evidence(held: Evidence) -> dict[str, Any]:
    return {
        "key": held.key.value,
        "agreement": held.agreement.value,
        "expected": held.expected,
        "read": held.read,
        "labelled": held.labelled,
        "words": sentence(held),
    }
