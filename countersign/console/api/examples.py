"""What the description of the API shows: an answer of each kind, and how requests are refused."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict

from countersign.console.problems import PROBLEM

BOX = [0.612, 0.118, 0.803, 0.137]
DOCUMENT: dict[str, Any] = {
    "id": "5f0c1e0b8a7d4c2e9b3a6f1d",
    "client": "default",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "received_at": "2026-11-02T08:14:31.201000+00:00",
    "source": "batch-017.pdf",
    "pages": [1, 2],
    "type": "proof_of_delivery",
    "kind": "delivery_note",
    "type_confidence": 0.99,
    "fields": {
        "delivery_number": {
            "value": "80012345",
            "confidence": 0.98,
            "page": 1,
            "bbox": BOX,
            "found": "label",
            "label": "Delivery no",
        }
    },
    "signature": {"present": True, "manner": "ink", "confidence": 0.97, "page": 2, "bbox": BOX},
    "signatures": [],
    "exceptions": ["short"],
    "remarks": [],
    "acceptance": {
        "status": "signed_clean",
        "grade": "A",
        "why": "Signed, named and dated.",
        "unsure": False,
    },
    "matches": [
        {
            "invoice_number": "INV-2026-004412",
            "customer_number": "C-10442",
            "confidence": 0.9987,
            "filed": True,
        }
    ],
    "status": "filed",
    "reason": "Delivery number 80012345 and customer number C-10442 agree.",
    "duplicate_of": None,
    "audit_pending": False,
}
LISTED: dict[str, Any] = {
    "total": 1,
    "page": 1,
    "has_more": False,
    "next": "",
    "documents": [DOCUMENT],
}
STATUS: dict[str, Any] = {
    "client": "default",
    "received": 3,
    "by_state": {"filed": 2, "review": 1},
    "waiting_files": 0,
    "balanced": True,
}


HANDED_IN: dict[str, Any] = {
    "files": [
        {
            "source": "monday/batch-017.pdf",
            "batch": "0b9e3f5c7d1a2b4c6e8f0a1b",
            "status": "/api/v1/batches/0b9e3f5c7d1a2b4c6e8f0a1b",
            "refused": "",
        }
    ]
}
SENT: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
            }
        }
    },
}
"""What a program sends to hand files in. FastAPI would describe it by itself, and read it too early."""
BATCH: dict[str, Any] = {
    "id": "0b9e3f5c7d1a2b4c6e8f0a1b",
    "source": "monday/batch-017.pdf",
    "done": True,
    "files": 1,
    "ended": 1,
    "pages": {"filed": 2},
    "documents": [{"id": DOCUMENT["id"], "status": "filed", "pages": [1, 2]}],
}
QUEUE: dict[str, Any] = {
    "counts": {"unconfirmed": 1, "parked": 4},
    "waiting": [
        {
            "id": DOCUMENT["id"],
            "cause": "unconfirmed",
            "disputed": False,
            "received_at": DOCUMENT["received_at"],
            "source": DOCUMENT["source"],
            "pages": DOCUMENT["pages"],
            "reason": "Delivery number 80012345 is on the page, and nothing else confirms it.",
            "holder": "",
        }
    ],
}
DECIDED: dict[str, Any] = {"correction": 41, "action": "file", "by": "ann", "documents": [DOCUMENT]}


RECEIPT: dict[str, Any] = {
    "document": DOCUMENT["id"],
    **{name: DOCUMENT[name] for name in ("signature", "signatures", "exceptions", "remarks", "acceptance")},
}
MATCHES: dict[str, Any] = {
    "document": DOCUMENT["id"],
    "status": "review",
    "reason": "Delivery number 80012345 is on the page, and nothing else confirms it.",
    "matches": [
        {
            "invoice": {
                "invoice_number": "INV-2026-004412",
                "customer_number": "C-10442",
                "customer_name": "Harbour Supplies Ltd",
                "po_number": "4500012345",
                "delivery_number": "80012345",
                "invoice_date": "2026-10-30",
                "due_date": "2026-11-29",
                "amount": "1204.50",
                "currency": "EUR",
                "status": "disputed",
            },
            "confidence": 0.93,
            "chosen": True,
            "evidence": [
                {
                    "key": "delivery number",
                    "agreement": "exact",
                    "expected": "80012345",
                    "read": "80012345",
                    "labelled": True,
                    "words": "Delivery number 80012345 is on the page, at its label.",
                }
            ],
            "on_file": [],
        }
    ],
}
BATCH_PAGES: dict[str, Any] = {
    "total": 3,
    "page": 1,
    "next": "",
    "pages": [
        {
            "file": BATCH["id"],
            "source": BATCH["source"],
            "number": 1,
            "kind": "content",
            "state": "filed",
            "document": DOCUMENT["id"],
            "reason": DOCUMENT["reason"],
            "customer_number": "C-10442",
            "invoice_number": "INV-2026-004412",
        }
    ],
}
VERDICT: dict[str, Any] = {
    "action": "file",
    "invoices": [{"customer_number": "C-10442", "invoice_number": "INV-2026-004412"}],
}
FIELD: dict[str, Any] = {"value": "4500012345", "page": 1}
SAID: dict[str, Any] = {"signed": "signed", "remarks": [{"about": "short", "text": "2 cartons short"}]}


def like(example: dict[str, Any]) -> ConfigDict:
    """What a model is described by beside its fields: something that may be sent."""
    return ConfigDict(json_schema_extra={"examples": [example]})


def shown(model: type[BaseModel], example: dict[str, Any]) -> dict[str, Any]:
    """An answer with an example, as OpenAPI describes it."""
    return {"model": model, "content": {"application/json": {"example": example}}}


def _refused(status: HTTPStatus, words: str, detail: str) -> dict[str, Any]:
    example = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    described = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    return {"description": words, "content": {PROBLEM: described}}


_BINARY = {"type": "string", "format": "binary"}
PACK = {
    "description": "The pack.",
    "content": {"application/pdf": {"schema": _BINARY}, "application/zip": {"schema": _BINARY}},
}
LETTER_FILE = {"description": "The letter.", "content": {"application/pdf": {"schema": _BINARY}}}
PICTURE = {"description": "The picture.", "content": {"image/png": {"schema": _BINARY}}}
SAVED = {"description": "The file.", "content": {"*/*": {"schema": _BINARY}}}
_REFUSED = (
    (400, "Something asked for cannot be.", "'A B' cannot name a client: use 1-63 lower-case letters ..."),
    (401, "No token, or none that is good.", "Sign in first: with a token in the header ..."),
    (403, "The token's rights do not reach.", "Your roles do not let you see documents of client acme. ..."),
    (404, "There is nothing here, or nothing for you.", "No page has this address. ..."),
    (409, "Somebody was quicker.", "bob has this document at the moment. ..."),
    (413, "More than the console takes at once.", "That was more than the console takes at once ..."),
    (503, "A store does not answer; it may later.", "The register did not answer. Try again."),
)
REFUSALS: dict[int | str, dict[str, Any]] = {
    status: _refused(HTTPStatus(status), words, detail) for status, words, detail in _REFUSED
}
PRINTED: dict[int | str, dict[str, Any]] = {
    200: {"description": "The PDF.", "content": {"application/pdf": {"schema": _BINARY}}}
}
