"""A stroke: ink with a box around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from models.paper import Box

Mask: TypeAlias = npt.NDArray[np.uint8]
"""Rows by columns, 1 where there is ink and 0 elsewhere."""
DARK = 180
"""Shade of a flattened page: darker is ink."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """Strokes that belong together; pixels of the upright page."""

    left: float
    top: float
    right: float
    bottom: float
    ink: float = 0.0
    """Pixels that are dark."""
    signed: float = 0.0
    """Share 0..1 of its ink that looks like a signature rather than other handwriting."""
    sure: float = 0.0
    """0..1 that somebody put it there after the page was printed."""

    read: bool = False
    """True where words were read in it: rather a remark than a signature."""
    told: bool = False
    """True where anything was read in it surely, be it a date or a number."""
    remark: bool = False
    """True where what was read in it says what was wrong with the goods."""

    def shared(self, other: Stroke) -> float:
        """Share of this box that `other` covers."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        own = (self.right - self.left) * (self.bottom - self.top)
        return max(wide, 0.0) * max(high, 0.0) / max(own, 1.0)


def joined(one: Stroke, other: Stroke) -> Stroke:
    """Both as one; shares and chances by their ink."""
    ink = max(one.ink + other.ink, 1.0)
    return Stroke(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
        one.ink + other.ink,
        (one.ink * one.signed + other.ink * other.signed) / ink,
        (one.ink * one.sure + other.ink * other.sure) / ink,
        remark=one.remark or other.remark,
    )


def box_of(stroke: Stroke, shape: tuple[int, ...]) -> Box:
    """Its box in fractions of a page of that shape (rows, columns), within the page."""
    return Box(
        max(stroke.left / shape[1], 0.0),
        max(stroke.top / shape[0], 0.0),
        min(stroke.right / shape[1], 1.0),
        min(stroke.bottom / shape[0], 1.0),
    )
