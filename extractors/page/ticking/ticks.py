"""Boxes to be ticked on a page, whether they are, and the words they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

import cv2
import numpy as np

from extractors.page.engines.port import Picture
from extractors.page.straightening.tilt import Tilt, tilt_of
from extractors.page.strokes import DARK
from extractors.page.ticking.dashes import box_of, dashes
from extractors.page.ticking.frame_looks import Frame, Inked, ink_level, inked
from extractors.page.ticking.squares import frames, with_others
from extractors.page.ticking.tick_letters import without_letters
from extractors.page.ticking.tick_words import options
from models.paper import Barcode, Box, Ink, Tick, Word

_RIM = 0.14
"""Of the side: how far inside a frame its own line and the dirt on it may reach."""
_THICKEST = 0.3
"""Of the side: the thickest line."""
_SPECK = 0.3
"""Of the side: smaller pieces of ink are dirt."""
_HALVES = ((0.0, 0.5), (0.5, 1.01))
_BEYOND = 0.1
"""Share of the page's height by which more than a half is looked at for what stands in it."""
_LEVEL = 0.7
"""Degrees that lines of print may fall: steeper, and the sides of a small frame are no lines any more."""
_HALF = 0.5
_FILLED = 0.045
"""Share of the inside that is inked where ticked and empty are as likely."""
_LOOKALIKES = frozenset("01")
"""Figures that readers make of letters: "i.0."."""
_GROUP = 12.0
"""Sides between two boxes of one group."""
_HEAD = 0.14
"""Of the page, from the top: letterheads stand there."""
_STEEP = 3.0
_HIGHER = 1.25
"""Of the words' height: a circle so high is no letter, and may stand alone."""
_CLOSE, _ALIKE = 4.0, 0.1
"""Of the side: how far apart circles of one group stand and differ. One alone may be a letter."""


def ticks(
    flat: Picture, dpi: float, words: Sequence[Word], codes: Sequence[Barcode] = ()
) -> tuple[Tick, ...]:
    """All boxes, and short lines, to be ticked on an upright, flattened page, in reading order.

    A page photographed aslant is made level for its upper and for its lower half, which lie differently.
    """
    if flat.min() >= DARK:
        return ()
    tilts = [tilt_of(words, part, flat.shape, _LEVEL) for part in _HALVES]
    if not any(tilts):
        return _level_ticks(flat, dpi, words, codes)
    found: list[Tick] = []
    for (top, bottom), tilt in zip(_HALVES, tilts, strict=True):
        half = _only(flat, top - _BEYOND, bottom + _BEYOND)
        seen = _tilted_ticks(half, dpi, words, codes, tilt) if tilt else _level_ticks(half, dpi, words, codes)
        found += [tick for tick in seen if top <= tick.box.middle[1] < bottom]
    return tuple(found)


def _only(flat: Picture, top: float, bottom: float) -> Picture:
    """The page, white above and below these shares of its height."""
    rows = flat.shape[0]
    part = flat.copy()
    part[: max(round(top * rows), 0)] = 255
    part[round(bottom * rows) :] = 255
    return part


def _tilted_ticks(
    flat: Picture, dpi: float, words: Sequence[Word], codes: Sequence[Barcode], tilt: Tilt
) -> tuple[Tick, ...]:
    codes = [replace(code, box=tilt.there(code.box)) for code in codes]
    found = _level_ticks(tilt.level(flat), dpi, tilt.words(words), codes)
    return tuple(replace(tick, box=tilt.back(tick.box)) for tick in found)


