"""Ruled lines of a page: borders of cells and frames, and lines to sign on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture
from extractors.page.strokes import DARK, Mask, Stroke

_RUN, _LEVEL, _UPRIGHT, _BREAK = 0.2, 0.6, 0.3, 0.3
"""Inches: least length of a straight piece, of a level and an upright rule; greatest gap between pieces."""
_DRAWN, _SLOPE = 0.7, 0.05
"""Share of a rule's length that must be inked, and how steep it may lie."""
_STREAK = 0.7
"""Share of the page's height: a longer upright line is dirt on the scanner's glass or the paper's edge, if no
lines of a form end at it."""
_ENDING, _AT = 3, 0.05
"""Level rules, least, that end at a form's border; inches between their ends and it, most."""
_SLACK = 0.025
"""Inches that a thin rule is thickened."""
_CONTRAST, _EVEN, _BESIDE, _INK = 12, 0.06, 0.03, 225
"""Shades by which a pale line is darker all along than what is beside it; inches along it over which that is
averaged, and from it to what is beside it; shade below which a dot of a rule is ink."""
_FINE = 150
"""Pixels an inch from which lines are sought on a picture of half the size."""
_THIN = 0.04
"""Inches: thicker is no rule."""
_ASKEW, _NEAR, _LONGER = 0.02, 0.8, 1.3
"""Slope by which rules of a form differ, most; inches between two compared; how much longer one is."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line; pixels. A level one runs along x, an upright one along y."""

    start: float
    end: float
    offset: float
    """Across the line at its start."""
    last_offset: float

    def at(self, place: float) -> float:
        """Offset at a place along the line; skew makes it differ from end to end."""
        share = (place - self.start) / max(self.end - self.start, 1.0)
        return self.offset + min(max(share, 0.0), 1.0) * (self.last_offset - self.offset)

    @property
    def slope(self) -> float:
        """How far it sinks along its length."""
        return (self.last_offset - self.offset) / max(self.end - self.start, 1.0)

    def enlarged(self, fold: int) -> Rule:
        """The same on a picture `fold` times as wide and high."""
        middle = (fold - 1) / 2
        return Rule(
            self.start * fold, self.end * fold, self.offset * fold + middle, self.last_offset * fold + middle
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """Ruled lines of a page."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    mask: Mask
    """Not 0 where a rule's ink lies."""

    @property
    def skew(self) -> float:
        """Degrees clockwise of the level rules; 0 where there are none."""
        slopes = [rule.slope for rule in self.level]
        return math.degrees(math.atan(median(slopes))) if slopes else 0.0

    def straight(self, dpi: float) -> Rules:
        """Without level ones that lie askew to a longer one nearby: frames of stamps, strokes of pens."""
        level = (one for one in self.level if not any(_is_askew(one, other, dpi) for other in self.level))
        return replace(self, level=tuple(level))


def _is_askew(rule: Rule, other: Rule, dpi: float) -> bool:
    shared = min(rule.end, other.end) - max(rule.start, other.start)
    near = shared > 0 and abs(rule.offset - other.at(rule.start)) <= _NEAR * dpi
    longer = other.end - other.start >= _LONGER * (rule.end - rule.start)
    return near and longer and abs(rule.slope - other.slope) > _ASKEW


def find_rules(flat: Picture, dpi: float) -> Rules:
    """Straight horizontal and vertical lines of a flattened page, slightly skewed or broken ones too."""
    dark = (flat < DARK).astype(np.uint8)
    fold = 2 if dpi >= _FINE else 1
    coarse = _halved(dark) if fold > 1 else dark
    size = (coarse.shape[1], coarse.shape[0])
    grey = np.asarray(cv2.resize(flat, size, interpolation=cv2.INTER_AREA), np.uint8)
    level, across = _straight(coarse | _pale(grey, dpi / fold), dpi / fold, _LEVEL)
    turned = np.ascontiguousarray(coarse.T) | _pale(np.ascontiguousarray(grey.T), dpi / fold)
    upright, down = _straight(turned, dpi / fold, _UPRIGHT)
    longest, reach = _STREAK * coarse.shape[0], _AT * dpi / fold
    borders = (rule for rule in upright if rule.end - rule.start < longest or _is_border(rule, level, reach))
    lines = np.maximum(across, np.ascontiguousarray(down.T))
    if fold > 1:
        lines = lines.repeat(fold, 0).repeat(fold, 1)[: flat.shape[0], : flat.shape[1]]
        lines &= (flat < _INK).astype(np.uint8)
    return Rules(
        tuple(rule.enlarged(fold) for rule in level), tuple(rule.enlarged(fold) for rule in borders), lines
    )


def _is_border(upright: Rule, level: Sequence[Rule], reach: float) -> bool:
    """True where lines of a form begin or end at a long upright one."""
    ends = (
        (rule.start, rule.offset) if first else (rule.end, rule.last_offset)
        for rule in level
        for first in (True, False)
    )
    return sum(abs(x - upright.at(y)) <= reach for x, y in ends) >= _ENDING


def _pale(grey: Picture, dpi: float) -> Mask:
    """1 along horizontal lines that are darker than what lies right above and below them, be it by little."""
    away = max(2, round(_BESIDE * dpi))
    even = cv2.blur(grey, (max(3, round(_EVEN * dpi) | 1), 1))
    beside = np.minimum(np.roll(even, away, 0), np.roll(even, -away, 0))
    darker = cv2.subtract(beside, even)
    lasting = cv2.morphologyEx(darker, cv2.MORPH_OPEN, np.ones((1, max(3, round(_RUN * dpi))), np.uint8))
    return np.asarray(lasting >= _CONTRAST, np.uint8)


def _halved(dark: Mask) -> Mask:
    """Half as wide and high; dark where two of four pixels are, as along a line a pixel thin."""
    even = np.pad(dark, [(0, side % 2) for side in dark.shape])
    rows = even[::2] + even[1::2]
    return np.asarray(rows[:, ::2] + rows[:, 1::2] >= 2, np.uint8)  # noqa: PLR2004


def _straight(dark: Mask, dpi: float, least: float) -> tuple[tuple[Rule, ...], Mask]:
    """Horizontal rules and their ink; thickened before runs are looked for, so that skew breaks none."""
    slack = max(3, round(_SLACK * dpi) | 1)
    thick = cv2.dilate(dark, np.ones((slack, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(3, round(_RUN * dpi))), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    pieces = []
    for number, (left, top, width, height, area) in enumerate(stats.tolist()):
        if number and area / width <= _THIN * dpi + slack - 1:
            pieces.append((number, Stroke(left, top, left + width, top + height, area)))
    chains = [chain for chain in _chains(pieces, dpi) if _is_rule([piece for _, piece in chain], dpi, least)]
    rule = np.zeros(len(stats), np.uint8)
    rule[[number for chain in chains for number, _ in chain]] = 1
    lines = tuple(_rule(np.asarray(labels, np.int32), chain) for chain in chains)
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


def _rule(labels: npt.NDArray[np.int32], chain: Sequence[tuple[int, Stroke]]) -> Rule:
    """A straight line through both ends of a chain."""
    (first, start), (last, end) = chain[0], chain[-1]
    columns = round(start.left), round(end.right) - 1
    rows = [
        float(np.flatnonzero(labels[:, column] == number).mean())
        for column, number in zip(columns, (first, last), strict=True)
    ]
    return Rule(start.left, end.right, rows[0], rows[1])


def _is_rule(pieces: Sequence[Stroke], dpi: float, least: float) -> bool:
    """True for a chain that is long, hardly broken and straight; handwriting is not all three."""
    whole = _around(pieces)
    long = whole.right - whole.left
    drawn = sum(piece.right - piece.left for piece in pieces)
    straight = whole.bottom - whole.top <= _SLOPE * long + _THIN * dpi
    return long >= least * dpi and drawn >= _DRAWN * long and straight


def _around(pieces: Sequence[Stroke]) -> Stroke:
    return Stroke(
        min(piece.left for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.right for piece in pieces),
        max(piece.bottom for piece in pieces),
        sum(piece.ink for piece in pieces),
    )
