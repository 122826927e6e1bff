"""Printed page numbers: "page 1 of 2", "Seite 2/3", a lone "1/2" in the margin, a boxed "Page | 1 of 2"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.fields import Found
from extractors.fields.layout import Run, Sheet
from extractors.fields.text import fold

_WORD = (
    r"(?:page|seite|blatt|pagina|pag|pg|sheet|hoja|foja|folha|foglio|feuille|feuillet|strona|str|blad|sida|"
    r"sid|side|sivu|paginas|seiten|pages|p)"
)
_NUMBER = r"(\d{1,3}|[il|])"
_OF = r"(?:of|0f|out of|von|v0n|de|sur|di|su|van|z|av|af|aus|/|-/)"
_NO = r"(?:\s*(?:no|nr|num|n|number))?"
_NAMED = re.compile(rf"\b{_WORD}{_NO}\s*[.:]*\s*{_NUMBER}\s*{_OF}\s*{_NUMBER}(?![\d.,/-]*\d)")
_COUNTED = re.compile(rf"[-(\s]*{_NUMBER}\s*{_OF}\s*{_NUMBER}[-)\s.]*")
_UNCOUNTED = re.compile(rf"[-(\s]*{_WORD}{_NO}\s*[.:]*\s*(\d{{1,2}})[-.)\s]*")
_LABEL = re.compile(rf"{_WORD}{_NO}\s*[.:]*")
_MARGIN = 0.15
_NEAR, _UNDER = 12.0, 2.5
"""Ems: how far right of its label, and how far under it, a number may stand."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """What a page says of its place in its document."""

    number: int
    """1-based."""
    total: int
    """0 where the page does not say of how many."""

    @property
    def is_last(self) -> bool:
        """True for "page n of n"."""
        return self.number == self.total

    def continues(self, earlier: PageNumber) -> bool:
        """True when this can be a later page of the document that `earlier` is a page of."""
        totals = {self.total, earlier.total} - {0}
        return self.number > earlier.number and len(totals) <= 1

    def __str__(self) -> str:
        return f"page {self.number} of {self.total}" if self.total else f"page {self.number}"


def page_number(page: Found) -> PageNumber | None:
    """The printed page number, None where there is none; a number above its total is none."""
    sheet = page.page.sheet
    runs = list(sheet.runs)
    for run in runs:
        found = _read(run)
        if found is not None:
            return found
    return next(_boxed(runs, sheet), None)


def _read(run: Run) -> PageNumber | None:
    text = fold(run.text)
    match = _NAMED.search(text) or (_COUNTED.fullmatch(text) if _in_margin(run) else None)
    if match:
        return _counted(match)
    uncounted = _UNCOUNTED.fullmatch(text)
    return PageNumber(int(uncounted[1]), 0) if uncounted and int(uncounted[1]) else None


def _boxed(runs: list[Run], sheet: Sheet) -> Iterator[PageNumber]:
    """Numbers in the cell beside or below the word "page"."""
    labels = [run for run in runs if _LABEL.fullmatch(fold(run.text)) and len(run.form) > 1]
    beside = [(one, other) for one, other in pairwise(runs) if one in labels and one.row == other.row]
    below = [(one, other) for one in labels for other in runs if _is_below(one, other, sheet)]
    for label, run in (*beside, *below):
        near = sheet.wide(run.level.x0 - label.level.x1) <= _NEAR
        match = _COUNTED.fullmatch(fold(run.text)) if near else None
        number = _counted(match) if match else None
        if number is not None:
            yield number


def _is_below(label: Run, run: Run, sheet: Sheet) -> bool:
    gap = sheet.high(run.level.y0 - label.level.y1)
    across = min(label.level.x1, run.level.x1) > max(label.level.x0, run.level.x0)
    return across and -1 < gap <= _UNDER and run.row > label.row


def _counted(match: re.Match[str]) -> PageNumber | None:
    number, total = (_figure(match[group]) for group in (1, 2))
    return PageNumber(number, total) if 1 <= number <= total else None


def _figure(text: str) -> int:
    """A small l or i stands for a misread 1."""
    return int(text) if text.isdigit() else 1


def _in_margin(run: Run) -> bool:
    return run.level.y1 < _MARGIN or run.level.y0 > 1 - _MARGIN
