"""Numbers that a sentence speaks of, such as "replaces goods sent with our invoice 1004"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from models.paper import Page, Word
from models.reading import Value
from pipeline.columns import columns

_BEFORE = 2
"""Running words before the label from which it stands in a sentence."""
_BEHIND = 3
"""The same behind the number, where further labels may follow on the line."""
_STOPS = (":", ";", "|", "/")


def is_mention(value: Value, pages: Sequence[Page]) -> bool:
    """True when the label of `value` is part of a running sentence rather than a label of its own."""
    sheets = (page for page in pages if page.number == value.page)
    lines = ((line, page.aspect) for page in sheets for line in page.lines if _beside(value, line))
    return any(_in_sentence(value, run) for line, aspect in lines for run in columns(line, aspect))


def _beside(value: Value, line: Sequence[Word]) -> bool:
    """True for a line as high on the page as the value."""
    top, bottom = value.box.y0, value.box.y1
    return any(word.box.y0 < bottom and word.box.y1 > top for word in line)


def _in_sentence(value: Value, run: Sequence[Word]) -> bool:
    inside = [word.box.overlap(value.box) > 0 for word in run]
    if not any(inside):
        return False
    first = inside.index(True)
    last = len(inside) - inside[::-1].index(True)
    words = [word.text for word in run]
    before = words[: max(first - len(value.label.split()), 0)][::-1]
    return _running(before) >= _BEFORE or _running(words[last:]) >= _BEHIND


def _running(words: Iterable[str]) -> int:
    """Words in small letters up to the next number or end of a label."""
    near = takewhile(lambda word: not word.endswith(_STOPS) and not any(c.isdigit() for c in word), words)
    return sum(word.strip(".,()").isalpha() and word.islower() for word in near)
