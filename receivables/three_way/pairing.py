"""Which lines of different papers are about the same article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_ALIKE = str.maketrans({"o": "0", "i": "1", "l": "1", "s": "5", "b": "8", "z": "2"})
_SAME, _ONE_OFF, _LONG = 100.0, 92.0, 6
_NAMED = 80.0
"""Likeness of descriptions 0..100 from which two lines are about the same article."""
_SURELY = 94.0
"""From which the article's number need not agree: buyers have numbers of their own."""
_OTHER_SIZE = 25.0
"""Taken from the likeness where figures in the descriptions differ, as sizes do."""
_BY_PLACE = 60.0
_LEAST = 60.0
_JOINS = 90.0
"""From which a further line of a paper adds to a row that has one of that paper already."""
_HINT = 2.0
"""Added where the position, and where the count, is the same."""


@dataclass(frozen=True, slots=True)
class Name:
    """What tells a line's article."""

    article: str = ""
    description: str = ""
    position: str = ""
    count: Decimal | None = None


def paired(rows: Sequence[Sequence[Name]], lines: Sequence[Name]) -> list[int | None]:
    """For each line of one paper the row that it belongs to, by its 0-based place; None for a new one.

    The article's number tells first, then the description, then the position. Each row takes one line; of
    those left over, lines that surely name a row's article join it.

    Args:
        rows: the lines of other papers in each row.
        lines: those of the paper.
    """
    scores = [(max((_score(line, other) for other in row), default=0.0), n, at)
              for n, line in enumerate(lines) for at, row in enumerate(rows)]  # fmt: skip
    ranked = sorted((one for one in scores if one[0] >= _LEAST), key=lambda one: (-one[0], one[1], one[2]))
    chosen: dict[int, int] = {}
    for _, line, row in ranked:
        if line not in chosen and row not in chosen.values():
            chosen[line] = row
    for score, line, row in ranked:
        if score >= _JOINS and line not in chosen:
            chosen[line] = row
    return [chosen.get(n) for n in range(len(lines))]


def is_same(one: Name, other: Name) -> bool:
    """True where two lines of one paper surely name the same article."""
    return _score(one, other) >= _JOINS and _folded(one.article) == _folded(other.article)


def _score(one: Name, other: Name) -> float:
    """How surely two lines are about the same article, 0..about 104."""
    hints = _HINT * (_place(one) == _place(other) != "") + _HINT * (one.count == other.count is not None)
    named = _likeness(one.description, other.description)
    numbered = _article(one.article, other.article)
    if numbered >= _SAME:
        return _SAME + hints
    if numbered >= _ONE_OFF and named >= _LEAST:
        return _ONE_OFF + hints
    if one.article and other.article and numbered < _ONE_OFF:
        return named * 0.9 + hints if named >= _SURELY else 0.0
    if named >= _NAMED:
        return named * 0.98 + hints
    unnamed = not (one.description and other.description) and not (one.article and other.article)
    return _BY_PLACE + hints if unnamed and _place(one) == _place(other) != "" else 0.0


def _article(one: str, other: str) -> float:
    first, second = _folded(one), _folded(other)
    if not first or not second:
        return 0.0
    if first == second:
        return _SAME
    near = min(len(first), len(second)) >= _LONG and Levenshtein.distance(first, second, score_cutoff=1) <= 1
    return _ONE_OFF if near else 0.0


def _folded(article: str) -> str:
    """As compared: letters that scans take for figures are figures, leading zeros count for nothing."""
    bare = "".join(c for c in article.casefold() if c.isalnum())
    return bare.translate(_ALIKE).lstrip("0")


def _likeness(one: str, other: str) -> float:
    """Of two descriptions, 0..100; the shorter may be the beginning of the longer."""
    if not one or not other:
        return 0.0
    first, second = _words(one), _words(other)
    short, long = sorted((first, second), key=len)
    whole = fuzz.ratio(first, second)
    begun = fuzz.ratio(short, long[: len(short)]) if len(short) >= _LONG else 0.0
    mixed = fuzz.token_sort_ratio(first, second)
    likeness = max(whole, begun, mixed)
    return likeness - (_OTHER_SIZE if _sizes_differ(short, long) else 0.0)


def _sizes_differ(short: str, long: str) -> bool:
    """True where the shorter description has figures that the longer has not."""
    told = set(re.findall(r"\d+", long))
    return any(figure not in told for figure in re.findall(r"\d+", short))


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _place(name: Name) -> str:
    return name.position.strip(". ").lstrip("0")
