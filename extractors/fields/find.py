"""Values beside their labels: every label bids for a place, and the best bids win."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from extractors.fields.captions import down_the_column, in_front, is_column, is_torn
from extractors.fields.labels import Kind, Label, asks_by_whom, asks_hour, kind_of
from extractors.fields.layout import Sheet, Token, lay_out
from extractors.fields.lone_labels import lone_labels
from extractors.fields.numbers import shape
from extractors.fields.places import LabelledSheet, Place, Side, column_under, places
from extractors.fields.sense import Sense
from extractors.fields.spans import Span, find_spans
from extractors.fields.taught import NOTHING_TAUGHT
from extractors.fields.values import Printed, read_list, read_value
from models.paper import Box, Page, SignatureRegion, around

_LISTED = frozenset({Sense.INVOICE_NUMBER, Sense.PO_NUMBER, Sense.DELIVERY_NUMBER, Sense.ORDER})
_BLOCKS = frozenset({Sense.SHIP_TO, Sense.BILL_TO, Sense.CUSTOMER, Sense.SELLER})
_IN_TABLES = frozenset({Sense.PRINTED_NAME, Sense.RECEIVED_DATE, Sense.RECEIVED_TIME})
_IN_RECEIPT = _IN_TABLES | {Sense.PLAIN_DATE, Sense.DELIVERY_DATE}
_BLOCK_ROWS = 3
_NEAR, _FALLOFF, _LEAST = 2.5, 0.008, 0.6
_OFF_ROW = {Side.ABOVE: 0.6, Side.BESIDE: 0.7}
_NUMBER_OFF_ROW = 0.8
_BELOW, _ROW_STEP, _USUAL_PITCH = 0.92, 0.06, 1.4
_AFTER_COLON = 0.8
_NEAR_BLOCK, _BLOCK_APART = 4.0, 0.75
_BESIDE_CAPTION = 0.6
_LIST_PITCH, _LIST_SHARE, _LONGEST_LIST = 3.0, 0.85, 15
_NAME_AFTER_SIGNATURE = 0.65
_BEFORE_CAPTION, _IN_COLUMN = 0.95, 0.8


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that a label announces, before the document's type decides which field it is."""

    span: Span
    side: Side
    value: Printed
    tokens: tuple[Token, ...]
    """The value's own."""
    rest: tuple[Token, ...]
    """What follows the value in its place."""
    score: float
    """0..1: how sure label and geometry are, without the reader's confidence."""

    @property
    def sense(self) -> Sense:
        """What the value is."""
        return self.value.sense

    @property
    def box(self) -> Box:
        """Box of the value on the page."""
        return around(token.box for token in self.tokens)

    @property
    def level(self) -> Box:
        """Box of the straightened value."""
        return around(token.level for token in self.tokens)

    @property
    def confidence(self) -> float:
        """0..1: `score` times the reader's confidence in the value; initials of a name do not count."""
        words = [token for token in self.tokens if len(token.form) > 1]
        counted = words if words and self.sense is Sense.PRINTED_NAME else self.tokens
        return self.score * min(token.confidence for token in counted)


@dataclass(frozen=True, slots=True)
class Found:
    """A page with its labels and the values they announce."""

    page: LabelledSheet
    findings: tuple[Finding, ...]
    order: str
    """How ambiguous dates were read: dmy or mdy."""
    signatures: tuple[SignatureRegion, ...] = ()
    """Where people sign, as the page's own ink and labels told."""

    def of(self, *senses: Sense) -> tuple[Finding, ...]:
        """The findings with one of these senses."""
        return tuple(finding for finding in self.findings if finding.sense in senses)

    @property
    def forbidden(self) -> frozenset[Token]:
        """Tokens that a decoy label claims: phone, tax, bank, vendor, item numbers and the like."""
        decoys = (f for f in self.findings if f.span.label.sense is Sense.DECOY)
        return frozenset(token for finding in decoys for token in (*finding.tokens, *finding.rest))


def find(page: Page, order: str = "dmy", taught: Mapping[str, Label] = NOTHING_TAUGHT) -> Found:
    """The labelled values of a page; `order` (dmy, mdy) decides ambiguous dates.

    `taught` has labels that people taught, as `taught_labels` gives them.
    """
    sheet = lay_out(page)
    labelled = _labelled(sheet, find_spans(sheet, taught))
    bids = [bid for span in labelled.spans for bid in _bids(labelled, span, order)]
    won = _settle(sorted(bids, key=lambda bid: -bid.score))
    further = [extra for finding in won for extra in _listed(labelled, finding)]
    return Found(labelled, (*won, *_unclaimed(further, won)), order, page.signatures)


def _labelled(sheet: Sheet, spans: tuple[Span, ...]) -> LabelledSheet:
    every = sorted((*spans, *lone_labels(sheet, spans)), key=lambda span: (span.run.row, span.level.x0))
    return LabelledSheet.of(sheet, tuple(every))


def _bids(page: LabelledSheet, span: Span, order: str) -> Iterator[Finding]:
    sense = span.label.sense
    if sense in _IN_TABLES and is_column(page, span):
        yield from _in_column(page, span, order)
        return
    rows = _BLOCK_ROWS if sense in _BLOCKS else 1
    in_receipt = in_front(page, span) if sense in _IN_RECEIPT else ()
    for place in chain(places(page, span, rows), in_receipt):
        if kind_of(sense) is Kind.MARK and not _names_receiver(span, place):
            continue
        if sense is Sense.PRINTED_NAME and is_torn(page, place):
            continue
        wanted = Sense.PRINTED_NAME if kind_of(sense) is Kind.MARK else sense
        words = [token.text for token in place.tokens]
        value = read_value(wanted, words, order)
        if value is None and asks_hour(span.form):
            value = read_value(Sense.RECEIVED_TIME, words, order)
        if value is not None and not (place.side in _OFF_ROW and sense in _BLOCKS):
            yield _finding(span, place, value, _weight(page, span, place))


