"""Lines to sign on: right beside a label, over it, or before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.page.rules import Rule, Rules
from extractors.page.signing.anchors import Anchor
from extractors.page.signing.rooms import Place, Room, level_with, room_of
from extractors.page.strokes import Stroke

HIGH = 3.5
"""Label heights that a signature rises above its line, or sinks below its label."""
UNDER = 1.2
"""Label heights that it falls below its line."""
AWAY = 10.0
"""Label heights between a label and the beginning of its line or frame."""
_BEHIND = 3.0
"""The same between the end of a line and a label behind it."""
LEAST = 3.0
"""Label heights: a shorter rule is no line to sign on."""
CELL = 14.0
"""Label heights: a higher cell is a frame around the page or a part of it."""


def beside_line(anchor: Anchor, anchors: Sequence[Anchor], rules: Rules) -> Iterator[Place]:
    """Above the line beside a label: behind it, or before it where the row of labels begins with a line."""
    room = room_of(anchor, anchors)
    behind = tuple(on_line(anchor, rules, room))
    first = min(level_with(anchor, anchors), key=lambda other: other.left)
    before = tuple(before_label(anchor, rules, room)) if behind else ()
    leads = before and any(before_label(first, rules, room_of(first, anchors)))
    yield from before if leads else behind


def on_line(anchor: Anchor, rules: Rules, room: Room) -> Iterator[Place]:
    """Above a line that begins beside the label."""
    height = anchor.height
    for rule in rules.level:
        start, end = max(rule.start, anchor.right), min(rule.end, room.right)
        line = rule.at(start)
        beside = anchor.top + 0.2 * height <= line <= anchor.bottom + UNDER * height
        near = rule.start > anchor.left and start - anchor.right <= AWAY * height
        if beside and near and end - start >= LEAST * height:
            top = min(line, anchor.bottom) - HIGH * height
            yield Place(anchor, Stroke(start, top, end, line + UNDER * height), 0.0)
            return


def before_label(anchor: Anchor, rules: Rules, room: Room) -> Iterator[Place]:
    """Above a line that ends where the words of the label begin."""
    height = anchor.height
    for rule in rules.level:
        line, start = rule.at(rule.end), max(rule.start, room.left)
        beside = anchor.top + 0.2 * height <= line <= anchor.bottom + UNDER * height
        near = -height <= anchor.start - rule.end <= _BEHIND * height
        if beside and near and rule.end - start >= LEAST * height:
            yield Place(anchor, Stroke(start, line - HIGH * height, rule.end, line + UNDER * height), 0.0)
            return


def above_line(anchor: Anchor, anchors: Sequence[Anchor], rules: Rules) -> Iterator[Place]:
    """Above a line that runs over the label; behind a colon people write beside it."""
    height = anchor.height
    for rule in () if anchor.text.endswith(":") else rules.level:
        line = rule.at(anchor.middle[0])
        over = anchor.top - 2 * height <= line <= anchor.top + 0.4 * height
        room = _under(rule, anchor, anchors)
        start, end = max(rule.start, room.left), min(rule.end, room.right)
        covers = min(end, anchor.right) - max(start, anchor.left) >= (anchor.right - anchor.left) / 2
        if over and covers and end - start >= LEAST * height:
            top = min(line - HIGH * height, _frame_top(rule, anchor, rules))
            yield Place(anchor, Stroke(start, top, end, anchor.top), 0.0)
            return


def stand_under(line: Rule, anchor: Anchor, anchors: Sequence[Anchor], rules: Rules) -> bool:
    """True where labels of a column stand under their lines: the last that begins like `line` has one."""
    height = anchor.height
    alike = [rule for rule in rules.level if abs(rule.start - line.start) <= height]
    last = max((rule.offset for rule in alike), default=line.offset)
    return any(
        0 <= other.start - line.start <= _BEHIND * height and 0 <= other.top - last <= UNDER * height
        for other in anchors
    )


def _frame_top(line: Rule, anchor: Anchor, rules: Rules) -> float:
    """Top of the box whose lower side a line is; the line itself where it is none's."""
    height = anchor.height
    ends = (line.start, line.offset), (line.end, line.last_offset)
    sides = [
        max((side.end - side.start for side in rules.upright if _ends_at(side, end, height)), default=0.0)
        for end in ends
    ]
    return line.offset - min(sides) if max(sides) <= CELL * height else line.offset


def _ends_at(side: Rule, end: tuple[float, float], slack: float) -> bool:
    return abs(side.last_offset - end[0]) <= slack and abs(side.end - end[1]) <= slack


def _under(rule: Rule, anchor: Anchor, anchors: Sequence[Anchor]) -> Room:
    """The part of a line that is the label's, where several labels stand under one line or a row of lines."""
    room, height = room_of(anchor, anchors), anchor.height
    level = [other for other in level_with(anchor, anchors) if rule.start - height <= other.left <= rule.end]
    first = min(other.left for other in [anchor, *level])
    if abs(first - rule.start) > 2 * height:
        return room
    return Room(max(room.left, anchor.left - height), room.right - height)
