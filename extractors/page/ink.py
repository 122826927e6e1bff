"""Ink that people put on a page: hands and stamps, gathered to what belongs together."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from extractors.page.engines.port import Floats
from extractors.page.inks import InkMap, Label
from extractors.page.strokes import Mask, Stroke

_PEN = 0.5
"""Chance from which a cell is somebody's pen, of either kind, or a stamp."""
_HAND_LINK, _STAMP_LINK = (0.14, 0.06), (0.25, 0.2)
"""Inches across and down that part the strokes of one hand, and of one stamp, at most."""
_DARK = 0.04
"""Of a cell or one beside it: with less ink than that, beside ruled lines, no pen was there."""
_SPECK = 0.003
"""Square inches of cells: less is dust."""


def hands(found: InkMap, other: Mask | None = None) -> tuple[Stroke, ...]:
    """What pens wrote, signatures and other handwriting apart where they do not touch.

    `other` is 1 for dots of the page (its own pixels) that are dark and no ruled line's; cells without any
    are left out. None leaves nothing out.
    """
    pen = found.of(Label.HAND, Label.SIGNATURE)
    signed = found.of(Label.SIGNATURE)
    own = (pen >= _PEN).astype(np.uint8)
    if other is not None:
        size = (own.shape[1], own.shape[0])
        share = cv2.resize(other.astype(np.float32), size, interpolation=cv2.INTER_AREA)
        own[cv2.dilate(share, np.ones((3, 3), np.uint8)) < _DARK] = 0
    name = own * (2 * signed > pen)
    return tuple(
        stroke
        for mask in (name, own * (1 - name))
        for stroke in _gathered(mask, (pen, signed), found.scale, _HAND_LINK)
    )


def stamps(found: InkMap) -> tuple[Stroke, ...]:
    """Rubber stamps and chops; `signed` is 0."""
    chance = found.of(Label.STAMP)
    own = (chance >= _PEN).astype(np.uint8)
    return tuple(_gathered(own, (chance, np.zeros_like(chance)), found.scale, _STAMP_LINK))


def _gathered(
    mask: Mask, chances: tuple[Floats, Floats], scale: float, link: tuple[float, float]
) -> Iterator[Stroke]:
    """Groups of cells no farther apart than `link`, in pixels of the page."""
    cell = 1 / 50
    reach = np.ones([max(1, round(side / cell)) for side in reversed(link)], np.uint8)
    _, groups, _, _ = cv2.connectedComponentsWithStats(cv2.dilate(mask, reach), connectivity=8)
    rows, columns = np.nonzero(mask)
    numbers = groups[rows, columns]
    order = np.argsort(numbers, kind="stable")
    cuts = np.flatnonzero(np.diff(numbers[order])) + 1
    for own in np.split(order, cuts) if order.size else []:
        across, down = columns[own], rows[own]
        if own.size * cell * cell >= _SPECK:
            yield Stroke(
                float(across.min() * scale),
                float(down.min() * scale),
                float((across.max() + 1) * scale),
                float((down.max() + 1) * scale),
                float(own.size * scale * scale),
                float(chances[1][down, across].sum() / max(chances[0][down, across].sum(), 1e-6)),
                float(chances[0][down, across].mean()),
            )
