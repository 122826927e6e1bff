"""Why items are overdue, as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from countersign.csv_lines import csv_line
from countersign.language import amount
from countersign.reports.columns import aligned
from countersign.reports.words import standing_json, standing_words

if TYPE_CHECKING:
    from flows.causes import Caused
    from receivables.causes import Weight

COLUMNS = (
    *("as_of", "cause", "reason", "customer_number", "customer_name", "invoice_number", "due_date"),
    *("days_overdue", "open", "currency", "money_days"),
)
_HEADS = ["items", "open", "money-days"]
SHOWN = 20
"""Customers of each table; the file has every item."""


def cause_lines(told: Caused) -> Iterator[str]:
    """By cause, then by customer, heaviest first."""
    found = told.causes
    yield f"Causes of delinquency of {told.whose.client} as of {found.as_of}"
    yield standing_words(told.standing, found.as_of)
    if not found.items:
        yield "Nothing is overdue."
        return
    yield ""
    causes = [[cause.value, *_cells(one, currency)] for (currency, cause), one in found.by_cause.items()]
    yield from aligned([["cause", *_HEADS], *causes], (1, 2, 3))
    yield ""
    customers = [
        [number, told.name(number), *_cells(one, currency)]
        for (currency, number), one in list(found.by_customer.items())[:SHOWN]
    ]
    yield from aligned([["customer", "name", *_HEADS], *customers], (2, 3, 4))


def _cells(one: Weight, currency: str) -> list[str]:
    return [str(one.count), amount(one.money, currency), f"{one.money_days:,f}"]


def causes_csv(told: Caused) -> Iterator[str]:
    """One row for each overdue item."""
    yield csv_line(COLUMNS)
    for one in told.causes.items:
        invoice = one.invoice
        about = told.causes.as_of, one.cause.value, one.reason.value if one.reason else ""
        named = invoice.customer_number, told.name(invoice.customer_number), invoice.number
        owed = one.days, invoice.balance, invoice.currency, one.money_days
        yield csv_line((*about, *named, invoice.due_date or "", *owed))


def causes_json(told: Caused) -> dict[str, Any]:
    """By cause and by customer, heaviest first; amounts are texts with all their digits."""
    found = told.causes
    return {
        "client": told.whose.client,
        "as_of": found.as_of.isoformat(),
        "ledger": standing_json(told.standing),
        "by_cause": [
            {"currency": currency, "cause": cause.value, **_weight(one)}
            for (currency, cause), one in found.by_cause.items()
        ],
        "by_customer": [
            {
                "currency": currency,
                "customer_number": number,
                "customer_name": told.name(number),
                **_weight(one),
            }
            for (currency, number), one in found.by_customer.items()
        ],
    }


def _weight(one: Weight) -> dict[str, Any]:
    return {"items": one.count, "open": str(one.money), "money_days": str(one.money_days)}
