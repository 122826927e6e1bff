"""What every OCR engine gives: words with their corners in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Picture: TypeAlias = npt.NDArray[np.uint8]
"""A gray page: rows by columns, 0 black to 255 white."""
Floats: TypeAlias = npt.NDArray[np.float32]
Point: TypeAlias = tuple[float, float]
Corners: TypeAlias = tuple[Point, Point, Point, Point]
"""Pixels (x, y): top left, top right, bottom right, bottom left of something as it is written."""


@dataclass(frozen=True, slots=True)
class RawWord:
    """One word before it has a place in a line."""

    text: str
    corners: Corners
    confidence: float
    """0..1, the engine's own."""
    alternatives: tuple[str, ...] = ()
    """What other looks at the same place made of it, where they differ."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a reader makes of one place on a page."""

    text: str
    """With single blanks between words; empty where there is nothing to read."""
    confidence: float
    """0..1, the engine's own."""


class Reader(Protocol):
    """An OCR engine. One instance serves one thread."""

    @property
    def name(self) -> str:
        """What Page.reader says of pages read with it."""
        ...

    def turn(self, picture: Picture) -> int:
        """Degrees clockwise (0, 90, 180, 270) that bring the text of `picture` upright; 0 when unsure."""
        ...

    def read(self, picture: Picture) -> tuple[RawWord, ...]:
        """All words of an upright picture, in no particular order."""
        ...

    def look(self, picture: Picture, places: Sequence[Corners]) -> tuple[Look, ...]:
        """What stands in each of `places`, a line high: slower and closer than `read`."""
        ...

    def handwriting(self, picture: Picture, places: Sequence[Corners]) -> tuple[tuple[RawWord, ...], ...]:
        """The words, left to right, that somebody wrote in each of `places`, a line high."""
        ...
