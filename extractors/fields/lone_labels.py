"""Short words that are the label of a date only in the receipt, where nothing else stands in their cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from extractors.fields.fillers import is_filler
from extractors.fields.labels import Kind, kind_of, lone_date
from extractors.fields.layout import Run, Sheet, Token
from extractors.fields.sense import Sense
from extractors.fields.spans import Span
from extractors.fields.text import forms_of

_REACH = 8.0
"""Ems, up or down, to the label of a name or signature in whose block such a word stands."""

_HOURS = forms_of("uhr h hrs uur godz hora heures a")
"""What may stand behind figures."""


def lone_labels(sheet: Sheet, spans: Sequence[Span]) -> Iterator[Span]:
    """Labels such as "am", "Tag:" or "d.d." in a block of receipt that the `spans` show."""
    marks = [span.level.middle[1] for span in spans if _is_mark(span)]
    taken = {token for span in spans for token in span.tokens}
    for run in sheet.runs if marks else ():
        span = _lone(run)
        if span is None or not taken.isdisjoint(run.tokens):
            continue
        if any(sheet.high(abs(mark - span.level.middle[1])) <= _REACH for mark in marks):
            yield span


def _is_mark(span: Span) -> bool:
    return span.label.sense is Sense.PRINTED_NAME or kind_of(span.label.sense) is Kind.MARK


def _lone(run: Run) -> Span | None:
    """The words at the head of a run as a label, where only figures follow them."""
    words = list(takewhile(lambda token: token.form and not is_filler(token.text), run.tokens))
    rest = run.tokens[len(words) :]
    if not words or any(_speaks(token) for token in rest):
        return None
    label = lone_date("".join(token.form for token in words))
    return Span(label, run, 0, len(words) - 1) if label is not None else None


def _speaks(token: Token) -> bool:
    return bool(token.form) and not is_filler(token.text) and token.form not in _HOURS
