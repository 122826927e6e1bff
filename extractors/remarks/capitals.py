"""Remarks in careful capitals, which look like type: known by what they say, how tall they are, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from extractors.fields.labels import find_label
from extractors.fields.text import letters
from extractors.remarks.plain import is_named, plainly_wrong, says_nothing_else
from extractors.remarks.said import Clause
from extractors.remarks.space import Space, label_size, segments
from models.paper import Box, Ink, Page, Word, around

_TALLER = 1.25
"""Times the usual height of print: people write larger than forms print."""
_HEAD = 0.25
"""Of the page, from the top: titles stand there, and count nothing."""
_FEWEST = 3
"""Letters, least, that tell capitals from an abbreviation."""
_DOWN = 3.0
"""Heights of a label for remarks, most, between it and the answer below."""
_NEXT = 0.5
"""The same by which the first print may lie beyond the space that it ends."""
_HALF = 0.5


def in_capitals(page: Page, spaces: Sequence[Space]) -> Iterator[Word]:
    """Words of the page that pass for print and are remarks by hand or by a plain stamp.

    Capitals that plainly say what was wrong, in a space for remarks, or taller than the form's print and
    saying nothing else; no label, no heading among others in its row, no words of a box to be ticked.
    """
    usual = usual_height(page)
    for run in segments(page):
        own = _behind_label(run) or _capitals(run)
        if own and _is_remark(page, own, spaces, usual):
            yield from own


def usual_height(page: Page) -> float:
    """Of the page's printed words, as a fraction of the page; 0 where there are none."""
    heights = [word.level.height for word in page.words if word.ink is Ink.PRINT]
    return median(heights) if heights else 0.0


def _behind_label(run: Sequence[Word]) -> tuple[Word, ...]:
    """What stands behind a label for remarks at the head of a run; nothing where none does."""
    size = label_size(run)
    return tuple(run[size:]) if size else ()


def _capitals(run: Sequence[Word]) -> tuple[Word, ...]:
    """The words in capitals and figures at the end of a run, where a colon or nothing stands before them."""
    first = len(run)
    while first and not any(map(str.islower, run[first - 1].text)):
        first -= 1
        if run[first].text.endswith(":"):
            first += 1
            break
    if not first or run[first - 1].text.endswith(":"):
        return tuple(run[first:])
    return tuple(run) if first == len(run) else ()


def _is_remark(page: Page, own: Sequence[Word], spaces: Sequence[Space], usual: float) -> bool:
    text = " ".join(word.text for word in own)
    if sum(map(str.isalpha, text)) < _FEWEST or find_label(letters(text)):
        return False
    wrong = plainly_wrong(text)
    if not wrong or _offers(wrong):
        return False
    place = around(word.level for word in own)
    tall = max(word.level.height for word in own) >= _TALLER * usual
    capitals = not any(map(str.islower, text))
    if any(space.holds(place) or _answers(space, place) for space in spaces):
        return (capitals or tall) and not _is_option(page, own)
    if not capitals or not tall or is_named(text) or not says_nothing_else(text) or _is_option(page, own):
        return False
    if any(space.may_hold(place) for space in spaces):
        return True
    counted = any(one.quantity for one in wrong)
    return (place.y0 >= _HEAD or counted) and not _is_heading(page, own, wrong)


def _answers(space: Space, place: Box) -> bool:
    """True for the first print beside a label for remarks or below it."""
    label, (across, down) = around(word.level for word in space.label), place.middle
    near = _NEXT * space.height
    in_row = space.beside.y0 <= down <= space.beside.y1
    beside = in_row and label.x1 <= place.x0 <= space.beside.x1 + near
    gap = place.y0 - label.y1
    first = space.below.y1 >= place.y0 - near and space.below.x0 <= across <= space.below.x1
    return beside or (first and -near <= gap <= _DOWN * space.height)


def _offers(wrong: Sequence[Clause]) -> bool:
    """True for several classes without a number: it asks, and says nothing."""
    return len({one.about for one in wrong}) > 1 and not any(one.quantity for one in wrong)


def _is_option(page: Page, own: Sequence[Word]) -> bool:
    """True for the words of a box to be ticked."""
    place = around(word.box for word in own)
    said_there = letters(" ".join(word.text for word in own))
    options = [(letters(tick.text), tick.box) for tick in page.ticks]
    return any(form and form in said_there and _in_row(box, place) for form, box in options)


def _is_heading(page: Page, own: Sequence[Word], wrong: Sequence[Clause]) -> bool:
    """True for one of several in a row, all in capitals: the heads of columns."""
    if any(one.quantity for one in wrong):
        return False
    place, inside = around(word.level for word in own), {id(word) for word in own}
    return any(
        word.ink is Ink.PRINT
        and id(word) not in inside
        and word.text.isupper()
        and sum(map(str.isalpha, word.text)) >= _FEWEST
        and _in_row(word.level, place)
        for word in page.words
    )


def _in_row(one: Box, other: Box) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared >= _HALF * min(one.height, other.height)
