"""Whose receipt block a place on the page belongs to: the customer's, or a driver's and shipper's."""

from __future__ import annotations

from enum import StrEnum

from extractors.fields.find import Found
from extractors.fields.labels import Kind, kind_of
from extractors.fields.sense import Sense
from extractors.fields.spans import Span
from models.paper import Box, Role

_REACH_DOWN, _REACH_ACROSS = 7.0, 40.0
_ACROSS_COST, _UPWARD_COST, _FARTHEST = 2.5, 1.5, 90.0
_UNDER = 2.2
"""Ems below a place: a label farther down begins the next row, whoever signs there."""
_LOWER_HALF = 0.45


class Signer(StrEnum):
    """Who signs in a receipt block."""

    CUSTOMER = "customer"
    OTHER = "other"
    NOBODY = "nobody"
    """No signature place is near."""


def signer_near(page: Found, place: Box) -> Signer:
    """Who signs in the block around a straightened `place`; the customer where the block does not say."""
    signed = [region.box for region in page.signatures if region.role is Role.CUSTOMER]
    marks = [*(span.level for span in page.page.spans if _is_mark(span)), *signed]
    if not any(_is_near(page, mark, place) for mark in marks):
        return Signer.NOBODY
    said = [(span.level, owner) for span in page.page.spans if (owner := _owner(span))]
    said += [(box, Signer.CUSTOMER) for box in signed]
    owners = [(_cost(page, one, place), owner) for one, owner in said if not _is_next_row(page, one, place)]
    nearest = min(owners, default=(_FARTHEST, Signer.CUSTOMER))
    return nearest[1] if nearest[0] < _FARTHEST else Signer.CUSTOMER


def _is_mark(span: Span) -> bool:
    marking = kind_of(span.label.sense) is Kind.MARK or span.label.sense is Sense.PRINTED_NAME
    return (marking and span.label.strength >= 1) or span.label.sense is Sense.RECEIVED_DATE


def _owner(span: Span) -> Signer | None:
    """Whom the words of a label name, None where they name nobody."""
    if span.label.sense is Sense.CUSTOMER_SIGNATURE:
        return Signer.CUSTOMER
    if span.label.sense is Sense.OTHER_SIGNATURE and span.label.strength >= 1:
        return Signer.OTHER
    if span.level.y0 < _LOWER_HALF:
        return None
    if span.label.sense is Sense.SHIP_TO:
        return Signer.CUSTOMER
    return Signer.OTHER if span.label.sense in {Sense.SELLER, Sense.OTHER_SIGNATURE} else None


def _is_next_row(page: Found, one: Box, place: Box) -> bool:
    """True for a label that stands below the place and not right under it: it heads what follows."""
    gap = page.page.sheet.high(one.y0 - place.y1)
    aside = one.x0 >= place.x1 or one.x1 <= place.x0
    return gap > (0.0 if aside else _UNDER)


def _is_near(page: Found, one: Box, place: Box) -> bool:
    down, across = _distance(page, one, place)
    return abs(down) <= _REACH_DOWN and across <= _REACH_ACROSS


def _cost(page: Found, one: Box, place: Box) -> float:
    """How far a label is, in ems; columns part more than rows, and a heading stands above its block."""
    down, across = _distance(page, one, place)
    return abs(down) * (_UPWARD_COST if down < 0 else 1.0) + across * _ACROSS_COST


def _distance(page: Found, one: Box, place: Box) -> tuple[float, float]:
    """Ems from label to place: down (negative where the label is below), and the gap between them across."""
    sheet = page.page.sheet
    down = sheet.high(place.middle[1] - one.middle[1])
    gap = max(place.x0 - one.x1, one.x0 - place.x1, 0.0)
    return down, sheet.wide(gap)
