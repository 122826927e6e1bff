"""From ink that a form does not explain to what people added: dust dropped, strokes made whole, boxed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture
from extractors.page.returning.registration import Registered, box_of
from extractors.page.strokes import Mask
from models.paper import Box, Word

_INCH = 1 / 8.5
"""Of the page's width, at which lengths are taken; a half sheet is as wide."""
_LINK = (0.14, 0.05)
"""Inches across and down that part two strokes of one hand at most."""
_LEAST, _LEAST_INK = 0.07, 0.0016
"""Inches of the longer side, and square inches of ink, of what a person writes; less is dust."""
_BIT = 0.00025
"""Square inches: less ink that hangs together is a grain, unless it lies beside larger strokes."""
_REGROWN = 0.017
"""Inches by which a stroke reaches back over the print that it crosses."""
_DARKEST_PART, _WHITE = 10, 255
"""Per cent of a stroke's ink that counts as its darkest, and the shade of bare paper."""
_STREAK, _GAP, _THIN, _COARSE = 0.4, 0.05, 9, 4
"""Of the page's longer side, and pixels: a longer straight line is dirt on the scanner's glass or a fold.
Lines are looked for at a quarter of the size."""
_THROUGH = 0.4
"""Of a printed word's length that added ink must cover to go through it."""
_MARGIN = 0.02
"""Of the page: dark rims lie within it."""
_SOLID = 0.09
"""Inches across: what is filled so wide is a punch hole, a rim or a label, no stroke."""

Part = tuple[int, int, int, int]
"""Left, top, width and height in pixels."""


def kept(found: Registered) -> tuple[Mask, tuple[Part, ...]]:
    """What people added to a page: its ink, and a box around what each wrote in one place, top to bottom."""
    dpi = found.ink.shape[1] * _INCH
    bare = _without_dirt(found.added, dpi)
    added = np.zeros_like(bare)
    for part, own in _groups(bare, dpi):
        if _is_written(part, own, dpi):
            left, top, wide, high = part
            added[top : top + high, left : left + wide] |= own
    whole = _core(_regrown(added, found.ink, dpi), found.shown, dpi)
    parts = [part for part, _ in _groups(whole, dpi)]
    return whole, tuple(sorted(parts, key=lambda part: (part[1], part[0])))


def _without_dirt(added: Mask, dpi: float) -> Mask:
    """`added` without grains, dark rims, punch holes, and the lines that folds and dirty glass draw."""
    added = _without_lines(added)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(added, connectivity=8)
    dirt = np.zeros(count, bool)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(_SOLID * dpi),) * 2)
    dirt[np.unique(labels[cv2.erode(added, disc, borderValue=0) > 0])] = True
    for number, (left, top, wide, high, area) in enumerate(stats.tolist()):
        if area < _BIT * dpi * dpi or _is_rim((left, top, wide, high), added.shape):
            dirt[number] = True
    dirt[0] = True
    return np.asarray((~dirt)[labels], np.uint8)


