"""Pages of words laid out as tables, as a reader would give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.paper import Box, Ink, Mark, Page, PageKind, Word

LETTER, HIGH, PITCH = 0.009, 0.011, 0.02
Row = Sequence[tuple[float, str]]
"""Where each cell begins, and its words."""


def page_of(rows: Iterable[Row], number: int = 1, marks: Sequence[Mark] = (), top: float = 0.3) -> Page:
    """A page whose rows stand one below the other; a word that begins with `~` is handwriting."""
    words: list[Word] = []
    for line, row in enumerate(rows):
        y = top + line * PITCH
        for x, text in row:
            words.extend(_words(x, y, text, line))
    return Page(number, PageKind.CONTENT, tuple(words), marks=tuple(marks), aspect=0.707)


def spot(row: int, x0: float, x1: float, top: float = 0.3) -> Box:
    """A place in a row of such a page."""
    y = top + row * PITCH
    return Box(x0, y, x1, y + HIGH)


def _words(x: float, y: float, text: str, line: int) -> Iterable[Word]:
    for word in text.split():
        bare = word.removeprefix("~")
        ink = Ink.HAND if word.startswith("~") else Ink.PRINT
        box = Box(x, y, x + LETTER * len(bare), y + HIGH)
        yield Word(bare, box, 0.97, line, ink=ink)
        x += LETTER * (len(bare) + 0.7)
