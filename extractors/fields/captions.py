"""Values in front of their captions, and in the one row of a table that was filled in."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.fields.labels import Kind, find_label, kind_of, lone_date
from extractors.fields.layout import Token
from extractors.fields.places import LabelledSheet, Place, Side, column_under
from extractors.fields.spans import Span
from extractors.fields.text import has_digit, letters

_FARTHEST_LEFT = 40.0
"""Ems from a value to the caption behind its line."""
_COLUMNS = 4
"""Runs in the head of a table, least."""
_FIGURED = 2
"""Runs with figures, beside at least one more, from which a row is one of a table of goods."""
_WRITTEN = (Kind.DATE, Kind.TIME, Kind.NAME)


def in_front(page: LabelledSheet, span: Span) -> Iterator[Place]:
    """What stands to the left of a caption, in a row of lines whose captions stand behind them."""
    if kind_of(span.label.sense) not in _WRITTEN or span.closed or not _has_captions_behind(page, span):
        return
    value: list[Token] = []
    for token in reversed(_before(page, span)):
        apart = value and page.sheet.wide(value[0].level.x0 - token.level.x1) > _apart(value[0], page)
        if token in page.label_tokens or apart:
            break
        value.insert(0, token)
    while value and not any(c.isalnum() for c in value[-1].text):
        value.pop()
    distance = page.sheet.wide(span.level.x0 - value[-1].level.x1) if value else _FARTHEST_LEFT
    if distance < _FARTHEST_LEFT:
        yield Place(Side.LEFT, tuple(value), max(distance, 0.0))


def _apart(token: Token, page: LabelledSheet) -> float:
    """Ems between words from which they are no longer one entry: people leave wide spaces."""
    return 2.0 * max(page.sheet.high(token.level.height), 1.0)


def _before(page: LabelledSheet, span: Span) -> list[Token]:
    row = [token for run in page.sheet.rows[span.run.row] for token in run.tokens]
    return [token for token in row if token.level.x1 <= span.level.x0 and token not in span.tokens]


def _has_captions_behind(page: LabelledSheet, span: Span) -> bool:
    """True for a row that ends with a label, and begins with a value: no label has its value behind it.

    Behind another label may stand a day or time that cannot be its own.
    """
    row = [token for run in page.sheet.rows[span.run.row] for token in run.tokens]
    told = [token for token in row if any(c.isalnum() for c in token.text)]
    if told[-1] not in page.label_tokens:
        return False
    if not (told[0] in page.label_tokens or _may_head(told[0])):
        return True
    others = (other for other in page.spans if other.run.row == span.run.row and other is not span)
    before = [other for other in others if other.level.x1 <= span.level.x0]
    kind = kind_of(span.label.sense)
    last = max(before, key=lambda other: other.level.x1, default=None)
    return kind is not Kind.NAME and last is not None and kind_of(last.label.sense) in (Kind.NAME, Kind.MARK)


def _may_head(token: Token) -> bool:
    """True for a word that is a label, be it with its figures glued to it: "Le30"."""
    form = letters("".join(c for c in token.text if c.isalpha()))
    return find_label(form) is not None or lone_date(form) is not None


def is_column(page: LabelledSheet, span: Span) -> bool:
    """True for a label in the head of a table: a row of captions, under which several rows are numbered."""
    row = page.sheet.rows[span.run.row]
    headed = [run for run in row if not any(c.isdigit() for c in run.text)]
    if kind_of(span.label.sense) not in _WRITTEN or len(headed) < _COLUMNS or len(headed) < len(row):
        return False
    under = page.sheet.rows[span.run.row + 1 :]
    return sum(1 for runs in under if len(runs) >= _COLUMNS - 1 and runs[0].level.x0 < row[1].level.x0) > 1


def down_the_column(page: LabelledSheet, span: Span) -> Iterator[Place]:
    """What stands under the head of a column, row by row, to the first label."""
    start = span.level.middle[1]
    for tokens in column_under(page, span, span.run.row):
        if not page.label_tokens.isdisjoint(tokens):
            return
        yield Place(Side.COLUMN, tokens, page.sheet.high(tokens[0].level.middle[1] - start))


def is_torn(page: LabelledSheet, place: Place) -> bool:
    """True for words over a caption that go on with words, or stand in a row of figures in columns."""
    if place.side is not Side.ABOVE:
        return False
    run = next(run for run in page.sheet.runs if place.tokens[0] in run.tokens)
    row = page.sheet.rows[run.row]
    figured = len(row) > _FIGURED and sum(has_digit(other.text) for other in row) >= _FIGURED
    cut = (token for token in run.tokens if token not in place.tokens)
    return figured or any(token.form and not has_digit(token.text) for token in cut)
