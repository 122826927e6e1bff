"""Are the documents of a file told apart, and is every received page in exactly one place?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from countersign.evaluation.comparison import WHOLE, Comparison
from countersign.evaluation.line import Line
from countersign.evaluation.score import Finding


@dataclass(frozen=True, slots=True)
class Splitting:
    """Boundaries between consecutive pages of documents, and documents cut or joined wrongly."""

    boundaries: Finding
    over_split: int
    """Documents of the key cut into several."""
    under_split: int
    """Captured documents that hold pages of several documents of the key."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the pages of the key's documents went; of = once + lost + twice."""

    of: int
    once: int
    lost: int
    """In no captured document."""
    twice: int
    """In more captured documents than lie on the page."""
    stray: int
    """Blank, separator or unknown pages that were captured as part of a document."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, the documents of the key on it, and the captured ones (places in their file's order)."""

    page: int
    keys: frozenset[int]
    found: tuple[int, ...]


def splitting(comparison: Comparison) -> Splitting:
    """Score the boundaries of all files of the key."""
    right = said = of = over = 0
    for file in comparison.truth:
        sheets = _sheets(comparison.truth[file], comparison.captured.get(file, ()))
        for before, after in pairwise(sheets):
            there, told = before.keys.isdisjoint(after.keys), _cut(before, after)
            right, said, of = right + (there and told), said + told, of + there
        over += _over_split(sheets)
    return Splitting(Finding("boundaries", right, said, of), over, _under_split(comparison))


def account(comparison: Comparison) -> Pages:
    """Count every page of the key's documents by where it went."""
    counts: Counter[str] = Counter()
    for file, keys in comparison.truth.items():
        found = comparison.captured.get(file, ())
        sheets = _sheets(keys, found)
        counts.update(_whereabouts(sheet) for sheet in sheets)
        counts["stray"] += len(_strays(sheets, found))
    once, lost, twice = counts["once"], counts["lost"], counts["twice"]
    return Pages(once + lost + twice, once, lost, twice, counts["stray"])


def duplicated(comparison: Comparison) -> Iterator[str]:
    """Places captured more often than the key names documents there."""
    for file, found in comparison.captured.items():
        times = Counter(frozenset(line.pages) for line in found)
        keys = Counter(frozenset(key.pages) for key in comparison.truth.get(file, ()))
        seen = {frozenset(line.pages): line.place for line in found}
        yield from (seen[pages] for pages, number in times.items() if number > max(keys[pages], 1))


def _sheets(keys: Sequence[Line], found: Sequence[Line]) -> list[Sheet]:
    pages = sorted({page for key in keys for page in key.pages}) or [WHOLE]
    return [_sheet(page, keys, found) for page in pages]


def _sheet(page: int, keys: Sequence[Line], found: Sequence[Line]) -> Sheet:
    if page == WHOLE:
        return Sheet(page, frozenset({0}), (0,) if found else ())
    on_page = frozenset(place for place, key in enumerate(keys) if page in key.pages)
    holding = ([place] * (line.pages.count(page) if line.pages else 1) for place, line in enumerate(found))
    return Sheet(page, on_page, tuple(place for places in holding for place in places))


def _whereabouts(sheet: Sheet) -> str:
    if not sheet.found:
        return "lost"
    return "twice" if len(sheet.found) > len(sheet.keys) else "once"


def _strays(sheets: Sequence[Sheet], found: Sequence[Line]) -> set[int]:
    known = {sheet.page for sheet in sheets}
    return set() if WHOLE in known else {page for line in found for page in line.pages} - known


def _cut(before: Sheet, after: Sheet) -> bool:
    """True when both pages were captured, and in different documents."""
    return bool(before.found and after.found) and set(before.found).isdisjoint(after.found)


def _over_split(sheets: Sequence[Sheet]) -> int:
    cut = {key for one, two in pairwise(sheets) if _cut(one, two) for key in one.keys & two.keys}
    return len(cut)


def _under_split(comparison: Comparison) -> int:
    return sum(
        comparison.paired(line) is None
        and len({key.text for keys in comparison.owners(line) for key in keys}) > 1
        for file in comparison.truth
        for line in comparison.captured.get(file, ())
    )
