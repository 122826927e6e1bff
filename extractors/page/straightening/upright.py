"""Brings a page upright: the reader proposes a turn, what can be read at it decides."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from extractors.page.engines.orientation import turned
from extractors.page.engines.port import Picture, RawWord, Reader

_PLENTY = 80
"""Surely read letters beyond which the proposal stands without a second look."""
_SURE = 0.8
_SOME = 30
"""Surely read letters that must run sideways before the page is turned for them."""


def read_upright(flat: Picture, reader: Reader) -> tuple[int, tuple[RawWord, ...]]:
    """Degrees clockwise that bring the page upright, and the words as they stand then.

    A page with nothing to read stays as it is shown.
    """
    turn = reader.turn(flat)
    words = reader.read(turned(flat, turn))
    beside = _turn_of_most(words)
    if beside:
        turn = (turn + beside) % 360
        words = reader.read(turned(flat, turn))
    if _sure_letters(words) >= _PLENTY:
        return turn, words
    readings = {turn: words}
    for other in (0, (turn + 180) % 360):
        if other not in readings:
            readings[other] = reader.read(turned(flat, other))
    best = max(sorted(readings), key=lambda degrees: _sure_letters(readings[degrees]))
    return (best, readings[best]) if readings[best] else (0, ())


def _turn_of_most(words: Sequence[RawWord]) -> int:
    """Degrees clockwise that make clearly most letters run from left to right."""
    letters: Counter[int] = Counter()
    for word in words:
        if word.confidence >= _SURE and len(word.text) > 1:
            letters[_direction(word)] += len(word.text)
    most = max(letters, key=lambda direction: letters[direction], default=0)
    clear = letters[most] >= max(_SOME, 2 * letters[0])
    return -most % 360 if clear else 0


def _direction(word: RawWord) -> int:
    """Degrees clockwise, a multiple of 90, in which a word runs."""
    (x0, y0), (x1, y1) = word.corners[:2]
    return round(math.degrees(math.atan2(y1 - y0, x1 - x0)) / 90) % 4 * 90


def _sure_letters(words: Sequence[RawWord]) -> int:
    return sum(len(word.text) for word in words if word.confidence >= _SURE)
