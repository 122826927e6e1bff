"""Two papers laid on the glass together: everything stands twice, with two numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extractors.fields import Found
from extractors.fields.sense import Sense
from extractors.fields.spans import Span

_OWN = (Sense.DELIVERY_NUMBER, Sense.INVOICE_NUMBER, Sense.PO_NUMBER)
_TWICE = frozenset(
    {
        *_OWN, Sense.CUSTOMER_NUMBER, Sense.NOTE_DATE, Sense.INVOICE_DATE, Sense.SHIP_TO,
        Sense.CUSTOMER_SIGNATURE, Sense.RECEIVED_DATE, Sense.PRINTED_NAME, Sense.OTHER_SIGNATURE,
    }
)  # fmt: skip
_APART = 0.3
"""Share of the page by which the labels of the two numbers lie apart."""
_ECHOES = 2
"""So many other labels stand on both sides."""
_DIGITS = 3


def two_papers(page: Found) -> str:
    """Words such as "two papers lie on page 1"; empty for a page that is one."""
    if any(_parted(page, *pair) for pair in _twins(page)):
        return f"two papers lie on page {page.page.sheet.number}"
    return ""


def _twins(page: Found) -> Iterator[tuple[Span, Span]]:
    """Labels of the same sense with different numbers."""
    for sense in _OWN:
        numbers = [one for one in page.of(sense) if sum(c.isdigit() for c in one.value.text) >= _DIGITS]
        for one, other in combinations(numbers, 2):
            if one.span != other.span and one.value.text != other.value.text:
                yield one.span, other.span


def _parted(page: Found, one: Span, other: Span) -> bool:
    """True where a cut between two labels leaves the same labels on both sides, above and below or beside."""
    for axis in (0, 1):
        near, far = sorted((one.level.middle[axis], other.level.middle[axis]))
        if far - near >= _APART:
            cut = (near + far) / 2
            before = {_sense(span) for span in page.page.spans if span.level.middle[axis] < cut}
            behind = {_sense(span) for span in page.page.spans if span.level.middle[axis] >= cut}
            if len(before & behind & _TWICE - {_sense(one)}) >= _ECHOES:
                return True
    return False


def _sense(span: Span) -> Sense:
    return span.label.sense
