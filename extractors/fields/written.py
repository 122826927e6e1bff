"""Names and dates that somebody wrote beside their labels, and that could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from extractors.fields.askers import signer_asked
from extractors.fields.find import Found
from extractors.fields.receipt import Signer
from extractors.fields.sense import Sense
from extractors.fields.spans import Span
from models.paper import Box, Ink, Mark, Page, around
from models.reading import FieldName, Written

_DATES = frozenset({Sense.RECEIVED_DATE, Sense.PLAIN_DATE, Sense.DELIVERY_DATE})
_NAME = frozenset({Sense.PRINTED_NAME})
_RIGHT, _RISE, _SINK = 22.0, 1.9, 0.9
"""Ems from a label to where people write beside it: to the right, above its line and below."""
_HIGH, _LOW, _WIDE = 3.2, 2.8, 14.0
"""The same above a caption and under a heading, and how wide such a place is at least."""
_READ = 0.45
"""Confidence of a value that was read rather than guessed."""
_WITHIN = 0.5
"""Of a mark that must lie in the place."""
_LEAST, _LONGEST = (1.5, 0.5), 30.0
"""Ems: least width and height of a word, and its greatest width."""
_PRINTED = 0.3
"""Of a mark that printed words cover: more is a stroke through print."""


def written(found: Found, page: Page) -> Iterator[Written]:
    """The receiver's name and date where handwriting stands in their place and no value was found."""
    words = [mark.box for mark in page.marks if mark.ink is Ink.HAND and _is_writing(found, page, mark)]
    served = {finding.span for finding in found.findings if finding.confidence >= _READ}
    asked = [
        (name, span)
        for name, senses in ((FieldName.PRINTED_NAME, _NAME), (FieldName.RECEIVED_DATE, _DATES))
        for span in found.page.spans
        if span.label.sense in senses and span not in served and _is_receivers(found, span)
    ]
    for ahead in (True, False):
        for name, span in tuple(asked):
            places = _behind(found, span) if ahead else _around(found, span)
            box = _in(places, words)
            if box is not None:
                words.remove(box)
                asked.remove((name, span))
                yield Written(name, page.number, box)


def _is_receivers(found: Found, span: Span) -> bool:
    signer = signer_asked(found, span)
    outright = span.label.sense is Sense.RECEIVED_DATE or span.label.strength >= 1
    return signer is Signer.CUSTOMER or (
        outright and signer is Signer.NOBODY and span.label.sense is not Sense.PLAIN_DATE
    )


def _is_writing(found: Found, page: Page, mark: Mark) -> bool:
    """True for what may be a word: neither a dot nor a stroke through print, nor part of a signature."""
    sheet, box = found.page.sheet, mark.box
    size = box.width * box.height
    wide, high = sheet.wide(box.width), sheet.high(box.height)
    if wide < _LEAST[0] or high < _LEAST[1] or wide > _LONGEST:
        return False
    print_ = sum(box.overlap(word.box) for word in page.words if word.ink is Ink.PRINT)
    signed = (region.box for region in page.signatures if region.present)
    return print_ < _PRINTED * size and not any(box.overlap(one) >= _WITHIN * size for one in signed)


def _in(places: Iterator[Box], words: Sequence[Box]) -> Box | None:
    """The longest handwriting in the first place that bears any."""
    for place in places:
        inside = [box for box in words if box.overlap(place) >= _WITHIN * box.width * box.height]
        if inside:
            return max(inside, key=lambda box: box.width)
    return None


def _behind(found: Found, span: Span) -> Iterator[Box]:
    """To the label's right."""
    sheet = found.page.sheet
    em, across = sheet.em, sheet.em / sheet.aspect
    label = around(token.box for token in span.tokens)
    end = min(_next_label(found, span, label), label.x1 + _RIGHT * across)
    yield _box(label.x1, label.y0 - _RISE * em, end, label.y1 + _SINK * em)


def _around(found: Found, span: Span) -> Iterator[Box]:
    """Above a caption, or under a heading; a label with a colon has its value behind it."""
    if span.closed:
        return
    sheet = found.page.sheet
    em, across = sheet.em, sheet.em / sheet.aspect
    label = around(token.box for token in span.tokens)
    end = _next_label(found, span, label)
    left, right = label.x0 - 2 * across, max(label.x1, min(end, label.x0 + _WIDE * across))
    yield _box(left, label.y0 - _HIGH * em, right, label.y0)
    yield _box(left, label.y1, right, label.y1 + _LOW * em)


def _next_label(found: Found, span: Span, label: Box) -> float:
    """Where the next label of the row begins, as a fraction of the page's width; 1 without one."""
    others = (around(token.box for token in other.tokens) for other in found.page.spans if other is not span)
    beside = (box.x0 for box in others if box.x0 >= label.x1 and box.y0 < label.y1 and label.y0 < box.y1)
    return min(chain(beside, (1.0,)))


def _box(x0: float, y0: float, x1: float, y1: float) -> Box:
    return Box(max(x0, 0.0), max(y0, 0.0), min(max(x1, x0), 1.0), min(y1, 1.0))
