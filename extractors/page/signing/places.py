"""Where on a page a label asks for ink: on a ruled line, in a cell or frame, or in the space around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.page.rules import Rule, Rules
from extractors.page.signing.anchors import Anchor
from extractors.page.signing.cell_heads import cell_below, cell_beside
from extractors.page.signing.rooms import Place, Room, room_of
from extractors.page.signing.sign_lines import (
    AWAY,
    CELL,
    HIGH,
    LEAST,
    UNDER,
    above_line,
    before_label,
    beside_line,
    stand_under,
)
from extractors.page.strokes import Stroke
from models.paper import Role

_WIDE = 14.0
"""Label heights that a place runs on where nothing ends it."""
_TALL_CELL, _WIDE_CELL = 32.0, 42.0
"""Label heights: so high and wide a box may be that has its small label in a corner."""
_CORNER = 2.5
"""Label heights between such a label and the box's upper or lower side."""
_PICTURE = (12.0, 36.0)
"""Label heights down and across in which a table of values shows a picture of a signature."""
_LETTER = 6.0
"""Label heights below the closing words of a letter."""


def places_of(anchor: Anchor, anchors: Sequence[Anchor], rules: Rules) -> tuple[Place, ...]:
    """The places a label may mean, likeliest first; none for a role word that no rule goes with."""
    room = room_of(anchor, anchors)
    if anchor.bare:
        return tuple(_of_role_word(anchor, anchors, rules))
    if anchor.closing:
        return (_letter_end(anchor),)
    below = tuple(Place(anchor, box, 0.0, ruled=True) for box in cell_below(anchor, anchors, rules))
    if below:
        return below
    ruled = [
        *beside_line(anchor, anchors, rules),
        *(_own(place, anchors) for place in _cell(anchor, anchors, rules, room)),
    ]
    ruled = [other for place in ruled for other in _beside_own(place, anchors, rules) if _is_open(other.box)]
    ruled = ruled or [*_frame(anchor, anchors, rules)] or [*above_line(anchor, anchors, rules)]
    ruled = ruled or [*before_label(anchor, rules, room)]
    return tuple(
        place for place in ruled or [*_in_table(anchor, room), *_free(anchor, room)] if _is_open(place.box)
    )


def _beside_own(place: Place, anchors: Sequence[Anchor], rules: Rules) -> Iterator[Place]:
    """The place, or the cell beside it where it is a cell that its label fills."""
    anchor = place.anchor
    beside = cell_beside(anchor, place.box, anchors, rules) if place.ruled and anchor.role else ()
    found = [Place(anchor, box, 0.0, ruled=True) for box in beside]
    yield from found or [place]


def cell_of(anchor: Anchor, anchors: Sequence[Anchor], rules: Rules) -> Stroke | None:
    """The ruled cell around a label, whatever else is in it; None without one."""
    return next((place.box for place in _cell(anchor, anchors, rules, Room(0.0, float("inf")))), None)


def _is_open(box: Stroke) -> bool:
    """False where neighbours leave no room for ink."""
    return box.right > box.left and box.bottom > box.top


def _of_role_word(anchor: Anchor, anchors: Sequence[Anchor], rules: Rules) -> Iterator[Place]:
    """Ink over a driver's or shipper's row is theirs even where its line was not found."""
    room = room_of(anchor, anchors)
    ruled = [_own(place, anchors) for place in _cell(anchor, anchors, rules, room)]
    ruled = ruled or [*above_line(anchor, anchors, rules)]
    if ruled or anchor.role is Role.CUSTOMER:
        yield from ruled
    else:
        yield _over(anchor, room)


def _cell(anchor: Anchor, anchors: Sequence[Anchor], rules: Rules, room: Room) -> Iterator[Place]:
    """The table cell or box around a label; its right side and its bottom may be open."""
    x, y = anchor.middle
    over = [rule for rule in rules.level if rule.start <= anchor.left + anchor.height and rule.end >= x]
    corner = _corner(anchor, anchors, over, rules)
    if corner is None:
        return
    north, west = corner
    sides = (rule.at(y) for rule in rules.upright if _hangs(rule, north, anchor))
    east = min((side for side in sides if side >= anchor.right), default=north.end)
    below = (rule.at(x) for rule in over if rule.at(x) > y and _meets(rule, west, anchor))
    left = max(west.at(y), room.left)
    box = Stroke(left, north.at(x), min(east, room.right), min(below, default=west.end))
    high = box.bottom - box.top
    if anchor.height < high <= CELL * anchor.height or _is_labelled_in_corner(anchor, box):
        yield Place(anchor, box, 0.5, ruled=True)


def _corner(
    anchor: Anchor, anchors: Sequence[Anchor], over: Sequence[Rule], rules: Rules
) -> tuple[Rule, Rule] | None:
    """The cell's upper and left sides; a stamp's frame or a line under a signature has no such corner."""
    x, y = anchor.middle
    for north in sorted(over, key=lambda rule: -rule.at(x)):
        sides = [rule for rule in rules.upright if _hangs(rule, north, anchor)]
        left = [rule for rule in sides if rule.at(y) <= anchor.left + anchor.height]
        west = max(left, key=lambda rule: rule.at(y), default=None)
        west = west or _open_side(north, anchor, anchors, rules)
        if north.at(x) <= y and west is not None and _meets(north, west, anchor):
            return north, west
    return None


