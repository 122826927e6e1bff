"""Where the value of a label can stand: to its right, below it, or above its caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import dropwhile, islice

from extractors.fields.dates import find_dates
from extractors.fields.fillers import is_filler, outspoken
from extractors.fields.labels import Kind, kind_of
from extractors.fields.layout import Run, Sheet, Token
from extractors.fields.party_rows import customers_row
from extractors.fields.spans import Span
from extractors.fields.text import letters
from models.paper import Box

_FARTHEST_RIGHT = 45.0
_LOWEST = 5.0
_HIGHEST = 2.6
_WRITTEN = (Kind.DATE, Kind.TIME, Kind.NAME, Kind.NUMBER)
_WRITTEN_RISE, _WRITTEN_GAP = 1.9, 25.0
_SLACK = 1.0
_TABLE_CELLS = 3
"""Runs in a row from which it is part of a table: its numbers belong to their own columns."""
_BOX_NUMBER = re.compile(r"[(\[]?\d{1,2}[a-z]?[.)\]:]?")
_JOINTS = ("/", "&", "+")
_NAME_CAPTIONS = frozenset(
    map(letters, ("name", "company", "company name", "firma", "nom", "nombre", "nome", "naam"))
)


class Side(StrEnum):
    """Where a value stands as seen from its label."""

    RIGHT = "right"
    BESIDE = "beside"
    """To the right but a little higher or lower, as people write on a line."""
    BELOW = "below"
    ABOVE = "above"
    LEFT = "left"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens in a place where the value of a label may stand. Never empty."""

    side: Side
    tokens: tuple[Token, ...]
    distance: float
    """Ems between label and value: along the row to the right, else from row to row."""


@dataclass(frozen=True, slots=True)
class LabelledSheet:
    """A sheet and the labels on it."""

    sheet: Sheet
    spans: tuple[Span, ...]
    label_tokens: frozenset[Token]

    @classmethod
    def of(cls, sheet: Sheet, spans: tuple[Span, ...]) -> LabelledSheet:
        """The sheet with its labels."""
        return cls(sheet, spans, frozenset(token for span in spans for token in span.tokens))


def places(page: LabelledSheet, span: Span, rows: int = 1) -> Iterator[Place]:
    """The places of a label's value: right, the first `rows` rows below in its column, above."""
    right = _right(page, span) or _right_of_upper(page, span)
    own = None if right or span.closed else _in_customers_row(page, span)
    if own is not None:
        yield from own
        return
    if right:
        yield right
    if kind_of(span.label.sense) in _WRITTEN and not _talks_on(span):
        yield from _beside(page, span)
    if _heads_a_cell(page, span):
        yield from _below(page, span, rows)
        yield from _above(page, span)


def _in_customers_row(page: LabelledSheet, span: Span) -> tuple[Place, ...] | None:
    """What stands in the label's column beside the customer, in a table with a row for each party."""
    if kind_of(span.label.sense) not in (Kind.DATE, Kind.TIME, Kind.NAME):
        return None
    row = customers_row(page.sheet, page.spans, span)
    if row is None:
        return None
    near = (_in_column(page, span, runs) for runs in page.sheet.rows[max(row - 1, 0) : row + 2])
    behind = (tuple(dropwhile(lambda token: token in page.label_tokens, tokens)) for tokens in near)
    value = next(filter(None, (_until_label(page, tokens) for tokens in behind)), ())
    return (Place(Side.BELOW, value, 0.0),) if value else ()


def column_under(page: LabelledSheet, span: Span, row: int) -> Iterator[tuple[Token, ...]]:
    """What stands in the label's column under row `row`, row by row, skipping rows that are empty there."""
    for runs in page.sheet.rows[row + 1 :]:
        tokens = _in_column(page, span, runs)
        if tokens:
            yield tokens


def _right(page: LabelledSheet, span: Span) -> Place | None:
    rest, labelled = _after(page, span), span
    if rest and rest[0] in page.label_tokens and _is_joined(span):
        labelled = next(other for other in page.spans if rest[0] in other.tokens)
        rest = _after(page, labelled)
    value = _own_part(page, span, _until_label(page, rest))
    if not value:
        return None
    distance = page.sheet.wide(value[0].level.x0 - labelled.run.tokens[labelled.last].level.x1)
    return Place(Side.RIGHT, value, max(distance, 0.0)) if distance <= _FARTHEST_RIGHT else None


