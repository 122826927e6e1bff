"""Parts one recognised line into words and says where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from extractors.page.engines.port import Picture
from extractors.page.engines.recogniser import Character

Columns: TypeAlias = npt.NDArray[np.intp]
_WIDE_LEAST, _WIDE_MOST, _WIDE_TIMES, _WIDE_MORE = 12.5, 30.0, 2.0, 3.0
"""Columns of a crop 48 high; between the least and the most, so many usual gaps and some columns more."""
_FAR, _WIDEST = 1.3, 30.0
"""Times the usual distance between the middles of neighbours, which is at most so many columns."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a crop."""

    text: str
    start: float
    """First column of the crop."""
    end: float
    confidence: float
    """Mean over its characters."""


def split(line: Sequence[Character], part: Picture) -> list[Piece]:
    """The words of a recognised line; `part` is the crop it was read from."""
    inked = _inked(part)
    groups = list(_groups(line, inked))
    if not groups:
        return []
    bounds = [0.0, *((a[-1].middle + b[0].middle) / 2 for a, b in pairwise(groups)), float(part.shape[1])]
    return [
        _piece(group, *_shrunk(inked, start, end))
        for group, (start, end) in zip(groups, pairwise(bounds), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Spacing:
    """How far apart two characters of a line stand where a blank lies between them unread."""

    gap: float
    """Columns without ink."""
    reach: float
    """Columns from middle to middle: in type of one width a narrow character has wide gaps beside it."""

    def parts(self, inked: Columns, before: Character, after: Character) -> bool:
        """True for two characters that belong to two words."""
        return after.middle - before.middle > self.reach and _gap(inked, before, after) > self.gap


def _groups(line: Sequence[Character], inked: Columns) -> Iterator[list[Character]]:
    """Characters word by word, blanks left out."""
    spacing = _spacing(line, inked)
    group: list[Character] = []
    for before, character in zip([None, *line], line, strict=False):
        if group and before and (spacing.parts(inked, before, character) or _parts(group, before, character)):
            yield group
            group = []
        if character.text.strip():
            group.append(character)
    if group:
        yield group


def _parts(group: Sequence[Character], before: Character, after: Character) -> bool:
    """True where a word begins at `after` whatever the gap: at a blank, or with a value after its label."""
    if not after.text.strip() or not before.text.strip():
        return True
    label = before.text == ":" and len(group) > 1 and group[-2].text.isalpha()
    return label and after.text.isalnum()


def _spacing(line: Sequence[Character], inked: Columns) -> _Spacing:
    beside = [(a, b) for a, b in pairwise(line) if a.text.strip() and b.text.strip()]
    if not beside:
        return _Spacing(_WIDE_LEAST, 0.0)
    usual = float(np.median([_gap(inked, a, b) for a, b in beside]))
    pitch = float(np.median([b.middle - a.middle for a, b in beside]))
    return _Spacing(
        min(max(_WIDE_LEAST, _WIDE_TIMES * usual + _WIDE_MORE), _WIDE_MOST), _FAR * min(pitch, _WIDEST)
    )


def _gap(inked: Columns, before: Character, after: Character) -> int:
    """The longest run of columns without ink between the middles of two characters."""
    between = inked[(inked > before.middle) & (inked < after.middle)]
    edges = np.concatenate(([before.middle], between, [after.middle]))
    return int(np.diff(edges).max()) - 1


def _inked(part: Picture) -> Columns:
    """Columns that hold ink, the outer rows (rules, neighbours) left aside."""
    rows = part[part.shape[0] // 6 : -part.shape[0] // 6]
    dark = (int(rows.min()) + int(np.median(rows))) / 2
    return np.flatnonzero((rows < dark).any(axis=0))


def _shrunk(inked: Columns, start: float, end: float) -> tuple[float, float]:
    inside = inked[(inked >= start) & (inked < end)]
    return (float(inside[0]), float(inside[-1] + 1)) if inside.size else (start, end)


def _piece(group: Sequence[Character], start: float, end: float) -> Piece:
    confidence = float(np.mean([character.confidence for character in group]))
    return Piece("".join(character.text for character in group), start, end, confidence)
