"""How high a rate may truly be, and from which probability on a document may be filed for all that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, lgamma, log, log1p

SURE = 0.95
"""Probability with which a bound holds."""
_STEPS = 60
"""Bisections of 0..1: far below what a float can tell apart."""


def upper_bound(seen: int, of: int, sure: float = SURE) -> float:
    """One-sided Clopper-Pearson bound: the rate is at most this, with probability `sure` (0..1).

    Raises:
        ValueError: not 0 <= seen <= of.
    """
    if not 0 <= seen <= of:
        raise ValueError(f"{seen} of {of} is no share.")
    if seen == of:
        return 1.0
    low, high = seen / of, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if at_most(seen, of, middle) > 1 - sure else (low, middle)
    return high


def at_most(seen: int, of: int, rate: float) -> float:
    """Probability 0..1 that a thing of this rate is seen no more than `seen` times of `of`."""
    if rate <= 0:
        return 1.0
    if rate >= 1:
        return float(seen == of)
    return min(sum(exp(_log_chance(number, of, rate)) for number in range(seen + 1)), 1.0)


def _log_chance(number: int, of: int, rate: float) -> float:
    ways = lgamma(of + 1) - lgamma(number + 1) - lgamma(of - number + 1)
    return ways + number * log(rate) + (of - number) * log1p(-rate)


@dataclass(frozen=True, slots=True)
class Label:
    """A document that was checked whatever its probability."""

    probability: float
    wrong: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which probability on documents may be filed, and what that rests on."""

    at: float
    """Probability 0..1; infinite where nothing may be filed yet."""
    wrong: int
    """Checked documents that would have been filed, and wrongly."""
    of: int
    """Documents checked."""
    bound: float
    """Filed wrongly, as a share of all such documents, is at most this (0..1) in 95 of 100 cases."""

    @property
    def open(self) -> bool:
        """True when something may be filed."""
        return self.at < inf


def threshold(labels: Sequence[Label], target: float, sure: float = SURE) -> Threshold:
    """The loosest probability at which "filed, and wrongly" is bounded by `target` over all documents.

    The count of those filed wrongly only falls as the probability rises, so the bound holds for all
    stricter ones too. Nothing is said of probabilities below the lowest that was checked.

    Args:
        labels: drawn without regard to their probability, or to whether they are wrong.
        target: share of all documents, 0..1.
        sure: probability 0..1 with which the bound is to hold.
    """
    of = len(labels)
    most = allowed(of, target, sure)
    wrongs = sorted((label.probability for label in labels if label.wrong), reverse=True)
    barred = wrongs[most] if 0 <= most < len(wrongs) else -inf
    above = [label.probability for label in labels if label.probability > barred]
    if most < 0 or not above:
        return Threshold(inf, 0, of, upper_bound(0, of, sure))
    at = min(above)
    wrong = sum(probability >= at for probability in wrongs)
    return Threshold(at, wrong, of, upper_bound(wrong, of, sure))


def allowed(of: int, target: float, sure: float = SURE) -> int:
    """How many of `of` may be wrong while the bound stays at or under `target`; -1: not even none."""
    most = -1
    while most + 1 < of and at_most(most + 1, of, target) <= 1 - sure:
        most += 1
    return most


def guarded(own: Sequence[Label], pooled: Threshold) -> Threshold:
    """A threshold learnt from a larger pool, held above everything that was wrong among the few `own`."""
    barred = max((label.probability for label in own if label.wrong), default=-inf)
    if pooled.at > barred:
        return pooled
    above = [label.probability for label in own if label.probability > barred]
    return Threshold(min(above, default=inf), pooled.wrong, pooled.of, pooled.bound)
