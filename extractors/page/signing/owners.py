"""Whose ink is whose: every stroke of a pen goes to the label in whose place it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.page.rules import Rules
from extractors.page.signing.anchors import Anchor, Spotted, anchors_of
from extractors.page.signing.column_heads import under_heads
from extractors.page.signing.grid import grid_of
from extractors.page.signing.places import places_of
from extractors.page.signing.rooms import Place
from extractors.page.strokes import Stroke

_INSIDE = 0.4
"""Share of a stroke's box that must lie in a place."""
_NEAR = 0.2
"""Rank that one label height of distance is worth."""
_FAR, _FAR_IN_CELL = 3.0, 6.0
"""Label heights, most, from the label of a name or date to a name that looks signed."""
_LINES = 2.0
"""Label heights up or down in which what stands behind such a label is on its line."""
_OTHER_FIELD = 1.0
"""Rank that the place of a name, date or remark is worse for what looks signed."""
_ASTRAY = 9.0
"""Label heights from a label within which a signature outside every place is still meant for it."""
_SIGNED, SIGNED_AND_READ = 0.8, 0.88
"""Share of ink that looks signed from which it is no remark; the second where words were read in it, as of a
legible signature."""
_CLEAR, _CLEAR_INK, _CLEAR_WIDE, _CLEAR_FAR = 0.9, 0.8, 3.0, 3.0
"""A signature in the place of something else: share of ink that looks signed, how sure it is a pen's, and how
many label heights it is wide, or away from the label."""
_HALF = 0.5
"""Share of a stroke's ink that looks signed."""


def places_on(page: Spotted, rules: Rules) -> list[Place]:
    """The places of all labels, each label's likeliest first."""
    columns = under_heads(anchors_of(page, rules.upright), rules.upright)
    anchors, grid = columns.anchors, grid_of(columns.anchors, rules)
    heads = grid.headings | columns.heads
    single = (anchor for anchor in anchors if anchor not in grid.places and anchor not in heads)
    return [
        *grid.places.values(),
        *(place for anchor in single for place in places_of(anchor, anchors, rules)),
    ]


@dataclass(frozen=True, slots=True)
class Owned:
    """What stands in the place of a label."""

    place: Place
    """The likeliest place of the label."""
    ink: list[Stroke]
    astray: bool
    """True where all of it looks signed and stands in no place of this label, so that it may be another's."""


def owned_by(places: Sequence[Place], written: Iterable[Stroke]) -> list[Owned]:
    """Every label, and the ink that belongs to it."""
    first = {place.anchor: place for place in reversed(places)}
    owned: dict[Anchor, list[Stroke]] = {anchor: [] for anchor in first}
    elsewhere: list[Stroke] = []
    for stroke in sorted(written, key=lambda one: -one.ink):
        anchor = _owner(stroke, places)
        if anchor is None or _is_elsewhere(stroke, anchor):
            elsewhere.append(stroke)
        else:
            owned[anchor].append(stroke)
    strayed = set()
    for stroke in elsewhere:
        anchor = _beside(stroke, owned)
        if anchor:
            strayed.add(anchor)
            owned[anchor].append(stroke)
    return [Owned(first[anchor], found, anchor in strayed) for anchor, found in owned.items()]


def _is_elsewhere(stroke: Stroke, anchor: Anchor) -> bool:
    """True for what is so clearly a signature that the label of a name, date or remark is none of its."""
    wide = stroke.right - stroke.left >= _CLEAR_WIDE * anchor.height
    clear = stroke.signed >= _CLEAR and stroke.sure >= _CLEAR_INK and not stroke.told
    return anchor.role is None and clear and (wide or _apart(stroke, anchor) >= _CLEAR_FAR)


def _owner(stroke: Stroke, places: Iterable[Place]) -> Anchor | None:
    """The label that ink belongs to: ruled places before guessed ones, near ones before far ones."""
    inside = [place for place in places if stroke.shared(place.box) >= _INSIDE]
    near = [place for place in inside if _may_mean(stroke, place)]
    return min(near, key=lambda place: _cost(stroke, place)).anchor if near else None


def _may_mean(stroke: Stroke, place: Place) -> bool:
    """False for what looks signed and stands far from the label of a name or date, or where remarks go."""
    anchor = place.anchor
    if anchor.role is not None or stroke.signed < _HALF:
        return True
    if anchor.remarks and stroke.signed >= (SIGNED_AND_READ if stroke.read else _SIGNED):
        return False
    rise = abs((stroke.top + stroke.bottom) / 2 - anchor.middle[1])
    behind = stroke.left >= anchor.right - anchor.height and rise <= _LINES * anchor.height
    return behind or _apart(stroke, anchor) <= (_FAR_IN_CELL if place.ruled else _FAR)


def _cost(stroke: Stroke, place: Place) -> float:
    other = _OTHER_FIELD * stroke.signed if place.anchor.role is None else 0.0
    return place.rank + _NEAR * _apart(stroke, place.anchor) + other


def _beside(stroke: Stroke, owned: dict[Anchor, list[Stroke]]) -> Anchor | None:
    """The nearest label with nothing in its place, for a signature that missed the place it was meant for."""
    if stroke.signed < _HALF:
        return None
    empty = [(_apart(stroke, anchor), anchor) for anchor, found in owned.items() if anchor.role and not found]
    near, anchor = min(empty, key=lambda pair: pair[0], default=(_ASTRAY, None))
    return anchor if near < _ASTRAY else None


def _apart(stroke: Stroke, label: Anchor) -> float:
    """Label heights between ink and a label."""
    aside = max(stroke.left - label.right, label.left - stroke.right, 0.0)
    apart = max(stroke.top - label.bottom, label.top - stroke.bottom, 0.0)
    return (aside + apart) / label.height
