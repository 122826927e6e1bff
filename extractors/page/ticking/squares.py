"""Small printed frames on a page: squares and circles of a few millimetres, whole or written over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.ticking.brackets import bracketed
from extractors.page.ticking.frame_looks import Frame, Inked, Mask, is_frame, roundness
from extractors.page.ticking.rings import RING, rings, untaken, without_text

Grid = npt.NDArray[np.float32]
Pieces = npt.NDArray[np.int32]
_SMALLEST, _LEAST, _MOST, _WHOLE = 0.06, 0.08, 0.29, 0.8
"""Inches: sides of a frame; longest side of a frame with what was written over it.

Smaller than the second only where nothing touches the frame and it is `_SURE` to be one.
"""
_SURE = 0.95
_FEWEST = 12
"""Pixels of a side, least: less cannot be told from a letter."""
_UNEVEN = 0.16
"""Of its side: how much wider or higher a frame may be than square."""
_SIDE, _ALL = 0.72, 0.86
"""Share of a side, of all sides, that must be inked."""
_LOOSE_SIDE, _LOOSE_ALL = 0.6, 0.78
"""The same in line with another frame of that size."""
_ROUGH = 3
"""Pixels by which the box of a piece of ink may be wrong."""
_TIE, _TIES = 0.05, 16
"""Places, most, that are as likely as the best of a size, and how near to it they come."""
_MANY = 200
"""Likely places, most, that are looked at in one strip."""
_FAR = 12
"""Sides above and below a frame where others of its column may stand."""


def frames(page: Inked) -> list[Frame]:
    """Frames that can be seen by themselves; none lies in or over another."""
    pieces, lines = _pieces(page), _lines(page)
    found = _apart(without_text(list(_whole(page, pieces, lines))))
    found = _apart([*found, *_within(page, pieces, lines, found)])
    found = _apart([*found, *bracketed(page, pieces)])
    sure = [frame for frame in found if frame.round or frame.clear or frame.bracketed]
    return without_text(_apart([*sure, *rings(page, pieces, sure), *found]))


def _pieces(page: Inked) -> Pieces:
    """Boxes (left, top, width, height, pixels) of ink that hangs together, found on half the size."""
    folded = [side + side % 2 for side in page.dark.shape]
    even = np.zeros(folded, np.uint8)
    even[: page.dark.shape[0], : page.dark.shape[1]] = page.dark
    rows = even[::2] | even[1::2]
    half = np.ascontiguousarray(rows[:, ::2] | rows[:, 1::2])
    stats = cv2.connectedComponentsWithStats(half, connectivity=8)[2]
    return np.asarray(2 * stats[1:], np.int32)


def _lines(page: Inked) -> tuple[Mask, Mask]:
    """Where a level and where an upright stroke is as long as a small frame's side."""
    long = round(0.85 * _SMALLEST * page.dpi)
    level = cv2.erode(page.level, np.ones((1, long), np.uint8), borderValue=0)
    upright = cv2.erode(page.upright, np.ones((long, 1), np.uint8), borderValue=0)
    return np.asarray(level, np.uint8), np.asarray(upright, np.uint8)


def _whole(page: Inked, pieces: Pieces, lines: tuple[Mask, Mask]) -> Iterator[Frame]:
    """Pieces of ink that are a frame, perhaps with something in it."""
    wide, high = pieces[:, 2], pieces[:, 3]
    least, most = _SMALLEST * page.dpi, _MOST * page.dpi
    even = np.abs(wide - high) <= _UNEVEN * np.maximum(wide, high) + 1
    sized = (np.minimum(wide, high) >= least) & (np.maximum(wide, high) <= most)
    for left, top, across, down, _ in pieces[even & sized].tolist():
        side = max(across, down)
        room = (left, top, left + across, top + down)
        square = None
        if _spans(lines, room) >= least - _ROUGH:
            square = _best(page, room, range(min(across, down) - _ROUGH, side + 1))
        clear = square is not None and square.sureness >= _SURE
        if square and (side >= _LEAST * page.dpi or clear):
            yield replace(square, clear=clear)
        elif side >= max(_LEAST * page.dpi, _FEWEST) and roundness(page, left, top, (across, down)) >= RING:
            yield Frame(left, top, side, round=True, sureness=RING)


