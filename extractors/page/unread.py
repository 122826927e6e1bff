"""Handwriting in which no word was found: each row of it is looked at once more, closely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from extractors.page.by_hand import sureness
from extractors.page.engines.port import Corners, Picture, RawWord, Reader
from extractors.page.signing.signature import Signed
from models.paper import Box, Ink, Word

_SURE, _FEWEST = 0.9, 4
"""Confidence, and letters and figures, least, of what is taken for read."""
_MOST = 6
"""Rows of a page, most, that are looked at: more are dirt or a table behind the paper."""
_HIGH, _WIDE = (0.5, 4.0), 1.5
"""Word heights: how high a row of handwriting is, and how wide at least."""
_TAKEN = 0.15
"""Of a mark's box: where words cover more, it has been read."""
_SAME_ROW, _APART = 0.4, 1.5
"""Share of the lower height that two marks of one row have in common; heights between them."""
_AROUND = 0.15
"""Of the height: what is looked at around it."""


def unread_words(flat: Picture, words: Sequence[Word], signed: Signed, reader: Reader) -> tuple[RawWord, ...]:
    """Words by hand that the reader overlooked on an upright page, each surely read; pixels of `flat`."""
    boxes = _rows(_free(words, signed), _usual(words), flat.shape)[:_MOST]
    if not boxes:
        return ()
    corners = [_corners(box, flat.shape) for box in boxes]
    rows = reader.handwriting(flat, corners)
    return tuple(word for row in rows if _is_read(row) for word in row)


def _usual(words: Sequence[Word]) -> float:
    return median(word.box.height for word in words) if words else 1.0


def _free(words: Sequence[Word], signed: Signed) -> Iterator[Box]:
    """Handwriting that is neither read nor signed."""
    named = [region.box for region in signed.signatures if region.present]
    for mark in signed.marks:
        box = mark.box
        read = any(box.overlap(word.box) > _TAKEN * box.width * box.height for word in words)
        if mark.ink is Ink.HAND and not read and not any(box.overlap(one) > 0 for one in named):
            yield box


def _rows(marks: Iterable[Box], usual: float, shape: tuple[int, ...]) -> list[Box]:
    """Marks beside each other as one, the widest first; none that is too small or too large for writing."""
    flat = shape[1] / shape[0]
    rows: list[Box] = []
    for box in sorted(marks, key=lambda one: one.x0):
        near = next((at for at, row in enumerate(rows) if _continues(row, box, flat)), None)
        if near is None:
            rows.append(box)
        else:
            rows[near] = rows[near].union(box)
    sized = [
        row
        for row in rows
        if _HIGH[0] * usual <= row.height <= _HIGH[1] * usual and row.width * flat >= _WIDE * usual
    ]
    return sorted(sized, key=lambda row: -row.width)


def _continues(row: Box, box: Box, flat: float) -> bool:
    shared = min(row.y1, box.y1) - max(row.y0, box.y0)
    gap = (box.x0 - row.x1) * flat
    return shared >= _SAME_ROW * min(row.height, box.height) and gap <= _APART * max(row.height, box.height)


def _corners(box: Box, shape: tuple[int, ...]) -> Corners:
    around = _AROUND * box.height * shape[0]
    left, right = max(box.x0 * shape[1] - around, 0.0), min(box.x1 * shape[1] + around, shape[1])
    top, bottom = max(box.y0 * shape[0] - around, 0.0), min(box.y1 * shape[0] + around, shape[0])
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _is_read(words: Sequence[RawWord]) -> bool:
    letters = sum(char.isalnum() for word in words for char in word.text)
    return letters >= _FEWEST and sureness(words) >= _SURE
