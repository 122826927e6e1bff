"""Pages built from lines of text: places on the page by fractions, words boxed by their length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.paper import Box, Page, PageKind, SignatureRegion, Word

A4 = 210 / 297
SIZE = 0.012
"""Height of ordinary text, as a fraction of the page height."""
_LETTER = 0.5
"""Width of a letter over its height."""


@dataclass(frozen=True, slots=True)
class At:
    """Text printed with its top left corner at (x, y); `size` is its height, all fractions of the page."""

    x: float
    y: float
    text: str
    size: float = SIZE
    confidence: float = 0.98


def page_from_lines(
    lines: Iterable[At | Sequence[str]], number: int = 1, kind: PageKind = PageKind.CONTENT
) -> Page:
    """A page with a word for each blank-separated piece of each line.

    A line is an `At`, or the cells of a row: those are laid in columns a quarter page wide, row under row.
    """
    placed = [at for index, line in enumerate(lines) for at in _placed(line, index)]
    words = tuple(word for index, at in enumerate(placed) for word in _words(at, index))
    return Page(number=number, kind=kind, words=words, aspect=A4, reader="text layer")


def blank(number: int) -> Page:
    """A blank page."""
    return Page(number=number, kind=PageKind.BLANK, aspect=A4)


def separator(number: int) -> Page:
    """A separator sheet."""
    return Page(number=number, kind=PageKind.SEPARATOR, aspect=A4, separator="patch code")


def with_signatures(page: Page, *regions: SignatureRegion) -> Page:
    """The page with these signature regions."""
    return Page(number=page.number, kind=page.kind, words=page.words, signatures=regions, aspect=page.aspect)


def skewed(page: Page, fall: float) -> Page:
    """The page with every line falling by `fall` page heights over its width."""
    words = tuple(
        Word(w.text, _dropped(w.box, fall * w.box.middle[0]), w.confidence, w.line) for w in page.words
    )
    return Page(number=page.number, kind=page.kind, words=words, aspect=page.aspect)


def _dropped(box: Box, by: float) -> Box:
    return Box(box.x0, box.y0 + by, box.x1, box.y1 + by)


def _placed(line: At | Sequence[str], index: int) -> Iterable[At]:
    if isinstance(line, At):
        return [line]
    return [At(0.06 + 0.25 * column, 0.06 + 0.02 * index, cell) for column, cell in enumerate(line) if cell]


def _words(at: At, line: int) -> Iterable[Word]:
    x = at.x
    for text in at.text.split():
        width = len(text) * at.size * _LETTER / A4
        yield Word(text, Box(x, at.y, x + width, at.y + at.size), at.confidence, line)
        x += width + 0.35 * at.size / A4
