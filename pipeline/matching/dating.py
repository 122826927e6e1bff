"""Whether the date of a paper and the date of an invoice go together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from models.ledger import Invoice
from models.reading import DocumentType, FieldName, Reading

DELIVERY_DAYS = (-60, 60)
"""A delivery is dated at most so many days before and after its invoice; monthly billing takes up to 31."""
ORDER_DAYS = (-730, 31)
"""Blanket orders run for two years; a confirming order may follow its invoice."""
ORDER_ALONE_DAYS = (-60, 3)
"""Where only the order number ties a delivery to an invoice: shipped, then billed within two months, or
billed as it leaves; an older or later delivery of a standing order belongs to another invoice."""


OTHER_DAYS = (-730, 730)
"""Contracts, statements and letters speak of invoices long before and after them."""
_WINDOWS = {
    DocumentType.PURCHASE_ORDER: ORDER_DAYS,
    DocumentType.PROOF_OF_DELIVERY: DELIVERY_DAYS,
    DocumentType.OTHER: OTHER_DAYS,
}


class Timing(Enum):
    """How the dates compare."""

    FITS = "fits"
    UNKNOWN = "unknown"
    IMPOSSIBLE = "impossible"


def timing(reading: Reading, invoice: Invoice) -> Timing:
    """How the paper's own date fits the invoice's; either reading of an ambiguous date will do."""
    window = _WINDOWS[reading.type]
    days = [(day - invoice.invoice_date).days for day in days_of(reading)]
    if not days:
        return Timing.UNKNOWN
    return Timing.FITS if any(window[0] <= apart <= window[1] for apart in days) else Timing.IMPOSSIBLE


def delivered_for(reading: Reading, invoice: Invoice) -> bool:
    """True when every reading of the delivery's date lies within `ORDER_ALONE_DAYS` of the invoice's."""
    days = [(day - invoice.invoice_date).days for day in days_of(reading)]
    return bool(days) and all(ORDER_ALONE_DAYS[0] <= apart <= ORDER_ALONE_DAYS[1] for apart in days)


def days_of(reading: Reading) -> Iterator[date]:
    """Readings of the document date, or of the date of receipt where the paper has no date of its own."""
    for name in (FieldName.DOCUMENT_DATE, FieldName.RECEIVED_DATE):
        texts = [text for value in reading.fields.get(name, ()) for text in (value.text, *value.alternatives)]
        days = [day for text in texts if (day := _day(text))]
        if days:
            yield from days
            return


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
