"""Printed page numbers: "page 1 of 2", "Seite 2/3", a lone "1/2" in the margin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.fields import Found
from extractors.fields.layout import Run
from extractors.fields.text import fold

_OF = r"(?:of|0f|von|v0n|de|sur|di|van|z|/)"
_NAMED = re.compile(
    rf"\b(?:page|seite|blatt|pagina|pag|pg|sheet|hoja|folha|strona|str|blad)\.?\s*"
    rf"(?:no|nr)?\s*[.:]?\s*(\d{{1,3}})\s*{_OF}\s*(\d{{1,3}})\b"
)
_ALONE = re.compile(rf"[-(\s]*(\d{{1,2}})\s*{_OF}\s*(\d{{1,2}})[-)\s]*")
_UNCOUNTED = re.compile(
    r"[-\s]*(?:page|seite|blatt|pagina|pag|pg|hoja|folha|strona)\.?\s*[.:]?\s*(\d{1,2})[-.\s]*"
)
_MARGIN = 0.15


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
        return self.number > earlier.number and self.total == earlier.total

    def __str__(self) -> str:
        return f"page {self.number} of {self.total}" if self.total else f"page {self.number}"


def page_number(page: Found) -> PageNumber | None:
    """The printed page number, None where there is none; a number above its total is none."""
    for run in page.page.sheet.runs:
        found = _read(run)
        if found is not None:
            return found
    return None


def _read(run: Run) -> PageNumber | None:
    text = fold(run.text)
    match = _NAMED.search(text) or (_ALONE.fullmatch(text) if _in_margin(run) else None)
    if match:
        number = PageNumber(int(match[1]), int(match[2]))
        return number if 1 <= number.number <= number.total else None
    uncounted = _UNCOUNTED.fullmatch(text)
    return PageNumber(int(uncounted[1]), 0) if uncounted and int(uncounted[1]) else None


def _in_margin(run: Run) -> bool:
    return run.level.y1 < _MARGIN or run.level.y0 > 1 - _MARGIN
