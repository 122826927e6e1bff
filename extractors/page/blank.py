"""Tells a page with nothing on it: holes, staples, edges, dust and shine-through are nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture

Mask = npt.NDArray[np.uint8]
MM_PER_INCH = 25.4
_FAINT = 185
"""Shade of a flattened page; ink shining through from the other side is lighter, a pencil's is darker."""
_SPECK = 0.15
"""Square millimetres: less is dust."""
_STREWN, _ALONE = 1.2, 2.0
"""Millimetres: as wide may a spot of noise be, and so far from all others does it lie at least."""
_AROUND = tuple(product((-1, 0, 1), repeat=2))
_ENOUGH = 5.0
"""Square millimetres of ink that make a page content; initials have about 15."""
_EDGE, _BORDER = 6.0, 15.0
"""Millimetres: ink in the first is the paper's edge or its shadow, which may run in as far as the second."""
_HOLE = (3.0, 10.0)
"""Millimetres across, least and most, of a punch hole."""
_HOLE_MARGIN = 25.0
_ROUND = 0.7
"""Shorter over longer side, least."""
_FILLED = 0.6
"""Ink over box, least: a disc has 0.79, a letter or an initial far less."""
_STAPLE = (18.0, 2.5)
"""Millimetres, longest and thickest."""
_CREASE = 1.5
"""Millimetres, thickest; a crease or a roller's streak runs over half the page or more."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A connected patch of ink; millimetres from the top left corner of the page."""

    left: float
    top: float
    width: float
    height: float
    ink: float
    """Square millimetres."""


def is_blank(flat: Picture, dpi: float) -> bool:
    """True when a flattened page holds no more ink than empty paper has; in doubt it holds something."""
    page = (flat.shape[1] * MM_PER_INCH / dpi, flat.shape[0] * MM_PER_INCH / dpi)
    spots = [spot for spot in _spots(flat, dpi) if not _is_nothing(spot, page)]
    ink = sum(spot.ink for spot in _without_strewn(spots))
    return bool(ink < _ENOUGH)


def _spots(flat: Picture, dpi: float) -> Iterator[_Spot]:
    mm = MM_PER_INCH / dpi
    dark = _without_edges((flat < _FAINT).astype(np.uint8), dpi)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    for left, top, width, height, area in stats[1:]:
        if area * mm * mm >= _SPECK:
            yield _Spot(left * mm, top * mm, width * mm, height * mm, area * mm * mm)


def _without_edges(dark: Mask, dpi: float) -> Mask:
    """Ink but for the page's margin, and for a wider one where ink runs in from the edge."""
    edge, border = (round(width * dpi / MM_PER_INCH) for width in (_EDGE, _BORDER))
    _, labels, _, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    outer = np.unique(np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1])))
    kept = _frame(dark.shape, edge) * dark
    kept[np.isin(labels, outer[outer > 0]) & (_frame(dark.shape, border) == 0)] = 0
    return kept


def _frame(shape: tuple[int, ...], margin: int) -> Mask:
    """1 inside a page, 0 in its margin."""
    inner = np.zeros(shape, np.uint8)
    inner[margin:-margin, margin:-margin] = 1
    return inner


def _without_strewn(spots: Sequence[_Spot]) -> Iterator[_Spot]:
    """All but small spots that lie alone, as a bad scanner's noise does: the dots of writing lie together."""
    lying = Counter(map(_square, spots))
    for spot in spots:
        row, column = _square(spot)
        near = sum(lying[row + down, column + across] for down, across in _AROUND)
        if near > 1 or max(spot.width, spot.height) > _STREWN:
            yield spot


def _square(spot: _Spot) -> tuple[int, int]:
    return int(spot.top // _ALONE), int(spot.left // _ALONE)


def _is_nothing(spot: _Spot, page: tuple[float, float]) -> bool:
    return _is_hole(spot, page) or _is_staple(spot, page) or _is_crease(spot, page)


def _is_hole(spot: _Spot, page: tuple[float, float]) -> bool:
    least, most = _HOLE
    round_enough = _ROUND < spot.width / spot.height < 1 / _ROUND
    sized = least < spot.width < most and least < spot.height < most
    filled = spot.ink > _FILLED * spot.width * spot.height
    return round_enough and filled and sized and min(_gaps(spot, page)) < _HOLE_MARGIN


def _is_staple(spot: _Spot, page: tuple[float, float]) -> bool:
    longest, thickest = _STAPLE
    left, top, right, bottom = _gaps(spot, page)
    in_corner = min(left, right) < _HOLE_MARGIN and min(top, bottom) < _HOLE_MARGIN
    thin = spot.ink / max(spot.width, spot.height) < thickest
    return in_corner and thin and max(spot.width, spot.height) < longest


def _is_crease(spot: _Spot, page: tuple[float, float]) -> bool:
    across = spot.width > page[0] / 2 and spot.ink / spot.width < _CREASE
    down = spot.height > page[1] / 2 and spot.ink / spot.height < _CREASE
    return (across and spot.height < page[1] / 20) or (down and spot.width < page[0] / 20)


def _gaps(spot: _Spot, page: tuple[float, float]) -> tuple[float, float, float, float]:
    """Millimetres from the spot's middle to the left, top, right and bottom edge."""
    x, y = spot.left + spot.width / 2, spot.top + spot.height / 2
    return x, y, page[0] - x, page[1] - y
