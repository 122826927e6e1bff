"""The two tables of disputes that a client firm edits as CSV: deadlines by customer, and reasons. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.dispute import MOST_DAYS, USUAL_DAYS, Department
from models.errors import WrongUse
from models.sending import Reason
from receivables.csv_table import day_in, rows_in

WINDOW_COLUMNS = ("customer_number", "days", "source", "reviewed_on")
REASON_COLUMNS = ("reason", "x12_426", "own_code", "department")


@dataclass(frozen=True, slots=True)
class Window:
    """How long a customer gives for an answer."""

    customer: str
    """Empty for all others."""
    days: int
    """From the day on which the dispute is raised."""
    source: str
    """Where that is written: a contract, a portal's rules."""
    reviewed: date | None
    """When somebody looked there last."""


@dataclass(frozen=True, slots=True)
class ReasonCodes:
    """What a reason is called elsewhere, and who is asked."""

    reason: Reason
    x12: tuple[str, ...]
    """Codes of the X12 data element 426; the first is the one that is sent."""
    own: str
    """The client firm's own code."""
    department: str


USUAL = Window("", USUAL_DAYS, "", None)
_CODES: Mapping[Reason, tuple[str, Department]] = {
    Reason.DOCUMENTS_MISSING: ("44 73 70", Department.MAILROOM),
    Reason.NOT_RECEIVED: ("59 42", Department.LOGISTICS),
    Reason.SHORT: ("06 59 42", Department.LOGISTICS),
    Reason.DAMAGED: ("04 11", Department.LOGISTICS),
    Reason.WRONG_ITEM: ("07 08 62", Department.LOGISTICS),
    Reason.QUALITY: ("05 12", Department.QUALITY),
    Reason.PRICE: ("01 03", Department.SALES),
    Reason.LATE: ("41 50", Department.LOGISTICS),
    Reason.REFUSED: ("25", Department.LOGISTICS),
    Reason.RETURNED: ("72 11 12 13 14 15", Department.LOGISTICS),
    Reason.DUPLICATE: ("19", Department.BILLING),
    Reason.SERVICE: ("38", Department.SERVICE),
    Reason.DISCOUNT: ("24 43", Department.BILLING),
    Reason.FREIGHT: ("30 46 54 22", Department.LOGISTICS),
    Reason.TAX: ("55", Department.BILLING),
    Reason.NO_ORDER: ("17 61", Department.SALES),
    Reason.NO_INVOICE: ("18 40 60", Department.BILLING),
    Reason.CANCELLED: ("26", Department.SALES),
    Reason.UNAUTHORISED: ("16 23", Department.COLLECTIONS),
    Reason.OTHER: ("", Department.COLLECTIONS),
}
USUAL_CODES = {
    reason: ReasonCodes(reason, tuple(x12.split()), "", department.value)
    for reason, (x12, department) in _CODES.items()
}


def window_of(windows: tuple[Window, ...], customer: str) -> Window:
    """The customer's; else that for all others; else the usual one, which has no source."""
    by_customer = {one.customer: one for one in windows}
    return by_customer.get(customer) or by_customer.get("") or USUAL


def windows_from(text: str) -> tuple[Window, ...]:
    """The table of deadlines, as CSV of `WINDOW_COLUMNS`; a row without a customer is for all others.

    Raises:
        WrongUse: a row cannot be; the message names its line.
    """
    found: dict[str, Window] = {}
    for line, row in rows_in(text, WINDOW_COLUMNS, 2):
        customer = row["customer_number"]
        if customer in found:
            raise WrongUse(f"Line {line}: customer {customer or '(all others)'} stands there twice.")
        found[customer] = Window(
            customer, _days(row["days"], line), row["source"], day_in(row["reviewed_on"], line)
        )
    return tuple(found.values())


def reasons_from(text: str) -> dict[Reason, ReasonCodes]:
    """The table of reasons, as CSV of `REASON_COLUMNS`; a reason that is not in it keeps its usual codes.

    Raises:
        WrongUse: a row cannot be; the message names its line.
    """
    found: dict[Reason, ReasonCodes] = {}
    for line, row in rows_in(text, REASON_COLUMNS, 1):
        if row["reason"] not in set(Reason):
            raise WrongUse(f"Line {line}: {row['reason']!r} is no reason: it is one of {', '.join(Reason)}.")
        reason = Reason(row["reason"])
        if reason in found:
            raise WrongUse(f"Line {line}: reason {reason} stands there twice.")
        department = row["department"] or USUAL_CODES[reason].department
        found[reason] = ReasonCodes(reason, tuple(row["x12_426"].split()), row["own_code"], department)
    return {**USUAL_CODES, **found}


def _days(text: str, line: int) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MOST_DAYS):
        raise WrongUse(f"Line {line}: {text!r} is no number of days from 1 to {MOST_DAYS}.")
    return int(text)
