"""Tables of signatures: the parties head the rows, and one column is headed "Signature"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.page.rules import Rule, Rules
from extractors.page.signing.anchors import Anchor
from extractors.page.signing.places import cell_of
from extractors.page.signing.rooms import Place
from extractors.page.strokes import Stroke
from models.paper import Role

_FEWEST = 2
"""Rows of parties that make a table."""
_HIGHEST = 8.0
"""Label heights of such a row."""
_ROOM = 10.0
"""Label heights, least, of the rest of a row."""
_ALIGNED = 2.0
"""Label heights by which the names of the rows may begin apart."""
_PARTIES = (Role.CUSTOMER, Role.DRIVER, Role.SHIPPER)


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of such tables, by the label of the row."""

    places: Mapping[Anchor, Place]
    headings: frozenset[Anchor]
    """Labels over columns, which mark no place of their own."""


def grid_of(anchors: Sequence[Anchor], rules: Rules) -> Grid:
    """The ruled tables of a page; mostly none."""
    places: dict[Anchor, Place] = {}
    headings = set()
    for heading in anchors:
        found = tuple(_under(heading, anchors, rules)) if heading.open else ()
        if len(found) >= _FEWEST:
            headings.add(heading)
            places.update((place.anchor, place) for place in found)
    if not headings:
        places.update((place.anchor, place) for place in _without_heading(anchors, rules))
    return Grid(places, frozenset(headings))


def _without_heading(anchors: Sequence[Anchor], rules: Rules) -> Iterator[Place]:
    """The rest of every row, where the table's head could not be read; rows stand close under each other."""
    cells = {
        anchor: cell
        for anchor in anchors
        if anchor.role in _PARTIES and (cell := cell_of(anchor, anchors, rules))
    }
    for anchor, cell in cells.items():
        height = anchor.height
        column = [
            other
            for other in cells.values()
            if abs(other.left - cell.left) <= height and abs(other.right - cell.right) <= height
        ]
        touching = any(
            abs(other.top - cell.bottom) <= height or abs(cell.top - other.bottom) <= height
            for other in column
        )
        end = max((rule.end for rule in rules.level if _bounds(rule, cell, height)), default=cell.right)
        if touching and cell.bottom - cell.top <= _HIGHEST * height and end - cell.right >= _ROOM * height:
            yield Place(anchor, Stroke(cell.right, cell.top, end, cell.bottom), 0.0, ruled=True)


def _bounds(rule: Rule, cell: Stroke, height: float) -> bool:
    """True for the line under a cell that runs on to the right of it."""
    return abs(rule.at(cell.right) - cell.bottom) <= height and rule.start <= cell.right < rule.end


def _under(heading: Anchor, anchors: Sequence[Anchor], rules: Rules) -> Iterator[Place]:
    """The cells of the heading's column, one a party."""
    column = cell_of(heading, anchors, rules)
    if column is None:
        return
    rows = [anchor for anchor in anchors if _heads_a_row(anchor, heading, column)]
    for anchor in rows:
        aligned = [one for one in rows if abs(one.start - anchor.start) <= _ALIGNED * anchor.height]
        cell = cell_of(anchor, anchors, rules)
        if len(aligned) < _FEWEST or cell is None or cell.right > column.left + anchor.height:
            continue
        if cell.top >= column.bottom - anchor.height and cell.bottom - cell.top <= _HIGHEST * anchor.height:
            box = Stroke(column.left, cell.top, column.right, cell.bottom)
            yield Place(anchor, box, 0.0, ruled=True)


def _heads_a_row(anchor: Anchor, heading: Anchor, column: Stroke) -> bool:
    lower = anchor.middle[1] > column.bottom and anchor is not heading
    return lower and anchor.role in _PARTIES and anchor.right <= column.left
