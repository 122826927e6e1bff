"""Whose name and day a label asks for: of two side by side each party's own, of one alone the receiver's."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.fields.find import Found
from extractors.fields.labels import Kind, asks_hour, kind_of
from extractors.fields.receipt import Signer, signer_near
from extractors.fields.sense import Sense
from extractors.fields.spans import Span
from models.paper import Role

_DAYS = frozenset({Sense.RECEIVED_DATE, Sense.PLAIN_DATE, Sense.DELIVERY_DATE})
_FIELDS = (frozenset({Sense.PRINTED_NAME}), _DAYS, frozenset({Sense.RECEIVED_TIME}))
_ROW = 1.6
"""Ems, up or down, in which labels stand in one row."""
_BLOCK = 12.0
"""Ems, up or down, in which a second label of the kind makes one of several, and a signature is near."""
_HEADING = 16.0
"""Ems from the heading of a party's column to its last line."""
_NOT_ITS = frozenset({Sense.DECOY, Sense.REFERENCE, Sense.OWN_NUMBER})
_ALIGNED, _LINE = 2.0, 3.0
"""Ems between the beginnings of two labels of a list, and from one line of it to the next."""
_OWN = 4.0
_BESIDE, _COLUMN = 12.0, 8.0
"""Ems under, and behind, the place of another's signature in which a label belongs to it; and in its column,
where nothing is asked beside."""


def signer_asked(page: Found, span: Span) -> Signer:
    """Who is asked for the name, day or time of a label."""
    near = signer_near(page, span.level)
    alike = [other for other in _alike(page, span) if _down(page, other, span) <= _BLOCK]
    twins = [other for other in alike if _down(page, other, span) <= _ROW]
    if twins:
        return _of_column(page, span, twins) or near
    if near is not Signer.OTHER or alike or _is_others(page, span):
        return near
    return Signer.CUSTOMER if _customer_signs(page, span) else near


def is_receivers(page: Found, span: Span) -> bool:
    """True for a label of a day that the receiver writes; "Received on" needs nobody's signature near."""
    outright = span.label.sense is Sense.RECEIVED_DATE
    if not outright and is_among_numbers(page, span):
        return False
    signer = signer_asked(page, span)
    if signer is Signer.OTHER and outright:
        return not (
            _is_others(page, span) or any(_down(page, one, span) <= _BLOCK for one in _alike(page, span))
        )
    return signer is Signer.CUSTOMER or (outright and signer is Signer.NOBODY)


def is_among_numbers(page: Found, span: Span) -> bool:
    """True for the label of a date in the list of the paper's own numbers: it dates the paper."""
    sheet = page.page.sheet
    numbers = [
        one.span for one in page.findings if kind_of(one.sense) is Kind.NUMBER and one.sense not in _NOT_ITS
    ]
    for one in numbers:
        listed = sheet.wide(abs(one.level.x0 - span.level.x0)) <= _ALIGNED and _down(page, one, span) <= _LINE
        if listed or sum(_down(page, other, span) <= _ROW / 2 for other in numbers) > 1:
            return True
    return False


def _alike(page: Found, span: Span) -> tuple[Span, ...]:
    """The other labels that ask for the same."""
    senses = next((field for field in _FIELDS if span.label.sense in field), frozenset[Sense]())
    spans = (other for other in page.page.spans if other is not span and not asks_hour(other.form))
    return tuple(other for other in spans if other.label.sense in senses)


def _down(page: Found, one: Span, other: Span) -> float:
    return abs(page.page.sheet.high(one.level.middle[1] - other.level.middle[1]))


