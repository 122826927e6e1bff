"""Candidates for bad debts as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from countersign.language import amount
from countersign.output.csv_lines import csv_line
from countersign.reports.collecting_words import ground_words
from countersign.reports.columns import aligned
from countersign.reports.words import standing_json, standing_words
from models.plain import to_plain

if TYPE_CHECKING:
    from flows.reminders.bad_debt import Doubted

COLUMNS = (
    *("as_of", "customer_number", "customer_name", "invoice_number", "due_date", "days_overdue"),
    *("open", "currency", "proof", "grounds", "explained"),
)


def bad_debt_lines(told: Doubted) -> Iterator[str]:
    """The candidates, each with the sentences that explain it."""
    found = told.found
    yield f"Debts of {told.whose.client} that may be bad, as of {found.as_of}: for a person to decide"
    yield standing_words(told.standing, found.as_of)
    if not found.items:
        yield "No overdue invoice has grounds enough."
        return
    for one in found.items:
        invoice = one.invoice
        yield ""
        name = told.name(invoice.customer_number)
        money = amount(invoice.balance, invoice.currency)
        yield f"{invoice.number}  {invoice.customer_number} {name}  {money}"
        yield from (f"  {ground_words(why)}" for why in one.grounds)
    yield ""
    rows = [
        [
            currency,
            str(one.count),
            amount(one.money, currency),
            amount(found.overdue[currency].money, currency),
        ]
        for currency, one in found.totals.items()
    ]
    yield from aligned([["", "invoices", "open", "of all overdue"], *rows], (1, 2, 3))


def bad_debt_csv(told: Doubted) -> Iterator[str]:
    """One row for each candidate."""
    yield csv_line(COLUMNS)
    for one in told.found.items:
        invoice = one.invoice
        named = invoice.customer_number, told.name(invoice.customer_number), invoice.number
        owed = invoice.due_date or "", one.days, invoice.balance, invoice.currency, one.proven.status.value
        why = (
            " ".join(ground.ground.value for ground in one.grounds),
            " ".join(map(ground_words, one.grounds)),
        )
        yield csv_line((told.found.as_of, *named, *owed, *why))


def bad_debt_json(told: Doubted) -> dict[str, Any]:
    """The candidates with their grounds; amounts are texts with all their digits."""
    found = told.found
    return {
        "client": told.whose.client,
        "as_of": found.as_of.isoformat(),
        "ledger": standing_json(told.standing),
        "thresholds": to_plain(found.thresholds),
        "totals": [
            {
                "currency": currency,
                "invoices": one.count,
                "open": str(one.money),
                "all_overdue": str(found.overdue[currency].money),
            }
            for currency, one in found.totals.items()
        ],
        "candidates": [
            {
                "customer_number": one.invoice.customer_number,
                "customer_name": told.name(one.invoice.customer_number),
                "invoice_number": one.invoice.number,
                "due_date": one.invoice.due_date.isoformat() if one.invoice.due_date else None,
                "days_overdue": one.days,
                "open": str(one.invoice.balance),
                "currency": one.invoice.currency,
                "proof": one.proven.status.value,
                "grounds": [
                    {
                        "ground": why.ground.value,
                        "count": why.count,
                        "threshold": why.limit,
                        "explained": ground_words(why),
                    }
                    for why in one.grounds
                ],
            }
            for one in found.items
        ],
    }
