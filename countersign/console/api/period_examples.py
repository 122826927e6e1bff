"""Answers about a period, as the description of the API shows them."""

from __future__ import annotations

from typing import Any

_LEDGER = {"load": 3, "loaded_at": "2026-10-31T18:00:00+00:00", "exact": True}
_PERIOD = {"first": "2026-10-01", "last": "2026-10-31", "days": 31}
_FIGURES: list[dict[str, Any]] = [
    {
        "kpi": "dso",
        "currency": "EUR",
        "value": "38.9",
        "unit": "days",
        "upper_bound": None,
        "not_known_because": None,
        "inputs": {"receivables": "2450.00", "sales": "1950.00", "days": "31"},
    },
    {
        "kpi": "misfiles",
        "currency": None,
        "value": None,
        "unit": "percent",
        "upper_bound": None,
        "not_known_because": "none",
        "inputs": {"found_wrong": "0", "filings_checked": "0"},
    },
]
KPIS: dict[str, Any] = {
    "client": "default",
    **_PERIOD,
    "customer": None,
    "ledger": _LEDGER,
    "pod_age": 10,
    "figures": _FIGURES,
}
_ALONE = {
    "kpi": "auto_filed",
    "currency": None,
    "value": "50.00",
    "unit": "percent",
    "upper_bound": None,
    "not_known_because": None,
    "inputs": {"filed_by_program": "2", "documents": "4"},
}
_WAITED = {**_ALONE, "kpi": "days_to_proof", "value": "3.0", "unit": "days", "inputs": {"invoices": "2"}}
_NONE = {"count": 0, "amount": "0"}
_AGING = {
    "currency": "EUR",
    "buckets": {"current": "1750.50", "1-30": "249.50", "31-60": "0", "61-90": "0", "over 90": "0"},
    "disputed": "500.00",
    "credits": "-50.00",
    "total": "2450.00",
    "items": 5,
}
_DISPUTES: dict[str, Any] = {
    "currency": "EUR",
    "before": {"count": 1, "amount": "400.00"},
    "opened": {"count": 1, "amount": "500.00"},
    "won": {"count": 1, "amount": "400.00"},
    "lost": _NONE,
    "settled": _NONE,
    "withdrawn": _NONE,
    "expired": _NONE,
    "still_open": {"count": 1, "amount": "500.00"},
    "recovered": "400.00",
}
CLIENT_REPORT: dict[str, Any] = {
    "client": "default",
    **_PERIOD,
    "customer": None,
    "ledger_before": {**_LEDGER, "load": 1, "loaded_at": "2026-09-30T20:00:00+00:00"},
    "ledger": _LEDGER,
    "received": {
        "files": 4,
        "pages": 9,
        "documents": 5,
        "reviewed": 1,
        "became": {
            "filed_by_program": 2,
            "filed_by_people": 1,
            "review": 1,
            "parked": 0,
            "duplicate": 1,
            "quarantined": 0,
            "blank": 0,
        },
        "by_days": [{**_PERIOD, "documents": 5, "filed": 3}],
    },
    "aging_before": None,
    "aging_after": [_AGING],
    "proof_of_delivery": [
        {"currency": "EUR", "proof_of_delivery": "missing", "invoices": 2, "open": "1500.00"}
    ],
    "disputes": [_DISPUTES],
    "contacts": {"call": 3},
    "promises": {"kept": 1},
    "kpis": _FIGURES,
    "trend": {
        "step": "months",
        "left_out": 11,
        "points": [
            {
                **_PERIOD,
                "documents": 4,
                "filed_by_program": 2,
                "filed_alone": _ALONE,
                "days_to_proof": _WAITED,
                "money": [
                    {
                        "currency": "EUR",
                        "dso": _FIGURES[0],
                        "proof_on_file": None,
                        "gaps": {"count": 2, "amount": "1500.00"},
                        "open": {"count": 4, "amount": "2500.00"},
                        "disputes": _DISPUTES,
                    }
                ],
            }
        ],
    },
}
