"""The columns of a printed line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.paper import Word

_GAP = 1.6
"""Blank between two columns, in heights of the words beside it."""


def columns(line: Sequence[Word], aspect: float) -> Iterator[Sequence[Word]]:
    """The words of `line` from one wide blank to the next; `aspect` is the page's width over its height."""
    start = 0
    for at, (left, right) in enumerate(pairwise(line), 1):
        gap = (right.box.x0 - left.box.x1) * aspect
        if gap > _GAP * max(left.box.height, right.box.height):
            yield line[start:at]
            start = at
    yield line[start:]
