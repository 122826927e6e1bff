"""Places to write in, and how far the labels beside them leave room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.page.signing.anchors import Anchor
from extractors.page.strokes import Stroke


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a label may mean; `rank` 0 where rules show it, more where it is a guess."""

    anchor: Anchor
    box: Stroke
    rank: float
    ruled: bool = False
    """The cell or box around the label."""


@dataclass(frozen=True, slots=True)
class Room:
    """From the end of the neighbour on the left to the beginning of the one on the right; pixels."""

    left: float
    right: float


def room_of(anchor: Anchor, anchors: Sequence[Anchor]) -> Room:
    """The room that other labels of its line leave a label."""
    level = [other for other in level_with(anchor, anchors) if not _is_translation(anchor, other)]
    left = max((other.right for other in level if other.right <= anchor.left), default=0.0)
    right = min((other.left for other in level if other.left >= anchor.right), default=float("inf"))
    return Room(left, right)


def level_with(anchor: Anchor, anchors: Sequence[Anchor]) -> list[Anchor]:
    """Labels on the line of one, itself among them."""
    return [other for other in anchors if abs(anchor.middle[1] - other.middle[1]) < anchor.height]


def _is_translation(anchor: Anchor, other: Anchor) -> bool:
    """True for the same label in a second language beside it."""
    return anchor.run == other.run >= 0 and anchor.role is other.role
