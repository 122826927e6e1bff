"""The receiver's day where it stands at its label and no shape of a date could be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from extractors.fields.askers import is_receivers
from extractors.fields.captions import in_front
from extractors.fields.find import Found
from extractors.fields.layout import Token
from extractors.fields.near_days import day_of_year, likelier, near_day
from extractors.fields.places import places
from extractors.fields.sense import Sense
from extractors.fields.spans import Span
from models.paper import around
from models.reading import Found as HowFound
from models.reading import Value

_DATES = frozenset({Sense.RECEIVED_DATE, Sense.PLAIN_DATE, Sense.DELIVERY_DATE})
_WORN = 0.6
_MOST_WORDS = 3
"""A date by hand falls into so many words."""


def worn_date(page: Found, own: Value | None) -> tuple[Value, ...]:
    """The day at a label in the receiver's block, as near as the paper's `own` date tells it."""
    if own is None:
        return ()
    issued = date.fromisoformat(own.text)
    served = {finding.span for finding in page.findings}
    claimed = {token for finding in page.findings for token in finding.tokens}
    for span in page.page.spans:
        if span.label.sense in _DATES and span not in served and is_receivers(page, span):
            for tokens in _written(page, span):
                text = " ".join(token.text for token in tokens)
                free = claimed.isdisjoint(tokens)
                day = near_day(text, issued) or (day_of_year(text, issued) if free else None)
                if day is not None:
                    return (_value(page, span, tokens, day),)
    return ()


def ordered(day: Value, own: Value | None) -> Value:
    """A day that can be read in two orders, as the paper's `own` date tells which is meant."""
    if own is None or not day.alternatives:
        return day
    chosen, *others = map(date.fromisoformat, (day.text, *day.alternatives))
    likely = likelier(chosen, others, date.fromisoformat(own.text))
    rest = tuple(other.isoformat() for other in (chosen, *others) if other != likely)
    return replace(day, text=likely.isoformat(), alternatives=rest)


def _written(page: Found, span: Span) -> Iterator[tuple[Token, ...]]:
    """The words that may be the day: fewer before more, for a time may follow."""
    for place in (*places(page.page, span), *in_front(page.page, span)):
        for count in range(1, min(len(place.tokens), _MOST_WORDS) + 1):
            yield place.tokens[:count]


def _value(page: Found, span: Span, tokens: tuple[Token, ...], day: date) -> Value:
    sure = round(min(token.confidence for token in tokens) * _WORN, 4)
    place = around(token.box for token in tokens)
    return Value(day.isoformat(), sure, page.page.sheet.number, place, HowFound.LABEL, span.text)
