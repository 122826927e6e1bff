"""What else than words a born-digital page is drawn of: where a pen's, a stamp's or a code's ink may be."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.opening.text_layer import Places, clipped
from models.drawn import Drawn
from models.paper import Box

Point: TypeAlias = tuple[float, float]

_MOST_OBJECTS, _MOST_SEGMENTS = 20_000, 20_000
"""On a page; one with more is looked at whole."""
_FEW = 20
"""Segments of a frame or line; drawings of more may be codes."""
_SHORT = 144.0
"""Points: sides of a box to be ticked and of the bars of a code."""
_LEVEL, _SLOPE, _STEP = 0.5, 0.1, 0.5
"""Points that a level or upright line may fall, and parts of its length; shorter steps are put together."""
_THICK = 3.0
"""Points: filled shapes that are thinner are lines."""
_MOST_PAGES = 50.0
"""Times the page that what is drawn may cover: shapes without end over one another are not told apart."""


def drawn_on(page: pypdfium2.PdfPage) -> Drawn | None:
    """What is drawn on a page beside its text; None where that is too much to be told apart."""
    count = pdfium.FPDFPage_CountObjects(page)
    if not 0 <= count <= _MOST_OBJECTS:
        return None
    places, segments = Places.of(page), 0
    kinds: dict[str, list[Box]] = {"pictures": [], "frames": [], "grounds": []}
    for thing in (pdfium.FPDFPage_GetObject(page, place) for place in range(count)):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        parts = pdfium.FPDFPath_CountSegments(thing) if kind == pdfium.FPDF_PAGEOBJ_PATH else 0
        bounds, segments = _bounds(thing), segments + parts
        if bounds is None or parts < 0 or segments > _MOST_SEGMENTS:
            return None
        for name in _kinds(thing, parts, bounds):
            kinds[name].append(clipped(places.box(*bounds)))
    once = {name: tuple(dict.fromkeys(boxes)) for name, boxes in kinds.items()}
    covered = sum(box.width * box.height for boxes in once.values() for box in boxes)
    return Drawn(**once) if covered <= _MOST_PAGES else None


def _kinds(thing: object, parts: int, bounds: tuple[float, float, float, float]) -> Iterator[str]:
    """Which boxes of `Drawn` an object of so many segments belongs to."""
    wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
    if not (parts and _is_ruled(thing, parts)):
        yield "pictures"
        return
    if parts > _FEW or max(wide, high) <= _SHORT:
        yield "frames"
    if min(wide, high) >= _THICK and _is_filled(thing):
        yield "grounds"


def _bounds(thing: object) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top in points; None where pdfium knows none, or none that are numbers."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, edges)):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return (left, bottom, right, top) if all(map(math.isfinite, (left, bottom, right, top))) else None


def _is_filled(path: object) -> bool:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    known = pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(filled), ctypes.byref(stroked))
    return not known or filled.value != pdfium.FPDF_FILLMODE_NONE


def _is_ruled(path: object, parts: int) -> bool:
    """True for a path of level and upright lines alone."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix)):
        return False
    if (matrix.b or matrix.c) and (matrix.a or matrix.d):
        return False
    scale = max(abs(matrix.a), abs(matrix.b)), max(abs(matrix.c), abs(matrix.d))
    return all(line is not None and _is_level(*line) for line in _lines(path, parts, scale))


def _is_level(one: Point, other: Point) -> bool:
    """True for a line that is level or upright."""
    fall, length = sorted((abs(other[0] - one[0]), abs(other[1] - one[1])))
    return fall <= min(_LEVEL, _SLOPE * length)


def _lines(path: object, parts: int, scale: Point) -> Iterator[tuple[Point, Point] | None]:
    """From point to point of a path, in points; None for a curve. Small steps are put together."""
    start = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(parts):
        part = pdfium.FPDFPath_GetPathSegment(path, place)
        kind = pdfium.FPDFPathSegment_GetType(part)
        pdfium.FPDFPathSegment_GetPoint(part, ctypes.byref(x), ctypes.byref(y))
        here = x.value * scale[0], y.value * scale[1]
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = last = here
        elif kind != pdfium.FPDF_SEGMENT_LINETO:
            yield None
        elif math.dist(last, here) >= _STEP:
            yield last, here
            last = here
        if pdfium.FPDFPathSegment_GetClose(part):
            if math.dist(last, start) >= _STEP:
                yield last, start
            last = start
