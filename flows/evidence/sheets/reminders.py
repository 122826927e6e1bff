"""The sheets of a reminder: the letter, its table of invoices, and the small print of terms."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, NextPageTemplate, Spacer, Table, TableStyle

from flows.evidence.sheets.frame import PLAIN, Document, Headed, Notes, column_widths
from flows.evidence.sheets.letters import INNER, first_sheet
from flows.evidence.sheets.lock import ONE_AT_A_TIME
from flows.evidence.sheets.style import (
    ASK,
    BODY,
    CELL,
    CELL_RIGHT,
    CELL_STRONG,
    CELL_STRONG_RIGHT,
    INK,
    POINT,
    RULE,
    SHOWN,
    SMALL,
    SUBJECT,
    UNDER,
    para,
    set_up,
)
from flows.evidence.sheets.tables import table
from receivables.reminders import ReminderLetter, ReminderWords

_WIDE = (2.5, 2.5, 2.0, 2.0)
_PROOF, _CHARGES = 1.9, 1.7


def reminder_sheets(letter: ReminderLetter) -> bytes:
    """A reminder as PDF, without facts about it; the same letter gives the same bytes."""
    with ONE_AT_A_TIME:
        set_up()
        _, before = _draw(letter, Notes())
        pdf, _ = _draw(letter, before)
    return pdf


def _draw(letter: ReminderLetter, before: Notes) -> tuple[bytes, Notes]:
    words = ReminderWords(letter.language)
    foot = f"{letter.title}\n{words.say('page_of', page='{page}', of='{of}')}"
    stream = io.BytesIO()
    document = Document(stream, before, foot, first_sheet(letter.letter))
    sender = letter.letter.sender[0] if letter.letter.sender else letter.letter.subject
    document.build(
        [
            Headed(sender, f"{letter.letter.day} \u00b7 {letter.letter.to[0]}"),
            NextPageTemplate(PLAIN),
            *_story(letter),
        ]
    )
    return stream.getvalue(), document.notes


def _story(letter: ReminderLetter) -> Iterator[Any]:
    text = letter.letter
    yield para(text.subject, SUBJECT)
    yield para(text.greeting, BODY)
    yield from (para(part, BODY) for part in text.before)
    yield Spacer(0, 1 * mm)
    rows = [[_cell(text) for text in row] for row in letter.rows]
    yield table(letter.heads, rows, _shares(letter), right=2 if letter.charged else 1)
    yield Spacer(0, 2 * mm)
    yield _sums(letter)
    yield Spacer(0, 4 * mm)
    yield from (para(note, SMALL) for note in letter.notes)
    if letter.notes:
        yield Spacer(0, 4 * mm)
    yield from (para(part, BODY) for part in text.after)
    signed = [para(line, POINT if place == 0 else SHOWN) for place, line in enumerate(text.signed)]
    yield KeepTogether([para(text.ask, ASK), para(text.closing, BODY), Spacer(0, 11 * mm), *signed])


def _cell(text: str) -> Any:
    """A cell of one line, or of one with small print below it."""
    first, _, below = text.partition("\n")
    return [para(first, CELL), para(below, UNDER)] if below else text


def _sums(letter: ReminderLetter) -> Table:
    """Totals below the columns that they add up; with late charges the last ones stand out."""
    widths = column_widths(_shares(letter), INNER)
    wide = max(len(one) for one in letter.sums) - 1
    style = [
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, INK),
        ("LINEBELOW", (0, -1), (-1, -1), 0.4, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    cells = []
    for place, (label, *values) in enumerate(letter.sums):
        strong = wide == 1 or not values[0]
        left, right = (CELL_STRONG, CELL_STRONG_RIGHT) if strong else (CELL, CELL_RIGHT)
        shown = [values[-1], ""] if strong and wide > 1 else values
        if strong and wide > 1:
            style.append(("SPAN", (1, place), (2, place)))
        cells.append([para(label, left), *(para(one, right) for one in shown)])
    columns = [sum(widths[:-wide]), *widths[-wide:]]
    return Table(cells, columns, style=TableStyle(style), hAlign="LEFT")


def _shares(letter: ReminderLetter) -> list[float]:
    """Of the columns that there are, by their names' places."""
    shares = list(_WIDE)
    if letter.has_proofs:
        shares.insert(3, _PROOF)
    return [*shares, _CHARGES] if letter.charged else shares