def _of_column(page: Found, span: Span, twins: Sequence[Span]) -> Signer | None:
    """The party whose heading stands over the label, of two over two columns, be one of them illegible."""
    own = _over(page, span, Sense.CUSTOMER_SIGNATURE)
    others = _over(page, span, Sense.OTHER_SIGNATURE)
    pairs = [(one, other) for one in own for other in others if _down(page, one, other) <= _ROW]
    if pairs:
        one, other = min(pairs, key=lambda pair: _down(page, pair[0], span))
        return Signer.CUSTOMER if _aside(one, span) < _aside(other, span) else Signer.OTHER
    if len(twins) != 1 or len(own) + len(others) != 1 or span.label.sense is Sense.RECEIVED_TIME:
        return None
    nearest = _aside((*own, *others)[0], span) < _aside((*own, *others)[0], twins[0])
    return Signer.CUSTOMER if nearest == bool(own) else Signer.OTHER


def _over(page: Found, span: Span, sense: Sense) -> Sequence[Span]:
    """Places of this sense over a label and near it."""
    marks = (mark for mark in _marks(page, sense) if mark.level.y1 <= span.level.y0)
    return [mark for mark in marks if _down(page, mark, span) <= _HEADING]


def _aside(heading: Span, span: Span) -> float:
    """How far, in page widths, a label begins from where the text under a heading may begin.

    A heading stands in the middle of its column, or begins with it.
    """
    return min(abs(heading.level.x0 - span.level.x0), abs(heading.level.middle[0] - span.level.middle[0]))


def _is_others(page: Found, span: Span) -> bool:
    """True right under or behind the place of another's signature, unless the receiver's is in its row.

    Where nothing else is asked in the label's row, it is the other's under its place in any case.
    """
    sheet = page.page.sheet
    for mark in _marks(page, Sense.OTHER_SIGNATURE):
        row = _down(page, mark, span) <= _ROW
        behind = row and 0 <= sheet.wide(span.level.x0 - mark.level.x1) <= _BESIDE
        shared = min(mark.level.x1, span.level.x1) > max(mark.level.x0, span.level.x0)
        down = sheet.high(span.level.middle[1] - mark.level.middle[1]) if shared else 0.0
        under = 0 < down <= _OWN
        ours = any(_down(page, one, mark) <= _ROW for one in _receivers(page))
        aligned = sheet.wide(abs(mark.level.x0 - span.level.x0)) <= _ALIGNED
        lone = 0 < down <= _COLUMN and aligned and _is_lone(page, span)
        if lone or ((behind or under) and not ours):
            return True
    return False


def _is_lone(page: Found, span: Span) -> bool:
    """True where nothing else is asked in the label's row."""
    fields = frozenset[Sense]().union(*_FIELDS)
    asked = (other for other in page.page.spans if other.label.sense in fields and other is not span)
    return not any(_down(page, other, span) <= _ROW for other in asked)


def _customer_signs(page: Found, span: Span) -> bool:
    signed = (region.box.middle[1] for region in page.signatures if region.role is Role.CUSTOMER)
    rows = (*(mark.level.middle[1] for mark in _receivers(page)), *signed)
    return any(abs(page.page.sheet.high(row - span.level.middle[1])) <= _BLOCK for row in rows)


def _receivers(page: Found) -> tuple[Span, ...]:
    """Signature places of the receiver: such as say so, and such as name nobody and stand behind nobody."""
    unsaid = (mark for mark in _marks(page, Sense.SIGNATURE) if not _is_anothers(page, mark))
    return (*_marks(page, Sense.CUSTOMER_SIGNATURE), *unsaid)


def _is_anothers(page: Found, mark: Span) -> bool:
    sheet = page.page.sheet
    for other in page.page.spans:
        if other.label.sense in {Sense.OTHER_SIGNATURE, Sense.SELLER} and _down(page, other, mark) <= _ROW:
            gap = sheet.wide(mark.level.x0 - other.level.x1)
            if other.run is mark.run or 0 <= gap <= _OWN:
                return True
    return False


def _marks(page: Found, sense: Sense) -> Sequence[Span]:
    return [
        span
        for span in page.page.spans
        if span.label.sense is sense and kind_of(sense) is Kind.MARK and not span.run.is_prose
    ]
