"""Cells under their heads: a label that fills a row of its own asks for ink in the cell below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.page.rules import Rule, Rules
from extractors.page.signing.anchors import Anchor
from extractors.page.strokes import Stroke

_TIGHT = 0.9
"""Label heights, most, between a head's words and the line below them."""
_CAP = 1.5
"""The same between them and what begins above them: a line, or the sides of their cell."""
_DEEP = (1.5, 14.0)
"""Label heights of the cell below, least and most."""
_ROOM, _WIDE = 3.0, 4.0
"""Label heights: room, most, beside a label that fills its cell; width, least, of the next one."""


def cell_below(anchor: Anchor, anchors: Sequence[Anchor], rules: Rules) -> Iterator[Stroke]:
    """The empty cell right below a label that fills the head of its column; at most one."""
    x, height = anchor.middle[0], anchor.height
    line = next((rule for rule in rules.level if _underlines(rule, anchor)), None)
    if line is None:
        return
    y = line.at(x)
    sides = [side for side in rules.upright if side.start <= y + height and side.end >= y + _DEEP[0] * height]
    west = max(
        (side for side in sides if side.at(y) <= anchor.left + height),
        key=lambda side: side.at(y),
        default=None,
    )
    east = min(
        (side for side in sides if side.at(y) >= anchor.right - height),
        key=lambda side: side.at(y),
        default=None,
    )
    if west is None or east is None or not _is_capped(anchor, rules, (west, east)):
        return
    below = (rule.at(x) for rule in rules.level if rule.start <= x <= rule.end)
    bottom = min((end for end in below if end >= y + _DEEP[0] * height), default=0.0)
    box = Stroke(west.at(y), y, east.at(y), bottom)
    if bottom - y <= _DEEP[1] * height and bottom > y and not any(_holds(box, other) for other in anchors):
        yield box


def cell_beside(anchor: Anchor, own: Stroke, anchors: Sequence[Anchor], rules: Rules) -> Iterator[Stroke]:
    """The empty cell to the right of a label that fills its `own` cell; at most one."""
    height, y = anchor.height, anchor.middle[1]
    filled = own.right - anchor.right <= _ROOM * height and anchor.left - own.left <= _ROOM * height
    if not filled or own.bottom - own.top > _DEEP[1] * height:
        return
    sides = (side.at(y) for side in rules.upright if side.start <= y <= side.end)
    east = min((side for side in sides if side >= own.right + _WIDE * height), default=0.0)
    box = Stroke(own.right, own.top, east, own.bottom)
    if box.right > box.left and not any(_holds(box, other) for other in anchors):
        yield box


def _underlines(rule: Rule, anchor: Anchor) -> bool:
    height, gap = anchor.height, rule.at(anchor.middle[0]) - anchor.bottom
    along = rule.start <= anchor.left + height and rule.end >= anchor.right - height
    return along and -height / 3 <= gap <= _TIGHT * height


def _is_capped(anchor: Anchor, rules: Rules, sides: tuple[Rule, Rule]) -> bool:
    """True where the label's own cell is hardly higher than the label."""
    x, reach = anchor.middle[0], _CAP * anchor.height
    lines = (rule.at(x) for rule in rules.level if rule.start <= x <= rule.end)
    begun = any(abs(anchor.top - side.start) <= reach for side in sides)
    return begun or any(0 <= anchor.top - line <= reach for line in lines)


def _holds(box: Stroke, anchor: Anchor) -> bool:
    x, y = anchor.middle
    return box.left <= x <= box.right and box.top < y < box.bottom
