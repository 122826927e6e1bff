"""Discounts for paying early, as a table that a client firm edits as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from models.errors import WrongUse
from models.payers import CashTerms

TERM_COLUMNS = ("customer_number", "percent", "days", "grace_days", "source")
MOST_ROWS, LONGEST_CELL, MOST_DAYS, MOST_PERCENT = 5000, 200, 365, 50


def terms_from(text: str) -> tuple[CashTerms, ...]:
    """The table; a row without a customer is for all others.

    Raises:
        WrongUse: a row cannot be; the message names its line.
    """
    read = csv.DictReader(io.StringIO(text.lstrip("\ufeff").strip()))
    heads = [str(name or "").strip().lower() for name in read.fieldnames or ()]
    if heads and not {"customer_number", "percent", "days"} <= set(heads):
        raise WrongUse(f"The first line names the columns: {','.join(TERM_COLUMNS)}.")
    read.fieldnames = heads
    found: dict[str, CashTerms] = {}
    for row in read:
        cells = {name: str(row.get(name) or "").strip().removeprefix("'") for name in TERM_COLUMNS}
        one = _terms(cells, read.line_num)
        if one.customer in found:
            raise WrongUse(
                f"Line {read.line_num}: customer {one.customer or '(all others)'} stands there twice."
            )
        found[one.customer] = one
        if len(found) > MOST_ROWS:
            raise WrongUse(f"The table takes at most {MOST_ROWS} rows.")
    return tuple(found.values())


def terms_of(table: tuple[CashTerms, ...]) -> Mapping[str, CashTerms]:
    """By customer; those of all others under an empty number."""
    return {one.customer: one for one in table}


def _terms(cells: Mapping[str, str], line: int) -> CashTerms:
    if any(len(cell) > LONGEST_CELL or not cell.isprintable() for cell in cells.values()):
        raise WrongUse(f"Line {line}: a cell takes at most {LONGEST_CELL} characters of one line.")
    days, grace = (_days(cells[name] or "0", line) for name in ("days", "grace_days"))
    return CashTerms(cells["customer_number"], _percent(cells["percent"], line), days, grace, cells["source"])


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
