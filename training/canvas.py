"""A piece of paper being drawn, at 200 dots an inch: how dark every dot is, and what put the ink there.

Where inks lie over one another the label of the higher number counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from extractors.page.inks import Label

Shade = NDArray[np.float32]
"""Rows by columns, 0 bare paper to 1 full ink."""
DPI = 200
MM = DPI / 25.4


_SEEN = 0.25
"""Of full ink: less labels nothing."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A square piece, drawn in place."""

    side: int
    ink: Shade = field(init=False)
    labels: NDArray[np.uint8] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ink", np.zeros((self.side, self.side), np.float32))
        object.__setattr__(self, "labels", np.zeros((self.side, self.side), np.uint8))

    def taken(self, x: float, y: float, wide: float, high: float) -> float:
        """Share of a rectangle that bears ink already; 1 where it lies off the piece."""
        part = self.labels[
            max(round(y), 0) : max(round(y + high), 0), max(round(x), 0) : max(round(x + wide), 0)
        ]
        return float((part > 0).mean()) if part.size else 1.0

    def put(self, shade: Shade, x: float, y: float, label: Label, strength: float = 1.0) -> None:
        """Lay `shade` with its top left corner at (x, y) dots; what falls off the piece is lost."""
        left, top = round(x), round(y)
        rows, columns = shade.shape
        x0, y0 = max(left, 0), max(top, 0)
        x1, y1 = min(left + columns, self.side), min(top + rows, self.side)
        if x0 >= x1 or y0 >= y1:
            return
        part = shade[y0 - top : y1 - top, x0 - left : x1 - left] * np.float32(strength)
        window = self.ink[y0:y1, x0:x1]
        np.subtract(1, (1 - window) * (1 - part), out=window)
        if strength > 0:
            named = self.labels[y0:y1, x0:x1]
            np.maximum(named, np.where(part > _SEEN * strength, np.uint8(label), np.uint8(0)), out=named)