def _without_lines(added: Mask) -> Mask:
    """`added` without straight lines across much of the page; the issued page's own are explained already."""
    size = tuple(-(-side // _COARSE) for side in added.shape[1::-1])
    coarse = np.asarray(cv2.resize(added * 255, size, interpolation=cv2.INTER_AREA) > 0, np.uint8)
    longest = max(size)
    least, gap = _STREAK * longest, _GAP * longest
    lines = cv2.HoughLinesP(coarse, 1, np.pi / 360, round(least / 2), minLineLength=least, maxLineGap=gap)
    bare = added.copy()
    for ends in [] if lines is None else lines.reshape(-1, 4).tolist():
        x0, y0, x1, y1 = (round((end + 0.5) * _COARSE) for end in ends)
        cv2.line(bare, (x0, y0), (x1, y1), 0, _THIN)
    return bare


def _is_rim(part: Part, shape: tuple[int, ...]) -> bool:
    """True for what lies in the outermost margin alone."""
    left, top, wide, high = part
    rows, columns = shape
    beside = left + wide < _MARGIN * columns or left > (1 - _MARGIN) * columns
    return beside or top + high < _MARGIN * rows / 2 or top > (1 - _MARGIN / 2) * rows


def _is_written(part: Part, own: Mask, dpi: float) -> bool:
    _, _, wide, high = part
    return max(wide, high) >= _LEAST * dpi and int(own.sum()) >= _LEAST_INK * dpi * dpi


def _groups(ink: Mask, dpi: float) -> Iterator[tuple[Part, Mask]]:
    """Strokes that lie together: a box around each group, and its own ink within the box."""
    reach = np.ones((max(1, round(_LINK[1] * dpi)), max(1, round(_LINK[0] * dpi))), np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(ink, reach), connectivity=8)
    for number in range(1, count):
        left, top, wide, high, _ = stats[number].tolist()
        cut = slice(top, top + high), slice(left, left + wide)
        own = np.asarray((labels[cut] == number) & (ink[cut] > 0), np.uint8)
        yield _tight(own, (left, top))


def _tight(own: Mask, corner: tuple[int, int]) -> tuple[Part, Mask]:
    rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    cut = own[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
    return (corner[0] + left, corner[1] + top, cut.shape[1], cut.shape[0]), cut


def _regrown(added: Mask, ink: Mask, dpi: float) -> Mask:
    """Strokes with their own edges again, and joined where they cross print; no farther than that."""
    whole: npt.NDArray[np.uint8] = added
    for _ in range(max(1, round(_REGROWN * dpi))):
        whole = np.asarray(cv2.dilate(whole, np.ones((3, 3), np.uint8)), np.uint8) & ink
    return whole


def _core(whole: Mask, shown: Picture, dpi: float) -> Mask:
    """Strokes as wide as their ink is at least half as dark as at its darkest: blur and grain make halos."""
    core = np.zeros_like(whole)
    for (left, top, wide, high), own in _groups(whole, dpi):
        cut = slice(top, top + high), slice(left, left + wide)
        shades = shown[cut]
        darkest = float(np.percentile(shades[own > 0], _DARKEST_PART))
        core[cut] |= np.asarray(own & (shades <= (_WHITE + darkest) / 2), np.uint8)
    return core


def written_over(parts: Sequence[Part], whole: Mask, words: Sequence[Word]) -> list[list[Word]]:
    """For each part, which of the printed `words`, as they lie on the returned page, its ink goes through."""
    shape = whole.shape
    found: list[list[Word]] = [[] for _ in parts]
    for word in words:
        if not _goes_through(whole, word.box):
            continue
        around = _wider(word.box, shape)
        for place, part in enumerate(parts):
            if box_of(part, shape).overlap(around):
                found[place].append(word)
    return found


def _goes_through(whole: Mask, box: Box) -> bool:
    """True for ink along much of a word, or on both sides of it: print explains what lies upon it."""
    cut, around = _inside(box, whole.shape), _inside(_wider(box, whole.shape), whole.shape)
    if not whole[cut].size:
        return False
    rows, columns = around
    left, right = whole[rows, columns.start : cut[1].start], whole[rows, cut[1].stop : columns.stop]
    return float(whole[cut].any(axis=0).mean()) >= _THROUGH or bool(left.any() and right.any())


def _wider(box: Box, shape: tuple[int, ...]) -> Box:
    """The box with half its height added at both ends."""
    more = box.height * shape[0] / shape[1] / 2
    return Box(box.x0 - more, box.y0, box.x1 + more, box.y1)


def _inside(box: Box, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """Rows and columns of a box of fractions, without its uppermost and lowest fifth."""
    rows, columns = shape
    trim = box.height / 5
    top, bottom = round((box.y0 + trim) * rows), round((box.y1 - trim) * rows)
    left, right = round(box.x0 * columns), round(box.x1 * columns)
    return slice(max(top, 0), max(bottom, 0)), slice(max(left, 0), max(right, 0))
