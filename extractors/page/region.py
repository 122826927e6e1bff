"""Reads a part of an upright page that somebody points at: closely, and nothing of what lies around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.page.engines.port import Picture, RawWord, Reader
from extractors.page.rereading import reread
from extractors.page.straightening.flatten import flatten
from extractors.page.words import read_order
from models.paper import Box, Page, Word

_ABOVE = 0.35
"""Of the region's height: what is cut with it above and below."""
_LEAST_AROUND, _MOST_AROUND = 3, 40
"""Pixels that are cut with it on every side."""
_GAP, _REACH = 0.16, 3.0
"""Of the region's height: a blank that ends a word, and how far beyond the region that is looked for."""
_TALL = 70
"""Pixels: of a higher region the height of a line is taken to be no more."""
_STRAY = 0.1
"""Of the rows: ink in no more of them is a rule or a speck, not a letter."""
_LOW, _MOST_ENLARGED = 96, 3.0
"""A part of fewer rows is enlarged to so many, though no more than so many times."""
_BORDER = 24
"""Pixels of white paper around it: words at the very edge are found too."""
_INSIDE = 0.5
"""Of a word's area that lies in the region for it to count."""
_READABLE = 0.5
_SMALLEST = 4
"""Pixels of a side that can show anything to read."""


@dataclass(frozen=True, slots=True)
class Part:
    """A region of an upright page with a little around it."""

    picture: Picture
    frame: Box
    """What `picture` shows of the page."""
    region: Box
    """What of it is to be read; as `frame` in fractions of the page."""


def cut_part(page: Picture, region: Box) -> Part:
    """The part of an upright page's picture that holds `region`."""
    rows, columns = page.shape
    above = min(max(_ABOVE * region.height * rows, _LEAST_AROUND), _MOST_AROUND)
    top, bottom = _edges(region.y0 * rows - above, region.y1 * rows + above, rows)
    line = page[int(region.y0 * rows) : max(int(region.y1 * rows), int(region.y0 * rows) + 1)]
    left = _word_end(line[:, ::-1], columns - int(region.x0 * columns))
    left, right = columns - left, _word_end(line, int(region.x1 * columns))
    frame = Box(left / columns, top / rows, right / columns, bottom / rows)
    return Part(np.ascontiguousarray(page[top:bottom, left:right]), frame, region)


def read_part(part: Part, reader: Reader) -> tuple[Word, ...]:
    """The words in the region, in reading order, placed on the page; none where nothing can be read."""
    if min(part.picture.shape) < _SMALLEST:
        return ()
    picture = _prepared(part.picture)
    found = _placed(reread(picture, reader.read(picture), reader, _every), picture, part)
    return found or _placed(_one_line(picture, reader), picture, part)


def inside(words: Iterable[Word], region: Box) -> tuple[Word, ...]:
    """Those of a page's words of which a good part lies in the region."""
    return tuple(word for word in words if _is_inside(word.box, region))


def _placed(raw: Sequence[RawWord], picture: Picture, part: Part) -> tuple[Word, ...]:
    """The words that lie in the region, on their places of the page."""
    words = read_order(raw, picture.shape)
    return inside((replace(word, box=_on_page(word.box, picture, part)) for word in words), part.region)


def _edges(first: float, last: float, size: int) -> tuple[int, int]:
    return max(int(first), 0), min(int(last) + 1, size)


def _word_end(line: Picture, column: int) -> int:
    """The column from `column` on at which the word ends that it may go through; near it where none ends."""
    height = min(line.shape[0], _TALL)
    gap = max(round(_GAP * height), _LEAST_AROUND)
    part = line[:, column : column + round(_REACH * height) + gap]
    if not part.size:
        return column
    inked = (part < (int(line.min()) + int(np.median(line))) / 2).mean(axis=0) > _STRAY
    blank = np.convolve(~inked, np.ones(gap), "valid") == gap
    return column + (int(blank.argmax()) + gap // 2 if blank.any() else _LEAST_AROUND)


def _every(page: Page) -> Sequence[int]:
    return range(len(page.words))


def _scale(rows: int) -> float:
    return min(max(_LOW / rows, 1.0), _MOST_ENLARGED)


def _prepared(cut: Picture) -> Picture:
    """The cut as it is read: paper white, large enough, with some paper around it."""
    scale = _scale(cut.shape[0])
    larger = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) if scale > 1 else cut
    clean = flatten(np.asarray(larger, np.uint8))
    edges = (_BORDER, _BORDER, _BORDER, _BORDER)
    return np.asarray(cv2.copyMakeBorder(clean, *edges, cv2.BORDER_CONSTANT, value=(255,)), np.uint8)


def _one_line(picture: Picture, reader: Reader) -> tuple[RawWord, ...]:
    """The whole picture as a single word: a lone sign or digit is no text to who looks for lines."""
    rows, columns = picture.shape
    left, top, right, bottom = _BORDER, _BORDER, columns - _BORDER, rows - _BORDER
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    (look,) = reader.look(picture, [corners])
    if look.confidence < _READABLE or not look.text:
        return ()
    return (RawWord(look.text, corners, look.confidence),)


def _on_page(box: Box, picture: Picture, part: Part) -> Box:
    """A box in fractions of the prepared picture as one in fractions of the page."""
    across = (box.x0 * picture.shape[1] - _BORDER, box.x1 * picture.shape[1] - _BORDER)
    down = (box.y0 * picture.shape[0] - _BORDER, box.y1 * picture.shape[0] - _BORDER)
    wide, high = picture.shape[1] - 2 * _BORDER, picture.shape[0] - 2 * _BORDER
    frame = part.frame
    x0, x1 = (frame.x0 + min(max(x / wide, 0.0), 1.0) * frame.width for x in across)
    y0, y1 = (frame.y0 + min(max(y / high, 0.0), 1.0) * frame.height for y in down)
    return Box(x0, y0, x1, y1)


def _is_inside(box: Box, region: Box) -> bool:
    return box.overlap(region) > _INSIDE * box.width * box.height