def _within(page: Inked, pieces: Pieces, lines: tuple[Mask, Mask], found: Sequence[Frame]) -> Iterator[Frame]:
    """Frames in pieces of ink that go beyond them."""
    least, most, whole = _LEAST * page.dpi, _MOST * page.dpi, _WHOLE * page.dpi
    wide, high = pieces[:, 2], pieces[:, 3]
    sized = (np.minimum(wide, high) >= least) & (np.maximum(wide, high) <= whole)
    sides = [frame.side for frame in found if not frame.round and frame.side >= least]
    for left, top, across, down, _ in untaken(pieces[sized], found).tolist():
        room = (left, top, left + across, top + down)
        if _spans(lines, room) < least - _ROUGH:
            continue
        span = range(round(least), round(min(most, across + 1, down + 1)) + 1)
        best = _best(page, room, _near(sides)) if sides else None
        best = best or _best(page, room, span)
        if best:
            yield best


def _spans(lines: tuple[Mask, Mask], room: tuple[int, int, int, int]) -> int:
    """Pixels between the outermost level lines in `room`, or between the upright ones where that is less."""
    left, top, right, bottom = room
    level, upright = (mask[top:bottom, left:right] for mask in lines)
    rows, columns = np.flatnonzero(level.any(axis=1)), np.flatnonzero(upright.any(axis=0))
    return min(int(np.ptp(rows)), int(np.ptp(columns))) if rows.size and columns.size else 0


def _near(sides: Iterable[int]) -> list[int]:
    return sorted({size for side in sides for size in range(side - 2, side + 3)})


def with_others(page: Inked, found: Sequence[Frame]) -> list[Frame]:
    """`found` and frames of the same size left, right, above and below, also badly inked ones."""
    return _apart([*found, *_in_line(page, found)])


