"""Columns of a receipt, one a party: whose a label is that stands below "Delivered by" or "Received by"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.page.rules import Rule
from extractors.page.signing.anchors import Anchor
from models.paper import Role

_PARTIES = (Role.CUSTOMER, Role.DRIVER, Role.SHIPPER)
_FAR = 30.0
"""Label heights, most, from a head down to a label of its column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The labels of a page, with the role that the head of their column tells."""

    anchors: tuple[Anchor, ...]
    heads: frozenset[Anchor]
    """Heads of columns in which another label asks for the signature: they mark no place themselves."""


def under_heads(anchors: Sequence[Anchor], borders: Sequence[Rule]) -> Columns:
    """Tell open labels by the heads of their columns; `borders` are the page's upright rules."""
    rows = sorted(_rows(anchors), key=lambda row: -row[0].top)
    told: list[Anchor] = []
    heads: set[Anchor] = set()
    for anchor in anchors:
        head = _head(anchor, rows, borders) if anchor.open else None
        if head is not None and not (anchor.sure and anchor.role is not head.role):
            heads.add(head)
            told.append(replace(anchor, role=head.role))
        else:
            told.append(anchor)
    return Columns(tuple(told), frozenset(heads))


def _rows(anchors: Sequence[Anchor]) -> Iterator[tuple[Anchor, ...]]:
    """Labels of different parties on one line, from left to right."""
    parties = [anchor for anchor in anchors if anchor.role in _PARTIES and not anchor.open]
    while parties:
        first, *others = parties
        row = [first, *(other for other in others if abs(other.middle[1] - first.middle[1]) < first.height)]
        parties = [other for other in others if other not in row]
        if len({one.role for one in row}) == len(row) > 1:
            yield tuple(sorted(row, key=lambda one: one.left))


def _head(label: Anchor, rows: Sequence[tuple[Anchor, ...]], borders: Sequence[Rule]) -> Anchor | None:
    """The head of the column that a label stands in, of the lowest row of heads above it."""
    for row in rows:
        lower = label.top - max(head.bottom for head in row)
        if 0 <= lower <= _FAR * label.height:
            edges = [_edge(one, other, label, borders) for one, other in pairwise(row)]
            return row[sum(label.start >= edge - label.height for edge in edges)]
    return None


def _edge(one: Anchor, other: Anchor, label: Anchor, borders: Sequence[Rule]) -> float:
    """Where the column of `one` ends: at the upright rule between the two, else midway."""
    first, second = one.middle[0], other.middle[0]
    y = label.middle[1]
    ruled = [rule.at(y) for rule in borders if rule.start <= y <= rule.end and first < rule.at(y) < second]
    return ruled[0] if len(ruled) == 1 else (first + second) / 2
