"""Signature places of a page and whether ink lies in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.page.anchors import Anchor, anchors_of, spotted
from extractors.page.engines.port import Picture
from extractors.page.ink import handwriting
from extractors.page.places import Place, places_of
from extractors.page.rules import Rule, find_rules
from extractors.page.strokes import Stroke
from models.paper import Box, SignatureRegion, Word

_INSIDE = 0.4
"""Share of a stroke's box that must lie in a place."""
_NEAR = 0.2
"""Rank that one label height of distance is worth."""
_REACH = 36.0
"""Label heights above and below a label that its place, and ink in it, may take up."""
_LOW = 0.9
"""Label heights: lower ink is a remainder of print."""
_EVEN = 0.22
"""Ink over squared label height at which presence is as likely as absence; initials have about 1."""
_STEEP = 2.5
_NOTHING = 0.03
"""Probability of a hand where there is no ink that could be one; a pen may have failed, or a rule hid it."""
_HALF = 0.5
_LINE = (0.6, 0.08, 12.0)
"""Inches: least length and greatest height of a broken line; how much longer than high."""
_SIDE = 0.08
"""Of the ink of the largest stroke: less does not widen the box."""


def signatures(flat: Picture, dpi: float, number: int, words: Sequence[Word]) -> tuple[SignatureRegion, ...]:
    """One region a signature label of an upright, flattened page; `number` is the page's own, 1-based."""
    page = spotted(words, flat.shape)
    anchors = anchors_of(page)
    if not any(anchor.role for anchor in anchors):
        return ()
    rules = find_rules(flat, dpi)
    band = _band(anchors, flat.shape[0])
    if band.start >= band.stop:
        return ()
    hand = handwriting(flat, dpi, rules, words, band)
    rules = replace(
        rules, level=(*rules.level, *(_as_rule(stroke) for stroke in hand if _is_line(stroke, dpi)))
    )
    anchors = anchors_of(page, rules.upright)
    places = [place for anchor in anchors for place in places_of(anchor, anchors, rules)]
    owned: dict[Anchor, list[Stroke]] = {place.anchor: [] for place in places}
    for stroke in hand:
        anchor = None if _is_line(stroke, dpi) else _owner(stroke, places)
        if anchor:
            owned[anchor].append(stroke)
    first = {place.anchor: place.box for place in reversed(places)}
    regions = (_region(anchor, number, first[anchor], found, flat.shape) for anchor, found in owned.items())
    return tuple(region for region in regions if region)


def _band(anchors: Sequence[Anchor], rows: int) -> slice:
    """The rows of the page in which the places of its labels can lie."""
    top = min(anchor.top - _REACH * anchor.height for anchor in anchors)
    bottom = max(anchor.bottom + _REACH * anchor.height for anchor in anchors)
    return slice(max(round(top), 0), min(round(bottom), rows))


def _is_line(stroke: Stroke, dpi: float) -> bool:
    """True for a line so faint that the scan broke it up; no hand is so long and flat."""
    long, high = stroke.right - stroke.left, stroke.bottom - stroke.top
    return long >= _LINE[0] * dpi and high <= min(_LINE[1] * dpi, long / _LINE[2])


def _as_rule(stroke: Stroke) -> Rule:
    middle = (stroke.top + stroke.bottom) / 2
    return Rule(stroke.left, stroke.right, middle, middle)


def _owner(stroke: Stroke, places: Iterable[Place]) -> Anchor | None:
    """The label that ink belongs to: ruled places before guessed ones, near ones before far ones."""
    near = [place for place in places if stroke.shared(place.box) >= _INSIDE]
    return min(near, key=lambda place: _cost(stroke, place)).anchor if near else None


def _cost(stroke: Stroke, place: Place) -> float:
    label = place.anchor
    aside = max(stroke.left - label.right, label.left - stroke.right, 0.0)
    apart = max(stroke.top - label.bottom, label.top - stroke.bottom, 0.0)
    return place.rank + _NEAR * (aside + apart) / label.height


def _region(
    anchor: Anchor, number: int, place: Stroke, found: Sequence[Stroke], shape: tuple[int, ...]
) -> SignatureRegion | None:
    if anchor.role is None:
        return None
    chance = _presence(anchor, found)
    present = chance >= _HALF
    if anchor.bare and not present:
        return None
    return SignatureRegion(
        role=anchor.role,
        page=number,
        box=_box(_main(found) if present else [place], shape),
        present=present,
        confidence=max(chance, 1 - chance),
        label=anchor.text,
    )


def _presence(anchor: Anchor, found: Sequence[Stroke]) -> float:
    """Probability that the ink found is somebody's hand."""
    if not found or max(stroke.bottom - stroke.top for stroke in found) < _LOW * anchor.height:
        return _NOTHING
    amount = sum(stroke.ink for stroke in found) / anchor.height**2
    return float(1 / (1 + (amount / _EVEN) ** -_STEEP))


def _main(found: Sequence[Stroke]) -> list[Stroke]:
    """Without dots and remainders of print around the hand's own strokes."""
    most = max(stroke.ink for stroke in found)
    return [stroke for stroke in found if stroke.ink >= _SIDE * most]


def _box(found: Iterable[Stroke], shape: tuple[int, ...]) -> Box:
    listed = list(found)
    return Box(
        max(min(stroke.left for stroke in listed) / shape[1], 0.0),
        max(min(stroke.top for stroke in listed) / shape[0], 0.0),
        min(max(stroke.right for stroke in listed) / shape[1], 1.0),
        min(max(stroke.bottom for stroke in listed) / shape[0], 1.0),
    )
