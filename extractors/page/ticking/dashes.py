"""Short lines to be ticked before their words: "___ damaged"; several of a length in a column or a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

import cv2
import numpy as np

from extractors.page.ticking.frame_looks import Inked, Mask
from models.paper import Box, Word

Line: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom; pixels."""
_LONG = (0.12, 0.5)
"""Inches: length."""
_THIN = 0.035
"""Inches: greatest thickness."""
_LEAST = 2
"""Dashes of a group."""
_ALIKE = 0.12
"""Of the length: how far the dashes of a group differ in length and stand off their column."""
_NEAR, _PITCH = 1.6, 4.0
"""Heights of the words from a dash to its words; from one dash of a group to the next."""
_BASE = 0.45
"""The same: how far a dash lies off the foot of its words."""
_HIGH, _RIM = 1.2, 0.12
"""The same: how high above it people tick, and what above the line is the line's own."""
_SPECK = 0.3
"""Of that room's height: lower pieces of ink are dirt, or the line's own edge."""
_END = 0.06
"""Inches at each end of a dash above which nothing stands: a box has a side there."""
_CLEAR = 0.35
"""Share of such an end's height that may be inked."""


@dataclass(frozen=True, slots=True)
class Dash:
    """One such line with the room above it; pixels."""

    left: int
    top: int
    right: int
    bottom: int
    share: float
    """Of the room that is inked."""


def dashes(page: Inked, words: Sequence[Word]) -> tuple[Dash, ...]:
    """All dashes that stand before words, in groups of two and more."""
    high, lines = _high(page, words), list(_lines(page))
    whole = [line for line in lines if not _goes_on(line, lines)]
    found = [dash for line in whole if (dash := _with_room(page, line, words, high))]
    return tuple(dash for dash in found if _has_peers(dash, found, high))


def _goes_on(line: Line, lines: Iterable[Line]) -> bool:
    """True for a piece of a broken line: pieces of other lengths lie on its level."""
    left, top, right, bottom = line
    long, thick = right - left, bottom - top
    return any(
        abs(other[1] + other[3] - top - bottom) <= 2 * max(thick, other[3] - other[1], 2)
        and abs(other[2] - other[0] - long) > max(_ALIKE * long, 3)
        for other in lines
    )


def _is_text(word: Word) -> bool:
    return sum(map(str.isalpha, word.text)) > 1


def _high(page: Inked, words: Sequence[Word]) -> float:
    """Usual height of a word in pixels."""
    return median([word.box.height for word in words] or [0.0]) * float(page.dark.shape[0])


def _lines(page: Inked) -> Iterator[Line]:
    """Level lines that are long enough."""
    least = round(_LONG[0] * page.dpi)
    level = cv2.morphologyEx(page.dark, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    inked = np.flatnonzero(np.asarray(level).any(axis=1))
    rows = np.union1d(inked, np.minimum(inked + 1, level.shape[0] - 1))  # empty rows part what lies apart
    stats = cv2.connectedComponentsWithStats(level[rows], connectivity=8)[2][1:] if rows.size else ()
    for left, at, wide, high, _ in np.asarray(stats).tolist():
        if high <= max(_THIN * page.dpi, 3):
            top = int(rows[at])
            yield left, top, left + wide, top + high


def _with_room(page: Inked, line: Line, words: Sequence[Word], high: float) -> Dash | None:
    """The line with the room above it; None where no words follow, or others go before it."""
    left, top, right, bottom = line
    if right - left > _LONG[1] * page.dpi:
        return None
    rows, columns = page.dark.shape
    beside = [
        word
        for word in words
        if abs(word.box.y1 * rows - bottom) <= _BASE * high
        or word.box.y0 * rows < bottom < word.box.y1 * rows
    ]
    ahead = any(0 <= word.box.x0 * columns - right <= _NEAR * high and _is_text(word) for word in beside)
    behind = any(0 <= left - word.box.x1 * columns <= _NEAR * high for word in beside)
    under = any(
        word.box.x0 * columns < right
        and word.box.x1 * columns > left
        and word.box.y0 * rows - high / 2 < top < word.box.y1 * rows
        and _is_text(word)
        for word in words
    )
    if not ahead or behind or under:
        return None
    room = max(top - round(_HIGH * high), 0), max(top - max(round(_RIM * high), 2), 0)
    if room[1] <= room[0] or _has_sides(page, (left, right), room):
        return None
    return Dash(left, room[0], right, bottom, _inked(page.pale[room[0] : room[1], left:right]))


def _inked(room: Mask) -> float:
    """Share of a room that is inked, dirt left out."""
    cut = np.ascontiguousarray(room)
    stats = cv2.connectedComponentsWithStats(cut, connectivity=8)[2][1:]
    kept = stats[stats[:, 3] >= _SPECK * cut.shape[0]]
    return float(kept[:, 4].sum() / cut.size)


def _has_sides(page: Inked, ends: tuple[int, int], room: tuple[int, int]) -> bool:
    """True where upright lines stand on both ends: then it is the foot of a box."""
    reach = max(2, round(_END * page.dpi / 2))
    upright = page.upright[room[0] : room[1]]
    return all(
        float(upright[:, max(end - reach, 0) : end + reach].mean(axis=0).max(initial=0.0)) > 1 - _CLEAR
        for end in ends
    )


def _has_peers(dash: Dash, every: Sequence[Dash], high: float) -> bool:
    """True with another dash of the length above, below or in its row."""
    long = dash.right - dash.left
    for other in every:
        alike = abs(other.right - other.left - long) <= max(_ALIKE * long, 3)
        column = abs(other.left - dash.left) <= max(_ALIKE * long, 3)
        apart = abs(other.bottom - dash.bottom)
        if alike and other is not dash and ((column and apart <= _PITCH * high) or apart <= high / 2):
            return True
    return False


def box_of(dash: Dash, shape: tuple[int, ...]) -> Box:
    """Its place on a page of that many rows and columns."""
    return Box(dash.left / shape[1], dash.top / shape[0], dash.right / shape[1], dash.bottom / shape[0])