def _level_ticks(
    flat: Picture, dpi: float, words: Sequence[Word], codes: Sequence[Barcode]
) -> tuple[Tick, ...]:
    page = inked(flat, dpi, ink_level(flat, words))
    boxes = _frames(page, words, codes)
    lines = dashes(page, words)
    shares = [_inside(page, frame) for frame in boxes] + [dash.share for dash in lines]
    places = [_box(frame, flat.shape) for frame in boxes] + [box_of(dash, flat.shape) for dash in lines]
    made = []
    for place, share, text in zip(places, shares, options(places, words, flat.shape), strict=True):
        chance = _chance(share, shares)
        if _is_option(text):
            made.append(Tick(place, chance >= _HALF, round(max(chance, 1 - chance), 4), text))
    return tuple(sorted(made, key=lambda tick: (round(tick.box.middle[1], 2), tick.box.x0)))


def _is_option(text: str) -> bool:
    """True for words to choose; beside a number, a frame is a part of something else."""
    spelled = sum(map(str.isalpha, text))
    figures = [letter for letter in text if letter.isdigit()]
    return spelled > len(figures) or (spelled == len(figures) > 0 and set(figures) <= _LOOKALIKES)


def _frames(page: Inked, words: Sequence[Word], codes: Sequence[Barcode]) -> list[Frame]:
    """Frames to be ticked: no letters, no parts of bar codes."""
    shape = page.dark.shape
    lone = without_letters(page, frames(page), words)
    found = without_letters(page, with_others(page, lone), words)
    found = [frame for frame in found if not any(_lies_in(frame, code.box, shape) for code in codes)]
    found = [frame for frame in found if not _is_of_head(page, frame, found)]
    return [
        frame
        for frame in found
        if not frame.round
        or (
            not _begins_handwriting(frame, words, shape)
            and (_has_peers(frame, found) or _is_higher(frame, words, shape))
        )
    ]


def _is_of_head(page: Inked, frame: Frame, found: Iterable[Frame]) -> bool:
    """True for what looks like one written-over frame alone on top of a page: a part of the sender's sign."""
    if frame.bracketed or frame.bottom > _HEAD * page.dark.shape[0]:
        return False
    if frame.clear and _inside(page, frame) < _FILLED:
        return False
    x, y = frame.middle
    for other in found:
        across, down = abs(other.middle[0] - x), abs(other.middle[1] - y)
        alike = abs(other.side - frame.side) <= _ALIKE * frame.side + 2
        if (
            alike
            and frame.side < max(across, down) <= _GROUP * frame.side
            and min(across, down) <= frame.side / 2
        ):
            return False
    return True


def _begins_handwriting(frame: Frame, words: Iterable[Word], shape: tuple[int, ...]) -> bool:
    """True for a circle right beside a word by hand: an O of it."""
    y, side = frame.middle[1] / shape[0], frame.side / shape[1]
    left, right = frame.left / shape[1] - side, frame.right / shape[1] + side
    return any(
        word.ink is Ink.HAND
        and word.box.y0 <= y <= word.box.y1
        and word.box.x0 <= right
        and word.box.x1 >= left
        for word in words
    )


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


def _is_higher(frame: Frame, words: Iterable[Word], shape: tuple[int, ...]) -> bool:
    """True for a circle beside words that no letter of theirs could be as high as."""
    y = frame.middle[1] / shape[0]
    beside = [word.box.height for word in words if word.box.y0 < y < word.box.y1 and len(word.text) > 1]
    return bool(beside) and frame.side >= _HIGHER * shape[0] * median(beside)


def _inside(page: Inked, frame: Frame) -> float:
    """Share of the inside of a frame that is inked, dirt left out."""
    rim = _rim(page, frame)
    cut = np.ascontiguousarray(
        page.pale[frame.top + rim : frame.bottom - rim, frame.left + rim : frame.right - rim]
    )
    if not cut.size:
        return 0.0
    stats = cv2.connectedComponentsWithStats(cut, connectivity=8)[2][1:]
    kept = stats[np.maximum(stats[:, 2], stats[:, 3]) >= _SPECK * frame.side]
    return float(kept[:, 4].sum() / cut.size)


def _rim(page: Inked, frame: Frame) -> int:
    """Pixels from the outside of a frame to where its line has ended."""
    if frame.round or frame.bracketed:
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
