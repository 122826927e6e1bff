"""Lines of an answer key and captured documents, as small as can be, and their score."""

from __future__ import annotations

from typing import Any

from countersign.evaluation import Asked, Report, evaluate, line_of

BOX = [0.1, 0.1, 0.3, 0.2]
MINE, OTHER = ("C-1", "INV-1"), ("C-2", "INV-2")


def field(value: str, **more: Any) -> dict[str, Any]:
    return {"value": value, "page": 1, "bbox": BOX, **more}


def matches(*invoices: tuple[str, str], confidence: float = 0.9, **more: Any) -> list[dict[str, Any]]:
    return [
        {"customer_number": c, "invoice_number": n, "confidence": confidence, **more} for c, n in invoices
    ]


def document(source: str = "a.pdf", pages: tuple[int, ...] = (1,), **more: Any) -> dict[str, Any]:
    """A delivery note of INV-1, the same in the key and as captured without a fault."""
    whole: dict[str, Any] = {
        "source": source,
        "pages": list(pages),
        "type": "proof_of_delivery",
        "kind": "delivery_note",
        "fields": {"po_number": field("PO-1")},
        "signature": {"present": True, "page": 1, "bbox": BOX},
        "exceptions": [],
        "remarks": [],
        "matches": matches(MINE, filed=True),
        "tags": ["layout:note"],
    }
    return whole | more


def scored(key: list[dict[str, Any]], found: list[dict[str, Any]], **asked: Any) -> Report:
    truth = [line_of(one, key=True) for one in key]
    return evaluate(truth, [line_of(one, key=False) for one in found], Asked(**asked))


def share(report: Report, name: str) -> float | None:
    return next(score.share for score in report.scores if score.name == name)


def of_field(report: Report, name: str) -> Any:
    return next(score for score in report.fields if score.name == name)
