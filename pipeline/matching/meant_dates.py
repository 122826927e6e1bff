"""Which reading of a date is meant, by the day of the invoice that the paper goes with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from models.ledger import Invoice
from models.reading import DocumentType, FieldName, Reading, Value

FIELDS = (FieldName.DOCUMENT_DATE, FieldName.RECEIVED_DATE)
Window = tuple[int, int]
_OF_ORDERS: tuple[Window, ...] = ((-45, 0), (-120, 7), (-730, 31))
_OF_DELIVERIES: tuple[Window, ...] = ((-7, 7), (-20, 20), (-60, 60))
"""Days after the invoice's, from the likeliest on."""
_ABSURD, _SANE = 330, 60
"""Days from the invoice's from which a year is misread, and within which the right one must be."""


def settled(
    reading: Reading, name: FieldName, invoice: Invoice, misread: Callable[[Value], bool]
) -> tuple[Value, ...]:
    """The dates of a field, the likeliest reading of each first; as printed where both are as likely.

    A year with one figure misread is another reading where no printed one makes sense, of a value that may
    be `misread`.
    """
    order = reading.type is DocumentType.PURCHASE_ORDER
    windows = _OF_ORDERS if order else _OF_DELIVERIES
    invoiced = invoice.invoice_date
    return tuple(_settled(value, invoiced, windows, blurred=misread(value)) for value in reading.fields[name])


def _settled(value: Value, invoiced: date, windows: tuple[Window, ...], *, blurred: bool) -> Value:
    days = [value.text, *value.alternatives]
    if blurred and all(_apart(day, invoiced) > _ABSURD for day in days):
        days += [year for day in days for year in _other_years(day, invoiced)]
    likeliest = min(days, key=lambda day: (_place(day, invoiced, windows), days.index(day)))
    return replace(value, text=likeliest, alternatives=tuple(day for day in days if day != likeliest))


def _place(day: str, invoiced: date, windows: tuple[Window, ...]) -> int:
    apart = (date.fromisoformat(day) - invoiced).days
    fitting = (place for place, (first, last) in enumerate(windows) if first <= apart <= last)
    return next(fitting, len(windows))


def _other_years(day: str, invoiced: date) -> Iterator[str]:
    """The day in the year of the invoice, or next to it, where only one figure of two differs."""
    for year in (invoiced.year, invoiced.year - 1, invoiced.year + 1):
        other = f"{year}{day[4:]}"
        alike = day[2] == other[2] or day[3] == other[3]
        if alike and _is_day(other) and _apart(other, invoiced) <= _SANE:
            yield other


def _apart(day: str, invoiced: date) -> int:
    return abs((date.fromisoformat(day) - invoiced).days)


def _is_day(text: str) -> bool:
    return not (text.endswith("-02-29") and int(text[:4]) % 4)
