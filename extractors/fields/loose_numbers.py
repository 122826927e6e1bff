"""The number that a form bears large and without a label, as pads of delivery notes do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.fields.find import Found
from extractors.fields.layout import Run
from extractors.fields.numbers import is_identifier
from extractors.fields.text import strip_edges

_TOP = 0.3
_LARGE = 1.3
"""Times the page's usual height of letters."""
_FEWEST_DIGITS = 5
_NO_PAPERS = re.compile(r"\d{11,}|[A-Z]{2}\d{8,}")
"""Article codes, telephone numbers and tax numbers."""


def own_number(page: Found) -> Run | None:
    """The one number in large type that stands alone in its row at the head of a page; None for several."""
    found = list(_large_numbers(page))
    return found[0] if len(found) == 1 else None


def _large_numbers(page: Found) -> Iterator[Run]:
    sheet = page.page.sheet
    claimed = page.page.label_tokens.union(*(finding.tokens for finding in page.findings))
    for row in sheet.rows:
        alone = len(row) == 1 and len(row[0].tokens) == 1
        if not alone or row[0].level.middle[1] > _TOP or row[0].level.height < _LARGE * sheet.em:
            continue
        text = strip_edges(row[0].text)
        numbered = is_identifier(text) and sum(map(str.isdigit, text)) >= _FEWEST_DIGITS
        numbered = numbered and not _NO_PAPERS.fullmatch(text)
        if numbered and claimed.isdisjoint(row[0].tokens):
            yield row[0]
