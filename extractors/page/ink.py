"""Ink that neither print nor ruled lines explain, and the ruled lines themselves."""

from __future__ import annotations

import math
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
_RUN, _LEVEL, _UPRIGHT, _BREAK = 0.2, 0.6, 0.3, 0.3
"""Inches: least length of a straight piece, of a level and an upright rule; greatest gap between pieces."""
_DRAWN, _SLOPE = 0.7, 0.05
"""Share of a rule's length that must be inked, and how steep it may lie."""
_STREAK = 0.7
"""Share of the page's height: a longer upright line is dirt on the scanner's glass or the paper's edge."""
_SLACK = 5
"""Pixels that a thin rule is thickened."""
_THIN = 0.04
"""Inches: thicker is no rule."""
_SPECK = 0.00012
"""Square inches: less is dust."""
_STAMP, _STAMP_LETTER = (0.6, 0.3), 0.22
"""Inches: least width and height of a stamp, greatest height of its letters."""
_HOLLOW, _RIM, _FRAMED, _INSIDE = 0.35, 0.2, 0.85, 0.9
"""Of a stamp's frame: most ink to its box, depth of its rim, least ink in the rim, what counts as inside."""
_TILTED = 1.0
"""Degrees against the page's own rules: frames of the form lie level."""
_LINK = (0.14, 0.05)
"""Inches across and down that part two strokes of one hand at most."""
_PRINT = ((1.15, 0.6), (1.5, 0.85), (float("inf"), 0.92))
"""Height over the page's usual one, at most, and the confidence from which a word so high is print."""
_TALL, _INITIALS = 1.5, 3
"""A taller word of so few letters is somebody's initials however well it reads."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """Strokes that belong together; pixels of the upright page."""

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
        slopes = [(rule.last_offset - rule.offset) / (rule.end - rule.start) for rule in self.level]
        return math.degrees(math.atan(median(slopes))) if slopes else 0.0


def find_rules(flat: Picture, dpi: float) -> Rules:
    """Straight horizontal and vertical lines of a flattened page, slightly skewed or broken ones too."""
    dark = (flat < _DARK).astype(np.uint8)
    level, across = _straight(dark, dpi, _LEVEL)
    upright, down = _straight(np.ascontiguousarray(dark.T), dpi, _UPRIGHT)
    borders = tuple(rule for rule in upright if rule.end - rule.start < _STREAK * flat.shape[0])
    return Rules(level, borders, np.maximum(across, np.ascontiguousarray(down.T)))


def strokes(flat: Picture, dpi: float, rules: Rules, words: Sequence[Word]) -> tuple[Stroke, ...]:
    """Ink left when print and rules are taken away, joined to what one hand wrote in one go."""
    left_over = (flat < _DARK).astype(np.uint8)
    for word in printed(words):
        _erase(left_over, word.box)
    left_over = _without_stamps(_without_specks(left_over, _SPECK * dpi * dpi), dpi, rules.skew)
    left_over[cv2.dilate(rules.mask, np.ones((3, 3), np.uint8)) > 0] = 0
    left_over = _without_specks(left_over, _SPECK * dpi * dpi)
    left_over = _without_stamps(left_over, dpi, rules.skew)
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


def _straight(dark: Mask, dpi: float, least: float) -> tuple[tuple[Rule, ...], Mask]:
    """Horizontal rules and their ink; thickened before runs are looked for, so that skew breaks none."""
    thick = cv2.dilate(dark, np.ones((_SLACK, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(3, round(_RUN * dpi))), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    pieces = []
    for number, (left, top, width, height, area) in enumerate(stats.tolist()):
        if number and area / width <= _THIN * dpi + _SLACK:
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


def _without_stamps(mask: Mask, dpi: float, skew: float) -> Mask:
    """Tilted frames and rings are a stamp's, and so is small ink inside them; level frames are the form's."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes = [
        (number, Stroke(left, top, left + width, top + height, area))
        for number, (left, top, width, height, area) in enumerate(stats.tolist())
        if number
    ]
    frames = [
        box for number, box in boxes if _is_frame(np.asarray(labels, np.int32) == number, box, dpi, skew)
    ]
    kept = np.ones(len(stats), np.uint8)
    for number, box in boxes:
        low = box.bottom - box.top <= _STAMP_LETTER * dpi
        inside = any(box == frame or (low and box.shared(frame) >= _INSIDE) for frame in frames)
        kept[number] = not inside
    kept[0] = 0
    return np.asarray(kept[labels], np.uint8)


def _is_frame(own: npt.NDArray[np.bool_], box: Stroke, dpi: float, skew: float) -> bool:
    """True for ink that lies along the sides of a large, tilted rectangle, or along an ellipse."""
    wide, high = box.right - box.left, box.bottom - box.top
    if wide < _STAMP[0] * dpi or high < _STAMP[1] * dpi or box.ink > _HOLLOW * wide * high:
        return False
    part = own[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
    points = np.argwhere(part)[:, ::-1].astype(np.float32)
    (x, y), (width, height), angle = cv2.minAreaRect(points)
    turn = np.deg2rad(angle)
    away = points - np.array([x, y], np.float32)
    along = np.abs(away @ np.array([np.cos(turn), np.sin(turn)])) / (width / 2)
    across = np.abs(away @ np.array([-np.sin(turn), np.cos(turn)])) / (height / 2)
    tilt = abs((angle - skew + 45) % 90 - 45)
    on_side = np.maximum(along, across) > 1 - _RIM
    on_ring = np.abs(np.hypot(along, across) - 1) < _RIM
    return bool((tilt > _TILTED and on_side.mean() >= _FRAMED) or on_ring.mean() >= _FRAMED)


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
