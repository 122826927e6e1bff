"""Pages and what lies on them, turned by quarter turns as a person wants to see them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from models.paper import Box, Page
from models.reading import Reading

_WHOLE, _HALF = 360, 180


def turned_box(box: Box, degrees: int) -> Box:
    """Where a box of a page comes to lie when the page is turned clockwise by 0, 90, 180 or 270 degrees."""
    if degrees == 0:
        return box
    once = Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
    return turned_box(once, degrees - 90)


def turned_page(page: Page, degrees: int) -> Page:
    """The page with everything on it, turned clockwise by 0, 90, 180 or 270 degrees."""
    if degrees == 0:
        return page
    turn = partial(turned_box, degrees=degrees)
    words = tuple(
        replace(word, box=turn(word.box), laid_flat=turn(word.laid_flat) if word.laid_flat else None)
        for word in page.words
    )
    additions = page.additions
    return replace(
        page,
        words=words,
        barcodes=tuple(replace(one, box=turn(one.box)) for one in page.barcodes),
        signatures=tuple(replace(one, box=turn(one.box)) for one in page.signatures),
        marks=tuple(replace(one, box=turn(one.box)) for one in page.marks),
        ticks=tuple(replace(one, box=turn(one.box)) for one in page.ticks),
        additions=None if additions is None else tuple(replace(one, box=turn(one.box)) for one in additions),
        turned=(page.turned + degrees) % _WHOLE,
        aspect=page.aspect if degrees == _HALF else 1 / page.aspect,
    )


def as_turned(pages: Sequence[Page], reading: Reading) -> tuple[Page, ...]:
    """The pages of a document, of all of its file's, as they were read last, turned as a person has since."""
    return tuple(
        turned_page(page, (reading.turn(page.number) - reading.read_turn(page.number)) % _WHOLE)
        for page in pages
        if page.number in reading.pages
    )


def turned_reading(reading: Reading, page: int, degrees: int) -> Reading:
    """The reading with one page turned further, and what was found there moved with it."""

    def on(number: int) -> Callable[[Box], Box]:
        return partial(turned_box, degrees=degrees if number == page else 0)

    turn = (reading.turn(page) + degrees) % _WHOLE
    others = {number: turned for number, turned in reading.turns.items() if number != str(page)}
    return replace(
        reading,
        fields={
            name: tuple(replace(value, box=on(value.page)(value.box)) for value in values)
            for name, values in reading.fields.items()
        },
        signatures=tuple(replace(one, box=on(one.page)(one.box)) for one in reading.signatures),
        remarks=tuple(replace(one, box=on(one.page)(one.box)) for one in reading.remarks),
        additions=tuple(replace(one, box=on(one.page)(one.box)) for one in reading.additions),
        turns={**others, str(page): turn} if turn else others,
    )
