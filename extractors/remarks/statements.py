"""Remarks that a carrier's machine printed at the delivery."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.carriers import POD_LETTER
from extractors.fields.text import letters
from extractors.remarks.said import Clause, said
from extractors.remarks.space import segments, statement_spaces
from models.paper import Page, Word, around
from models.reading import Remark, RemarkClass, Source

_BY_ITSELF = frozenset({RemarkClass.UNATTENDED, RemarkClass.REFUSED})
"""Classes that such a paper states without any label."""
_BOXES = frozenset("[](){}|\u25a1\u2610")
_LONGEST = 8
"""Words of a statement; more are conditions."""


def statements(page: Page, kind: str) -> Iterator[Remark]:
    """What a carrier's printout says was wrong; nothing for other papers."""
    if kind != POD_LETTER:
        return
    spaces = statement_spaces(page)
    labels = {id(word) for space in spaces for word in space.label}
    options = [form for form in (letters(tick.text) for tick in page.ticks) if form]
    for run in segments(page):
        words = tuple(word for word in run if id(word) not in labels)
        if not words or len(words) > _LONGEST or _is_option(words, options):
            continue
        answers = [space for space in spaces if space.holds(around(word.level for word in words))]
        text = " ".join(word.text for word in (*(answers[0].label if answers else ()), *words))
        for clause in said(text):
            exact = clause.confidence == 1 and clause.about in _BY_ITSELF
            if clause.about and not clause.none and (answers or exact):
                yield _remark(page, words, text, clause)


def _is_option(words: tuple[Word, ...], options: list[str]) -> bool:
    """True for the words of a box to be ticked, or what begins with what was read of one."""
    whole = letters(" ".join(word.text for word in words))
    return words[0].text[0] in _BOXES or any(form in whole for form in options)


def _remark(page: Page, words: tuple[Word, ...], text: str, clause: Clause) -> Remark:
    sure = min(word.confidence for word in words) * clause.confidence
    box = around(word.box for word in words)
    about = clause.about or RemarkClass.OTHER
    return Remark(about, text, page.number, box, clause.quantity, Source.PRINT, round(min(sure, 0.99), 4))
