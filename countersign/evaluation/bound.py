"""How high a rate may truly be, given how often the thing was seen."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

_STEPS = 60
"""Bisections of 0..1: far below what a float can tell apart."""


def upper_bound(seen: int, of: int, sure: float = 0.95) -> float:
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