def _right_of_upper(page: LabelledSheet, span: Span) -> Place | None:
    """What stands beside the upper half of a label on two lines."""
    if not span.upper:
        return None
    edge = span.upper[-1].level.x1
    following = (run for run in page.sheet.rows[span.upper_row] if run.level.x0 > edge)
    value = _until_label(page, next(filter(None, (outspoken(run.tokens) for run in following)), ()))
    if not value:
        return None
    distance = page.sheet.wide(value[0].level.x0 - edge)
    return Place(Side.RIGHT, value, max(distance, 0.0)) if distance <= _FARTHEST_RIGHT else None


def _own_part(page: LabelledSheet, span: Span, value: tuple[Token, ...]) -> tuple[Token, ...]:
    """What of the value is for this label: the second of a joined pair has what follows the joint."""
    joint = next((at for at, token in enumerate(value) if token.text.endswith(_JOINTS)), None)
    if _is_second(page, span):
        return () if joint is None else outspoken(value[joint + 1 :])
    return value[: joint + 1] if joint is not None and _is_joined(span) else value


def _is_second(page: LabelledSheet, span: Span) -> bool:
    """True for the second label of a joined pair, as in "Invoice no. / date"."""
    before = span.run.tokens[: span.first]
    if before and span.run.tokens[span.first].text.startswith(_JOINTS):
        return before[-1] in page.label_tokens
    return len(before) > 1 and before[-1].text in _JOINTS and before[-2] in page.label_tokens


def _beside(page: LabelledSheet, span: Span) -> Iterator[Place]:
    """The nearest run to the right that begins a little above or below the label's row."""
    near: list[tuple[float, tuple[Token, ...]]] = []
    number = kind_of(span.label.sense) is Kind.NUMBER
    for row in page.sheet.rows[max(span.run.row - 2, 0) : span.run.row + 3]:
        if number and len(row) >= _TABLE_CELLS:
            continue
        for run in (run for run in row if run.row != span.run.row):
            rise = abs(page.sheet.high(run.level.middle[1] - span.level.middle[1]))
            gap = page.sheet.wide(run.level.x0 - span.level.x1)
            value = _until_label(page, run.tokens)
            if value and rise <= _WRITTEN_RISE and -_SLACK <= gap <= _WRITTEN_GAP:
                near += [] if _labelled_within(page, span, run) else [(gap + rise, value)]
    if near:
        distance, tokens = min(near, key=lambda entry: entry[0])
        yield Place(Side.BESIDE, tokens, max(distance, 0.0))


def _labelled_within(page: LabelledSheet, span: Span, run: Run) -> bool:
    """True where another label stands in the run's row, or the label's own, between the two."""
    rows = (run.row, span.run.row)
    others = (other for other in page.spans if other.run.row in rows and other != span)
    return any(span.level.x0 <= other.level.x0 <= run.level.x0 for other in others)


def _after(page: LabelledSheet, span: Span) -> tuple[Token, ...]:
    """What follows a label in its run, or where that is nothing, the next run of the row."""
    rest = outspoken(span.run.tokens[span.last + 1 :])
    following = (
        run for run in page.sheet.rows[span.run.row] if run.level.x0 > span.run.tokens[span.last].level.x1
    )
    return rest or next(filter(None, (outspoken(run.tokens) for run in following)), ())


def _is_joined(span: Span) -> bool:
    """True where a second label is joined on, as in "Invoice no. / date"."""
    following = span.run.tokens[span.last + 1 :]
    return span.tokens[-1].text.endswith("/") or bool(following and following[0].text.startswith(_JOINTS))


def _until_label(page: LabelledSheet, tokens: Sequence[Token]) -> tuple[Token, ...]:
    value: list[Token] = []
    for token in tokens:
        if token in page.label_tokens:
            break
        value.append(token)
    return tuple(value)


def _heads_a_cell(page: LabelledSheet, span: Span) -> bool:
    """True when nothing but labels, punctuation, remarks and the number of a box stands in the run."""
    tokens = span.run.tokens
    start = 1 if _BOX_NUMBER.fullmatch(tokens[0].text) and span.first else 0
    own = (*_without_translation(tokens[start : span.first]), *outspoken(tokens[span.last + 1 :]))
    strange = [token for token in own if not (token in page.label_tokens or is_filler(token.text))]
    return not strange or (_is_short(tokens, span) and all(token.form for token in strange))


