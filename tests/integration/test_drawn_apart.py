"""Born-digital pages drawn in unusual ways: no pen is overlooked, and nothing brings the reader down."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pikepdf
import pytest
from reportlab.pdfgen import canvas

from extractors.opening import Sheet, picture_of
from extractors.page import Reader, SheetInfo, open_reader, read_page
from fixtures.hands import HANDS, signed
from models.paper import Page, PageKind
from tests.papers.opening_papers import opened, printed_pdf

Point = tuple[float, float]
Read = Callable[[Sheet], Page]
ALONE = 300.0, 160.0
"""Where nothing asks for a signature."""
THIN, THICK = 5.8, 14.4
PATCH_T = THIN, THICK, THIN, THICK
HUGE = b"9" * 19 + b".5"


@pytest.fixture(scope="module")
def read() -> Read:
    reader: Reader = open_reader("neural")

    def read_of(sheet: Sheet) -> Page:
        return read_page(
            picture_of(sheet), SheetInfo(1, sheet.dpi, sheet.text_words or (), sheet.drawn), reader
        )

    return read_of


def strokes(x: float, y: float) -> list[list[Point]]:
    """A signature in points of the page."""
    ink = signed(HANDS["carla"], "full", Random(3))
    scale = 72 / 25.4
    return [[(x + left * scale, y - down * scale) for left, down, _ in stroke] for stroke in ink.strokes]


def dense(points: list[Point]) -> list[Point]:
    """A point every third of a point or so, as tablets give them."""
    found = [points[0]]
    for one, other in pairwise(points):
        steps = max(round(float(np.hypot(other[0] - one[0], other[1] - one[1])) / 0.3), 1)
        found += [
            (one[0] + (other[0] - one[0]) * n / steps, one[1] + (other[1] - one[1]) * n / steps)
            for n in range(1, steps + 1)
        ]
    return found


def path_of(lines: list[list[Point]]) -> bytes:
    moves = ("{:.3f} {:.3f} m " + "{:.3f} {:.3f} l " * (len(line) - 1) for line in lines)
    texts = (
        move.format(*(edge for point in line for edge in point))
        for move, line in zip(moves, lines, strict=True)
    )
    return "\n".join(texts).encode()


def sheet_with(content: bytes, folder: Path, pattern: bytes = b"") -> Sheet:
    """A page of text with some more content, and with a pattern P1 if given."""
    path = printed_pdf(folder / "po", _nothing)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        if pattern:
            tile = pdf.make_stream(pattern)
            tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = pikepdf.Name.Pattern, 1, 1, 1
            tile.BBox, tile.XStep, tile.YStep = [0, -40, 250, 90], 250, 130
            tile.Resources, tile.Matrix = pikepdf.Dictionary(), [1, 0, 0, 1, 290, 130]
            page.Resources.Pattern = pikepdf.Dictionary(P1=pdf.make_indirect(tile))
        page.contents_add(pdf.make_stream(b"q " + content + b" Q"), prepend=False)
        pdf.save()
    return opened(path, folder)[0]


def _nothing(_drawing: canvas.Canvas) -> None:
    """Only the text that every such page has."""


def pattern_of_a_pen(folder: Path) -> Sheet:
    fill = b"/Pattern cs /P1 scn 290 90 250 130 re f"
    return sheet_with(fill, folder, b"1 w " + path_of(strokes(10, 30)) + b" S")


def tablet(folder: Path) -> Sheet:
    return sheet_with(b"1 w " + path_of([dense(line) for line in strokes(*ALONE)]) + b" S", folder)


def step_by_step(folder: Path) -> Sheet:
    pieces = [[*pair] for line in strokes(*ALONE) for pair in pairwise(line)]
    return sheet_with(b"1 w " + b" S ".join(path_of([piece]) for piece in pieces) + b" S", folder)


@pytest.mark.parametrize("drawn", [pattern_of_a_pen, tablet, step_by_step])
def test_a_pen_is_seen_however_its_lines_are_drawn(
    read: Read, tmp_path: Path, drawn: Callable[[Path], Sheet]
) -> None:
    sheet = drawn(tmp_path)
    assert sheet.drawn is not None
    (region,) = read(sheet).signatures
    assert region.present


def test_bars_longer_than_any_box_are_a_patch_code_still(read: Read, tmp_path: Path) -> None:
    drawing = canvas.Canvas(str(tmp_path / "sheet.pdf"), pagesize=(612, 792))
    down = 34.0
    for thick in PATCH_T:
        drawing.rect(120, 792 - down - thick, 370, thick, stroke=0, fill=1)
        down += thick + THIN
    for row, line in enumerate(("Client folder Meyer Logistics", "Scanned by the mail room in Hamburg")):
        drawing.drawString(100, 500 - 30 * row, line)
    drawing.save()
    sheet = opened(tmp_path / "sheet.pdf", tmp_path)[0]
    assert sheet.drawn is not None
    found = read(sheet)
    assert (found.kind, found.separator) == (PageKind.SEPARATOR, "patch code T")


def test_coordinates_that_are_no_numbers_leave_the_page_to_be_looked_at_whole(
    read: Read, tmp_path: Path
) -> None:
    scale = HUGE + b" 0 0 " + HUGE + b" 0 0 cm "
    sheet = sheet_with(scale + scale + HUGE + b" 1.0 m 1.0 1.0 2.5 2.5 -" + HUGE + b" 3.5 c S", tmp_path)
    assert sheet.drawn is None
    assert read(sheet).words


def test_shapes_without_end_over_one_another_are_not_told_apart(tmp_path: Path) -> None:
    hidden = b"0 0 0.01 0.01 re W n "
    shapes = b" ".join(b"%d 0 m 612 792 l %d 792 l f" % (n, n) for n in range(200))
    sheet = sheet_with(hidden + shapes, tmp_path)
    assert sheet.text_words
    assert sheet.drawn is None
