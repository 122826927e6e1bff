"""Whether a pen wrote a word or a machine set it: a small network looks closely at single words.

`docs/ink.md` says how it was trained, how it scored, and on what it fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from extractors.page.engines.fitting import fitted
from extractors.page.engines.onnx import SHIPPED, shipped
from extractors.page.engines.port import Floats, Picture
from models.paper import Box

WEIGHTS = SHIPPED / "penned.onnx"
ROWS, COLUMNS = 32, 128
"""Dots of the picture of a word that the network sees."""
_LEAST = 4
"""Dots of a page, high and wide, of the smallest word that is looked at."""
_AT_ONCE = 64
_ROOM = 1e-6
"""Of a chance from 0 and 1."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Looks at the words of one flattened page, at each place once."""

    flat: Picture
    _known: dict[Box, float] = field(default_factory=dict)

    def odds(self, boxes: Sequence[Box]) -> list[float]:
        """Log-odds that a pen wrote the words in `boxes`, and no machine.

        Raises:
            Missing: the network's weights are not there.
        """
        new = [box for box in dict.fromkeys(boxes) if box not in self._known]
        self._known.update(zip(new, _odds(self.flat, new).tolist(), strict=True))
        return [self._known[box] for box in boxes]


def _odds(flat: Picture, boxes: Sequence[Box]) -> Floats:
    looks = [fitted(_part(flat, box), ROWS, COLUMNS) for box in boxes]
    chances = [
        shipped(WEIGHTS.name)(_shades(looks[start : start + _AT_ONCE]))[:, 0]
        for start in range(0, len(looks), _AT_ONCE)
    ]
    typed = np.clip(np.concatenate([np.zeros(0, np.float32), *chances]), _ROOM, 1 - _ROOM)
    return np.asarray(np.log(1 - typed) - np.log(typed), np.float32)


def _shades(looks: Sequence[Picture]) -> Floats:
    return 1 - np.stack(looks).astype(np.float32)[:, None] / np.float32(255)


def _part(flat: Picture, box: Box) -> Picture:
    """What is in the box, at least some dots of it: also at the edge of the page and beyond."""
    down, across = _span(box.y0, box.y1, flat.shape[0]), _span(box.x0, box.x1, flat.shape[1])
    return flat[down, across]


def _span(first: float, last: float, size: int) -> slice:
    start = min(max(int(first * size), 0), max(size - _LEAST, 0))
    return slice(start, max(int(last * size) + 1, start + _LEAST))
