"""What the description of the API shows of reminders, payment plans, credit limits and bad debts."""

from __future__ import annotations

from typing import Any

from countersign.console.api.ledger_examples import AGING

LEDGER: dict[str, Any] = AGING["ledger"]
ITEM: dict[str, Any] = {
    "invoice_number": "INV-2026-004412",
    "due_date": "2026-11-08",
    "days_overdue": 12,
    "level": 3,
    "level_days": 10,
    "asked_for": "879.50",
    "open": "1000.00",
    "currency": "EUR",
    "held_back": [{"why": "disputed", "amount": "120.50", "until": None}],
    "proof": "complete",
    "reminded": 2,
}
LETTER: dict[str, Any] = {
    "on": "2026-11-20",
    "customer_number": "C-10442",
    "customer_name": "Harbour Supplies Ltd",
    "level": 3,
    "level_days": 10,
    "step": "reminder",
    "channel": "letter",
    "totals": [{"currency": "EUR", "amount": "879.50"}],
    "credits": [],
    "items": [ITEM],
}
PAUSED: dict[str, Any] = {
    "customer_number": "C-10442",
    "customer_name": "Harbour Supplies Ltd",
    "invoice_number": "INV-2026-004398",
    "due_date": "2026-11-01",
    "on": "2026-11-20",
    "level": 3,
    "open": "310.00",
    "currency": "EUR",
    "held_back": [{"why": "promised", "amount": "310.00", "until": "2026-11-27"}],
    "proof": "missing",
}
REMINDERS: dict[str, Any] = {
    "client": "default",
    "as_of": "2026-11-20",
    "until": "2026-12-04",
    "ledger": LEDGER,
    "letters": [LETTER],
    "paused": [PAUSED],
}
WENT: dict[str, Any] = {"customer_number": "C-10442", "channel": "letter", "language": "en"}
REMINDED: dict[str, Any] = {
    "reminder": 31,
    "customer_number": "C-10442",
    "on": "2026-11-20",
    "level": 3,
    "level_days": 10,
    "step": "reminder",
    "channel": "letter",
    "invoice_numbers": ["INV-2026-004412"],
    "sent_by": "cleo",
}
PLAN: dict[str, Any] = {
    "plan": 4,
    "customer_number": "C-10442",
    "currency": "EUR",
    "invoice_numbers": ["INV-2026-004398"],
    "agreed": "2026-11-02",
    "state": "running",
    "total": "310.00",
    "paid": "110.00",
    "left": "200.00",
    "instalments": [
        {"due": "2026-11-10", "amount": "110.00", "state": "kept"},
        {"due": "2026-12-10", "amount": "200.00", "state": "due"},
    ],
    "made_by": "cleo",
    "ended_at": None,
}
NEW_PLAN: dict[str, Any] = {
    "customer_number": "C-10442",
    "invoice_numbers": ["INV-2026-004398"],
    "instalments": [{"due": "2026-11-10", "amount": "110.00"}, {"due": "2026-12-10", "amount": "200.00"}],
}
CREDIT: dict[str, Any] = {
    "client": "default",
    "as_of": "2026-11-20",
    "ledger": LEDGER,
    "customers": [
        {
            "customer_number": "C-10442",
            "customer_name": "Harbour Supplies Ltd",
            "currency": "EUR",
            "use": "exceeded",
            "limit": "1000.00",
            "open": "1310.00",
            "over": "310.00",
            "overdue": "1310.00",
            "in_payment_plans": "200.00",
            "since": "2026-01-12",
            "source": "Credit committee",
        }
    ],
    "plans": [PLAN],
}
NEW_LIMIT: dict[str, Any] = {
    "customer_number": "C-10442",
    "currency": "EUR",
    "amount": "1000.00",
    "since": "2026-01-12",
    "source": "Credit committee",
}
LIMIT: dict[str, Any] = {**NEW_LIMIT, "set_at": "2026-01-12T09:00:00+00:00", "set_by": "cleo"}
BAD_DEBT: dict[str, Any] = {
    "client": "default",
    "as_of": "2026-11-20",
    "ledger": LEDGER,
    "thresholds": {
        "overdue": 180,
        "alone": 365,
        "broken": 2,
        "level": 60,
        "unreached": 3,
        "expired": 30,
        "unproven": 90,
        "fewest": 2,
    },
    "totals": [{"currency": "EUR", "invoices": 1, "open": "8400.00", "all_overdue": "42959.63"}],
    "candidates": [
        {
            "customer_number": "C-10442",
            "customer_name": "Harbour Supplies Ltd",
            "invoice_number": "INV-2026-000011",
            "due_date": "2026-04-14",
            "days_overdue": 220,
            "open": "8400.00",
            "currency": "EUR",
            "proof": "missing",
            "grounds": [
                {
                    "ground": "overdue",
                    "count": 220,
                    "threshold": 180,
                    "explained": "It is 220 days overdue (threshold: 180).",
                }
            ],
        }
    ],
}
