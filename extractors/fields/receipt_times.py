"""The time of day of a receipt: at its label in the receiver's block, or beside the day of receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.carriers import POD_LETTER
from extractors.fields.askers import signer_asked
from extractors.fields.dates import find_dates
from extractors.fields.find import Finding, Found
from extractors.fields.layout import Token
from extractors.fields.receipt import Signer
from extractors.fields.sense import Sense
from extractors.fields.times import TimeReading, find_times
from extractors.fields.types import Classified
from models.paper import Box, around
from models.reading import Found as HowFound
from models.reading import Value

_BESIDE = 0.9
_FARTHEST = 10.0
"""Ems from word to word beside a date."""
_LATEST = 8
"""Characters between a date and its time: "at", "um", a dash."""


def received_times(page: Found, document: Classified, days: Sequence[Value]) -> Iterator[Value]:
    """Times at their labels, surest first, and where there is none the one beside a day of receipt."""
    labelled = [
        _labelled(page, finding)
        for finding in page.of(Sense.RECEIVED_TIME)
        if _counts(page, finding, document)
    ]
    if labelled:
        yield from sorted(labelled, key=lambda value: -value.confidence)
        return
    for day in days:
        beside = _beside(page, day) if day.page == page.page.sheet.number else None
        if beside is not None:
            yield beside
            return


def _counts(page: Found, finding: Finding, document: Classified) -> bool:
    signer = signer_asked(page, finding.span)
    return signer is Signer.CUSTOMER or (signer is Signer.NOBODY and document.kind == POD_LETTER)


def _labelled(page: Found, finding: Finding) -> Value:
    return Value(
        text=finding.value.text,
        confidence=round(finding.confidence, 4),
        page=page.page.sheet.number,
        box=finding.box,
        found=HowFound.LABEL,
        label=finding.span.text,
        alternatives=finding.value.alternatives,
    )


def _beside(page: Found, day: Value) -> Value | None:
    """The time behind a date in its row, or else in front of it."""
    for row in page.page.sheet.rows:
        tokens = [token for run in row for token in run.tokens]
        own = [at for at, token in enumerate(tokens) if _is_in(token.box, day.box)]
        if own:
            return _behind(page, tokens[own[0] :], day) or _before(
                page, tokens[: own[0]], tokens[own[0]], day
            )
    return None


def _behind(page: Found, tokens: Sequence[Token], day: Value) -> Value | None:
    """The time behind the date that `tokens` begin with, be it glued to it."""
    near = _near(page, tokens, day)
    line = " ".join(token.text for token in near)
    date = next(iter(find_dates(line, page.order)), None)
    start = date.end if date is not None else 0
    read = next(iter(find_times(line[start:])), None)
    if read is None or read.start > _LATEST:
        return None
    return _value(near, line, (start + read.start, start + read.end), (read, day))


def _before(page: Found, tokens: Sequence[Token], first: Token, day: Value) -> Value | None:
    """The time that ends right in front of the date's `first` token."""
    near = list(reversed(_near(page, [first, *reversed(tokens)], day)))[:-1]
    line = " ".join(token.text for token in near)
    read = next(reversed(find_times(line)), None)
    if read is None or len(line) - read.end > _LATEST:
        return None
    return _value(near, line, (read.start, read.end), (read, day))


def _near(page: Found, tokens: Sequence[Token], day: Value) -> list[Token]:
    """Tokens up to a label of another value or a wide gap; those of the date itself are never a label's."""
    near: list[Token] = []
    for token in tokens:
        labelled = token in page.page.label_tokens and not _is_in(token.box, day.box)
        if labelled or (near and _gap(page, near[-1], token) > _FARTHEST):
            break
        near.append(token)
    return near


def _gap(page: Found, one: Token, other: Token) -> float:
    apart = max(one.level.x0, other.level.x0) - min(one.level.x1, other.level.x1)
    return page.page.sheet.wide(max(apart, 0.0))


def _value(
    tokens: Sequence[Token], line: str, place: tuple[int, int], read: tuple[TimeReading, Value]
) -> Value:
    start, end = place
    time, day = read
    own = tokens[line.count(" ", 0, start) : line.count(" ", 0, end) + 1]
    sure = min(token.confidence for token in own) * _BESIDE
    return Value(
        text=time.chosen,
        confidence=round(min(sure, day.confidence), 4),
        page=day.page,
        box=around(token.box for token in own),
        found=HowFound.LABEL,
        label=day.label,
        alternatives=time.alternatives,
    )


def _is_in(piece: Box, whole: Box) -> bool:
    across, down = piece.middle
    return whole.x0 <= across <= whole.x1 and whole.y0 <= down <= whole.y1
