"""Pages whose lines of print lie aslant, made level for what needs level lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture
from models.paper import Box, Word

_LONG_LINE = 0.1
"""Of the page's width: a shorter line of print tells nothing."""
_FEWEST = 3
"""Lines, least, that tell how a page lies."""
_SPARE = 0.5
"""Of a word's height: so much, at most, is due to its slope."""
_PAPER = 255


@dataclass(frozen=True, slots=True)
class Tilt:
    """How a page is to be turned so that its lines are level."""

    turn: npt.NDArray[np.float64]
    """2 by 3: from a point of the page to one of the level page."""
    shape: tuple[int, int]
    """Rows and columns of both."""

    def level(self, flat: Picture) -> Picture:
        """The page, turned."""
        size = self.shape[1], self.shape[0]
        turned = cv2.warpAffine(flat, self.turn, size, flags=cv2.INTER_CUBIC, borderValue=_PAPER)
        return np.asarray(turned, np.uint8)

    def words(self, words: Iterable[Word]) -> list[Word]:
        """The words where they stand on the level page, without what their slope added to their height."""
        return [replace(word, box=self._lower(self.there(word.box))) for word in words]

    def _lower(self, box: Box) -> Box:
        rows, columns = self.shape
        risen = abs(float(self.turn[0, 1])) * box.width * columns / rows
        spare = min(risen, _SPARE * box.height) / 2
        return replace(box, y0=box.y0 + spare, y1=box.y1 - spare)

    def there(self, box: Box) -> Box:
        """A place of the page on the level page."""
        return self._moved(box, self.turn)

    def back(self, box: Box) -> Box:
        """A place of the level page on the page itself."""
        return self._moved(box, np.asarray(cv2.invertAffineTransform(self.turn), np.float64))

    def _moved(self, box: Box, turn: npt.NDArray[np.float64]) -> Box:
        rows, columns = self.shape
        x, y = box.middle
        to_x, to_y = map(float, turn @ np.array([x * columns, y * rows, 1.0]))
        wide, high = box.width / 2, box.height / 2
        left, top = to_x / columns - wide, to_y / rows - high
        return Box(max(left, 0.0), max(top, 0.0), min(left + 2 * wide, 1.0), min(top + 2 * high, 1.0))


def tilt_of(
    words: Sequence[Word], part: tuple[float, float], shape: tuple[int, ...], least: float
) -> Tilt | None:
    """How the lines of print lie between two heights of the page, `part`, fractions of it.

    None where they are level within `least` degrees, or too few to tell.
    """
    rows, columns = shape[:2]
    slopes = []
    inside = [word for word in words if part[0] <= word.box.middle[1] < part[1]]
    for _, line in groupby(inside, key=lambda word: word.line):
        first, *_, last = sorted(line, key=lambda word: word.box.x0) * 2
        across = last.box.middle[0] - first.box.middle[0]
        if across >= _LONG_LINE:
            slopes.append((last.box.middle[1] - first.box.middle[1]) * rows / (across * columns))
    if len(slopes) < _FEWEST:
        return None
    angle = math.degrees(math.atan(median(slopes)))
    if abs(angle) < least:
        return None
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), angle, 1.0)
    return Tilt(np.asarray(turn, np.float64), (rows, columns))
