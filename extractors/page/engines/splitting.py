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
_WIDE_LEAST, _WIDE_MOST, _WIDE_TIMES, _WIDE_MORE = 8.0, 30.0, 2.0, 3.0
"""Columns of a crop 48 high; between the least and the most, so many usual gaps and some columns more."""


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


def _groups(line: Sequence[Character], inked: Columns) -> Iterator[list[Character]]:
    """Characters word by word, blanks left out."""
    wide = _wide_gap(line, inked)
    group: list[Character] = []
    for before, character in zip([None, *line], line, strict=False):
        if group and before and (_gap(inked, before, character) > wide or _parts(group, before, character)):
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


def _wide_gap(line: Sequence[Character], inked: Columns) -> float:
    """Columns without ink that must lie between two characters for a blank to stand there unread."""
    gaps = [_gap(inked, a, b) for a, b in pairwise(line) if a.text.strip() and b.text.strip()]
    usual = float(np.median(gaps)) if gaps else 0.0
    return min(max(_WIDE_LEAST, _WIDE_TIMES * usual + _WIDE_MORE), _WIDE_MOST)


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
