"""How likely ink is somebody's signature: by how much of it there is, and what the network takes it for."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extractors.page.strokes import Stroke

WEIGHTS = Path(__file__).parent.parent / "weights" / "presence.json"
"""What `python -m training.presence` fitted, for ink that no label goes with."""
_NOTHING = 0.02
"""Probability of a signature where there is no ink that could be one; a pen may have failed."""
_OTHER, _UNTOLD, _MOST_OTHER = 0.1, 0.4, 40.0
"""What a square millimetre of other handwriting counts for in the place of a signature, where something was
read in it and where not, as of initials; and how many square millimetres count."""
_EVEN, _STEEP = 4.0, 2.5
"""Square millimetres of ink in a labelled place at which a signature is as likely as none; and how quickly
that changes."""
_SURE = 0.999


def labelled_chance(found: Sequence[Stroke], dpi: float) -> float:
    """Probability 0..1 that the ink in a place that asks for a signature is one."""
    amounts = [(_amount(stroke, dpi), stroke) for stroke in found]
    signed = sum(amount * stroke.signed for amount, stroke in amounts)
    told, untold = (
        sum(amount * (1 - stroke.signed) for amount, stroke in amounts if stroke.told is which)
        for which in (True, False)
    )
    amount = signed + _OTHER * min(told, _MOST_OTHER) + _UNTOLD * min(untold, _MOST_OTHER)
    if amount <= 0:
        return _NOTHING
    return _kept(1 / (1 + (amount / _EVEN) ** -_STEEP))


def unlabelled_chance(stroke: Stroke, every: Sequence[Stroke], dpi: float) -> float:
    """Probability 0..1 that ink is a signature where no label asks for one; `every` is all on the page."""
    *slopes, constant = _weights()
    terms = zip(slopes, features(stroke, every, dpi), strict=True)
    score = constant + sum(slope * value for slope, value in terms)
    return _kept(1 / (1 + math.exp(-min(max(score, -30), 30))))


def features(stroke: Stroke, every: Sequence[Stroke], dpi: float) -> list[float]:
    """What `unlabelled_chance` goes by."""
    millimetre = dpi / 25.4
    high, wide = (stroke.bottom - stroke.top) / millimetre, (stroke.right - stroke.left) / millimetre
    amount = _amount(stroke, dpi)
    beside = sum(_amount(other, dpi) for other in every if other is not stroke)
    return [
        math.log(amount * stroke.signed + 1),
        stroke.signed,
        stroke.sure,
        math.log(max(wide, 1) / max(high, 1)),
        math.log(max(high, 1)),
        math.log(amount / (wide * high + 1) + 0.01),
        math.log(beside + 1),
    ]


def _amount(stroke: Stroke, dpi: float) -> float:
    """Square millimetres of ink that a pen put there, as far as that is sure."""
    return stroke.ink * (25.4 / dpi) ** 2 * stroke.sure


def _kept(chance: float) -> float:
    return max(_NOTHING, min(chance, _SURE))


@cache
def _weights() -> tuple[float, ...]:
    return tuple(json.loads(WEIGHTS.read_text())["unlabelled"])
