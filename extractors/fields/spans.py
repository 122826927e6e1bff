"""Where the labels stand on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.fields.labels import Kind, Label, find_label, is_fragment, is_label, kind_of
from extractors.fields.layout import Run, Sheet, Token
from models.paper import Box, around

_MOST_WORDS = 7
_FUZZY_GAIN = 2
_STACK_GAP, _STACK_RATIO = 0.9, 1.35
_STACK_WORDS = 3
_LATEST_START, _MOST_FOLLOWING = 2, 5


@dataclass(frozen=True, slots=True)
class Span:
    """A label on the page: tokens `first`..`last` of `run`, and its upper half where it takes two lines."""

    label: Label
    run: Run
    first: int
    last: int
    upper: tuple[Token, ...] = ()

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the label in reading order."""
        return (*self.upper, *self.run.tokens[self.first : self.last + 1])

    @property
    def text(self) -> str:
        """The label as printed."""
        return " ".join(token.text for token in self.tokens)

    @property
    def form(self) -> str:
        """The label as compared."""
        return "".join(token.form for token in self.tokens)

    @property
    def level(self) -> Box:
        """Box around the straightened words."""
        return around(token.level for token in self.tokens)

    @property
    def before(self) -> str:
        """Letter form of the word in front of the label in the same run; empty when there is none."""
        return self.run.tokens[self.first - 1].form if self.first else ""

    @property
    def closed(self) -> bool:
        """True when the label ends in a colon: its value is to the right."""
        return self.tokens[-1].text.endswith(":")


def find_spans(sheet: Sheet) -> tuple[Span, ...]:
    """All labels of a page, in reading order; the longest label that begins at a word wins."""
    spans = tuple(span for run in sheet.runs for span in _glossed(_in_run(run)) if not _in_prose(span))
    stacked = tuple(_stacked(sheet, spans))
    covered = {token for span in stacked for token in span.tokens}
    single = (span for span in spans if covered.isdisjoint(span.tokens))
    return tuple(sorted((*single, *stacked), key=lambda span: (span.run.row, span.level.x0)))


def _glossed(spans: Iterable[Span]) -> Iterator[Span]:
    """Labels of one run, with a second one in brackets made part of the first: "Ship to (consignee)"."""
    held: Span | None = None
    for span in spans:
        if held is not None and _is_gloss(held, span):
            held = replace(held, last=span.last)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _is_gloss(label: Span, following: Span) -> bool:
    between = following.run.tokens[label.last + 1 : following.first]
    if any(c.isalnum() for token in between for c in token.text):
        return False
    same = following.label.sense is label.label.sense
    return same or following.run.tokens[following.first].text.startswith("(")


def _in_prose(span: Span) -> bool:
    """True for the words of a signature or name label inside, or at the head of, a sentence."""
    kind = kind_of(span.label.sense)
    if kind is Kind.NAME:
        before = span.run.tokens[span.first - 1].text if span.first else ":"
        return not (before.endswith((":", ")", "/")) or before.strip(".()[]").isdigit())
    if kind is not Kind.MARK:
        return False
    following = sum(bool(token.form) for token in span.run.tokens[span.last + 1 :])
    return span.first > _LATEST_START or (following > _MOST_FOLLOWING and not span.closed)


def _in_run(run: Run) -> Iterator[Span]:
    start = 0
    while start < len(run.tokens):
        span = _longest(run, start) if run.tokens[start].form else None
        if span is not None:
            yield span
        start = span.last + 1 if span is not None else start + 1


def _longest(run: Run, start: int) -> Span | None:
    exact: Span | None = None
    misread: Span | None = None
    form = ""
    for end in range(start, min(start + _MOST_WORDS, len(run.tokens))):
        token = run.tokens[end]
        if not token.form and any(c.isalnum() for c in token.text):
            break
        form += token.form
        label = find_label(form) if token.form else None
        if label is not None:
            span = Span(label, run, start, end)
            exact, misread = (span, misread) if is_label(form) else (exact, span)
        if token.text.endswith((":", ";")):
            break
    if exact is None or (misread and misread.last > exact.last and _adds(exact, misread)):
        return misread or exact
    return exact


def _adds(exact: Span, misread: Span) -> bool:
    return len(misread.form) > len(exact.form) + _FUZZY_GAIN


def _stacked(sheet: Sheet, spans: Sequence[Span]) -> Iterator[Span]:
    """Labels on two lines, such as "Delivery" over "Note no" at the head of a column."""
    numbered = {token for span in spans if span.label.numbered for token in span.tokens}
    for lower in sheet.runs:
        size = _leading_words(lower)
        form = "".join(token.form for token in lower.tokens[:size])
        if not is_fragment(form):
            continue
        upper = _upper(sheet, lower)
        if upper is None or not numbered.isdisjoint(upper.tokens) or upper.text.endswith(":"):
            continue
        label = find_label(upper.form + form)
        if label is not None and is_label(upper.form + form):
            yield Span(label, lower, 0, size - 1, upper.tokens)


def _leading_words(run: Run) -> int:
    """How many tokens at the head of a run are words."""
    size = 0
    while size < min(len(run.tokens), _STACK_WORDS) and run.tokens[size].form:
        size += 1
    return size


def _upper(sheet: Sheet, lower: Run) -> Run | None:
    """The short run of words right above `lower`."""
    if not lower.row:
        return None
    for run in sheet.rows[lower.row - 1]:
        shared = min(run.level.x1, lower.level.x1) - max(run.level.x0, lower.level.x0)
        narrow = min(run.level.width, lower.level.width)
        gap = sheet.high(lower.level.y0 - run.level.y1)
        short = len(run.tokens) <= _STACK_WORDS and all(token.form for token in run.tokens)
        alike = run.level.height < _STACK_RATIO * lower.level.height
        if short and alike and shared > narrow / 2 and gap < _STACK_GAP:
            return run
    return None