def _in_line(page: Inked, found: Sequence[Frame]) -> Iterator[Frame]:
    done: set[tuple[int, int, int]] = set()
    for frame in found:
        if frame.round or frame.bracketed:
            continue
        slack = max(3, frame.side // 4)
        for strip, room in enumerate(_strips(page, frame, slack)):
            known = (strip, (room[0] if strip else room[1]) // slack, frame.side)
            if known not in done:
                done.add(known)
                yield from _several(page, room, range(frame.side - 1, frame.side + 2))


def _strips(page: Inked, frame: Frame, slack: int) -> tuple[tuple[int, int, int, int], ...]:
    """Where others of its row and of its column may stand."""
    rows, columns = page.dark.shape
    far = _FAR * frame.side
    return (
        (0, frame.top - slack, columns, frame.bottom + slack),
        (frame.left - slack, frame.top - far, frame.right + slack, min(frame.bottom + far, rows)),
    )


def _several(page: Inked, room: tuple[int, int, int, int], sizes: Iterable[int]) -> Iterator[Frame]:
    """All frames in a strip."""
    found = []
    for size in sizes:
        scored = _scored(page, room, size, (_LOOSE_SIDE, _LOOSE_ALL))
        if scored is None:
            continue
        scores, (x0, y0) = scored
        peaks = (scores > 0) & (scores == cv2.dilate(scores, np.ones((7, 7), np.uint8)))
        for y, x in np.argwhere(peaks)[:_MANY].tolist():
            found.append(Frame(x + x0, y + y0, size, round=False, sureness=float(scores[y, x])))
    for frame in _apart(sorted(found, key=lambda one: -one.sureness)):
        if is_frame(page, frame):
            yield frame


def _best(page: Inked, room: tuple[int, int, int, int], sizes: Iterable[int]) -> Frame | None:
    """The likeliest square in `room` (left, top, right, bottom); None where there is none."""
    likely: list[Frame] = []
    for size in _possible(page, room, sizes):
        scored = _scored(page, room, size, (_SIDE, _ALL))
        if scored is None:
            continue
        scores, (x0, y0) = scored
        for y, x in np.argwhere((scores > 0) & (scores >= scores.max() - _TIE))[:_TIES].tolist():
            likely.append(Frame(x + x0, y + y0, size, round=False, sureness=float(scores[y, x])))
    likely.sort(key=lambda one: (-round(one.sureness, 1), -one.side))
    return next((frame for frame in likely if is_frame(page, frame)), None)


def _possible(page: Inked, room: tuple[int, int, int, int], sizes: Iterable[int]) -> Iterator[int]:
    """Sizes for which two rows, and two columns, so far apart have the ink of a side."""
    part = _with_rim(page, room)
    across, down = (
        page.level[part].sum(axis=1, dtype=np.int32),
        page.upright[part].sum(axis=0, dtype=np.int32),
    )
    for size in (size for size in sizes if size >= _FEWEST):
        least = _SIDE * (size - 4)
        if all(np.any((ink[: 1 - size] >= least) & (ink[size - 1 :] >= least)) for ink in (across, down)):
            yield size


def _with_rim(page: Inked, room: tuple[int, int, int, int]) -> tuple[slice, slice]:
    """Rows and columns of a room and of one more pixel on each side."""
    rows, columns = page.dark.shape
    return (
        slice(max(room[1] - 1, 0), min(room[3] + 1, rows)),
        slice(max(room[0] - 1, 0), min(room[2] + 1, columns)),
    )


def _scored(
    page: Inked, room: tuple[int, int, int, int], size: int, least: tuple[float, float]
) -> tuple[Grid, tuple[int, int]] | None:
    """For every place of a square of `size`, how much of its line is inked; 0 where that is too little."""
    part = _with_rim(page, room)
    y0, x0, (tall, broad) = part[0].start, part[1].start, page.dark[part].shape
    if broad < size or tall < size or size < _FEWEST:
        return None
    inner = size - 4
    level = _means(page.level[part], inner, across=True)
    inked = level.max(axis=1) >= least[0]
    if not np.any(inked[: 1 - size] & inked[size - 1 :]):
        return None
    upright = _means(page.upright[part], inner, across=False)
    wide, high = broad - size + 1, tall - size + 1
    top, bottom = level[0:high, 2 : 2 + wide], level[size - 1 : size - 1 + high, 2 : 2 + wide]
    left, right = upright[2 : 2 + high, 0:wide], upright[2 : 2 + high, size - 1 : size - 1 + wide]
    worst = np.minimum(np.minimum(top, bottom), np.minimum(left, right))
    mean = (top + bottom + left + right) / 4
    return np.where((worst >= least[0]) & (mean >= least[1]), mean, 0).astype(np.float32), (x0, y0)


def _means(mask: Mask, size: int, *, across: bool) -> Grid:
    """Mean of every run of `size` pixels across or down, by its first pixel."""
    window = (size, 1) if across else (1, size)
    means = cv2.boxFilter(np.ascontiguousarray(mask), cv2.CV_32F, window, anchor=(0, 0))
    rows, columns = mask.shape
    return np.asarray(means[:, : columns - size + 1] if across else means[: rows - size + 1], np.float32)


def _apart(found: Iterable[Frame]) -> list[Frame]:
    """The first of those that lie over one another."""
    kept: list[Frame] = []
    for frame in found:
        if all(
            frame.left >= other.right or other.left >= frame.right
            or frame.top >= other.bottom or other.top >= frame.bottom
            for other in kept
        ):  # fmt: skip
            kept.append(frame)
    return kept
