"""Words of one ink that were written together: lines of handwriting or of a stamp, and blocks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import TypeVar

from models.paper import Box, Ink, Word, around

Thing = TypeVar("Thing")
_SAME_ROW = 0.4
"""Share of the lower word's height that words of one line have in common."""
_APART, _BELOW = 3.0, 0.9
"""Word heights between words of one line; between lines of one block."""


@dataclass(frozen=True, slots=True)
class Block:
    """Words written together."""

    lines: tuple[tuple[Word, ...], ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """In reading order."""
        return tuple(word for line in self.lines for word in line)

    @property
    def ink(self) -> Ink:
        """What wrote them."""
        return self.lines[0][0].ink

    @property
    def text(self) -> str:
        """A line a line."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)

    @property
    def box(self) -> Box:
        """As shown on the page."""
        return around(word.box for word in self.words)

    @property
    def level(self) -> Box:
        """Among the other words, for layout."""
        return around(word.level for word in self.words)

    @property
    def confidence(self) -> float:
        """Of the reading of its words, 0..1."""
        return mean(word.confidence for word in self.words)


def blocks_of(words: Iterable[Word], aspect: float) -> tuple[Block, ...]:
    """Blocks of the words of each ink, in reading order; `aspect` is the page's width over its height."""
    listed = list(words)
    blocks = []
    for ink in dict.fromkeys(word.ink for word in listed):
        own = [word for word in listed if word.ink is ink]
        rows = [_left_to_right(row) for row in _joined(own, lambda a, b: _in_a_row(a.level, b.level, aspect))]
        stacks = _joined(rows, lambda a, b: _stacked(_level(a), _level(b)))
        blocks += [Block(tuple(sorted(stack, key=lambda row: _level(row).middle[1]))) for stack in stacks]
    return tuple(sorted(blocks, key=lambda block: (block.level.y0, block.level.x0)))


def _left_to_right(row: Iterable[Word]) -> tuple[Word, ...]:
    return tuple(sorted(row, key=lambda word: word.level.x0))


def _level(row: Sequence[Word]) -> Box:
    return around(word.level for word in row)


def _in_a_row(one: Box, other: Box, aspect: float) -> bool:
    low = min(one.height, other.height)
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    gap = max(one.x0, other.x0) - min(one.x1, other.x1)
    return shared >= _SAME_ROW * low and gap * aspect <= _APART * max(one.height, other.height)


def _stacked(one: Box, other: Box) -> bool:
    gap = max(one.y0, other.y0) - min(one.y1, other.y1)
    beside = min(one.x1, other.x1) - max(one.x0, other.x0)
    return gap <= _BELOW * min(one.height, other.height) and beside > 0


def _joined(things: Sequence[Thing], together: Callable[[Thing, Thing], bool]) -> list[list[Thing]]:
    """Groups of things linked by `together`."""
    groups: list[list[Thing]] = []
    for thing in things:
        linked = [group for group in groups if any(together(thing, other) for other in group)]
        groups = [group for group in groups if group not in linked]
        groups.append([*(one for group in linked for one in group), thing])
    return groups
