"""Where the labels stand on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.fields.grammar import says_nothing, understood
from extractors.fields.labels import Kind, Label, find_label, is_fragment, is_label, kind_of
from extractors.fields.layout import Run, Sheet, Token
from extractors.fields.sense import Sense
from extractors.fields.taught import NOTHING_TAUGHT, taught_label
from extractors.fields.text import blurred, has_digit, letters
from models.paper import Box, around

_MOST_WORDS = 7
_FUZZY_GAIN = 2
_STACK_GAP, _STACK_RATIO = 0.9, 1.35
_STACK_WORDS = 3
_SHORT, _SHORTEST_ECHO = 4, 3
_LATEST_START, _MOST_FOLLOWING = 2, 5
_FIGURES = frozenset("2346789")
_JOINTS = ("/", "|")
_ENDS = (":", ";", *_JOINTS)
_COUNTED = frozenset({Sense.SHIPPER_REFERENCE, Sense.YOUR_REFERENCE, Sense.OUR_REFERENCE, Sense.REFERENCE})
_COUNT = re.compile(r"[1-9]:?")
_FIRMA, _UPPER_HALF = letters("firma"), 0.45
_UNLISTED = 0.85
"""Strength of a label that is only understood from its words."""


@dataclass(frozen=True, slots=True)
class Span:
    """A label on the page: tokens `first`..`last` of `run`, and its upper half where it takes two lines."""

    label: Label
    run: Run
    first: int
    last: int
    upper: tuple[Token, ...] = ()
    upper_row: int = -1
    """0-based row of the upper half."""

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


def find_spans(sheet: Sheet, taught: Mapping[str, Label] = NOTHING_TAUGHT) -> tuple[Span, ...]:
    """All labels of a page, `taught` ones too, in reading order; the longest that begins at a word wins."""
    glossed = (span for run in sheet.runs for span in _glossed(_labels(run, taught)))
    spoken = [span for span in glossed if not (_in_prose(span) or _is_company(span))]
    pairs = zip([None, *spoken], spoken, strict=False)
    spans = tuple(span for before, span in pairs if _speaks(before, span))
    stacked = tuple(_stacked(sheet, spans))
    covered = {token for span in stacked for token in span.tokens}
    single = (span for span in spans if covered.isdisjoint(span.tokens))
    return tuple(sorted((*single, *stacked), key=lambda span: (span.run.row, span.level.x0)))


def _is_company(span: Span) -> bool:
    """True for the German "Firma" over an address, which is a signature in Italian and Spanish."""
    return span.form == _FIRMA and span.level.y0 < _UPPER_HALF and not span.closed


def _speaks(before: Span | None, span: Span) -> bool:
    """False for the first word of a value that is a label elsewhere: "le" in "Date: le 3 mai", "PO 05926"."""
    following = span.run.tokens[span.last + 1 :]
    short = len(span.form) <= _SHORTEST_ECHO and not span.closed and not span.label.numbered
    joined = span.first > 0 and span.run.tokens[span.first - 1].text.endswith(_JOINTS)
    if before is None or joined or not short or not following or not any(map(str.isdigit, following[0].text)):
        return True
    beside = before.run.row == span.run.row and not _between(before, span)
    return not (beside and kind_of(before.label.sense) is kind_of(span.label.sense))


def _between(before: Span, span: Span) -> bool:
    """True where words of their own stand between two labels of a row."""
    if before.run == span.run:
        return any(c.isalnum() for t in span.run.tokens[before.last + 1 : span.first] for c in t.text)
    return span.first > 0 or before.last < len(before.run.tokens) - 1


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
        numbered = before.strip(".()[]").isdigit() or (span.closed and has_digit(before))
        return not (before.endswith((":", ")", "/")) or numbered)
    if kind is not Kind.MARK:
        return False
    following = sum(bool(token.form) for token in span.run.tokens[span.last + 1 :])
    return span.first > _LATEST_START or (following > _MOST_FOLLOWING and not span.closed)


def _labels(run: Run, taught: Mapping[str, Label]) -> list[Span]:
    """Labels of one run, left to right: listed or taught ones, and cells understood from their words."""
    spans = list(_in_run(run, taught))
    for first, last in () if run.is_prose else _cells(run):
        inside = [span for span in spans if first <= span.first <= last]
        whole = _whole(run, first, last, inside)
        if whole is not None:
            spans = [*(span for span in spans if span not in inside), whole]
    return sorted(spans, key=lambda span: span.first)


def _whole(run: Run, first: int, last: int, inside: Sequence[Span]) -> Span | None:
    """The cell as one label, where the labels of the lists `inside` it leave words over."""
    forms = [token.form for token in run.tokens[first : last + 1] if token.form]
    listed = sum(span.last - span.first + 1 for span in inside) >= len(forms)
    meant = None if listed else understood(forms)
    if meant is None:
        return None
    sense, numbered = meant
    same = (span.label.strength for span in inside if span.label.sense is sense)
    return Span(Label(sense, max(same, default=_UNLISTED), numbered), run, first, last)


def _cells(run: Run) -> Iterator[tuple[int, int]]:
    """First and last token of what may be one label: words up to a colon, joint, number or the end."""
    first: int | None = None
    for at, token in enumerate(run.tokens):
        first = at if first is None and token.form else first
        following = run.tokens[at + 1] if at + 1 < len(run.tokens) else None
        ends = following is None or token.text.endswith(_ENDS) or _parts_cells(following)
        if first is not None and ends:
            if at - first < _MOST_WORDS and _begins_cell(run, first, token):
                yield first, at
            first = None


def _begins_cell(run: Run, first: int, last: Token) -> bool:
    return not first or last.text.endswith(":") or not _follows_words(run, first)


def _parts_cells(token: Token) -> bool:
    return token.text.startswith(_JOINTS) or (not token.form and any(c.isalnum() for c in token.text))


def _follows_words(run: Run, first: int) -> bool:
    return bool(run.tokens[first - 1].form) and not run.tokens[first - 1].text.endswith(_ENDS)


def _in_run(run: Run, taught: Mapping[str, Label]) -> Iterator[Span]:
    start = 0
    while start < len(run.tokens):
        span = _longest(run, start, taught) if run.tokens[start].form else None
        if span is not None:
            span = _with_place(span)
            yield span
        start = span.last + 1 if span is not None else start + 1


def _with_place(span: Span) -> Span:
    """The label with the figure at its end where there are several of the kind: "Sender's ref 2"."""
    following = span.run.tokens[span.last + 1 :]
    counted = span.label.sense in _COUNTED and len(following) == 1 and _COUNT.fullmatch(following[0].text)
    return replace(span, last=span.last + 1) if counted else span


def _longest(run: Run, start: int, taught: Mapping[str, Label]) -> Span | None:
    exact: Span | None = None
    misread: Span | None = None
    form = ""
    for end in range(start, min(start + _MOST_WORDS, len(run.tokens))):
        token = run.tokens[end]
        if not token.form and any(c.isalnum() for c in token.text):
            break
        form += token.form
        known = find_label(form) or taught_label(form, taught)
        label = known if token.form and not _is_code(token) else None
        if label is not None and not (end == start and _is_place(token, label)):
            span = Span(label, run, start, end)
            exact, misread = (span, misread) if is_label(form) or blurred(form) in taught else (exact, span)
        if token.text.endswith((":", ";")):
            break
    if exact is None or (misread and misread.last > exact.last and _adds(exact, misread)):
        return misread or exact
    return exact


def _is_place(token: Token, label: Label) -> bool:
    """True for a short word such as the town "Reno", which only looks like "Re no"."""
    return label.numbered and len(token.form) <= _SHORT and token.text.rstrip(",").istitle()


def _is_code(token: Token) -> bool:
    """True for a short word with a figure that looks like no letter, such as "LE4"."""
    return len(token.form) <= _SHORT and not _FIGURES.isdisjoint(token.text)


def _adds(exact: Span, misread: Span) -> bool:
    return len(misread.form) > len(exact.form) + _FUZZY_GAIN


def _stacked(sheet: Sheet, spans: Sequence[Span]) -> Iterator[Span]:
    """Labels on two lines, such as "Delivery" over "Note no" at the head of a column."""
    numbered = {token for span in spans if span.label.numbered for token in span.tokens}
    for lower in sheet.runs:
        size = _leading_words(lower)
        upper = _upper(sheet, lower) if size else None
        if upper is None or not numbered.isdisjoint(upper.tokens) or _is_whole(sheet, upper, lower):
            continue
        label = _label_on_two_lines(upper, lower, size)
        if label is not None:
            yield Span(label, lower, 0, size - 1, upper.tokens, upper.row)


def _is_whole(sheet: Sheet, upper: Run, lower: Run) -> bool:
    """True for a label with a colon, and where a number stands next to it and to what is below it."""
    return upper.text.endswith(":") or all(map(sheet.numbered, (upper, lower)))


def _label_on_two_lines(upper: Run, lower: Run, size: int) -> Label | None:
    """The label that a run and the words at the head of the one under it make, if neither makes it alone."""
    words = lower.tokens[:size]
    form = "".join(token.form for token in words)
    whole = find_label(upper.form + form)
    if is_fragment(form):
        return whole if whole is not None and is_label(upper.form + form) else None
    if size < len(lower.tokens) or (is_label(upper.form) and is_label(form)):
        return None
    if whole is not None and is_label(upper.form + form):
        return whole
    forms = [token.form for token in (*upper.tokens, *words)]
    meant = understood(forms) if says_nothing([token.form for token in upper.tokens[-1:]]) else None
    return Label(meant[0], _UNLISTED, meant[1]) if meant is not None else None


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
