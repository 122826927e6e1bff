"""What else than words a born-digital page is drawn of: where a pen's, a stamp's or a code's ink may be."""

from __future__ import annotations

import ctypes
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
_LEVEL = 0.5
"""Points that a level or upright line may fall."""


def drawn_on(page: pypdfium2.PdfPage) -> Drawn | None:
    """What is drawn on a page beside its text; None where that is too much to be told apart."""
    count = pdfium.FPDFPage_CountObjects(page)
    if not 0 <= count <= _MOST_OBJECTS:
        return None
    places, pictures, frames, segments = Places.of(page), list[Box](), list[Box](), 0
    for thing in (pdfium.FPDFPage_GetObject(page, place) for place in range(count)):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        bounds, parts = _bounds(thing), 0
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            parts = pdfium.FPDFPath_CountSegments(thing)
            segments += parts
        if bounds is None or parts < 0 or segments > _MOST_SEGMENTS:
            return None
        if not (parts and _is_ruled(thing, parts)):
            pictures.append(clipped(places.box(*bounds)))
        elif parts > _FEW or max(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= _SHORT:
            frames.append(clipped(places.box(*bounds)))
    return Drawn(tuple(pictures), tuple(frames))


def _bounds(thing: object) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top in points; None where pdfium knows none."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, edges)):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _is_ruled(path: object, parts: int) -> bool:
    """True for a path of level and upright lines alone."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix)):
        return False
    if (matrix.b or matrix.c) and (matrix.a or matrix.d):
        return False
    across, down = max(abs(matrix.a), abs(matrix.b)), max(abs(matrix.c), abs(matrix.d))
    return all(
        line is not None
        and min(abs(line[1][0] - line[0][0]) * across, abs(line[1][1] - line[0][1]) * down) <= _LEVEL
        for line in _lines(path, parts)
    )


def _lines(path: object, parts: int) -> Iterator[tuple[Point, Point] | None]:
    """From point to point of a path; None for a curve."""
    start = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(parts):
        part = pdfium.FPDFPath_GetPathSegment(path, place)
        kind = pdfium.FPDFPathSegment_GetType(part)
        pdfium.FPDFPathSegment_GetPoint(part, ctypes.byref(x), ctypes.byref(y))
        here = x.value, y.value
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, here
        else:
            yield None
        last = here
        if pdfium.FPDFPathSegment_GetClose(part):
            yield here, start
            last = start
