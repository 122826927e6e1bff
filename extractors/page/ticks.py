"""Boxes to be ticked on a page, whether they are, and the words they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

import cv2
import numpy as np

from extractors.page.engines.port import Picture
from extractors.page.frame_looks import Frame, Inked, inked
from extractors.page.squares import frames, with_others
from extractors.page.tick_words import CIRCLES, CROSSED, options
from models.paper import Barcode, Box, Tick, Word

_RIM = 0.14
"""Of the side: how far inside a frame its own line and the dirt on it may reach."""
_THICKEST = 0.3
"""Of the side: the thickest line."""
_SPECK = 0.3
"""Of the side: smaller pieces of ink are dirt."""
_HALF = 0.5
_FILLED = 0.045
"""Share of the inside that is inked where ticked and empty are as likely."""
_STEEP = 3.0
_GAP = 0.3
"""Of the side: less room beside it, and a frame is a letter of a word."""
_LETTER, _LETTER_ROUND = 0.8, 0.95
"""Of the words' height: a lone letter is lower; a circle looks more like one than a square does."""
_CLOSE, _ALIKE = 4.0, 0.1
"""Of the side: how far apart circles of one group stand and differ. One alone may be a letter."""


def ticks(
    flat: Picture, dpi: float, words: Sequence[Word], codes: Sequence[Barcode] = ()
) -> tuple[Tick, ...]:
    """All boxes of an upright, flattened page of about 200 dpi, in reading order."""
    page = inked(flat, dpi)
    lone = [frame for frame in frames(page) if not _is_letter(page, frame, words)]
    found = [frame for frame in with_others(page, lone) if not _is_letter(page, frame, words)]
    found = [frame for frame in found if not any(_lies_in(frame, code.box, flat.shape) for code in codes)]
    found = [frame for frame in found if not frame.round or _has_peers(frame, found)]
    shares = [_inside(page, frame) for frame in found]
    places = [_box(frame, flat.shape) for frame in found]
    made = []
    for place, share, text in zip(places, shares, options(places, words, flat.shape), strict=True):
        chance = _chance(share, shares)
        if text:
            made.append(Tick(place, chance >= _HALF, round(max(chance, 1 - chance), 4), text))
    return tuple(sorted(made, key=lambda tick: (round(tick.box.middle[1], 2), tick.box.x0)))


def _box(frame: Frame, shape: tuple[int, ...]) -> Box:
    high, wide = shape[:2]
    return Box(frame.left / wide, frame.top / high, frame.right / wide, frame.bottom / high)


def _lies_in(frame: Frame, box: Box, shape: tuple[int, ...]) -> bool:
    x, y = frame.middle
    return box.x0 <= x / shape[1] <= box.x1 and box.y0 <= y / shape[0] <= box.y1


def _has_peers(frame: Frame, found: Iterable[Frame]) -> bool:
    """True with another circle of the size close by."""
    x, y = frame.middle
    for other in found:
        across, down = abs(other.middle[0] - x), abs(other.middle[1] - y)
        alike = other.round and abs(other.side - frame.side) <= _ALIKE * frame.side
        if alike and 1.3 * frame.side <= max(across, down) and min(across, down) <= _CLOSE * frame.side:
            return True
    return False


def _is_letter(page: Inked, frame: Frame, words: Iterable[Word]) -> bool:
    """True for a frame within a word, with other letters close by."""
    rows, columns = page.dark.shape
    x, y = frame.middle
    for word in words:
        box = word.box
        if not (box.x0 * columns <= x <= box.x1 * columns and box.y0 * rows <= y <= box.y1 * rows):
            continue
        if sum(c.isalnum() for c in word.text) >= 2 and box.width * columns > 1.5 * frame.side:  # noqa: PLR2004
            low = frame.side < _LETTER * rows * _height(word, words)
            return bool(frame.round or low or _crowded(page, frame))
        if not set(word.text) <= CIRCLES | CROSSED:
            return True
        least = _LETTER_ROUND if frame.round else _LETTER
        return bool(frame.side < least * rows * _height(word, words))
    return False


def _height(word: Word, words: Iterable[Word]) -> float:
    """Usual height of the words of a word's line, as a fraction of the page."""
    middle = word.box.middle[1]
    row = [
        other.box.height for other in words if other.box.y0 < middle < other.box.y1 and len(other.text) > 1
    ]
    return median(row) if row else word.box.height


def _crowded(page: Inked, frame: Frame) -> bool:
    """True with ink right beside both the upper and the lower half of the frame, on one side at least."""
    gap, half = max(2, round(_GAP * frame.side)), frame.side // 2
    for start in (frame.left - gap - 1, frame.right + 1):
        strip = page.dark[frame.top : frame.bottom, max(start, 0) : start + gap]
        if strip.size and strip[:half].any() and strip[half:].any():
            return True
    return False


def _inside(page: Inked, frame: Frame) -> float:
    """Share of the inside of a frame that is inked, dirt left out."""
    rim = _rim(page, frame)
    cut = np.ascontiguousarray(
        page.dark[frame.top + rim : frame.bottom - rim, frame.left + rim : frame.right - rim]
    )
    if not cut.size:
        return 0.0
    stats = cv2.connectedComponentsWithStats(cut, connectivity=8)[2][1:]
    kept = stats[np.maximum(stats[:, 2], stats[:, 3]) >= _SPECK * frame.side]
    return float(kept[:, 4].sum() / cut.size)


def _rim(page: Inked, frame: Frame) -> int:
    """Pixels from the outside of a frame to where its line has ended."""
    if frame.round:
        return round(0.25 * frame.side)
    cut = page.dark[frame.top : frame.bottom, frame.left : frame.right]
    least, most = max(3, round(_RIM * frame.side)), round(_THICKEST * frame.side)
    for inset in range(2, most):
        inner = cut[inset : frame.side - inset, inset : frame.side - inset]
        sides = [float(side.mean()) for side in (inner[0], inner[-1], inner[:, 0], inner[:, -1])]
        if median(sides) < _HALF:
            return max(inset + 2, least)
    return least


def _chance(share: float, shares: Sequence[float]) -> float:
    """Probability that a box is ticked; what empty boxes of the page hold is taken off."""
    empty = [other for other in shares if other < _FILLED]
    floor = median(empty) if empty else 0.0
    own = max(share - floor, 0.0)
    return float(own**_STEEP / (own**_STEEP + _FILLED**_STEEP))