def _without_translation(before: Sequence[Token]) -> Sequence[Token]:
    """What stands in front of a label, but nothing where that says the same in another language."""
    translated = bool(before) and before[-1].text.endswith("/") and not any(map(_has_digit, before))
    return () if translated else before


def _has_digit(token: Token) -> bool:
    return any(map(str.isdigit, token.text))


def _is_short(tokens: Sequence[Token], span: Span) -> bool:
    """True for a label with a damaged word in front, such as "15sve date"."""
    return len(tokens) == len(span.tokens) + 1 and span.last == len(tokens) - 1


def _talks_on(span: Span) -> bool:
    """True for a number's label inside a sentence, as in "Quote our order number on all papers"."""
    goes_on = any(token.form for token in span.run.tokens[span.last + 1 :])
    return kind_of(span.label.sense) is Kind.NUMBER and goes_on and span.run.is_prose


def _below(page: LabelledSheet, span: Span, rows: int) -> Iterator[Place]:
    start = span.run.tokens[span.last].level.middle[1]
    for tokens in islice(column_under(page, span, span.run.row), rows):
        distance = page.sheet.high(tokens[0].level.middle[1] - start)
        value = _own_part(page, span, _until_label(page, _without_caption(page, span, tokens)))
        if value and distance <= _LOWEST:
            yield Place(Side.BELOW, value, distance)


def _without_caption(page: LabelledSheet, span: Span, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The line of a block without the "Name:" in front of it, as under "Ship to" on a bill of lading."""
    if kind_of(span.label.sense) is not Kind.NAME or not any(t.text.endswith(":") for t in tokens[:2]):
        return tokens
    heads = (other for other in page.spans if tokens[0] in other.tokens and other.closed)
    caption = next((other for other in heads if other.form in _NAME_CAPTIONS), None)
    return tokens[len(caption.tokens) :] if caption else tokens


def _above(page: LabelledSheet, span: Span) -> Iterator[Place]:
    for row in reversed(page.sheet.rows[max(span.run.row - 2, 0) : span.run.row]):
        value = _in_column(page, span, row)
        if not value:
            continue
        distance = page.sheet.high(span.level.middle[1] - value[0].level.middle[1])
        if distance <= _HIGHEST and page.label_tokens.isdisjoint(value):
            yield Place(Side.ABOVE, value, distance)
        return


def _in_column(page: LabelledSheet, span: Span, row: Sequence[Run]) -> tuple[Token, ...]:
    """The tokens of a row that stand in the label's column, labels among them."""
    near = _widened(span.level, _SLACK / page.sheet.wide(1.0))
    overlapping = [run for run in row if _shared(run.level, near) > 0]
    if not overlapping:
        return ()
    run = max(overlapping, key=lambda run: _shared(run.level, near))
    left, right = _walls(page, span)
    inside = [left <= token.level.middle[0] <= right for token in run.tokens]
    if any(inside) and not all(inside):
        for first, last in _dates_in(run):
            inside[first : last + 1] = [inside[first]] * (last + 1 - first)
    return tuple(token for token, own in zip(run.tokens, inside, strict=True) if own)


def _dates_in(run: Run) -> Iterator[tuple[int, int]]:
    """First and last token of every date in a run; all of it stands in the column of its first word."""
    for day in find_dates(run.text):
        yield run.text.count(" ", 0, day.start), run.text.count(" ", 0, day.end)


def _walls(page: LabelledSheet, span: Span) -> tuple[float, float]:
    """Left and right end of the label's cell: what stands beside it in its own row."""
    beside = [
        token
        for run in page.sheet.rows[span.run.row]
        for token in run.tokens
        if token not in span.tokens and (run != span.run or token in page.label_tokens)
    ]
    left = [token.level.x1 for token in beside if token.level.x1 <= span.level.x0]
    right = [token.level.x0 for token in beside if token.level.x0 >= span.level.x1 and _is_wall(token)]
    return max(left, default=0.0), min(right, default=1.0)


def _is_wall(token: Token) -> bool:
    return any(c.isalnum() for c in token.text)


def _shared(one: Box, other: Box) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def _widened(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.y0, box.x1 + by, box.y1)
