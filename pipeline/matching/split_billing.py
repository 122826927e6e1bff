"""Whether one paper may receive all invoices that fit it at once: one delivery, billed in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.fields.text import letters
from models.decision import Agreement, Candidate, Evidence, Key
from pipeline.folding import plain
from pipeline.matching.match import Matched
from pipeline.matching.number_matches import is_order
from pipeline.matching.sightings import FIELD_OF

_OF_ONE_DELIVERY = (Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER)
_DAYS = 60
"""Between the invoices of one delivery, at most: numbers that begin anew each year are a year apart."""


def apart(filed: Sequence[Candidate], matched: Matched) -> str:
    """Why these may not all be filed under without a person, as a clause; empty where they may.

    An order may be billed in many parts, for years.
    """
    if len(filed) <= 1 or is_order(matched.reading):
        return ""
    days = [one.invoice.invoice_date for one in filed]
    if (max(days) - min(days)).days > _DAYS:
        return "the invoices that fit are too far apart in time to be of one delivery"
    labels = [set(_labels(one, matched)) for one in filed]
    if all(labels) and not set.intersection(*labels) and not _have_own_orders(filed):
        return "their numbers stand under different labels, one of which may name another paper"
    return ""


def _have_own_orders(filed: Sequence[Candidate]) -> bool:
    """True where an order of its own speaks for each of them."""
    orders = [one.expected for each in filed for one in each.evidence if _is_labelled_order(one)]
    return len(orders) == len(filed) == len(set(orders))


def _is_labelled_order(one: Evidence) -> bool:
    return one.key is Key.PO_NUMBER and one.labelled and one.agreement is not Agreement.CONTRADICTS


def _labels(candidate: Candidate, matched: Matched) -> Iterator[str]:
    """Labels under which the numbers of one invoice stand."""
    for one in candidate.evidence:
        if one.key in _OF_ONE_DELIVERY and one.labelled:
            for value in matched.reading.fields.get(FIELD_OF[one.key], ()):
                if plain(value.text) in {plain(one.read), plain(one.expected)} and value.label:
                    yield letters(value.label)
