"""Why items are overdue, as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from countersign.language import amount, percent, said
from countersign.output.csv_lines import csv_line
from countersign.reports.cause_words import by_words, cause_words
from countersign.reports.columns import aligned
from countersign.reports.words import standing_json, standing_words
from receivables.causes import By, Measure

if TYPE_CHECKING:
    from flows.disputes.causes import Caused
    from receivables.causes import Bar, Overdue

COLUMNS = (
    *("as_of", "cause", "reason", "customer_number", "customer_name", "invoice_number", "due_date"),
    *("days_overdue", "open", "currency", "money_days", "set_by", "carrier", "site"),
)
_HEADS = ["items", "open", "money-days", "share", "cumulative"]
SHOWN = 20
"""Names of each table; the file has every item."""


def name_words(told: Caused, by: By, name: str) -> str:
    """What a bar is of, for people."""
    if by is By.CAUSE:
        return cause_words(name)
    if by is By.CUSTOMER:
        return told.name(name) or name
    return name or (said("carrier not known") if by is By.CARRIER else said("site not known"))


def cause_lines(told: Caused) -> Iterator[str]:
    """By cause, customer, carrier and site, heaviest first."""
    found = told.causes
    yield f"Causes of delinquency of {told.whose.client} as of {found.as_of}"
    yield standing_words(told.standing, found.as_of)
    if not found.items:
        yield "Nothing is overdue."
        return
    for by in By:
        for currency in found.currencies:
            bars = found.pareto(currency, by)[:SHOWN]
            yield ""
            rows = [[_named(told, by, one.name), *_cells(one, currency)] for one in bars]
            yield from aligned([[by_words(by).lower(), *_HEADS], *rows], (1, 2, 3, 4, 5))


def _named(told: Caused, by: By, name: str) -> str:
    words = name_words(told, by, name)
    return f"{words} ({name})" if by is By.CUSTOMER and words != name else words


def _cells(one: Bar, currency: str) -> list[str]:
    weight = one.weight
    sums = str(weight.count), amount(weight.money, currency), f"{weight.money_days:,f}"
    return [*sums, percent(float(one.share)), percent(float(one.cumulative))]


def causes_csv(told: Caused) -> Iterator[str]:
    """One row for each overdue item."""
    yield csv_line(COLUMNS)
    for one in told.causes.items:
        invoice = one.invoice
        about = told.causes.as_of, one.cause.value, one.reason.value if one.reason else ""
        named = invoice.customer_number, told.name(invoice.customer_number), invoice.number
        owed = one.days, invoice.balance, invoice.currency, one.money_days
        known = one.mark.set_by if one.mark else "", one.carrier, one.site
        yield csv_line((*about, *named, invoice.due_date or "", *owed, *known))


def causes_json(told: Caused) -> dict[str, Any]:
    """All of it, heaviest first; amounts are texts with all their digits."""
    found = told.causes
    return {
        "client": told.whose.client,
        "as_of": found.as_of.isoformat(),
        "ledger": standing_json(told.standing),
        **{f"by_{by.value}": list(_together(told, by)) for by in By},
        "items": [_item(told, one) for one in found.items],
    }


def _together(told: Caused, by: By) -> Iterator[dict[str, Any]]:
    name = {By.CUSTOMER: "customer_number"}.get(by, by.value)
    for currency in told.causes.currencies:
        for one in told.causes.pareto(currency, by, Measure.MONEY_DAYS):
            named = {"customer_name": told.name(one.name)} if by is By.CUSTOMER else {}
            yield {
                "currency": currency,
                name: one.name or None,
                **named,
                "items": one.weight.count,
                "open": str(one.weight.money),
                "money_days": str(one.weight.money_days),
                "share": round(float(one.share), 6),
                "cumulative": round(float(one.cumulative), 6),
            }


def _item(told: Caused, one: Overdue) -> dict[str, Any]:
    invoice = one.invoice
    return {
        "customer_number": invoice.customer_number,
        "customer_name": told.name(invoice.customer_number),
        "invoice_number": invoice.number,
        "due_date": invoice.due_date.isoformat() if invoice.due_date else None,
        "days_overdue": one.days,
        "open": str(invoice.balance),
        "currency": invoice.currency,
        "money_days": str(one.money_days),
        "cause": one.cause.value,
        "reason": one.reason.value if one.reason else None,
        "set_by": one.mark.set_by if one.mark else None,
        "carrier": one.carrier or None,
        "site": one.site or None,
    }
