"""Sheets for the scanner: each is known again when it is read, whichever way up it lies in the stack."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode import code128, qr
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import inch, mm
from reportlab.pdfgen.canvas import Canvas

from countersign.language import said, to_say
from models.errors import WrongUse
from models.sheets import RescanSlip, Separator

MOST_COPIES = 500
_WIDE, _NARROW = 0.20 * inch, 0.08 * inch
"""Bars of a Patch code, and the spaces between them are narrow: as the standard has it."""
_PATCH_T = "NWNW"
"""Bars of Patch code T from the leading edge down: the next sheet begins a document."""
_LONGEST_LINE = 70
"""Characters of a name that stand on a slip."""
_PART, _BATCH, _AGAIN = to_say("DOCUMENT SEPARATOR"), to_say("BATCH HEADER"), to_say("RESCAN SLIP")


@dataclass(frozen=True, slots=True)
class Again:
    """A paper to be scanned again, as its slip shows it to people."""

    slip: RescanSlip
    source: str
    """Name of the file that it came in."""
    pages: str
    """Such as "page 3"."""


def separators(kind: Separator, copies: int) -> bytes:
    """A PDF of `copies` sheets, one to be laid before each document.

    Raises:
        WrongUse: too many copies, or none.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise WrongUse(f"{copies} copies: print 1 to {MOST_COPIES} at once.")
    paper = _Paper()
    for _ in range(copies):
        _MARKS[kind](paper)
        paper.title(150 * mm, _PART)
        paper.line(
            162 * mm, said("Lay this sheet before the first page of each document. It can be used again.")
        )
        paper.next()
    return paper.finish()


def batch_header(documents: int, pages: int) -> bytes:
    """A PDF of one sheet that says how many documents and pages follow, so that none goes missing unseen.

    Raises:
        WrongUse: a count is none.
    """
    if min(documents, pages) < 1 or max(documents, pages) > _MOST_COUNTED or documents > pages:
        raise WrongUse(f"{documents} documents of {pages} pages: give counts from 1 to {_MOST_COUNTED}.")
    paper = _Paper()
    _patch(paper)
    paper.title(110 * mm, _BATCH)
    paper.line(140 * mm, said("Documents {number}", number=documents), size=24)
    paper.line(160 * mm, said("Pages {number}", number=pages), size=24)
    paper.line(190 * mm, said("Lay this sheet on top of the stack. Pages without print need not be counted."))
    paper.next()
    return paper.finish()


_MOST_COUNTED = 9999


def rescan_slips(papers: Sequence[Again]) -> bytes:
    """A PDF with a slip for each paper that is to be scanned again.

    Raises:
        WrongUse: there is none.
    """
    if not papers:
        raise WrongUse("No document was named: name at least one that is to be scanned again.")
    sheet = _Paper()
    for again in papers:
        sheet.qr(40 * mm, again.slip.code, 70 * mm)
        sheet.title(130 * mm, _AGAIN)
        sheet.line(142 * mm, said("Lay this sheet on top of the paper and scan both together."))
        sheet.line(165 * mm, _shortened(again.source), size=16)
        sheet.line(175 * mm, again.pages, size=16)
        sheet.line(190 * mm, said("client {client}", client=again.slip.client))
        sheet.next()
    return sheet.finish()


class _Paper:
    """A PDF of A4 sheets in the making; heights are told from the upper edge, all is centred."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        self._canvas: Any = Canvas(self._stream, A4, invariant=True, pageCompression=True)
        self._canvas.setTitle("Countersign")

    def title(self, down: float, words: str) -> None:
        self.line(down, said(words), size=32, font="Helvetica-Bold")

    def line(self, down: float, words: str, size: float = 11, font: str = "Helvetica") -> None:
        plain = words.encode("cp1252", "replace").decode("cp1252")
        self._canvas.setFont(font, size)
        self._canvas.drawCentredString(A4[0] / 2, A4[1] - down, plain)

    def bar(self, down: float, thick: float, length: float) -> None:
        self._canvas.rect((A4[0] - length) / 2, A4[1] - down - thick, length, thick, stroke=0, fill=1)

    def qr(self, down: float, text: str, side: float) -> None:
        code = qr.QrCodeWidget(text, barWidth=side, barHeight=side, barLevel="H")
        frame = Drawing(side, side)
        frame.add(code)
        renderPDF.draw(frame, self._canvas, (A4[0] - side) / 2, A4[1] - down - side)

    def code128(self, down: float, text: str) -> None:
        code = code128.Code128(text, barHeight=26 * mm, barWidth=1.8, quiet=False)
        code.drawOn(self._canvas, (A4[0] - code.width) / 2, A4[1] - down - code.height)

    def next(self) -> None:
        self._canvas.showPage()

    def finish(self) -> bytes:
        self._canvas.save()
        return self._stream.getvalue()


def _patch(paper: _Paper) -> None:
    """Along the upper edge and again at the foot: a sheet fed the wrong way round is known too."""
    tall = sum(_thickness(bar) for bar in _PATCH_T) + _NARROW * (len(_PATCH_T) - 1)
    for top in (12 * mm, A4[1] - 12 * mm - tall):
        down = top
        for bar in _PATCH_T:
            paper.bar(down, _thickness(bar), 130 * mm)
            down += _thickness(bar) + _NARROW


def _thickness(bar: str) -> float:
    return float(_WIDE if bar == "W" else _NARROW)


def _code128(paper: _Paper) -> None:
    paper.code128(60 * mm, "SEPARATOR")


def _qr(paper: _Paper) -> None:
    paper.qr(50 * mm, "SEPARATOR", 60 * mm)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_LINE else f"...{name[-_LONGEST_LINE:]}"


_MARKS = {
    Separator.PATCH: _patch,
    Separator.CODE128: _code128,
    Separator.QR: _qr,
}
