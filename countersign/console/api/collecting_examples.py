"""What the description of the API shows of causes, promises and tables."""

from __future__ import annotations

from typing import Any

_LEDGER = {"load": 7, "loaded_at": "2026-10-31T05:00:12+00:00", "exact": True}
_WEIGHT = {"items": 1, "open": "1204.50", "money_days": "36135.00", "share": 1.0, "cumulative": 1.0}
_OF = {"currency": "EUR", **_WEIGHT}
CAUSES: dict[str, Any] = {
    "client": "default",
    "as_of": "2026-10-31",
    "ledger": _LEDGER,
    "by_cause": [{**_OF, "cause": "unproven"}],
    "by_customer": [{**_OF, "customer_number": "C-10442", "customer_name": "Harbour Supplies Ltd"}],
    "by_carrier": [{**_OF, "carrier": "Blue Heron Freightways LLC"}],
    "by_site": [{**_OF, "site": "9 Quay Road, Hull"}],
    "items": [
        {
            "customer_number": "C-10442",
            "customer_name": "Harbour Supplies Ltd",
            "invoice_number": "INV-2026-004412",
            "due_date": "2026-10-01",
            "days_overdue": 30,
            "open": "1204.50",
            "currency": "EUR",
            "money_days": "36135.00",
            "cause": "unproven",
            "reason": None,
            "set_by": None,
            "carrier": "Blue Heron Freightways LLC",
            "site": None,
        }
    ],
}
NEW_CAUSE: dict[str, Any] = {
    "customer_number": "C-10442",
    "invoice_number": "INV-2026-004412",
    "cause": "in_approval",
    "note": "Second signature is on leave until Monday.",
}
SAID: dict[str, Any] = {
    "customer_number": "C-10442",
    "invoice_number": "INV-2026-004412",
    "cause": "in_approval",
}
PROMISES: dict[str, Any] = {
    "client": "default",
    "as_of": "2026-11-20",
    "counts": {"due": 1, "overdue": 0, "kept": 4, "broken": 0, "unknown": 0},
    "promises": [
        {
            "contact": 5,
            "state": "due",
            "on": "2026-11-20",
            "amount": "1084.00",
            "currency": "EUR",
            "customer_number": "C-10442",
            "customer_name": "Harbour Supplies Ltd",
            "invoice_number": "INV-2026-004412",
            "person": "J. Redmond",
            "outcome": "Pays the rest.",
            "said_at": "2026-11-10T09:30:00+00:00",
            "noted_by": "cleo",
        }
    ],
}
TABLE: dict[str, Any] = {
    "csv": "customer_number,days,source,reviewed_on\nC-10442,45,Supply contract § 7,2026-01-31\n"
}
