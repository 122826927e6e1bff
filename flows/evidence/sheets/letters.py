"""The letter: addresses where an envelope's window shows them, facts beside them, and the text below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer, Table, TableStyle

from flows.evidence.sheets.frame import HIGH, WIDE, Document, shortened
from flows.evidence.sheets.style import (
    ASK,
    BODY,
    INK,
    LEFT,
    POINT,
    QUIET,
    RIGHT,
    RULE,
    SANS,
    SANS_BOLD,
    SERIF,
    SERIF_BOLD,
    SHOWN,
    SUBJECT,
    fitting,
    para,
)
from flows.evidence.sheets.tables import table
from receivables.evidence import Letter

INNER = WIDE - LEFT - RIGHT
_FACTS = 122 * mm
"""From the left edge to the labels of the facts."""
_VALUES = 148 * mm
_BELOW = 45 * mm
"""From the upper edge to the line of the sender above the address."""


def first_sheet(letter: Letter) -> Callable[[Any, Document], None]:
    """Draws what stands above the text of a letter."""

    def draw(canvas: Any, _: Document) -> None:
        _head(canvas, letter.sender)
        _address(canvas, letter)
        _facts(canvas, letter)

    return draw


def _head(canvas: Any, sender: tuple[str, ...]) -> None:
    canvas.setFillColor(INK)
    canvas.setFont(SERIF_BOLD, 15)
    if sender:
        canvas.drawString(LEFT, HIGH - 22 * mm, shortened(sender[0], SERIF_BOLD, 15, _FACTS - LEFT))
    canvas.setFont(SANS, 8)
    canvas.setFillColor(QUIET)
    for place, line in enumerate(sender[1:]):
        text = shortened(line, SANS, 8, WIDE - RIGHT - _FACTS)
        canvas.drawRightString(WIDE - RIGHT, HIGH - 16 * mm - place * 3.8 * mm, text)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.line(LEFT, HIGH - 33 * mm, WIDE - RIGHT, HIGH - 33 * mm)


def _address(canvas: Any, letter: Letter) -> None:
    canvas.setFont(SANS, 6.5)
    canvas.setFillColor(QUIET)
    if letter.sender:
        back = shortened(" \u00b7 ".join(letter.sender), SANS, 6.5, 85 * mm)
        canvas.drawString(LEFT, HIGH - _BELOW, back)
    canvas.setFillColor(INK)
    canvas.setFont(SERIF, 10.5)
    for place, line in enumerate(letter.to[:7]):
        text = shortened(line, SERIF, 10.5, 88 * mm)
        canvas.drawString(LEFT, HIGH - _BELOW - 7 * mm - place * 5 * mm, text)


def _facts(canvas: Any, letter: Letter) -> None:
    canvas.setFillColor(INK)
    canvas.setFont(SANS_BOLD, 9)
    canvas.drawString(_FACTS, HIGH - _BELOW, fitting(letter.day))
    for place, (label, value) in enumerate(letter.facts[:8]):
        down = HIGH - _BELOW - 7 * mm - place * 4.8 * mm
        canvas.setFont(SANS, 8)
        canvas.setFillColor(QUIET)
        canvas.drawString(_FACTS, down, fitting(label))
        canvas.setFont(SANS, 9)
        canvas.setFillColor(INK)
        canvas.drawString(_VALUES, down, shortened(value, SANS, 9, WIDE - RIGHT - _VALUES))


def letter_story(letter: Letter) -> Iterator[Any]:
    """The text of the letter."""
    yield para(letter.subject, SUBJECT)
    yield para(letter.greeting, BODY)
    paragraphs = [para(text, BODY) for text in letter.before]
    yield from paragraphs[:1]
    if letter.table:
        heads, *rows = letter.table
        yield table(heads, rows, (2.1, 2, 2, 1.6, 0.9, 1.9), right=1)
        yield Spacer(0, 4 * mm)
    yield from paragraphs[1:]
    yield from (_point(one.exhibit, one.title, one.text) for one in letter.points)
    yield Spacer(0, 3 * mm)
    yield from (para(text, BODY) for text in letter.after)
    closing = [para(letter.closing, BODY), Spacer(0, 11 * mm)]
    signed = [para(line, POINT if place == 0 else SHOWN) for place, line in enumerate(letter.signed)]
    yield KeepTogether([para(letter.ask, ASK), *closing, *signed])


def _point(exhibit: str, title: str, text: str) -> Table:
    """A letter in a box, and what the exhibit of that letter shows."""
    cells = [[para(exhibit, POINT), [para(title, POINT), para(text, SHOWN)]]]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBEFORE", (1, 0), (1, 0), 1.2, RULE),
        ("LEFTPADDING", (0, 0), (0, 0), 0),
        ("LEFTPADDING", (1, 0), (1, 0), 9),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ]
    return Table(cells, [10 * mm, INNER - 10 * mm], style=TableStyle(style), hAlign="LEFT")
