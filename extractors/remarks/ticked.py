"""What ticked boxes say."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.remarks.clauses import NO, YES
from extractors.remarks.said import Clause, said
from extractors.remarks.space import beside
from extractors.remarks.tokens import tokens_of
from models.paper import Box, Page, Tick, Word
from models.reading import Remark, RemarkClass, Source

_OF_GOODS = frozenset({RemarkClass.REFUSED, RemarkClass.SHORT, RemarkClass.OVER})
_EMPTIES = (
    "empt", "leergut", "leer", "pfand", "vides", "consignes", "envase", "vacio", "vuot", "resi", "leeg",
    "emballage", "statiegeld", "pust", "zwrotn", "vazi", "vasilham", "tara",
)  # fmt: skip
"""Beginnings of the words for what goes back empty."""
_REACH = 40.0
"""Box heights between a question and its first box."""


def ticked(page: Page) -> Iterator[Remark]:
    """A remark for each class that the words of a ticked box name."""
    for tick in page.ticks:
        if tick.ticked:
            text = _asked(page, tick)
            for clause in dict.fromkeys((about, number) for about, number in _wrong(text, tick)):
                yield Remark(
                    clause[0], text, page.number, tick.box, clause[1], Source.TICK, round(tick.confidence, 4)
                )


def _wrong(text: str, tick: Tick) -> Iterator[tuple[RemarkClass, str]]:
    """Classes and numbers; "no" turns the question round."""
    answers = {token.text for token in tokens_of(tick.text)}
    clauses = said(text)
    if answers <= NO and answers:
        if any(clause.about is None and not clause.none for clause in _question(text, tick)):
            yield RemarkClass.OTHER, ""
        return
    for clause in clauses:
        if clause.about and not clause.none and not (clause.about in _OF_GOODS and _is_of_empties(text)):
            yield clause.about, clause.quantity


def _is_of_empties(text: str) -> bool:
    """True where pallets, crates or packing are spoken of that the driver takes back, and no goods."""
    return any(token.text.startswith(_EMPTIES) for token in tokens_of(text))


def _question(text: str, tick: Tick) -> tuple[Clause, ...]:
    return said(text.removesuffix(tick.text))


def _asked(page: Page, tick: Tick) -> str:
    """The words of the box; with the question in front where they are but yes or no."""
    words = {token.text for token in tokens_of(tick.text)}
    if not words or not words <= YES | NO:
        return tick.text
    question: tuple[Word, ...] = beside(page, _first_box(page, tick), _REACH)
    return " ".join([*(word.text for word in question), tick.text])


def _first_box(page: Page, tick: Tick) -> Box:
    """The leftmost yes-or-no box of the tick's row."""
    row = [
        other.box
        for other in page.ticks
        if other.box.y0 < tick.box.middle[1] < other.box.y1
        and other.box.x0 <= tick.box.x0
        and {token.text for token in tokens_of(other.text)} <= YES | NO
    ]
    return min(row, key=lambda box: box.x0, default=tick.box)