def _open_side(north: Rule, anchor: Anchor, anchors: Sequence[Anchor], rules: Rules) -> Rule | None:
    """The left side of a cell that has none: its lines above and below begin alike, left of the label."""
    height = anchor.height
    if not 0 <= anchor.start - north.start <= _CORNER * height or stand_under(north, anchor, anchors, rules):
        return None
    below = (rule for rule in rules.level if rule.offset > anchor.bottom)
    south = min(below, key=lambda rule: rule.offset, default=None)
    alike = south is not None and abs(south.start - north.start) <= height and south.end >= anchor.right
    return Rule(north.offset, south.offset, north.start, south.start) if south is not None and alike else None


def _meets(level: Rule, west: Rule, anchor: Anchor) -> bool:
    return level.start <= west.at(anchor.middle[1]) + anchor.height


def _is_labelled_in_corner(anchor: Anchor, box: Stroke) -> bool:
    """True for a box on a form that is high for its label, and filled in anywhere below or above it."""
    high, wide = (box.bottom - box.top) / anchor.height, (box.right - box.left) / anchor.height
    edge = min(anchor.top - box.top, box.bottom - anchor.bottom) <= _CORNER * anchor.height
    signed = anchor.role is not None and not anchor.bare
    return signed and edge and 1 < high <= _TALL_CELL and wide <= _WIDE_CELL


def _own(place: Place, anchors: Sequence[Anchor]) -> Place:
    """A cell that several labels share, one below the other: each has the part below itself.

    A tall box is one party's, whatever else is to be filled in, unless another party's label is in it too.
    """
    anchor, box = place.anchor, place.box
    tall = box.bottom - box.top > CELL * anchor.height
    column = [
        other
        for other in anchors
        if not (tall and other.role in (None, anchor.role))
        and abs(other.start - anchor.start) < 2 * anchor.height
        and box.top < other.middle[1] < box.bottom
    ]
    top = anchor.top if any(other.bottom < anchor.top for other in column) else box.top
    bottom = min((other.top for other in column if other.top > anchor.bottom), default=box.bottom)
    return Place(anchor, Stroke(box.left, top, box.right, bottom), place.rank, place.ruled)


def _hangs(side: Rule, north: Rule, anchor: Anchor) -> bool:
    """True for an upright rule that runs from the level one down past the label."""
    slack, across = anchor.height, side.at(anchor.middle[1])
    between = north.start - slack <= across <= north.end + slack
    return between and side.start <= north.at(across) + slack and side.end >= anchor.bottom


def _frame(anchor: Anchor, anchors: Sequence[Anchor], rules: Rules) -> Iterator[Place]:
    """A box without a label of its own that begins beside the label, or right below it."""
    height = anchor.height
    for north in rules.level:
        for west in rules.upright:
            corner = max(abs(west.start - north.offset), abs(west.offset - north.start)) <= height
            high, wide = west.end - west.start, north.end - north.start
            sized = 1.5 * height <= high <= CELL * height and wide >= LEAST * height
            if corner and sized and _is_at(anchor, north, west):
                box = Stroke(north.start, north.offset, north.end, west.end)
                if not any(_holds(box, other) for other in anchors):
                    yield Place(anchor, box, 0.0)
                return


def _holds(box: Stroke, anchor: Anchor) -> bool:
    x, y = anchor.middle
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _is_at(anchor: Anchor, north: Rule, west: Rule) -> bool:
    height = anchor.height
    aside = -height <= north.start - anchor.right <= AWAY * height
    beside = aside and north.offset <= anchor.bottom + height and west.end >= anchor.top
    lower = -height / 2 <= north.offset - anchor.bottom <= 1.5 * height
    return beside or (lower and north.start <= anchor.middle[0] <= north.end)


def _in_table(anchor: Anchor, room: Room) -> Iterator[Place]:
    """Beside the label in its table's column of values, where a carrier shows what was signed on glass."""
    if anchor.column is None or anchor.role is None:
        return
    height, (down, across) = anchor.height, _PICTURE
    bottom = anchor.bottom + down * height
    bottom = bottom if anchor.following is None else min(bottom, anchor.following)
    right = min(anchor.column + across * height, room.right)
    yield Place(anchor, Stroke(anchor.column - height, anchor.top - 2 * height, right, bottom), 0.5)


def _letter_end(anchor: Anchor) -> Place:
    height = anchor.height
    right = anchor.right + _WIDE * height
    return Place(
        anchor, Stroke(anchor.left - 2 * height, anchor.bottom, right, anchor.bottom + _LETTER * height), 1.0
    )


def _free(anchor: Anchor, room: Room) -> Iterator[Place]:
    """Right of, above and below the label, where no rule shows the place."""
    height = anchor.height
    far = min(anchor.right + _WIDE * height, room.right)
    if far - anchor.right >= LEAST * height:
        box = Stroke(anchor.right, anchor.top - 1.5 * height, far, anchor.bottom + UNDER * height)
        yield Place(anchor, box, 1.0)
    start = max(anchor.left - height, room.left)
    end = min(max(anchor.right, anchor.left + _WIDE * height), room.right)
    yield Place(anchor, Stroke(start, anchor.bottom, end, anchor.bottom + HIGH * height), 2.0)
    yield _over(anchor, room)


def _over(anchor: Anchor, room: Room) -> Place:
    start = max(anchor.left - anchor.height, room.left)
    end = min(max(anchor.right, anchor.left + _WIDE * anchor.height), room.right)
    return Place(anchor, Stroke(start, anchor.top - HIGH * anchor.height, end, anchor.top), 2.0)
