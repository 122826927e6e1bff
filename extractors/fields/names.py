"""The customer's name: beside or under its label, or the letterhead of the customer's own paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.fields.dates import find_dates
from extractors.fields.find import Found
from extractors.fields.layout import Run
from extractors.fields.sense import Sense
from extractors.fields.text import fold, strip_edges
from extractors.fields.titles import titles

_LETTERHEAD_BOTTOM = 0.22
_FEWEST_LETTERS = 3
_MOST_WORDS = 7
_LEGAL_FORM = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|llc|llp|plc|ltd|limited|gmbh|mbh|ag|kg|kgaa|ohg|se|sa|sas|sarl|"
    r"s\.?a\.?s?|s\.?l\.?u?|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oy|ab|a/s|aps|as|sp\.? ?z ?o\.? ?o|s\.?r\.?o|lda|"
    r"ltda|pty|company|co|group|holding|holdings|e\.? ?k)\b\.?$"
)
_NO_NAME = re.compile(r"^\d|www\.|@|https?:|\.com\b|^p\.? ?o\.? box|\b\d{5}\b|\+\d|page \d|\d{3}[ -]\d{3,4}")
_POSTCODE = re.compile(
    r"^(?:[a-z]{1,2}[- ]?)?\d{4,5}(?: ?[a-z]{2})? +[a-z]{3}|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|"
    r"\b[a-z]{2}\.?,? +\d{5}(?:-\d{4})?$"
)
_BLOCK_PITCH, _BLOCK_EDGE = 2.2, 0.02
_TALLEST = 2.5
_LEGAL_BONUS, _TOP_BONUS = 0.25, 1.0
_WINDOW_TOP, _WINDOW_BOTTOM = 0.08, 0.42


def letterhead(page: Found) -> Run | None:
    """The line at the head of the page that looks most like a firm's name; None where none does."""
    scored = [(_prominence(page, run), -run.level.y0, run) for run in _head_lines(page)]
    return max(scored, key=lambda entry: entry[:2])[2] if scored else None


def addressee(page: Found) -> Run | None:
    """First line of an address block without a label, as in the window of an envelope; None where none is.

    The lowest block in the upper part that ends in a line with a postcode and does not hold the letterhead:
    the sender's own address stands above it.
    """
    head = letterhead(page)
    for block in sorted(_address_blocks(page), key=lambda block: -block[0].level.y0):
        names = [run for run in block[:-1] if _is_name(run.text) and not (head and head.form in run.form)]
        if head not in block and names:
            return names[0]
    return None


def is_legal_name(text: str) -> bool:
    """True when `text` ends in a legal form, such as Ltd or GmbH."""
    return _LEGAL_FORM.search(fold(strip_edges(text))) is not None


def _head_lines(page: Found) -> Iterator[Run]:
    headings = {title.run for title in titles(page)}
    claimed = {token for finding in page.findings for token in finding.tokens}
    blocks = (Sense.SELLER, Sense.SHIP_TO, Sense.BILL_TO)
    tops = [span.level.y0 for span in page.page.spans if span.label.sense in blocks]
    bottom = min([*tops, _LETTERHEAD_BOTTOM])
    for run in page.page.sheet.runs:
        free = page.page.label_tokens.isdisjoint(run.tokens) and claimed.isdisjoint(run.tokens)
        if run.level.y1 <= bottom and free and run not in headings and _is_name(run.text):
            yield run


def _prominence(page: Found, run: Run) -> float:
    """Larger for large print, a legal form, and a place at the very top."""
    height = max(token.level.height for token in run.tokens) / page.page.sheet.em
    bonus = _LEGAL_BONUS if is_legal_name(run.text) else 0.0
    return min(height, _TALLEST) + bonus + (1 - run.level.y0 / _LETTERHEAD_BOTTOM) * _TOP_BONUS


def _is_name(text: str) -> bool:
    plain = fold(strip_edges(text))
    if sum(c.isalpha() for c in plain) < _FEWEST_LETTERS or len(plain.split()) > _MOST_WORDS:
        return False
    return not (_NO_NAME.search(plain) or find_dates(text) or plain.endswith(":"))


def _address_blocks(page: Found) -> Iterator[tuple[Run, ...]]:
    """Left-aligned lines that end in one with a postcode, in the upper half, top to bottom."""
    runs = [run for run in page.page.sheet.runs if run.level.y0 < _WINDOW_BOTTOM]
    for index, last in enumerate(runs):
        closing = last.level.y0 > _WINDOW_TOP and len(last.tokens) > 1
        if closing and _POSTCODE.search(fold(strip_edges(last.text))):
            block = _upwards(page, runs[:index], last)
            if len(block) > 1:
                yield block


def _upwards(page: Found, above: list[Run], last: Run) -> tuple[Run, ...]:
    block = [last]
    for run in reversed(above):
        aligned = abs(run.level.x0 - block[0].level.x0) < _BLOCK_EDGE
        near = page.page.sheet.high(block[0].level.middle[1] - run.level.middle[1]) < _BLOCK_PITCH
        if aligned and near and page.page.label_tokens.isdisjoint(run.tokens):
            block.insert(0, run)
    return tuple(block)
