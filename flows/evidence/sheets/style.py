"""Typefaces, colours and styles of paragraphs; the typefaces are embedded, as far as they are used."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

SERIF, SERIF_BOLD, SANS, SANS_BOLD = "Pack-Serif", "Pack-Serif-Bold", "Pack-Sans", "Pack-Sans-Bold"
INK, QUIET, RULE = HexColor("#1b1f24"), HexColor("#5d6670"), HexColor("#c3c9d0")
MARK = HexColor("#a4262c")
"""Of marks on annotated copies: unlike any ink of a paper, and dark enough to print in gray."""
SHADE = HexColor("#f4f5f7")
LEFT, RIGHT, TOP, FOOT = 25 * mm, 20 * mm, 20 * mm, 20 * mm
_FOLDER = Path(__file__).parents[1] / "fonts"
_FILES = {
    SERIF: "SourceSerifPro-Regular.ttf",
    SERIF_BOLD: "SourceSerifPro-Semibold.ttf",
    SANS: "SourceSansPro-Regular.ttf",
    SANS_BOLD: "SourceSansPro-Semibold.ttf",
}


@cache
def set_up() -> frozenset[int]:
    """Make the typefaces known; code points that all of them have."""
    known: frozenset[int] | None = None
    for name, file in _FILES.items():
        font = TTFont(name, str(_FOLDER / file))
        pdfmetrics.registerFont(font)
        mine = frozenset(font.face.charToGlyph)
        known = mine if known is None else known & mine
    return known or frozenset()


def fitting(text: str) -> str:
    """`text` in letters that the typefaces have; others without accents, or as a question mark."""
    known = set_up()
    return "".join(letter if ord(letter) in known else _near(letter, known) for letter in text)


def _near(letter: str, known: frozenset[int]) -> str:
    if letter.isspace():
        return " "
    plain = "".join(one for one in unicodedata.normalize("NFKD", letter) if ord(one) in known)
    return plain or "?"


def width(text: str, font: str, size: float) -> float:
    """Length in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def _style(
    name: str, font: str, size: float, leading: float, colour: Color = INK, **more: object
) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, textColor=colour, **more)


BODY = _style("body", SERIF, 10.2, 14.6, spaceAfter=7)
ASK = _style("ask", SERIF_BOLD, 10.2, 14.6, spaceAfter=10)
SUBJECT = _style("subject", SERIF_BOLD, 12.5, 16, spaceAfter=10)
HEADING = _style("heading", SERIF_BOLD, 16, 20, spaceAfter=8)
SECOND = _style("second", SANS_BOLD, 9.5, 13, spaceBefore=12, spaceAfter=5)
POINT = _style("point", SERIF_BOLD, 10.2, 13.6)
SHOWN = _style("shown", SERIF, 10.2, 13.6)
SMALL = _style("small", SANS, 8, 11, QUIET)
UNDER = _style("under", SANS, 7.5, 9.5, QUIET)
CELL = _style("cell", SANS, 8.5, 11.5)
CELL_RIGHT = _style("cell right", SANS, 8.5, 11.5, alignment=TA_RIGHT)
CELL_STRONG = _style("cell strong", SANS_BOLD, 9, 12)
CELL_STRONG_RIGHT = _style("cell strong right", SANS_BOLD, 9, 12, alignment=TA_RIGHT)
HEAD_CELL = _style("head cell", SANS_BOLD, 7.5, 10, QUIET)
HEAD_CELL_RIGHT = _style("head cell right", SANS_BOLD, 7.5, 10, QUIET, alignment=TA_RIGHT)
HASH = _style("hash", SANS, 7.2, 11.5, splitLongWords=1)


def para(text: str, style: ParagraphStyle) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(escape(fitting(text)), style)
