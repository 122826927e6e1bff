"""Ink that neither print nor ruled lines explain, and the ruled lines themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture
from models.paper import Box, Word

Mask = npt.NDArray[np.uint8]
_DARK = 180
"""Shade of a flattened page: darker is ink."""
_RUN, _LINE, _BREAK = 0.2, 0.6, 0.3
"""Inches: least length of a straight piece and of a whole rule, greatest gap between its pieces."""
_DRAWN, _SLOPE = 0.7, 0.05
"""Share of a rule's length that must be inked, and how steep it may lie."""
_SLACK = 5
"""Pixels that a thin rule is thickened."""
_THIN = 0.04
"""Inches: thicker is no rule."""
_SPECK = 0.00012
"""Square inches: less is dust."""
_LINK = (0.14, 0.05)
"""Inches across and down that part two strokes of one hand at most."""
_PRINT = ((1.15, 0.6), (1.5, 0.85), (float("inf"), 0.97))
"""Height over the page's usual one, at most, and the confidence from which a word so high is print."""
_TALL, _INITIALS = 1.5, 3
"""A taller word of so few letters is somebody's initials however well it reads."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """Strokes that belong together, or a rule; pixels of the upright page."""

    left: float
    top: float
    right: float
    bottom: float
    ink: float = 0.0
    """Pixels that are dark."""

    def shared(self, other: Stroke) -> float:
        """Share of this box that `other` covers."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        own = (self.right - self.left) * (self.bottom - self.top)
        return max(wide, 0.0) * max(high, 0.0) / max(own, 1.0)


@dataclass(frozen=True, slots=True)
class Rules:
    """Ruled lines of a page."""

    level: tuple[Stroke, ...]
    upright: tuple[Stroke, ...]
    mask: Mask
    """Not 0 where a rule's ink lies."""


def find_rules(flat: Picture, dpi: float) -> Rules:
    """Straight horizontal and vertical lines of a flattened page, slightly skewed or broken ones too."""
    dark = (flat < _DARK).astype(np.uint8)
    level, across = _straight(dark, dpi)
    standing, down = _straight(np.ascontiguousarray(dark.T), dpi)
    upright = tuple(Stroke(line.top, line.left, line.bottom, line.right, line.ink) for line in standing)
    return Rules(level, upright, np.maximum(across, np.ascontiguousarray(down.T)))


def strokes(flat: Picture, dpi: float, rules: Rules, words: Sequence[Word]) -> tuple[Stroke, ...]:
    """Ink left when print and rules are taken away, joined to what one hand wrote in one go."""
    left_over = (flat < _DARK).astype(np.uint8)
    left_over[cv2.dilate(rules.mask, np.ones((3, 3), np.uint8)) > 0] = 0
    for word in printed(words):
        _erase(left_over, word.box)
    left_over = _without_specks(left_over, _SPECK * dpi * dpi)
    reach = np.ones((max(1, round(_LINK[1] * dpi)), max(1, round(_LINK[0] * dpi))), np.uint8)
    return tuple(_groups(left_over, np.asarray(cv2.dilate(left_over, reach), np.uint8)))


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


def _straight(dark: Mask, dpi: float) -> tuple[tuple[Stroke, ...], Mask]:
    """Horizontal rules and their ink; thickened before runs are looked for, so that skew breaks none."""
    thick = cv2.dilate(dark, np.ones((_SLACK, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(3, round(_RUN * dpi))), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    pieces = []
    for number, (left, top, width, height, area) in enumerate(stats.tolist()):
        if number and area / width <= _THIN * dpi + _SLACK:
            pieces.append((number, Stroke(left, top, left + width, top + height, area)))
    chains = [chain for chain in _chains(pieces, dpi) if _is_rule([piece for _, piece in chain], dpi)]
    rule = np.zeros(len(stats), np.uint8)
    rule[[number for chain in chains for number, _ in chain]] = 1
    lines = tuple(_around([piece for _, piece in chain]) for chain in chains)
    return lines, np.asarray(rule[labels] & dark, np.uint8)


def _chains(pieces: Sequence[tuple[int, Stroke]], dpi: float) -> list[list[tuple[int, Stroke]]]:
    """Pieces of one broken line, left to right."""
    chains: list[list[tuple[int, Stroke]]] = []
    for number, piece in sorted(pieces, key=lambda numbered: numbered[1].left):
        chain = next((chain for chain in chains if _continues(chain[-1][1], piece, dpi)), None)
        if chain is None:
            chains.append([(number, piece)])
        else:
            chain.append((number, piece))
    return chains


def _continues(last: Stroke, piece: Stroke, dpi: float) -> bool:
    apart = max(last.top - piece.bottom, piece.top - last.bottom, 0.0)
    return piece.left - last.right <= _BREAK * dpi and apart <= _THIN * dpi / 2 and piece.right > last.right


def _is_rule(pieces: Sequence[Stroke], dpi: float) -> bool:
    """True for a chain that is long, hardly broken and straight; handwriting is not all three."""
    whole = _around(pieces)
    long = whole.right - whole.left
    drawn = sum(piece.right - piece.left for piece in pieces)
    straight = whole.bottom - whole.top <= _SLOPE * long + _THIN * dpi
    return long >= _LINE * dpi and drawn >= _DRAWN * long and straight


def _around(pieces: Sequence[Stroke]) -> Stroke:
    return Stroke(
        min(piece.left for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.right for piece in pieces),
        max(piece.bottom for piece in pieces),
        sum(piece.ink for piece in pieces),
    )


def _erase(mask: Mask, box: Box) -> None:
    rows, columns = mask.shape
    top, bottom = round(box.y0 * rows), round(box.y1 * rows)
    left, right = round(box.x0 * columns) - 2, round(box.x1 * columns) + 2
    mask[max(top, 0) : bottom + 1, max(left, 0) : right + 1] = 0


def _without_specks(mask: Mask, least: float) -> Mask:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    kept = (stats[:, cv2.CC_STAT_AREA] >= least).astype(np.uint8)
    kept[0] = 0
    return np.asarray(kept[labels], np.uint8) if count > 1 else mask


def _groups(ink: Mask, linked: Mask) -> Iterator[Stroke]:
    _, labels, _, _ = cv2.connectedComponentsWithStats(linked, connectivity=8)
    rows, columns = np.nonzero(ink)
    numbers = labels[rows, columns]
    order = np.argsort(numbers, kind="stable")
    cuts = np.flatnonzero(np.diff(numbers[order])) + 1
    for own in np.split(order, cuts) if order.size else []:
        across, down = columns[own], rows[own]
        yield Stroke(
            float(across.min()),
            float(down.min()),
            float(across.max() + 1),
            float(down.max() + 1),
            float(own.size),
        )
