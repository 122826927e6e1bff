"""Which printed words a box to be ticked belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from models.paper import Box, Word

_ROW = 0.5
"""Of a word's height: how far the middle of a box may lie off the word's own."""
_FARTHEST, _WIDE = 4.0, 1.1
"""Box sides from a box to its words; word heights between two words of an option."""
_LONGEST = 8
CIRCLES = frozenset("OoD0QC()\u25cb\u25cf\u25ef\u53e3\u25a1\u00d8\u00f8@\u2297\u2299")
"""What readers make of a circle."""
CROSSED = frozenset("XxVvY\u2713\u2714\u2611\u2612\u25a0[]/\\|KRN")
"""What readers make of a ticked box."""
_GLYPHS = frozenset(
    "OoD0QCcUu\u25a1\u25a0\u25cb\u25cf\u2610\u2611\u2612\u53e3\u65e5[](){}|VvXx/\\-_\u2713\u2714nN"
)


def options(boxes: Sequence[Box], words: Sequence[Word], shape: tuple[int, ...]) -> list[str]:
    """The words of each box, empty where it has none; boxes of one page have them on one side."""
    flat = shape[1] / shape[0]
    beside = [word for word in words if not any(_is_box(word, box) for box in boxes)]
    right = [_run(box, boxes, beside, flat, ahead=True) for box in boxes]
    left = [_run(box, boxes, beside, flat, ahead=False) for box in boxes]
    sides = []
    for place, box in enumerate(boxes):
        row = [other for other in range(len(boxes)) if _in_row(boxes[other], box)]
        row.sort(key=lambda other: boxes[other].x0)
        first = _first(right[place], left[place], right_first=_speaks(row, right, left))
        sides.append(_text(first, box))
    return sides


def _first(right: tuple[Word, ...], left: tuple[Word, ...], *, right_first: bool) -> tuple[Word, ...]:
    return (right or left) if right_first else (left or right)


def _speaks(row: Sequence[int], right: Sequence[tuple[Word, ...]], left: Sequence[tuple[Word, ...]]) -> bool:
    """True where the boxes of a row have their words on the right: the last has some, or the first none."""
    if not left[row[0]]:
        return True
    return bool(right[row[-1]])


def _is_box(word: Word, box: Box) -> bool:
    """True for a word that is but what a reader made of the box."""
    if len(word.text) > 3 or not set(word.text) <= _GLYPHS:  # noqa: PLR2004 # "[x]"
        return False
    x, y = word.box.middle
    reach = 0.0 if len(word.text) > 1 and word.text.isalpha() else 0.5 * box.width
    return box.x0 - reach <= x <= box.x1 + reach and box.y0 - reach <= y <= box.y1 + reach


def _in_row(one: Box, other: Box) -> bool:
    return abs(one.middle[1] - other.middle[1]) <= _ROW * max(one.height, other.height)


def _run(
    box: Box, boxes: Sequence[Box], words: Sequence[Word], flat: float, *, ahead: bool
) -> tuple[Word, ...]:
    """Words of one line from the box on, up to a wide gap or the next box."""
    sign = 1 if ahead else -1
    row = [w for w in words if w.box.y0 - _slack(w) <= box.middle[1] <= w.box.y1 + _slack(w)]
    row = [w for w in row if sign * (w.box.middle[0] - box.middle[0]) > 0]
    found: list[Word] = []
    edge, most = (box.x1 if ahead else box.x0), _FARTHEST * box.height / flat
    for word in sorted(row, key=lambda one: sign * one.box.middle[0]):
        near, far = (word.box.x0, word.box.x1) if ahead else (word.box.x1, word.box.x0)
        if sign * (near - edge) > most or len(found) == _LONGEST or _passed(boxes, box, near, sign):
            break
        found.append(word)
        edge, most = far, _WIDE * word.box.height / flat
    return tuple(found if ahead else reversed(found))


def _slack(word: Word) -> float:
    return 0.25 * word.box.height


def _passed(boxes: Sequence[Box], box: Box, place: float, sign: int) -> bool:
    """True where another box of the row lies between `box` and `place`."""
    return any(
        sign * (other.middle[0] - box.middle[0]) > 0 and sign * (place - other.middle[0]) > 0
        for other in boxes
        if other is not box and _in_row(other, box)
    )


def _text(run: Sequence[Word], box: Box) -> str:
    return " ".join(_without_box(word, box) for word in run)


def _without_box(word: Word, box: Box) -> str:
    """The word without the letter that a reader made of the box, which it took into the word."""
    x, y = box.middle
    inside = word.box.x0 <= x <= word.box.x1 and word.box.y0 <= y <= word.box.y1
    first, rest = word.text[:1], word.text[1:]
    return rest if inside and first in _GLYPHS and rest[:1].isupper() and rest[1:].islower() else word.text
