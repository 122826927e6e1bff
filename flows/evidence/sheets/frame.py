"""The sheet itself: margins, heads and feet, and where pages of originals are to be laid under it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from reportlab.platypus.doctemplate import ActionFlowable

from extractors.opening import Placement
from flows.evidence.sheets.style import FOOT, LEFT, QUIET, RIGHT, RULE, SANS, SANS_BOLD, fitting, width

WIDE, HIGH = A4
_EXHIBIT_SIDE = 15 * mm
_HEAD = 20 * mm
"""From the upper edge to the rule below the head of a sheet."""
LETTER_TOP = 91 * mm
"""From the upper edge to the first line of a letter, below its addresses."""
FIRST, PLAIN, EXHIBIT = "first", "plain", "exhibit"


@dataclass
class Notes:
    """What one drawing tells the next: the number of sheets, and on which one things begin."""

    sheets: int = 0
    starts: dict[str, int] = field(default_factory=dict)
    """1-based page by name."""
    placements: list[Placement] = field(default_factory=list)


class Document(BaseDocTemplate):  # type: ignore[misc]
    """A PDF in the making."""

    def __init__(self, stream: io.BytesIO, before: Notes, foot: str, first_sheet: Any) -> None:
        super().__init__(stream, pagesize=A4, invariant=True, pageCompression=1)
        self.notes = Notes()
        self.head: tuple[str, str] = ("", "")
        self._before, self._foot = before, foot
        inner, plain_foot = WIDE - LEFT - RIGHT, partial(self._finish, LEFT, WIDE - RIGHT)
        self.addPageTemplates(
            [
                PageTemplate(
                    FIRST, [_frame(LEFT, inner, LETTER_TOP)], onPage=first_sheet, onPageEnd=plain_foot
                ),
                PageTemplate(
                    PLAIN,
                    [_frame(LEFT, inner, _HEAD + 9 * mm)],
                    onPage=partial(self._begin, LEFT, WIDE - RIGHT),
                    onPageEnd=plain_foot,
                ),
                PageTemplate(
                    EXHIBIT,
                    [_frame(_EXHIBIT_SIDE, WIDE - 2 * _EXHIBIT_SIDE, _HEAD + 4 * mm)],
                    onPage=partial(self._begin, _EXHIBIT_SIDE, WIDE - _EXHIBIT_SIDE),
                    onPageEnd=partial(self._finish, _EXHIBIT_SIDE, WIDE - _EXHIBIT_SIDE),
                ),
            ]
        )

    def _begin(self, side: float, edge: float, canvas: Any, document: Document) -> None:
        """The head of a sheet, from `side` to `edge`."""
        left, right = (fitting(part) for part in document.head)
        canvas.setFont(SANS_BOLD, 9)
        canvas.setFillColorRGB(0.1, 0.12, 0.14)
        canvas.drawString(side, HIGH - _HEAD + 2.2 * mm, left)
        canvas.setFont(SANS, 8.5)
        canvas.setFillColor(QUIET)
        canvas.drawRightString(edge, HIGH - _HEAD + 2.2 * mm, right)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        canvas.line(side, HIGH - _HEAD, edge, HIGH - _HEAD)

    def _finish(self, side: float, edge: float, canvas: Any, document: Document) -> None:
        """The foot of a sheet, from `side` to `edge`."""
        page, of = canvas.getPageNumber(), self._before.sheets
        document.notes.sheets = page
        canvas.setFont(SANS, 7.5)
        canvas.setFillColor(QUIET)
        title, _, pages = self._foot.partition("\n")
        canvas.drawString(side, 11 * mm, fitting(title))
        canvas.drawRightString(edge, 11 * mm, fitting(pages.format(page=page, of=of)))


def _frame(left: float, wide: float, down: float) -> Frame:
    return Frame(left, FOOT, wide, HIGH - FOOT - down, 0, 0, 0, 0)


class Headed(ActionFlowable):  # type: ignore[misc]
    """Sets what stands at the head of the sheets that follow."""

    def __init__(self, left: str, right: str = "") -> None:
        super().__init__()
        self._head = left, right

    def apply(self, doc: Document) -> None:
        """Keep it in the document."""
        doc.head = self._head


class Begins(Flowable):  # type: ignore[misc]
    """Notes the page on which it comes to lie; takes no room."""

    def __init__(self, notes: Notes, name: str) -> None:
        super().__init__()
        self._notes, self._name = notes, name
        self.width = self.height = 0

    def draw(self) -> None:
        """Note it."""
        self._notes.starts.setdefault(self._name, self.canv.getPageNumber())


def absolute(canvas: Any, x: float, y: float) -> tuple[float, float]:
    """A point of a flowable in points of the sheet."""
    at: tuple[float, float] = canvas.absolutePosition(x, y)
    return at


def shortened(text: str, font: str, size: float, most: float) -> str:
    """`text`, cut where it is longer than `most` points."""
    plain = fitting(text)
    if width(plain, font, size) <= most:
        return plain
    while plain and width(f"{plain}...", font, size) > most:
        plain = plain[:-1]
    return f"{plain}..."


def column_widths(shares: Sequence[float], wide: float) -> list[float]:
    """Widths of columns that fill `wide` by their shares."""
    return [wide * share / sum(shares) for share in shares]
