"""Small printed circles on a page that were written over, and circles that are but letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.ticking.frame_looks import Frame, Inked, thick

Pieces = npt.NDArray[np.int32]
RING = 0.9
"""Share of a circle that must be inked."""
WIDEST = 0.8
"""Inches: longest side of a circle with what was written over it."""
_ALIKE = 0.22
"""Of the greater side: how much circles of one size differ."""
_MOST_IN_ROW = 6
"""Circles of one size in one row; more are letters of small print."""
_MOST_ROUND = 40
"""The same on a page."""
_FREE = 0.5
"""Share of two corners around a circle, least inked, that may be."""


def without_text(found: Sequence[Frame]) -> list[Frame]:
    """Without circles that are letters: many in one row, or many on the page."""
    rounds = [frame for frame in found if frame.round]
    middles = np.array([frame.middle[1] for frame in rounds])
    sides = np.array([frame.side for frame in rounds])
    kept = []
    for frame in rounds:
        alike = np.abs(sides - frame.side) <= _ALIKE * np.maximum(sides, frame.side)
        in_row = alike & (np.abs(middles - frame.middle[1]) < frame.side)
        if alike.sum() <= _MOST_ROUND and in_row.sum() <= _MOST_IN_ROW:
            kept.append(frame)
    return [*(frame for frame in found if not frame.round), *kept]


def rings(page: Inked, pieces: Pieces, found: Sequence[Frame]) -> Iterator[Frame]:
    """Circles that were written over, in line with circles found whole."""
    whole = [frame for frame in found if frame.round]
    for side in sorted({frame.side for frame in whole}):
        alike = [frame for frame in whole if frame.side == side]
        kernel = np.zeros((side, side), np.float32)
        cv2.circle(kernel, (side // 2, side // 2), side // 2 - 1, 1.0, 1)
        kernel /= kernel.sum()
        sized = (np.minimum(pieces[:, 2], pieces[:, 3]) >= side - 2) & (pieces[:, 2] <= WIDEST * page.dpi)
        for left, top, across, down, _ in _lined_up(untaken(pieces[sized], found), alike).tolist():
            room = (left, top, left + across, top + down)
            wide = cv2.copyMakeBorder(thick(page, room), 2, side, 2, side, cv2.BORDER_CONSTANT, value=0)
            cut = np.asarray(wide, np.uint8)
            scores = cv2.filter2D(cut.astype(np.float32), -1, kernel, anchor=(0, 0))
            scores = scores[: max(cut.shape[0] - side, 1), : max(cut.shape[1] - side, 1)]
            y, x = np.unravel_index(int(scores.argmax()), scores.shape)
            if scores[y, x] >= RING and _has_corners(cut[int(y) : int(y) + side, int(x) : int(x) + side]):
                yield Frame(
                    int(x) + left - 2, int(y) + top - 2, side, round=True, sureness=float(scores[y, x])
                )


def _has_corners(cut: npt.NDArray[np.uint8]) -> bool:
    """True with room in the corners around a circle; a solid patch has none."""
    part = max(cut.shape[0] // 8, 2)
    ends = (slice(0, part), slice(-part, None))
    inked = [float(cut[down, across].mean()) for down in ends for across in ends]
    return sorted(inked)[1] < _FREE


def _lined_up(pieces: Pieces, found: Iterable[Frame]) -> Pieces:
    """Pieces above, below or beside the middle of any of the frames."""
    left, top = pieces[:, 0], pieces[:, 1]
    lined = np.zeros(len(pieces), bool)
    for x, y in (frame.middle for frame in found):
        lined |= (left <= x) & (x <= left + pieces[:, 2]) | (top <= y) & (y <= top + pieces[:, 3])
    return pieces[lined]


def untaken(pieces: Pieces, found: Sequence[Frame]) -> Pieces:
    """Pieces in which no frame lies, not even in part."""
    left, top = pieces[:, 0], pieces[:, 1]
    right, bottom = left + pieces[:, 2], top + pieces[:, 3]
    free = np.ones(len(pieces), bool)
    for frame in found:
        across, down = (
            (frame.left < right) & (left < frame.right),
            (frame.top < bottom) & (top < frame.bottom),
        )
        free &= ~(across & down)
    return pieces[free]
