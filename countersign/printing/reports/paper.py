"""The paper of reports: letterhead, heads and feet, upright or lying; drawn twice to know how many sheets."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate, Spacer

from countersign.language import said
from countersign.language.choosing import formats_of
from countersign.language.reader import Reader, read_by
from countersign.printing.reports.styles import LEAD, SUBTITLE, TITLE
from flows.evidence.sheets.frame import shortened
from flows.evidence.sheets.lock import ONE_AT_A_TIME
from flows.evidence.sheets.style import (
    FOOT,
    INK,
    QUIET,
    RULE,
    SANS,
    SANS_BOLD,
    SERIF_BOLD,
    fitting,
    para,
    set_up,
)
from models.evidence import Letterhead, Tongue
from models.record import DEFAULT_CLIENT

SIDE = 18 * mm
_FIRST_TOP, _TOP = 35 * mm, 26 * mm
"""From the upper edge to the text, on the first sheet and on the others."""
Draw = Callable[[Any, Any], None]
"""Draws something onto a canvas of a document."""


@dataclass(frozen=True, slots=True)
class Front:
    """What a report is, and who it comes from."""

    title: str
    subtitle: str
    letterhead: Letterhead
    lead: tuple[str, ...] = ()
    """Lines below the title: the day, where figures come from."""
    lies: bool = False
    """True for paper that lies."""
    top: float = _FIRST_TOP
    """From the upper edge of the first sheet to its text."""
    draw: Draw | None = None
    """Draws the head of the first sheet in place of the letterhead."""
    sides: tuple[float, float] = (SIDE, SIDE)
    """Margins left and right, in points."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a sheet, in points."""
        wide, high = landscape(A4) if self.lies else A4
        return float(wide), float(high)

    @property
    def inner(self) -> float:
        """Width of the text, in points."""
        return self.size[0] - sum(self.sides)


def firm_words(client: str) -> tuple[str, ...]:
    """The client firm, where it has a name."""
    return (said("Client firm {client}", client=client),) if client != DEFAULT_CLIENT else ()


def written_in(tongue: Tongue) -> Any:
    """Whatever is made inside is in this language, with the formats that are usual where it is spoken."""
    return read_by(Reader(tongue.value, formats_of(tongue.value)))


def printed(front: Front, story: Callable[[], Sequence[Any]]) -> bytes:
    """The PDF; `story` is called for each drawing, since parts of one are used up by it."""
    with ONE_AT_A_TIME:
        set_up()
        _, sheets = _drawn(front, story(), 0)
        return _drawn(front, story(), sheets)[0]


def opening(front: Front) -> Iterator[Any]:
    """Title and lead, for reports that have no head of their own."""
    yield para(front.title, TITLE)
    if front.subtitle:
        yield para(front.subtitle, SUBTITLE)
    yield from (para(line, LEAD) for line in front.lead)
    yield Spacer(0, 5 * mm)


def _drawn(front: Front, story: Sequence[Any], sheets: int) -> tuple[bytes, int]:
    stream = io.BytesIO()
    paper = _Paper(stream, front, sheets)
    paper.build([NextPageTemplate("later"), *story])
    return stream.getvalue(), paper.page


class _Paper(BaseDocTemplate):  # type: ignore[misc]
    """A PDF in the making."""

    def __init__(self, stream: io.BytesIO, front: Front, sheets: int) -> None:
        name = " - ".join(part for part in (front.title, front.subtitle) if part)
        super().__init__(
            stream,
            pagesize=front.size,
            invariant=True,
            pageCompression=1,
            title=fitting(name),
            author=fitting(front.letterhead.name or "Countersign"),
            creator="Countersign",
            producer="Countersign",
        )
        self._front, self._sheets = front, sheets
        self.addPageTemplates(
            [
                PageTemplate("first", [_frame(front, front.top)], onPage=self._head, onPageEnd=self._end),
                PageTemplate("later", [_frame(front, _TOP)], onPage=self._again, onPageEnd=self._end),
            ]
        )

    def _head(self, canvas: Any, document: Any) -> None:
        (self._front.draw or self._letterhead)(canvas, document)

    def _letterhead(self, canvas: Any, _: Any) -> None:
        (wide, high), (left, right) = self._front.size, self._front.sides
        head = self._front.letterhead
        canvas.setFillColor(INK)
        canvas.setFont(SERIF_BOLD, 14)
        canvas.drawString(left, high - 19 * mm, shortened(head.name, SERIF_BOLD, 14, wide / 2 - left))
        canvas.setFont(SANS, 8)
        canvas.setFillColor(QUIET)
        reach = " \u00b7 ".join(part for part in (head.phone, head.email) if part)
        lines = [" \u00b7 ".join(head.address), reach]
        for place, line in enumerate(line for line in lines if line):
            text = shortened(line, SANS, 8, wide / 2 - right)
            canvas.drawRightString(wide - right, high - 15.5 * mm - place * 4 * mm, text)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.line(left, high - 26 * mm, wide - right, high - 26 * mm)

    def _again(self, canvas: Any, _: Any) -> None:
        (wide, high), (left, right) = self._front.size, self._front.sides
        canvas.setFont(SANS_BOLD, 9)
        canvas.setFillColor(INK)
        canvas.drawString(left, high - 17 * mm, shortened(self._front.title, SANS_BOLD, 9, wide / 2 - left))
        canvas.setFont(SANS, 8.5)
        canvas.setFillColor(QUIET)
        text = shortened(self._front.subtitle, SANS, 8.5, wide / 2 - right)
        canvas.drawRightString(wide - right, high - 17 * mm, text)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        canvas.line(left, high - 20 * mm, wide - right, high - 20 * mm)

    def _end(self, canvas: Any, _: Any) -> None:
        (wide, _), (left, right) = self._front.size, self._front.sides
        canvas.setFont(SANS, 7.5)
        canvas.setFillColor(QUIET)
        canvas.drawString(left, 10 * mm, shortened(self._front.letterhead.name, SANS, 7.5, wide / 2))
        pages = said("Page {page} of {number}", page=canvas.getPageNumber(), number=self._sheets)
        canvas.drawRightString(wide - right, 10 * mm, fitting(pages))


def _frame(front: Front, top: float) -> Frame:
    _, high = front.size
    return Frame(front.sides[0], FOOT, front.inner, high - FOOT - top, 0, 0, 0, 0)
