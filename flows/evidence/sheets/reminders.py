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
    para,
    set_up,
)
from flows.evidence.sheets.tables import table
from receivables.reminders import ReminderLetter, ReminderWords

_SHARES = (2.3, 1.5, 2.1, 1.5, 2.1, 1.2, 2.3)
_CHARGED = (2.2, 1.45, 1.9, 1.45, 1.9, 1.2, 2.1, 1.9)
_SUMS = 90 * mm


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
    shares = _CHARGED if len(letter.heads) == len(_CHARGED) else _SHARES
    yield table(letter.heads, letter.rows, shares, right=len(letter.heads) - 5)
    yield Spacer(0, 2 * mm)
    yield _sums(letter)
    yield Spacer(0, 4 * mm)
    yield from (para(note, SMALL) for note in letter.notes)
    if letter.notes:
        yield Spacer(0, 4 * mm)
    yield from (para(part, BODY) for part in text.after)
    signed = [para(line, POINT if place == 0 else SHOWN) for place, line in enumerate(text.signed)]
    yield KeepTogether([para(text.ask, ASK), para(text.closing, BODY), Spacer(0, 11 * mm), *signed])


def _sums(letter: ReminderLetter) -> Table:
    """Totals below the columns that they add up; the last one of a currency stands out."""
    shares = _CHARGED if len(letter.heads) == len(_CHARGED) else _SHARES
    widths = column_widths(shares, INNER)
    wide = len(shares) - 5 - 1
    cells = []
    for label, *values in letter.sums:
        numbers = ["", *values] if len(values) < wide else values
        strong = bool(numbers[-1]) and (wide == 1 or not numbers[0])
        left, right = (CELL_STRONG, CELL_STRONG_RIGHT) if strong else (CELL, CELL_RIGHT)
        cells.append([para(label, left), *(para(one, right) for one in numbers)])
    style = [
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, INK),
        ("LINEBELOW", (0, -1), (-1, -1), 0.4, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    label_width = max(INNER - sum(widths[-wide:]), _SUMS)
    return Table(cells, [label_width, *widths[-wide:]], style=TableStyle(style), hAlign="RIGHT")
