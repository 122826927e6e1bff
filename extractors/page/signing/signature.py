"""Signatures of a page: in the places that labels mark, beside them, and where no label stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import cv2
import numpy as np

from extractors.page.engines.port import Picture
from extractors.page.ink import hands, stamps
from extractors.page.inks import InkMap
from extractors.page.rules import Rule, Rules
from extractors.page.signing.anchors import Spotted
from extractors.page.signing.manner import is_typed, manner_of
from extractors.page.signing.owners import SIGNED_AND_READ, Owned, owned_by, places_on
from extractors.page.signing.presence import labelled_chance, unlabelled_chance
from extractors.page.signing.print_lines import without_print
from extractors.page.signing.read_ink import is_dated, is_read, is_told
from extractors.page.signing.remarked import remark_boxes
from extractors.page.signing.typeset import typeset_chance
from extractors.page.strokes import Mask, Stroke, box_of, joined
from models.paper import Box, Ink, Manner, Mark, Role, SignatureRegion, Word

_FAINT = 225
"""Shade of a flattened page: darker dots may be a failing pen's."""
_HALF = 0.5
_TYPED = 0.1
"""Chance of a hand's ink where the words say that a name is typed."""
_TYPESET = ((0.82, _TYPED), (0.5, 0.75))
"""Chance, most, of a hand's ink, by the least chance that its letters are a typeface's."""
_STRAYED = ((0.8, 0.9), (0.7, 0.75), (0.0, 0.4))
"""Chance, most, that ink which stands in no place of a label is the signature that the label asks for, by the
least share of it that looks signed: rather a name or a date where that is little."""
_UNASKED = 0.75
"""Chance from which ink that no label asks for is called a signature; less is left a mark."""
_REMARKED = 0.75
"""Chance, most, that ink which looks signed all through, and was read as a remark, is a signature."""
_LINE, _FLAT = (0.6, 0.08, 12.0), 25.0
"""Inches: least length and greatest height of a broken line; how much longer than high. A slanting line is
higher, but so many times longer."""
_WITHIN, _LITTLE = 0.8, 0.5
"""Of a stroke's box within a stamp, and of its ink to the stamp's: so little is the stamp's own."""
_FARTHEST, _LEVEL = 0.5, 0.3
"""Inches, most, between two parts of one signature; how much of the lower one's height they share."""
_SIDE = 0.08
"""Of the ink of the largest stroke: less does not widen the box."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An upright, flattened page with what is known of it before its signatures are looked for."""

    flat: Picture
    dpi: float
    number: int
    """1-based in the received file."""
    words: Sequence[Word]
    labels: Spotted
    rules: Rules
    inks: InkMap


@dataclass(frozen=True, slots=True)
class Signed:
    """What people put on a page."""

    signatures: tuple[SignatureRegion, ...]
    marks: tuple[Mark, ...]


def signatures(sheet: Sheet) -> Signed:
    """One region a signature label, and one a signature that no label goes with; other ink as marks."""
    if not sheet.inks.ink.any() and not any(label.role for label in sheet.labels.labels):
        return Signed((), ())
    rules, shape = (
        without_print(sheet.rules.straight(sheet.dpi), sheet.words, sheet.flat.shape),
        sheet.flat.shape,
    )
    pens, rubbers = hands(sheet.inks, _unruled(sheet.flat, rules)), stamps(sheet.inks)
    rules = _with_broken(rules, pens, sheet.dpi)
    written = [
        replace(stroke, read=is_read(stroke, sheet.words, shape), told=is_told(stroke, sheet.words, shape))
        for stroke in pens
        if not _is_line(stroke, sheet.dpi) and not _is_stamped(stroke, rubbers)
    ]
    written = _with_remarks(sheet, written)
    every_pen = written
    written = [one for one in written if not _is_remark(one) and not is_dated(one, sheet.words, shape)]
    owned = owned_by(places_on(sheet.labels, rules), written)
    taken = {id(stroke) for one in owned for stroke in one.ink}
    loose = _names([stroke for stroke in written if id(stroke) not in taken], sheet.dpi)
    every = [*loose, *(stroke for one in owned for stroke in one.ink)]
    regions = [region for one in owned if (region := _region(sheet, one, rubbers))]
    regions += [region for stroke in loose if (region := _unlabelled(sheet, stroke, every))]
    named = [region.box for region in regions if region.present]
    return Signed(tuple(regions), tuple(_marks(sheet, every_pen, rubbers, named)))


