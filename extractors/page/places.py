"""Where on a page a label asks for ink: on a ruled line, in a cell, or in the free space around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.page.anchors import Anchor
from extractors.page.ink import Rules, Stroke

_HIGH = 3.5
"""Label heights that a signature rises above its line, or sinks below its label."""
_UNDER = 1.2
"""Label heights that it falls below its line."""
_AWAY = 8.0
"""Label heights between a label and the beginning of its line."""
_WIDE = 14.0
"""Label heights that a place runs on where nothing ends it."""
_LEAST = 3.0
"""Label heights: a shorter rule is no line to sign on."""
_CELL = 12.0
"""Label heights: a higher cell is a frame around the page or a part of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a label may mean; `rank` 0 where rules show it, more where it is a guess."""

    anchor: Anchor
    box: Stroke
    rank: float


def places_of(anchor: Anchor, anchors: Sequence[Anchor], rules: Rules) -> tuple[Place, ...]:
    """The places a label may mean, likeliest first; none for a role word without a line above it."""
    left, right = _room(anchor, anchors)
    if anchor.bare:
        return tuple(_above_line(anchor, rules, left, right))
    ruled = [*_cell(anchor, rules, right), *_on_line(anchor, rules, right)]
    ruled = ruled or list(_above_line(anchor, rules, left, right))
    return tuple(ruled or _free(anchor, left, right))


def _room(anchor: Anchor, anchors: Sequence[Anchor]) -> tuple[float, float]:
    """From the end of the neighbour on the left to the beginning of the one on the right."""
    beside = [other for other in anchors if other != anchor and _level_with(anchor, other)]
    left = max((other.right for other in beside if other.right <= anchor.left), default=0.0)
    right = min((other.left for other in beside if other.left >= anchor.right), default=float("inf"))
    return left, right


def _level_with(anchor: Anchor, other: Anchor) -> bool:
    return abs(anchor.top + anchor.bottom - other.top - other.bottom) < 2 * anchor.height


def _cell(anchor: Anchor, rules: Rules, right: float) -> Iterator[Place]:
    """The table cell or box around a label; its right side and its bottom may be open."""
    slack, middle = anchor.height, (anchor.top + anchor.bottom) / 2
    over = [rule for rule in rules.level if rule.left <= anchor.left + slack and rule.right >= anchor.right]
    north = max((rule for rule in over if rule.bottom <= middle), key=_bottom, default=None)
    if north is None:
        return
    sides = [rule for rule in rules.upright if _hangs(rule, north, anchor)]
    west = max((rule for rule in sides if rule.right <= anchor.left + slack), key=_right, default=None)
    if west is None:
        return
    east = min((rule.left for rule in sides if rule.left >= anchor.right), default=north.right)
    south = min((rule.top for rule in over if rule.top >= middle), default=west.bottom)
    if anchor.height < south - north.bottom <= _CELL * anchor.height:
        box = Stroke(west.right, north.bottom, min(east, right), south)
        yield Place(anchor, box, 0.0)


def _hangs(side: Stroke, north: Stroke, anchor: Anchor) -> bool:
    """True for an upright rule that runs from the level one down past the label."""
    slack = anchor.height
    between = north.left - slack <= side.left and side.right <= north.right + slack
    return between and side.top <= north.bottom + slack and side.bottom >= anchor.bottom


def _bottom(rule: Stroke) -> float:
    return rule.bottom


def _right(rule: Stroke) -> float:
    return rule.right


def _on_line(anchor: Anchor, rules: Rules, right: float) -> Iterator[Place]:
    """Above a line that begins beside the label."""
    height = anchor.height
    for rule in rules.level:
        start = max(rule.left, anchor.right)
        beside = anchor.top + 0.2 * height <= rule.top <= anchor.bottom + _UNDER * height
        near = start - anchor.right <= _AWAY * height
        end = min(rule.right, right)
        if beside and near and end - start >= _LEAST * height:
            top = min(rule.top, anchor.bottom) - _HIGH * height
            yield Place(anchor, Stroke(start, top, end, rule.bottom + _UNDER * height), 0.0)
            return


def _above_line(anchor: Anchor, rules: Rules, left: float, right: float) -> Iterator[Place]:
    """Above a line that runs over the label."""
    height = anchor.height
    for rule in rules.level:
        over = anchor.top - 2 * height <= rule.top <= anchor.top + 0.4 * height
        start, end = max(rule.left, left), min(rule.right, right)
        covers = min(end, anchor.right) - max(start, anchor.left) >= (anchor.right - anchor.left) / 2
        if over and covers and end - start >= _LEAST * height:
            yield Place(anchor, Stroke(start, rule.top - _HIGH * height, end, anchor.top), 0.0)
            return


def _free(anchor: Anchor, left: float, right: float) -> Iterator[Place]:
    """Right of, above and below the label, where no rule shows the place."""
    height = anchor.height
    far = min(anchor.right + _WIDE * height, right)
    if far - anchor.right >= _LEAST * height:
        box = Stroke(anchor.right, anchor.top - 1.5 * height, far, anchor.bottom + _UNDER * height)
        yield Place(anchor, box, 1.0)
    start = max(anchor.left - height, left)
    end = min(max(anchor.right, anchor.left + _WIDE * height), right)
    yield Place(anchor, Stroke(start, anchor.bottom, end, anchor.bottom + _HIGH * height), 2.0)
    yield Place(anchor, Stroke(start, anchor.top - _HIGH * height, end, anchor.top), 2.0)
