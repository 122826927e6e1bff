"""Dates without a label: at the head of a paper, with a time of day, in a receipt block or a stamp."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.fields.dates import DateReading, find_dates
from extractors.fields.find import Found
from extractors.fields.layout import Run, Token
from extractors.fields.receipt import Signer, signer_near
from extractors.fields.values import is_stamped
from models.paper import Ink, around
from models.reading import Found as HowFound
from models.reading import Value

_UNLABELLED, _LOW_ON_PAGE, _STAMPED = 0.5, 0.8, 1.2
_TOP, _SHORTEST, _FAX_LINE = 0.35, 8, 0.05
_PLACE_WORDS = 3
_RECEIPT_TOP, _STAMP_REACH = 0.45, 4.0
_TIME_BEHIND = re.compile(r"\W{0,3}\d{1,2}[:.h]\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class LooseDate:
    """A date that no label claims."""

    run: Run
    reading: DateReading
    tokens: tuple[Token, ...]
    """The date's own."""

    @property
    def timed(self) -> bool:
        """True where a time of day stands behind it, as tills and terminals print it."""
        return _TIME_BEHIND.match(self.run.text, self.reading.end) is not None

    @property
    def free(self) -> bool:
        """True where it stands by itself or behind a place: "Trento, 3 maggio 2026"."""
        before = self.run.text[: self.reading.start].rstrip()
        return not before or (before.endswith(",") and len(before.split()) <= _PLACE_WORDS)

    @property
    def sent(self) -> bool:
        """True in the line that a fax machine prints on the upper edge."""
        return self.timed and self.run.level.y0 < _FAX_LINE

    def value(self, page: Found) -> Value:
        """The date with its place on the page."""
        others = tuple(other.isoformat() for other in self.reading.alternatives)
        sure = min(token.confidence for token in self.tokens) * _UNLABELLED
        place = around(token.box for token in self.tokens)
        number = page.page.sheet.number
        text = self.reading.chosen.isoformat()
        return Value(text, round(sure, 4), number, place, HowFound.LABEL, alternatives=others)


def own_date(page: Found, *, receipt: bool, order: bool = False) -> Value | None:
    """The date of a paper that prints it without a label; None where several may be meant.

    The first high on the page, on an `order` the earliest there, for the others are days on which the goods
    are wanted; else the only one with a time of day, else the only one at all. On a paper with a `receipt`
    block, dates in that block are the receiver's.
    """
    loose = [one for one in _loose_dates(page) if not receipt or _signer(page, one) is Signer.NOBODY]
    loose = [one for one in loose if not one.sent] or loose
    high = [one for one in loose if one.run.level.y0 <= _TOP]
    if high:
        own = [one for one in high if one.free] or high
        first = min(own, key=lambda one: one.reading.chosen) if order else high[0]
        return first.value(page)
    for several in ([one for one in loose if one.timed], loose):
        if len({one.reading.chosen for one in several}) == 1:
            value = several[0].value(page)
            return replace(value, confidence=round(value.confidence * _LOW_ON_PAGE, 4))
    return None


def stamped_date(page: Found) -> tuple[Value, ...]:
    """The one date without a label in the receiver's block or a goods-in stamp, if there is just one."""
    stamped = [one for one in _loose_dates(page) if _is_receipt(page, one)]
    if len({one.reading.chosen for one in stamped}) != 1:
        return ()
    value = stamped[0].value(page)
    return (replace(value, confidence=round(value.confidence * _STAMPED, 4)),)


def _loose_dates(page: Found) -> Iterator[LooseDate]:
    """The first date of each run that no label claims, in reading order."""
    claimed = {token for finding in page.findings for token in finding.tokens}
    for run in page.page.sheet.runs:
        for reading in find_dates(run.text, page.order):
            tokens = _tokens(run, reading)
            if tokens and reading.end - reading.start >= _SHORTEST and claimed.isdisjoint(tokens):
                yield LooseDate(run, reading, tokens)
                break


def _tokens(run: Run, reading: DateReading) -> tuple[Token, ...]:
    first = run.text.count(" ", 0, reading.start)
    last = run.text.count(" ", 0, reading.end)
    return run.tokens[first : last + 1]


def _signer(page: Found, one: LooseDate) -> Signer:
    return signer_near(page, one.run.level)


def _is_receipt(page: Found, one: LooseDate) -> bool:
    if all(token.ink is Ink.STAMP for token in one.tokens):
        return _signer(page, one) is not Signer.OTHER
    if one.run.level.y0 < _RECEIPT_TOP:
        return False
    if _signer(page, one) is Signer.CUSTOMER:
        return True
    return any(_is_beside(page, one.run, run) for run in page.page.sheet.runs if is_stamped(run.text))


def _is_beside(page: Found, run: Run, stamp: Run) -> bool:
    near = page.page.sheet.high(abs(stamp.level.middle[1] - run.level.middle[1])) < _STAMP_REACH
    return near and min(stamp.level.x1, run.level.x1) > max(stamp.level.x0, run.level.x0)
