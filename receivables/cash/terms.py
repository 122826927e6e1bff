"""Discounts for paying early, as a table that a client firm edits as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from models.errors import WrongUse
from models.payers import CashTerms
from receivables.csv_table import parts_of

TERM_COLUMNS = ("customer_number", "percent", "days", "grace_days", "source", "invoiced_from")
LONGEST_CELL, MOST_DAYS, MOST_PERCENT = 200, 730, 50


TermsByCustomer = Mapping[str, tuple[CashTerms, ...]]


def terms_from(text: str) -> tuple[CashTerms, ...]:
    """The table; a row without a customer is for all others, one without a day for invoices of any date.

    Raises:
        WrongUse: a row cannot be; the message names its line.
    """
    heads, rows = parts_of(text)
    if heads and not {"customer_number", "percent", "days"} <= set(heads):
        raise WrongUse(f"The first line names the columns: {','.join(TERM_COLUMNS)}.")
    found: dict[tuple[str, date], CashTerms] = {}
    for line, row in rows:
        cells = {name: row.get(name, "").removeprefix("'") for name in TERM_COLUMNS}
        one = _terms(cells, line)
        if (one.customer, one.since) in found:
            raise WrongUse(
                f"Line {line}: customer {one.customer or '(all others)'} stands there twice for "
                "the same invoiced_from."
            )
        found[one.customer, one.since] = one
    return tuple(found.values())


def terms_text(table: Iterable[CashTerms]) -> str:
    """The table as it is edited."""
    stream = io.StringIO()
    rows = (
        (
            one.customer,
            one.percent,
            one.days,
            one.grace,
            one.source,
            one.since if one.since > date.min else "",
        )
        for one in table
    )
    csv.writer(stream, lineterminator="\n").writerows([TERM_COLUMNS, *rows])
    return stream.getvalue()


def terms_of(table: Iterable[CashTerms]) -> TermsByCustomer:
    """By customer, the latest first; those of all others under an empty number."""
    found: dict[str, list[CashTerms]] = {}
    for one in sorted(table, key=lambda one: one.since, reverse=True):
        found.setdefault(one.customer, []).append(one)
    return {customer: tuple(rows) for customer, rows in found.items()}


def fitting(terms: TermsByCustomer, customer: str, day: date) -> CashTerms | None:
    """What counts for a customer's invoice of a day: its own latest row, else that of all others."""
    rows = (*terms.get(customer, ()), *terms.get("", ()))
    return next((one for one in rows if one.since <= day), None)


def _terms(cells: Mapping[str, str], line: int) -> CashTerms:
    if any(len(cell) > LONGEST_CELL or not cell.isprintable() for cell in cells.values()):
        raise WrongUse(f"Line {line}: a cell takes at most {LONGEST_CELL} characters of one line.")
    days, grace = (_days(cells[name] or "0", line) for name in ("days", "grace_days"))
    percent, since = _percent(cells["percent"], line), _since(cells["invoiced_from"], line)
    return CashTerms(cells["customer_number"], percent, days, grace, cells["source"], since)


def _since(text: str, line: int) -> date:
    try:
        return date.fromisoformat(text) if text else date.min
    except ValueError:
        raise WrongUse(
            f"Line {line}: {text!r} is no day: write it as 2026-11-30, or leave it empty."
        ) from None


def _percent(text: str, line: int) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal(-1)
    if not (found.is_finite() and 0 < found <= MOST_PERCENT):
        raise WrongUse(
            f"Line {line}: {text!r} is no percentage above 0 and up to {MOST_PERCENT}: write it like 2.5."
        )
    return found


def _days(text: str, line: int) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= MOST_DAYS):
        raise WrongUse(f"Line {line}: {text!r} is no number of days from 0 to {MOST_DAYS}.")
    return int(text)
