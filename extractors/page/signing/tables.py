"""Tables of labels and values that no rules show: where the values of a column begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.page.signing.runs import Run

_ROWS = 3
"""Rows that must begin alike, labels and values, to make a table."""
_ALIGNED = 0.8
"""Label heights that beginnings in one column differ at most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The first run of a line, and where the second begins; pixels."""

    left: float
    top: float
    bottom: float
    value: float | None
    """None where the line has nothing else."""


def pairs_in(runs: Sequence[Run], shape: tuple[int, ...]) -> tuple[Pair, ...]:
    """One pair a printed line; `shape` is the picture's (rows, columns)."""
    pairs = []
    for before, run, after in zip([None, *runs], runs, [*runs[1:], None], strict=False):
        if before is None or before.line != run.line:
            words = [letter.word for letter in run.letters]
            second = after is not None and after.line == run.line
            pairs.append(
                Pair(
                    left=run.letters[0].left * shape[1],
                    top=min(word.box.y0 for word in words) * shape[0],
                    bottom=max(word.box.y1 for word in words) * shape[0],
                    value=after.letters[0].left * shape[1] if after is not None and second else None,
                )
            )
    return tuple(pairs)


def values_beside(rows: Sequence[Pair], left: float, right: float, height: float) -> float | None:
    """Where the values begin in the table whose labels begin at `left`; None where there is no table."""
    own = [row for row in rows if abs(row.left - left) <= _ALIGNED * height]
    values = sorted(row.value for row in own if row.value is not None and row.value > right)
    for first, last in zip(values, values[_ROWS - 1 :], strict=False):
        if last - first <= _ALIGNED * height:
            return first
    return None


def next_label(rows: Sequence[Pair], left: float, bottom: float, height: float) -> float | None:
    """Top of the first label below that begins at `left` too."""
    below = (row.top for row in rows if row.top >= bottom and abs(row.left - left) <= _ALIGNED * height)
    return min(below, default=None)
