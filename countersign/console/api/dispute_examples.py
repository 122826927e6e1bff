"""What the description of the API shows of disputes and contacts."""

from __future__ import annotations

from typing import Any

DISPUTE: dict[str, Any] = {
    "dispute": 17,
    "customer_number": "C-10442",
    "invoice_number": "INV-2026-004412",
    "reason": "short",
    "x12_426": ["06", "59", "42"],
    "own_code": "",
    "claim": "D-77120",
    "amount": "120.50",
    "currency": "EUR",
    "state": "open",
    "raised": "2026-11-02",
    "due": "2026-12-02",
    "owner": "cleo",
    "department": "logistics",
    "note": "",
    "recovered": None,
    "opened_at": "2026-11-03T08:15:00+00:00",
    "opened_by": "cleo",
    "closed_at": None,
}
LISTED: dict[str, Any] = {
    **DISPUTE,
    "days_left": 12,
    "alarm": "half",
    "ready": True,
    "missing": [],
    "contradicted": False,
}
ENDED: dict[str, Any] = {
    "currency": "EUR",
    "reason": "short",
    "won": 3,
    "lost": 1,
    "settled": 0,
    "win_rate": 0.75,
    "contested": "840.00",
    "recovered": "640.00",
}
DISPUTES: dict[str, Any] = {
    "client": "default",
    "as_of": "2026-11-20",
    "disputes": [LISTED],
    "ended": [ENDED],
}
CONTACT: dict[str, Any] = {
    "contact": 5,
    "customer_number": "C-10442",
    "invoice_number": "INV-2026-004412",
    "at": "2026-11-10T09:30:00+00:00",
    "channel": "call",
    "direction": "out",
    "person": "J. Redmond",
    "outcome": "Pays the rest.",
    "note": "",
    "promise": {"on": "2026-11-20", "amount": "1084.00", "currency": "EUR", "state": "due"},
    "failure": None,
    "noted_by": "cleo",
}
CONTACTS: dict[str, Any] = {"contacts": [CONTACT]}
NEW_DISPUTE: dict[str, Any] = {
    "customer_number": "C-10442",
    "invoice_number": "INV-2026-004412",
    "reason": "short",
    "amount": "120.50",
    "raised": "2026-11-02",
    "claim": "D-77120",
}
CHANGES: dict[str, Any] = {"state": "settled", "recovered": "60.00"}
NEW_CONTACT: dict[str, Any] = {
    "customer_number": "C-10442",
    "invoice_number": "INV-2026-004412",
    "channel": "call",
    "person": "J. Redmond",
    "outcome": "Pays the rest.",
    "promise": {"on": "2026-11-20", "amount": "1084.00", "currency": "EUR"},
}
