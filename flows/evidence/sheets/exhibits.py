"""Frames around pages of originals, marks upon them, and enlargements of what is marked."""

from __future__ import annotations

from collections.abc import Sequence
from math import dist
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from extractors.opening import Placement
from flows.evidence.copying import Copy
from flows.evidence.sheets.frame import Notes, absolute, shortened
from flows.evidence.sheets.style import INK, MARK, QUIET, RULE, SANS, SANS_BOLD, SMALL, fitting, para
from models.paper import Box
from receivables.evidence import Mark

_NOTE = 6 * mm
"""Room below a page for a line of words."""
_DOT = 2.5 * mm
"""Radius of the numbered dot of a mark."""
_SAID = 50 * mm
"""Room beside an enlargement for what it shows."""
_CROP_HIGH, _CROP_LARGEST = 48 * mm, 3.5
"""Most height of an enlargement, and most times the size on the paper."""
_AROUND = (0.25, 0.7)
"""Of the marked box: what shows around it, across and down."""
_LEAST = (0.16, 0.025)
"""Of the page: least width and height of what is enlarged."""


class Sheet(Flowable):  # type: ignore[misc]
    """A page of an original, as large as the frame lets it be, with marks and a line below."""

    def __init__(self, notes: Notes, copy: Copy, marks: Sequence[Mark] = (), note: str = "") -> None:
        super().__init__()
        self._notes, self._copy, self._marks, self._note = notes, copy, marks, note

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        """All the room there is."""
        self.width, self.height = wide, high
        return wide, high

    def draw(self) -> None:
        """Draw the frame, the marks, and note where the page goes."""
        wide, high = self._copy.size
        room = self.height - (_NOTE if self._note else 0)
        scale = min(self.width / wide, room / high)
        left, bottom = (self.width - wide * scale) / 2, self.height - high * scale
        self._place(left, bottom, wide * scale, high * scale)
        canvas = self.canv
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.rect(left, bottom, wide * scale, high * scale, stroke=1, fill=0)
        dots = list[tuple[float, float]]()
        for mark in self._marks:
            frame = _framed(mark, (left, bottom, wide * scale, high * scale))
            _draw_frame(canvas, frame)
            dots.append(_free_place(frame, dots))
        for mark, (x, y) in zip(self._marks, dots, strict=True):
            dot(canvas, x, y, mark.number)
        if self._note:
            canvas.setFont(SANS, 8)
            canvas.setFillColor(QUIET)
            text = shortened(self._note, SANS, 8, self.width)
            canvas.drawString(max(left, 0) if wide * scale > self.width / 2 else 0, bottom - 4 * mm, text)

    def _place(self, left: float, bottom: float, wide: float, high: float) -> None:
        x, y = absolute(self.canv, left, bottom)
        at = (x, y, x + wide, y + high)
        sheet = self.canv.getPageNumber() - 1
        self._notes.placements.append(Placement(sheet, self._copy.part, self._copy.page, at))


def _framed(mark: Mark, page: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the frame around a mark."""
    left, bottom, wide, high = page
    box = mark.box
    x0, x1 = left + box.x0 * wide - 2, left + box.x1 * wide + 2
    return x0, bottom + (1 - box.y1) * high - 2, x1, bottom + (1 - box.y0) * high + 2


def _draw_frame(canvas: Any, frame: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = frame
    canvas.setStrokeColor(MARK)
    canvas.setLineWidth(1.1)
    canvas.roundRect(x0, y0, x1 - x0, y1 - y0, 2, stroke=1, fill=0)


def _free_place(
    frame: tuple[float, float, float, float], taken: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """Where the number of a frame covers no other: left of it, right, above, below."""
    x0, y0, x1, y1 = frame
    away, middle = _DOT + 1, (y0 + y1) / 2
    places = ((x0 - away, middle), (x1 + away, middle), (x0, y1 + away), (x1, y1 + away), (x0, y0 - away))
    free = (one for one in places if all(dist(one, other) > 2 * _DOT for other in taken))
    return next(free, places[-1])


def dot(canvas: Any, x: float, y: float, number: int) -> None:
    """The number of a mark in a filled circle."""
    canvas.setFillColor(MARK)
    canvas.circle(x, y, _DOT, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setFont(SANS_BOLD, 8)
    canvas.drawCentredString(x, y - 2.8, str(number))


class Enlarged(Flowable):  # type: ignore[misc]
    """What a mark points at, enlarged, beside what it is."""

    def __init__(self, notes: Notes, copy: Copy, mark: Mark, title: str, said: Sequence[str]) -> None:
        super().__init__()
        self._notes, self._copy, self._mark, self._title = notes, copy, mark, title
        self._said = [para(text, SMALL) for text in said if text]
        self._part = _with_surroundings(mark.box)
        self._scale = 1.0

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        """As high as the enlargement or the words beside it need."""
        del high
        part, (page_wide, page_high) = self._part, self._copy.size
        room = wide - _SAID
        self._scale = min(
            room / (part.width * page_wide), _CROP_HIGH / (part.height * page_high), _CROP_LARGEST
        )
        words = sum(one.wrap(_SAID - 12 * mm, 1000)[1] for one in self._said) + 8 * mm
        self.width = wide
        self.height = max(part.height * page_high * self._scale, words) + 7 * mm
        return self.width, self.height

    def draw(self) -> None:
        """Draw the words and the frame, and note what is laid into it."""
        canvas, top = self.canv, self.height
        dot(canvas, _DOT + 1, top - _DOT - 1, self._mark.number)
        canvas.setFillColor(INK)
        canvas.setFont(SANS_BOLD, 9.5)
        canvas.drawString(8 * mm, top - 4 * mm, fitting(self._title))
        down = top - 7 * mm
        for words in self._said:
            down -= words.height
            words.drawOn(canvas, 8 * mm, down)
        self._lay(top)

    def _lay(self, top: float) -> None:
        part, (page_wide, page_high) = self._part, self._copy.size
        wide, high = page_wide * self._scale, page_high * self._scale
        x, y = absolute(self.canv, _SAID, top)
        at = (x - part.x0 * wide, y + part.y0 * high - high, x - part.x0 * wide + wide, y + part.y0 * high)
        window = (x, y - part.height * high, x + part.width * wide, y)
        sheet = self.canv.getPageNumber() - 1
        self._notes.placements.append(Placement(sheet, self._copy.part, self._copy.page, at, window))
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.6)
        self.canv.rect(
            _SAID, top - part.height * high, part.width * wide, part.height * high, stroke=1, fill=0
        )


def _with_surroundings(box: Box) -> Box:
    across = max(box.width * (1 + 2 * _AROUND[0]), _LEAST[0])
    down = max(box.height * (1 + 2 * _AROUND[1]), _LEAST[1])
    x, y = box.middle
    left, top = max(x - across / 2, 0.0), max(y - down / 2, 0.0)
    return Box(left, top, min(left + across, 1.0), min(top + down, 1.0))