def _in_column(page: LabelledSheet, span: Span, order: str) -> Iterator[Finding]:
    """The one entry in a column of a table; of several, each is another receiver's."""
    entries = [
        (place, value)
        for place in down_the_column(page, span)
        if (value := read_value(span.label.sense, [token.text for token in place.tokens], order)) is not None
    ]
    for place, value in entries if len(entries) == 1 else ():
        yield _finding(span, place, value, span.label.strength * _IN_COLUMN)


def _names_receiver(span: Span, place: Place) -> bool:
    """True for "Received by: J Smith": a signature label with a typed name to its right."""
    asked = span.label.sense is Sense.CUSTOMER_SIGNATURE and asks_by_whom(span.form)
    return asked and place.side is Side.RIGHT


def _finding(span: Span, place: Place, value: Printed, weight: float) -> Finding:
    tokens = place.tokens[value.first : value.last + 1]
    return Finding(span, place.side, value, tokens, place.tokens[value.last + 1 :], weight)


def _weight(page: LabelledSheet, span: Span, place: Place) -> float:
    """0..1: how sure label and geometry are."""
    captions = place.side is Side.RIGHT and place.distance > _NEAR_BLOCK and _is_caption(page, span)
    return _score(span, place) * (_BESIDE_CAPTION if captions else 1.0)


def _is_caption(page: LabelledSheet, span: Span) -> bool:
    """True for a label in a row of captions, as under the lines of a receipt block."""
    beside = [other for other in page.spans if other.run.row == span.run.row and other.run != span.run]
    marks = [kind_of(other.label.sense) is Kind.MARK for other in (*beside, span)]
    return bool(beside) and any(marks) and not span.closed


def _score(span: Span, place: Place) -> float:
    strength = span.label.strength
    block = span.label.sense in _BLOCKS
    if kind_of(span.label.sense) is Kind.MARK:
        strength *= _NAME_AFTER_SIGNATURE
    if place.side is Side.RIGHT:
        apart = block and place.distance > _NEAR_BLOCK
        far = max(1.0 - _FALLOFF * max(place.distance - _NEAR, 0.0), _LEAST)
        return strength * far * (_BLOCK_APART if apart else 1.0)
    if place.side in _OFF_ROW:
        number = kind_of(span.label.sense) is Kind.NUMBER
        return strength * _OFF_ROW[place.side] * (_NUMBER_OFF_ROW if number else 1.0)
    if place.side is Side.LEFT:
        return strength * _BEFORE_CAPTION
    lowered = _BELOW - _ROW_STEP * max(place.distance - _USUAL_PITCH, 0.0)
    return strength * lowered * (_AFTER_COLON if span.closed and not block else 1.0)


def _settle(bids: Sequence[Finding]) -> tuple[Finding, ...]:
    """The best bids, each label and each token once."""
    served: set[Span] = set()
    claimed: set[Token] = set()
    won: list[Finding] = []
    for bid in bids:
        if bid.span not in served and claimed.isdisjoint(bid.tokens):
            won.append(bid)
            served.add(bid.span)
            claimed.update(bid.tokens)
    return tuple(won)


def _listed(page: LabelledSheet, finding: Finding) -> Iterator[Finding]:
    """Further numbers of the same shape: in a list behind the value, or under it in its column."""
    if finding.sense not in _LISTED:
        return
    yield from _listed_right(finding)
    if finding.side is Side.BELOW:
        yield from _listed_below(page, finding)


def _listed_right(finding: Finding) -> Iterator[Finding]:
    rest = finding.rest
    while rest:
        value = read_list(finding.sense, [token.text for token in rest])
        if value is None or shape(value.text) != shape(finding.value.text):
            return
        tokens, rest = rest[value.first : value.last + 1], rest[value.last + 1 :]
        yield _like(finding, value, tokens)


def _listed_below(page: LabelledSheet, finding: Finding) -> Iterator[Finding]:
    row, bottom = _row_of(page, finding), finding.level.middle[1]
    for tokens in list(column_under(page, finding.span, row))[:_LONGEST_LIST]:
        middle = tokens[0].level.middle[1]
        value = read_value(finding.span.label.sense, [token.text for token in tokens], "dmy")
        near = page.sheet.high(middle - bottom) <= _LIST_PITCH
        if not near or value is None or shape(value.text) != shape(finding.value.text):
            return
        bottom = middle
        yield _like(finding, value, tokens[value.first : value.last + 1])


def _row_of(page: LabelledSheet, finding: Finding) -> int:
    return next(run.row for run in page.sheet.runs if finding.tokens[0] in run.tokens)


def _like(finding: Finding, value: Printed, tokens: tuple[Token, ...]) -> Finding:
    return Finding(finding.span, finding.side, value, tokens, (), finding.score * _LIST_SHARE)


def _unclaimed(further: Sequence[Finding], won: Sequence[Finding]) -> Iterator[Finding]:
    claimed = {token for finding in won for token in finding.tokens}
    for finding in further:
        if claimed.isdisjoint(finding.tokens):
            claimed.update(finding.tokens)
            yield finding
