"""Tables of receipt whose rows are headed by the parties: the customer's row holds name, date and time."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.fields.layout import Sheet
from extractors.fields.sense import Sense
from extractors.fields.spans import Span

_PARTIES = frozenset({Sense.CUSTOMER_SIGNATURE, Sense.OTHER_SIGNATURE, Sense.SELLER, Sense.SHIP_TO})
_CUSTOMER = frozenset({Sense.CUSTOMER_SIGNATURE, Sense.SHIP_TO})
_SIGNED = frozenset({Sense.CUSTOMER_SIGNATURE, Sense.OTHER_SIGNATURE})
"""One row at least says that somebody signs: addresses under each other are no such table."""
_LOWEST = 22.0
"""Ems from the head of such a table to its last row."""
_ALIGNED = 2.0
"""Ems by which the names of the parties may begin apart."""
_STEP = 1.2
"""Ems, least, from the head to the first row, and from row to row."""


def customers_row(sheet: Sheet, spans: Sequence[Span], heading: Span) -> int | None:
    """Index of the customer's row under a column's heading; None where the rows are not headed so."""
    left = [span for span in spans if span.label.sense in _PARTIES and _is_below(sheet, span, heading)]
    for customer in left:
        if customer.label.sense in _CUSTOMER:
            apart = (abs(sheet.wide(other.level.x0 - customer.level.x0)) for other in left)
            beside = [other for other, away in zip(left, apart, strict=True) if away <= _ALIGNED]
            signed = any(span.label.sense in _SIGNED for span in beside)
            if signed and any(_are_rows(sheet, other, customer) for other in beside):
                return customer.run.row
    return None


def _is_below(sheet: Sheet, span: Span, heading: Span) -> bool:
    down = sheet.high(span.level.middle[1] - heading.level.middle[1])
    misread = span.label.sense is Sense.SHIP_TO and span.label.strength < 1
    return _STEP <= down <= _LOWEST and span.level.x1 <= heading.level.x0 and not misread


def _are_rows(sheet: Sheet, one: Span, other: Span) -> bool:
    return abs(sheet.high(one.level.middle[1] - other.level.middle[1])) >= _STEP
