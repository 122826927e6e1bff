"""How a page lies on another of the same form, told by the words that both print. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.letters import letters
from models.paper import Box, Word

Places: TypeAlias = npt.NDArray[np.float64]
"""Shape (N, 2): fractions (x, y) of a page."""
_SHORTEST = 3
_LEAST_PAIRS = 6
_LEAST_SHARE = 0.5
"""Of the words that both print once: how many must lie by one and the same way."""
_NEAR = 0.005
"""Fraction of the page by which a word may miss its place."""
_STRETCH, _TURN, _SHIFT = 0.25, 0.2, 0.35
"""Another scan of a paper is hardly larger or smaller, turned (radians) or shifted (fractions) by more."""


@dataclass(frozen=True, slots=True)
class Placing:
    """The way from places of one page to those of another."""

    matrix: Places
    """Shape (2, 3), for fractions of both pages."""
    pairs: int
    """Words that lie by it on both."""
    share: float
    """0..1 of the words that both print once; what is filled in anew on the same form lowers it."""

    def of(self, places: Places) -> Places:
        """Where `places` of the one page lie on the other."""
        return np.asarray(places @ self.matrix[:, :2].T + self.matrix[:, 2])

    def box(self, box: Box) -> Box:
        """Around where the corners of `box` lie."""
        corners = self.of(np.array([(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]))
        (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        return Box(x0, y0, x1, y1)


def placing(known: Sequence[Word], seen: Sequence[Word]) -> Placing | None:
    """How the page of `known` words lies on that of `seen` ones; None where they share no form.

    Words are compared by their letters and level boxes. Turned by a multiple of 90 degrees is another form.
    """
    mine, theirs = _once(known), _once(seen)
    shared = sorted(mine.keys() & theirs.keys())
    if len(shared) < _LEAST_PAIRS:
        return None
    here, there = (np.array([words[text].level.middle for text in shared]) for words in (mine, theirs))
    found, agreeing = cv2.estimateAffine2D(
        here, there, method=cv2.RANSAC, ransacReprojThreshold=_NEAR, maxIters=500, confidence=0.999
    )
    if found is None:
        return None  # type: ignore[unreachable] # OpenCV's types know of no failure
    matrix = np.asarray(found, np.float64)
    pairs = int(agreeing.sum())
    share = pairs / len(shared)
    alike = pairs >= _LEAST_PAIRS and share >= _LEAST_SHARE and _likely(matrix)
    return Placing(matrix, pairs, share) if alike else None


def _once(words: Sequence[Word]) -> dict[str, Word]:
    """Words of three letters or more that the page prints once, by their letters."""
    named = [(letters(word.text), word) for word in words]
    times = Counter(text for text, _ in named)
    return {text: word for text, word in named if len(text) >= _SHORTEST and times[text] == 1}


def _likely(matrix: Places) -> bool:
    """True for what scanners do to a page."""
    turn = np.abs(matrix[:, :2] - np.eye(2))
    middle = matrix @ np.array([0.5, 0.5, 1.0]) - 0.5
    straight = bool(np.diag(turn).max() <= _STRETCH and max(turn[0, 1], turn[1, 0]) <= _TURN)
    return straight and bool(np.abs(middle).max() <= _SHIFT)
