"""Rules made out of the letters of a line of print, in whole or at an end: what is left are lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from extractors.page.rules import Rule, Rules
from extractors.page.signing.read_ink import READ
from models.paper import Ink, Word

_COVERED, _EDGE = 0.8, 0.15
"""Share of a rule that words cover; of their height: how far inside it rows of their letters' strokes lie."""
_LEFT = 0.25
"""Share of a rule, least, that is left where it runs on into words."""
_BENT = 0.005
"""How much a rule's slope differs, least, from the page's where it began in words, not under handwriting."""


def without_print(rules: Rules, words: Sequence[Word], shape: tuple[int, ...]) -> Rules:
    """The rules of a page of `shape` (rows, columns), each without the words that it begins or ends with."""
    boxes = [word.box for word in words if word.confidence >= READ and word.ink is not Ink.HAND]
    sides = np.array([(box.x0, box.y0, box.x1, box.y1) for box in boxes], np.float64).reshape(-1, 4)
    high, wide = shape[:2]
    printed = sides * (wide, high, wide, high)
    slope = float(np.median([rule.slope for rule in rules.level])) if rules.level else 0.0
    return replace(rules, level=tuple(_lines(rules.level, printed, slope)))


def _lines(level: Sequence[Rule], printed: npt.NDArray[np.float64], slope: float) -> Iterator[Rule]:
    for rule in level:
        met = _met(rule, printed)
        covered = sum(min(rule.end, end) - max(rule.start, start) for start, end in met)
        if covered < _COVERED * (rule.end - rule.start):
            yield _trimmed(rule, met, slope)


def _met(rule: Rule, printed: npt.NDArray[np.float64]) -> list[tuple[float, float]]:
    """Beginning and end of each word (N, 4) that a rule runs through, neither over nor under it."""
    low, high = sorted((rule.offset, rule.last_offset))
    left, top, right, bottom = printed.T
    near = printed[(right > rule.start) & (left < rule.end) & (bottom >= low) & (top <= high)]
    met = []
    for start, upper, end, lower in near.tolist():
        edge = _EDGE * (lower - upper)
        if upper + edge <= rule.at((start + end) / 2) <= lower - edge:
            met.append((start, end))
    return met


def _trimmed(rule: Rule, met: Sequence[tuple[float, float]], slope: float) -> Rule:
    """The rule up to words that it ends in, as level as the page's others from there."""
    start, end = rule.start, rule.end
    for left, right in sorted(met, reverse=True):
        end = min(end, left) if right >= end - (right - left) else end
    for left, right in sorted(met) if abs(rule.slope - slope) > _BENT else ():
        start = max(start, right) if left <= start + (right - left) else start
    if (start, end) == (rule.start, rule.end) or end - start < _LEFT * (rule.end - rule.start):
        return rule
    if start == rule.start:
        return Rule(start, end, rule.offset, rule.offset + slope * (end - start))
    if end == rule.end:
        return Rule(start, end, rule.last_offset - slope * (end - start), rule.last_offset)
    return Rule(start, end, rule.at(start), rule.at(end))
