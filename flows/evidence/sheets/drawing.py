"""Draws a pack twice: the second time with the page numbers that the first one found."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import NextPageTemplate, PageBreak, Spacer

from extractors.opening import Placement
from flows.evidence.copying import Copies
from flows.evidence.sheets import tables
from flows.evidence.sheets.exhibits import Enlarged, Sheet
from flows.evidence.sheets.frame import EXHIBIT, PLAIN, Begins, Document, Headed, Notes
from flows.evidence.sheets.letters import first_sheet, letter_story
from flows.evidence.sheets.lock import ONE_AT_A_TIME
from flows.evidence.sheets.style import SMALL, para, set_up
from receivables.evidence import Exhibit, Mark, MarkKind, Pack, Words, letter_of, title_of

MOST_NAMED = 3
"""Invoices that the foot of a sheet names; of more, the first and how many others there are."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Sheets without the pages of originals, and where those are laid under them."""

    pdf: bytes
    placements: tuple[Placement, ...]
    sheets: int


def drawn(pack: Pack, copies: Copies, *, alone: bool) -> Drawn:
    """The sheets of a pack; `alone` where the PDF is not part of a ZIP."""
    with ONE_AT_A_TIME:
        set_up()
        _, before = _draw(pack, copies, Notes(), alone=alone)
        pdf, notes = _draw(pack, copies, before, alone=alone)
    return Drawn(pdf, tuple(notes.placements), notes.sheets)


def _draw(pack: Pack, copies: Copies, before: Notes, *, alone: bool) -> tuple[bytes, Notes]:
    words = Words(pack.language)
    letter = letter_of(pack, before.starts.get("custody", 0))
    title = words.say("title", invoices=_named(pack, words))
    foot = f"{title}\n{words.say('page_of', page='{page}', of='{of}')}"
    stream = io.BytesIO()
    document = Document(stream, before, foot, first_sheet(letter))
    story = [
        Headed(letter.sender[0] if letter.sender else title, words.day(pack.wish.on)),
        NextPageTemplate(PLAIN),
        *letter_story(letter),
        *_section(words.say("index"), title, document.notes, "index"),
        *tables.index(pack, words, before),
        *(part for one in pack.exhibits for part in _exhibit(one, words, copies, document.notes)),
    ]
    if pack.wish.lines:
        story += [*_section(words.say("lines"), title, document.notes, "lines"), *tables.lines(pack, words)]
    if pack.wish.contacts:
        story += [
            *_section(words.say("contacts"), title, document.notes, "contacts"),
            *tables.contacts(pack, words),
        ]
    story += [*_section(words.say("custody"), title, document.notes, "custody")]
    story += [*tables.custody(pack, words, alone=alone)]
    document.build(story)
    return stream.getvalue(), document.notes


def _section(name: str, title: str, notes: Notes, key: str) -> Iterator[Any]:
    """A new sheet for a part of the pack."""
    yield Headed(name, title)
    yield NextPageTemplate(PLAIN)
    yield PageBreak()
    yield Begins(notes, key)


def _exhibit(one: Exhibit, words: Words, copies: Copies, notes: Notes) -> Iterator[Any]:
    title = title_of(one, words)
    name = words.say("exhibit", letter=one.letter)
    yield NextPageTemplate(EXHIBIT)
    for place, page in enumerate(one.shown, 1):
        yield Headed(f"{name} \u00b7 {title}", words.say("of_document", page=place, of=len(one.shown)))
        yield PageBreak()
        yield Begins(notes, one.letter)
        note = words.say("covered") if page.covered else ""
        yield Sheet(notes, copies.places[one.letter, page.number], note=note)
    if one.annotated:
        yield from _annotated(one, words, copies, notes)


def _annotated(one: Exhibit, words: Words, copies: Copies, notes: Notes) -> Iterator[Any]:
    name = words.say("exhibit", letter=one.annotated)
    for number in dict.fromkeys(mark.page for mark in one.marks):
        yield Headed(f"{name} \u00b7 {words.say('annotated')}", title_of(one, words))
        yield PageBreak()
        yield Begins(notes, one.annotated)
        mine = [mark for mark in one.marks if mark.page == number]
        note = words.say("copy_note", letter=one.letter)
        yield Sheet(notes, copies.places[one.letter, number], mine, note)
    yield Headed(f"{name} \u00b7 {words.say('enlarged')}", title_of(one, words))
    yield NextPageTemplate(PLAIN)
    yield PageBreak()
    yield para(words.say("copy_note", letter=one.letter), SMALL)
    yield Spacer(0, 5 * mm)
    for mark in one.marks:
        copy = copies.places[one.letter, mark.page]
        yield Enlarged(notes, copy, mark, words.say(f"mark.{mark.kind.value}"), _said(mark, words))


def _said(mark: Mark, words: Words) -> list[str]:
    said = []
    if mark.text:
        text = words.day_of(mark.text) if mark.kind is MarkKind.DATE else mark.text
        said.append(words.say("mark.read", text=words.say("quoted", text=text)))
    elif mark.kind not in {MarkKind.SIGNATURE, MarkKind.STAMP}:
        said.append(words.say("mark.unread"))
    if mark.doubtful and mark.text:
        said.append(words.say("mark.doubtful"))
    return said


def _named(pack: Pack, words: Words) -> str:
    """The invoices of a pack, as far as they fit on one line."""
    numbers = [one.number for one in pack.invoices]
    if len(numbers) <= MOST_NAMED:
        return words.listed(numbers)
    return words.say("and_more", first=numbers[0], number=len(numbers) - 1)
