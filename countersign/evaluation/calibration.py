"""Does a confidence of 0.9 come true nine times in ten?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from countersign.evaluation.comparison import Comparison, belongs

BINS = 10
LEAST = 20
"""Fewest documents in a bin: with fewer, its share says little."""
Guess = tuple[float, bool]
"""Confidence of the first candidate, and whether the document belongs to it."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Documents of neighbouring confidence."""

    count: int
    low: float
    high: float
    said: float
    """Mean confidence."""
    true: float
    """Share that belongs to the first candidate."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The first candidate's confidence against the truth, over captured documents that have one."""

    count: int
    ece: float | None
    """Expected calibration error over bins of equal mass, 0..1; None where there is nothing to judge."""
    brier: float | None
    bins: tuple[Bin, ...]


def calibration(comparison: Comparison) -> Calibration:
    """Judge every captured document of the key's files that names a first candidate with confidence."""
    guesses = sorted(_guesses(comparison))
    made = tuple(_bin(held) for held in bins(guesses))
    if not guesses:
        return Calibration(0, None, None, ())
    of = len(guesses)
    ece = sum(one.count * abs(one.said - one.true) for one in made) / of
    brier = sum((said - true) ** 2 for said, true in guesses) / of
    return Calibration(of, ece, brier, made)


def bins(guesses: Sequence[Guess]) -> list[list[Guess]]:
    """Sorted guesses in at most ten bins of about equal mass, at least 20 each; equal ones stay together."""
    size = max(LEAST, -(-len(guesses) // BINS))
    made: list[list[Guess]] = []
    for _, alike in groupby(guesses, key=lambda guess: guess[0]):
        if made and len(made[-1]) < size:
            made[-1].extend(alike)
        else:
            made.append(list(alike))
    if len(made) > 1 and len(made[-1]) < LEAST:
        last = made.pop()
        made[-1].extend(last)
    return made


def _guesses(comparison: Comparison) -> Iterator[Guess]:
    for file in comparison.truth:
        for document in comparison.captured.get(file, ()):
            first = document.matches[0] if document.matches else None
            if first is None or first.confidence is None:
                continue
            true = belongs(comparison.owners(document), first.invoice)
            if true is not None:
                yield first.confidence, true


def _bin(held: Sequence[Guess]) -> Bin:
    said, true = sum(guess[0] for guess in held), sum(guess[1] for guess in held)
    return Bin(len(held), held[0][0], held[-1][0], said / len(held), true / len(held))
