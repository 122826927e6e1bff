"""Shares and how sure they are: exact intervals of counts, and the area under a ranking with its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from pipeline.deciding.bound import upper_bound

SURE = 0.95
"""Two-sided: one in forty lies above an interval and one in forty below it."""
_WIDE = 1.96
"""Standard deviations on either side of an average that hold 95 of 100."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    right: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        """Clopper-Pearson, two-sided, 95 %; all that is possible where there was nothing to count."""
        if not self.of:
            return 0.0, 1.0
        one_side = (1 + SURE) / 2
        missed = upper_bound(self.of - self.right, self.of, one_side)
        return 1 - missed, upper_bound(self.right, self.of, one_side)

    def __str__(self) -> str:
        if not self.of:
            return "none"
        low, high = self.interval
        return f"{self.right}/{self.of} {self.right / self.of:.1%} [{low:.1%}, {high:.1%}]"


def share(answers: Sequence[bool]) -> Share:
    """How many of these are so."""
    return Share(sum(answers), len(answers))


def area(present: Sequence[float], absent: Sequence[float]) -> tuple[float, float, float]:
    """The area under the ROC curve of scores, and its 95 % interval by DeLong.

    A perfect ranking has no spread to measure: its lower end is that of a share of as many pages as the
    smaller side has.

    Raises:
        ValueError: no scores on one side.
    """
    if not present or not absent:
        raise ValueError("An area needs pages with a signature and pages without one.")
    ahead = np.subtract.outer(np.array(present), np.array(absent))
    won = (ahead > 0) + 0.5 * (ahead == 0)
    found = float(won.mean())
    if found == 1:
        fewest = min(len(present), len(absent))
        return found, Share(fewest, fewest).interval[0], 1.0
    spread = sqrt(_variance(won.mean(1)) + _variance(won.mean(0)))
    return found, max(found - _WIDE * spread, 0.0), min(found + _WIDE * spread, 1.0)


def _variance(parts: np.ndarray) -> float:
    """Of the average of `parts`; none is known of a single one."""
    return float(parts.var(ddof=1)) / len(parts) if len(parts) > 1 else 0.0
