"""Finds Patch codes: four parallel bars, two wide and two narrow, that mark separator sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture

_ORDERS = {"1100": "1", "1001": "2", "1010": "3", "0110": "4", "0011": "6", "0101": "T"}
"""Wide (1) and narrow (0) bars in reading direction. Turned by 180 degrees 1 and 6, 3 and T look the same."""
_ACROSS_DPI, _ALONG_DPI = 100, 20
_DARK = 128
_BARS, _RUNS = 4, 7
_LENGTHS = (0.45, 1.7)
"""Inches across all four bars, least and most; the standard says 0.8."""
_LONG = 0.9
"""Inches, least, along the bars; the standard says 2."""
_UNITS = 10.0
"""Widths of a narrow bar across the code: wide bars have 2.5, narrow bars and spaces 1."""
_SPLIT = 1.6
"""Units: a wider bar is wide."""
_SPACE = (0.45, 1.7)
_BAR = (0.4, 3.5)
_QUIET = 2.0
"""Units of empty paper on either side."""
_DRIFT = 0.12
"""Inches that a code may move sideways from one line of pixels to the next but one."""


@dataclass(frozen=True, slots=True)
class _Sight:
    """One line of pixels that crosses a code."""

    row: int
    start: int
    order: str


def patch_codes(flat: Picture, dpi: float) -> tuple[str, ...]:
    """Names (1, 2, 3, 4, 6 or T) of the Patch codes on a flattened page in whichever direction they lie."""
    if flat.min() >= _DARK:
        return ()
    views = (flat, np.rot90(flat))
    return tuple(name for view in views for name in _codes(np.asarray(view), dpi))


def _codes(view: Picture, dpi: float) -> Iterator[str]:
    """Codes whose bars run down the view."""
    size = (round(view.shape[1] * _ACROSS_DPI / dpi), round(view.shape[0] * _ALONG_DPI / dpi))
    small = cv2.resize(view, (max(1, size[0]), max(1, size[1])), interpolation=cv2.INTER_AREA)
    sights = [sight for row, line in enumerate(small) for sight in _sights(row, line < _DARK)]
    for column in _columns(sights):
        if len({sight.row for sight in column}) >= _LONG * _ALONG_DPI:
            orders = [sight.order for sight in column]
            yield _ORDERS[max(set(orders), key=orders.count)]


def _sights(row: int, dark: npt.NDArray[np.bool_]) -> Iterator[_Sight]:
    """Every place in one line of pixels where four bars fit."""
    edges = [0, *(np.flatnonzero(np.diff(dark)) + 1).tolist(), len(dark)]
    first = 0 if dark[0] else 1
    for at in range(first, len(edges) - _RUNS, 2):
        runs = [end - start for start, end in pairwise(edges[at : at + _RUNS + 1])]
        before = edges[at] - edges[at - 1] if at else 0
        following = edges[at + _RUNS + 1] - edges[at + _RUNS] if at + _RUNS + 1 < len(edges) else 0
        order = _order(runs, min(before, following))
        if order:
            yield _Sight(row, edges[at], order)


def _order(runs: Sequence[int], quiet: int) -> str:
    """Wide and narrow bars as in `_ORDERS`, empty when these seven runs are no Patch code."""
    total = sum(runs)
    unit = total / _UNITS
    if not _LENGTHS[0] <= total / _ACROSS_DPI <= _LENGTHS[1] or quiet < _QUIET * unit:
        return ""
    bars, spaces = runs[::2], runs[1::2]
    if not all(_SPACE[0] <= space / unit <= _SPACE[1] for space in spaces):
        return ""
    if not all(_BAR[0] <= bar / unit <= _BAR[1] for bar in bars):
        return ""
    order = "".join("1" if bar > _SPLIT * unit else "0" for bar in bars)
    return order if order in _ORDERS else ""


def _columns(sights: Sequence[_Sight]) -> list[list[_Sight]]:
    """Sights one below the other, each close to the one before it."""
    columns: list[list[_Sight]] = []
    for sight in sights:
        near = (column for column in columns if _follows(column[-1], sight))
        column = next(near, None)
        if column is None:
            columns.append([sight])
        else:
            column.append(sight)
    return columns


def _follows(last: _Sight, sight: _Sight) -> bool:
    rows = sight.row - last.row
    return 0 < rows <= _ALONG_DPI // 4 and abs(sight.start - last.start) <= _DRIFT * _ACROSS_DPI * max(
        1, rows / 2
    )