def _with_remarks(sheet: Sheet, written: Sequence[Stroke]) -> list[Stroke]:
    """The strokes, with those told that were read as a remark."""
    if not written:
        return []
    shape = sheet.flat.shape
    boxes = [_stroke(box, shape) for box in remark_boxes(sheet.words, shape[1] / shape[0])]
    return [replace(stroke, remark=any(stroke.shared(box) >= _WITHIN for box in boxes)) for stroke in written]


def _is_remark(stroke: Stroke) -> bool:
    """False for one that looks signed all through, be it read as a remark: it may be a legible signature."""
    return stroke.remark and stroke.signed < SIGNED_AND_READ


def _with_broken(rules: Rules, pens: Sequence[Stroke], dpi: float) -> Rules:
    """The page's rules, with lines so faint that the scan broke them up."""
    broken = (_as_rule(stroke) for stroke in pens if _is_line(stroke, dpi))
    return replace(rules, level=(*rules.level, *broken))


def _is_line(stroke: Stroke, dpi: float) -> bool:
    """True for ink that is no hand's: so long and flat."""
    long, high = stroke.right - stroke.left, stroke.bottom - stroke.top
    return long >= _LINE[0] * dpi and (high <= min(_LINE[1] * dpi, long / _LINE[2]) or high <= long / _FLAT)


def _unruled(flat: Picture, rules: Rules) -> Mask:
    """Dots with ink, be it pale, that are no ruled line's, nor right beside one."""
    lines = cv2.dilate(rules.mask, np.ones((3, 3), np.uint8))
    return np.asarray((flat < _FAINT) & (lines == 0), np.uint8)


def _is_stamped(stroke: Stroke, rubbers: Iterable[Stroke]) -> bool:
    """True for a little ink within a stamp: a part of the stamp that passed for a hand."""
    return any(stroke.shared(rubber) >= _WITHIN and stroke.ink <= _LITTLE * rubber.ink for rubber in rubbers)


def _as_rule(stroke: Stroke) -> Rule:
    middle = (stroke.top + stroke.bottom) / 2
    return Rule(stroke.left, stroke.right, middle, middle)


def _region(sheet: Sheet, owned: Owned, rubbers: Sequence[Stroke]) -> SignatureRegion | None:
    place, found, anchor = owned.place, owned.ink, owned.place.anchor
    if anchor.role is None:
        return None
    chance = labelled_chance(found, sheet.dpi)
    set_in_type = _typeset(sheet, _main(found, sheet.dpi)) if chance >= _HALF else 1.0
    typed = set_in_type < _HALF
    chance = min(chance, set_in_type, _most(owned))
    present = chance >= _HALF
    if anchor.bare and not present:
        return None
    shown = _main(found, sheet.dpi) if present else [place.box]
    return SignatureRegion(
        role=anchor.role,
        page=sheet.number,
        box=_box(shown, sheet.flat.shape),
        present=present,
        confidence=max(chance, 1 - chance),
        label=anchor.text,
        manner=Manner.TYPED
        if typed
        else manner_of(sheet.words, place, rubbers, sheet.flat.shape, present=present),
    )


