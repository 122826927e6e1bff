"""Ink that neither print nor ruled lines nor stamps explain: handwriting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import cv2
import numpy as np

from extractors.page.engines.port import Picture
from extractors.page.rules import Rules
from extractors.page.stamps import without_stamps
from extractors.page.strokes import DARK, Mask, Stroke
from models.paper import Box, Word

_SPECK = 0.00012
"""Square inches: less is dust."""
_LINK = (0.14, 0.05)
"""Inches across and down that part two strokes of one hand at most."""
_PRINT = ((1.15, 0.6), (1.5, 0.85), (float("inf"), 0.92))
"""Height over the page's usual one, at most, and the confidence from which a word so high is print."""
_TALL, _INITIALS = 1.5, 3
"""A taller word of so few letters is somebody's initials however well it reads."""


def handwriting(
    flat: Picture, dpi: float, rules: Rules, words: Sequence[Word], rows: slice
) -> tuple[Stroke, ...]:
    """Ink left in some rows when print, rules and stamps are taken away, joined to what one hand wrote."""
    ink = (flat < DARK).astype(np.uint8)
    for word in printed(words):
        _erase(ink, word.box)
    ink = ink[rows]
    ink = without_stamps(ink, dpi, rules.skew, _SPECK * dpi * dpi)
    ink[cv2.dilate(rules.mask[rows], np.ones((3, 3), np.uint8)) > 0] = 0
    ink = without_stamps(ink, dpi, rules.skew, _SPECK * dpi * dpi)
    reach = np.ones((max(1, round(_LINK[1] * dpi)), max(1, round(_LINK[0] * dpi))), np.uint8)
    return tuple(_groups(ink, np.asarray(cv2.dilate(ink, reach), np.uint8), rows.start))


def printed(words: Sequence[Word]) -> Iterator[Word]:
    """Words that are print rather than handwriting: the taller a word, the surer it must have been read."""
    if not words:
        return
    usual = median(word.box.height for word in words)
    for word in words:
        tall = word.box.height / usual
        enough = next(sure for height, sure in _PRINT if tall <= height)
        if word.confidence >= enough and (tall <= _TALL or len(word.text) > _INITIALS):
            yield word


def _erase(mask: Mask, box: Box) -> None:
    rows, columns = mask.shape
    top, bottom = round(box.y0 * rows), round(box.y1 * rows)
    left, right = round(box.x0 * columns) - 2, round(box.x1 * columns) + 2
    mask[max(top, 0) : bottom + 1, max(left, 0) : right + 1] = 0


def _groups(ink: Mask, linked: Mask, first: int) -> Iterator[Stroke]:
    _, labels, _, _ = cv2.connectedComponentsWithStats(linked, connectivity=8)
    rows, columns = np.nonzero(ink)
    numbers = labels[rows, columns]
    order = np.argsort(numbers, kind="stable")
    cuts = np.flatnonzero(np.diff(numbers[order])) + 1
    for own in np.split(order, cuts) if order.size else []:
        across, down = columns[own], rows[own]
        yield Stroke(
            float(across.min()),
            float(down.min() + first),
            float(across.max() + 1),
            float(down.max() + 1 + first),
            float(own.size),
        )
