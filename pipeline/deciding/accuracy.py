"""What deeds and checks add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from math import inf
from statistics import median

from models.accuracy import Findings, Level, Piece, Work
from models.correction import SETTLES, Action, Effort
from models.decision import Status
from models.outcome import Outcome, Source


def work(pieces: Iterable[Piece]) -> Work:
    """What the documents took; `pieces` are all deeds on each of them, in the order they were done."""
    by_document = groupby(sorted(pieces, key=lambda one: one.document_id), key=lambda one: one.document_id)
    documents = [tuple(some) for _, some in by_document]
    reviewed = [some for some in documents if _is_settled(some)]
    efforts = [_effort(some) for some in reviewed]
    fields = Counter(one.corrected for some in documents for one in some if one.corrected and one.live)
    return Work(
        settled=len(reviewed),
        seconds=_median(one.seconds for one in efforts if one.seconds),
        presses=_median(one.presses for one in efforts if one.seconds),
        unnecessary=sum(map(_is_unnecessary, reviewed)),
        moved=sum(map(_is_moved, documents)),
        fields={name: fields[name] for name in sorted(fields, key=lambda name: (-fields[name], name))},
    )


def findings(outcomes: Iterable[Outcome], checks: Iterable[Effort]) -> Findings:
    """What was found.

    Args:
        outcomes: the last word on each document.
        checks: what blind checks of filings took.
    """
    some = tuple(outcomes)
    filed = [one for one in some if one.source is Source.AUDIT]
    held = [one for one in some if one.source is Source.BLIND]
    return Findings(
        filed=len(filed),
        misfiles=sum(not one.right for one in filed),
        held=len(held),
        misses=sum(not one.right for one in held),
        seconds=_median(one.seconds for one in checks if one.seconds),
    )


LEVELS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999)
"""Probabilities at which a level of certainty begins."""


def certainty(outcomes: Iterable[Outcome]) -> tuple[Level, ...]:
    """How often proposals were right, by how sure they were; a level without any is left out."""
    some = tuple(outcomes)
    bounds = zip(LEVELS, (*LEVELS[1:], inf), strict=True)
    levels = ((least, [one for one in some if least <= one.probability < end]) for least, end in bounds)
    return tuple(Level(least, sum(one.right for one in here), len(here)) for least, here in levels if here)


def _is_settled(pieces: Sequence[Piece]) -> bool:
    """True where the program had left the document to people, and they settled it."""
    live = _live(pieces)
    return bool(live) and live[0].status is not Status.FILED and any(one.action in SETTLES for one in live)


def _effort(pieces: Sequence[Piece]) -> Effort:
    """All that the document took, with what was taken back."""
    return Effort(sum(one.effort.seconds for one in pieces), sum(one.effort.presses for one in pieces))


def _is_unnecessary(pieces: Sequence[Piece]) -> bool:
    live = _live(pieces)
    first, last = live[0], live[-1]
    proposed = first.status is Status.REVIEW and not first.blind and bool(first.before)
    return proposed and len(live) == 1 and last.action is Action.FILE and last.after == first.before


def _is_moved(pieces: Sequence[Piece]) -> bool:
    live = _live(pieces)
    if not live or live[0].status is not Status.FILED:
        return False
    settled = [one for one in live if one.action in SETTLES]
    return bool(settled) and settled[-1].after != live[0].before


def _live(pieces: Sequence[Piece]) -> list[Piece]:
    return [one for one in pieces if one.live]


def _median(numbers: Iterable[float]) -> float | None:
    some = sorted(numbers)
    return float(median(some)) if some else None
