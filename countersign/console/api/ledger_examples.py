"""What the description of the API shows of invoices, customers and receivables."""

from __future__ import annotations

from typing import Any

from countersign.console.api.examples import DOCUMENT

FOUND: dict[str, Any] = {
    "invoice_number": "INV-2026-004412",
    "customer_number": "C-10442",
    "customer_name": "Harbour Supplies Ltd",
    "po_number": "4500012345",
    "delivery_number": "80012345",
    "invoice_date": "2026-10-30",
    "due_date": "2026-11-29",
    "amount": "1204.50",
    "currency": "EUR",
    "status": "open",
    "open": "1204.50",
    "proof_of_delivery": "complete",
}
INVOICES: dict[str, Any] = {"has_more": False, "invoices": [FOUND]}
INVOICE: dict[str, Any] = {
    **FOUND,
    "papers": [
        {
            "document": DOCUMENT["id"],
            "type": "proof_of_delivery",
            "kind": "delivery_note",
            "filed": True,
            "received_at": DOCUMENT["received_at"],
            "receipt": "signed_clean",
            "grade": "A",
            "printed_name": "J. Redmond",
            "received_date": "2026-11-01",
            "exceptions": [],
        }
    ],
    "versions": [
        {
            "load": 3,
            "loaded_at": "2026-10-31T04:00:00+00:00",
            "amount": "1204.50",
            "open": "1204.50",
            "status": "open",
            "due_date": "2026-11-29",
        }
    ],
}
_CUSTOMER: dict[str, Any] = {
    "customer_number": "C-10442",
    "name": "Harbour Supplies Ltd",
    "aliases": ["Harbour Marine"],
    "address": "4 Quay Street",
    "city": "Hull",
    "country": "GB",
    "parent": "",
}
CUSTOMERS: dict[str, Any] = {"has_more": False, "customers": [_CUSTOMER]}
_BUCKETS = {"current": "1204.50", "1-30": "0", "31-60": "0", "61-90": "310.00", "over 90": "0"}
_SUMS: dict[str, Any] = {
    "currency": "EUR",
    "balance": "1514.50",
    "overdue": "310.00",
    "disputed": "0",
    "credits": "0",
    "received_unbooked": "0",
    "discounts_unbooked": "0",
    "buckets": _BUCKETS,
}
CUSTOMER: dict[str, Any] = {
    **_CUSTOMER,
    "branches": [],
    "accounts": [_SUMS],
    "on_file": [{"year": 2026, "documents": {"proof_of_delivery": 14, "purchase_order": 9}}],
}
_LEDGER = {"load": 3, "loaded_at": "2026-10-31T04:00:00+00:00", "exact": True}
_OWED: dict[str, Any] = {
    "currency": "EUR",
    "buckets": _BUCKETS,
    "disputed": "0",
    "credits": "0",
    "total": "1514.50",
    "items": 2,
    "disputed_here": "0",
    "paid_unbooked": "0",
}
AGING: dict[str, Any] = {
    "client": "default",
    "as_of": "2026-10-31",
    "basis": "due",
    "credits": "apart",
    "ledger": _LEDGER,
    "undated": 0,
    "customers": [{"customer_number": "C-10442", "customer_name": "Harbour Supplies Ltd", **_OWED}],
    "totals": [_OWED],
    "control": [
        {"currency": "EUR", "ledger": "1514.50", "issued_later": "0", "aged": "1514.50", "agrees": True}
    ],
    "control_totals": [
        {"currency": "EUR", "load": 3, "stated": "1514.50", "ledger": "1514.50", "difference": "0.00"}
    ],
}
_POD = {
    "document": DOCUMENT["id"],
    "received_at": DOCUMENT["received_at"],
    "receipt": "signed_clean",
    "grade": "A",
    "unsure": False,
}
STATEMENT: dict[str, Any] = {
    "client": "default",
    "as_of": "2026-10-31",
    "customer_number": "C-10442",
    "customer_name": "Harbour Supplies Ltd",
    "ledger": _LEDGER,
    "accounts": [
        {
            **_SUMS,
            "items": [
                {
                    "invoice_number": "INV-2026-004412",
                    "type": "invoice",
                    "invoice_date": "2026-10-30",
                    "due_date": "2026-11-29",
                    "days_overdue": 0,
                    "po_number": "4500012345",
                    "delivery_number": "80012345",
                    "amount": "1204.50",
                    "open": "1204.50",
                    "balance": "1514.50",
                    "disputed": False,
                    "proofs_of_delivery": [_POD],
                }
            ],
        }
    ],
}
_SUM = {"currency": "EUR", "proof_of_delivery": "missing", "invoices": 1, "open": "310.00"}
GAPS: dict[str, Any] = {
    "client": "default",
    "as_of": "2026-10-31",
    "ledger": _LEDGER,
    "summary": [_SUM],
    "by_due": [{"due": "overdue", **_SUM}],
    "by_customer": [{"customer_number": "C-10442", "customer_name": "Harbour Supplies Ltd", **_SUM}],
    "gaps": [
        {
            "customer_number": "C-10442",
            "customer_name": "Harbour Supplies Ltd",
            "invoice_number": "INV-2026-003977",
            "po_number": "4500011980",
            "delivery_number": "80011904",
            "invoice_date": "2026-07-20",
            "due_date": "2026-08-19",
            "days_to_due": -73,
            "open": "310.00",
            "currency": "EUR",
            "disputed": False,
            "proof_of_delivery": "missing",
            "ask": "carrier",
            "task": "Ask for the signed proof of delivery.",
            "on_file": [],
            "under_review": [],
        }
    ],
}