def _most(owned: Owned) -> float:
    """The most that a signature may be likely, by its largest stroke: less outside its label's places."""
    largest = max(owned.ink, key=lambda stroke: stroke.ink, default=Stroke(0, 0, 0, 0))
    strayed = next(chance for least, chance in _STRAYED if largest.signed >= least)
    return min(strayed if owned.astray else 1.0, _REMARKED if largest.remark else 1.0)


def _unlabelled(sheet: Sheet, stroke: Stroke, every: Sequence[Stroke]) -> SignatureRegion | None:
    chance = min(unlabelled_chance(stroke, every, sheet.dpi), _REMARKED if stroke.remark else 1.0)
    if chance < _UNASKED:
        return None
    chance = min(chance, _typeset(sheet, [stroke]))
    if chance < _UNASKED:
        return None
    box = _box([stroke], sheet.flat.shape)
    return SignatureRegion(Role.UNKNOWN, sheet.number, box, True, chance, "", Manner.INK)


def _typeset(sheet: Sheet, found: Sequence[Stroke]) -> float:
    """Chance, most, of a hand's ink: little where words say that a name is typed, or its letters are type."""
    box = _box(found, sheet.flat.shape)
    if is_typed(sheet.words, box):
        return _TYPED
    type_chance = typeset_chance(sheet.flat, box, sheet.dpi)
    return next((most for least, most in _TYPESET if type_chance >= least), 1.0)


def _names(loose: Sequence[Stroke], dpi: float) -> list[Stroke]:
    """Ink that no label owns, the parts of one signature put together: first and last name, a flourish."""
    names: list[Stroke] = []
    for stroke in sorted(loose, key=lambda one: one.left):
        near = [name for name in names if _continues(name, stroke, dpi)]
        names = [*(name for name in names if name not in near), reduce(joined, near, stroke)]
    return names


def _continues(name: Stroke, stroke: Stroke, dpi: float) -> bool:
    """True for two parts that look signed, on one line, no farther apart than they are high."""
    high = min(max(name.bottom - name.top, stroke.bottom - stroke.top), _FARTHEST * dpi)
    level = min(name.bottom, stroke.bottom) - max(name.top, stroke.top)
    lower = min(name.bottom - name.top, stroke.bottom - stroke.top)
    signed = min(name.signed, stroke.signed) >= _HALF
    return signed and stroke.left - name.right <= high and level >= _LEVEL * lower


def _marks(
    sheet: Sheet, written: Iterable[Stroke], rubbers: Iterable[Stroke], named: Sequence[Box]
) -> Iterable[Mark]:
    """Stamps, and what pens wrote beside the signatures."""
    for ink, strokes in ((Ink.HAND, written), (Ink.STAMP, rubbers)):
        for stroke in strokes:
            box = _box([stroke], sheet.flat.shape)
            if ink is Ink.STAMP or not any(
                box.overlap(other) >= box.width * box.height / 2 for other in named
            ):
                yield Mark(ink, box, round(stroke.sure, 4))


def _main(found: Sequence[Stroke], dpi: float) -> list[Stroke]:
    """Without dots and remainders of print around the hand's own strokes, and what was written apart."""
    signed = [stroke for stroke in found if stroke.signed >= _HALF] or list(found)
    first, *others = sorted(signed, key=lambda stroke: -stroke.ink)
    kept, around = [first], first
    for stroke in others:
        if stroke.ink >= _SIDE * first.ink and _is_near(around, stroke, dpi):
            kept.append(stroke)
            around = joined(around, stroke)
    return kept


def _is_near(one: Stroke, other: Stroke, dpi: float) -> bool:
    aside = max(one.left, other.left) - min(one.right, other.right)
    apart = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(aside, apart) <= _FARTHEST * dpi


def _stroke(box: Box, shape: tuple[int, ...]) -> Stroke:
    high, wide = shape[:2]
    return Stroke(box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high)


def _box(found: Iterable[Stroke], shape: tuple[int, ...]) -> Box:
    return box_of(reduce(joined, found), shape)
