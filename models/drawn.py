"""What else than words a born-digital page is drawn of."""

from __future__ import annotations

from dataclasses import dataclass

from models.paper import Box


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where a pen's, a stamp's or a code's ink may be; boxes as fractions of the page as shown."""

    pictures: tuple[Box, ...]
    """Of images, shadings, forms, and of lines that are curved or aslant."""
    frames: tuple[Box, ...]
    """Of level and upright lines so short or so many that they may be boxes to be ticked, or a code."""
    grounds: tuple[Box, ...] = ()
    """Of filled shapes with level and upright sides: grounds, bars, or windows onto something else."""
