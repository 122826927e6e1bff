"""A born-digital page: its own words and lines are nobody's pen, and what was put on it is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pikepdf
import pytest
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.pdfgen import canvas

from extractors.opening import Sheet, picture_of
from extractors.page import Reader, SheetInfo, open_reader, read_page
from fixtures.hands import HANDS, signed
from models.paper import TEXT_LAYER, Box, Ink, Page
from tests.papers.opening_papers import opened, page, printed_pdf

Draw = Callable[[canvas.Canvas], None]
LETTER = 612, 792


@pytest.fixture(scope="module")
def reader() -> Reader:
    return open_reader("neural")


@pytest.fixture
def read(reader: Reader, tmp_path: Path) -> Callable[[Draw], Page]:
    def read_of(draw: Draw) -> Page:
        sheet = sheet_of(draw, tmp_path)
        return read_page(
            picture_of(sheet), SheetInfo(1, sheet.dpi, sheet.text_words or (), sheet.drawn), reader
        )

    return read_of


def sheet_of(draw: Draw, folder: Path) -> Sheet:
    return opened(printed_pdf(folder / "po", draw), folder)[0]


def table(drawing: canvas.Canvas) -> None:
    """Level and upright lines, long and short, and a filled head."""
    drawing.rect(72, 60, 400, 120)
    for across in range(72, 472, 40):
        drawing.line(across, 60, across, 180)
    for down in range(60, 180, 24):
        drawing.line(72, down, 472, down)
    drawing.setFillGray(0.3)
    drawing.rect(72, 180, 400, 20, fill=1)


def signature(drawing: canvas.Canvas) -> None:
    """A pen's lines over a place to sign."""
    drawing.drawString(72, 130, "Customer signature:")
    drawing.line(220, 126, 420, 126)
    pen(drawing, 230, 132)


def pen(drawing: canvas.Canvas, x: float, y: float) -> None:
    ink = signed(HANDS["carla"], "full", Random(3))
    path = drawing.beginPath()
    for stroke in ink.strokes:
        (left, down, _), *others = stroke
        path.moveTo(x + left * mm, y - down * mm)
        for across, lower, _ in others:
            path.lineTo(x + across * mm, y - lower * mm)
    drawing.setLineWidth(1.0)
    drawing.drawPath(path)


def within(inner: Box, outer: Box, slack: float = 0.01) -> bool:
    return (
        inner.x0 >= outer.x0 - slack
        and inner.y0 >= outer.y0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.y1 <= outer.y1 + slack
    )


def test_words_and_lines_alone_are_no_pictures(tmp_path: Path) -> None:
    drawn = sheet_of(table, tmp_path).drawn
    assert drawn is not None
    assert drawn.pictures == ()
    assert drawn.frames


def test_a_pens_lines_and_a_picture_are_told_by_where_they_are(tmp_path: Path) -> None:
    def draw(drawing: canvas.Canvas) -> None:
        table(drawing)
        pen(drawing, 300, 220)
        drawing.drawInlineImage(page(size=(40, 40)), 500, 700, 40, 40)

    drawn = sheet_of(draw, tmp_path).drawn
    assert drawn is not None
    strokes, picture = sorted(drawn.pictures, key=lambda box: -box.y0)
    assert within(picture, Box(500 / 612, 52 / 792, 540 / 612, 92 / 792))
    assert 0.47 < strokes.x0 < strokes.x1 < 0.8
    assert 0.6 < strokes.y0 < strokes.y1 < 0.8


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_what_is_drawn_lies_where_a_turned_page_shows_it(tmp_path: Path, turn: int) -> None:
    path = printed_pdf(tmp_path / "po", lambda drawing: pen(drawing, 300, 220))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.save()
    sheet, picture = opened(path, tmp_path)
    assert sheet.drawn is not None
    (box,) = sheet.drawn.pictures
    edges = (box.x0 * sheet.width, box.y0 * sheet.height, box.x1 * sheet.width, box.y1 * sheet.height)
    left, top, right, bottom = (round(edge) for edge in edges)
    assert np.asarray(picture)[top:bottom, left:right].min() < 100


def test_a_part_that_is_put_into_the_page_whole_is_looked_at_whole(tmp_path: Path) -> None:
    def draw(drawing: canvas.Canvas) -> None:
        drawing.beginForm("part")
        drawing.rect(300, 60, 100, 50)
        drawing.endForm()
        drawing.doForm("part")

    drawn = sheet_of(draw, tmp_path).drawn
    assert drawn is not None
    assert len(drawn.pictures) == 1


def test_a_page_of_too_many_lines_is_looked_at_whole(tmp_path: Path) -> None:
    def draw(drawing: canvas.Canvas) -> None:
        path = drawing.beginPath()
        for step in range(20_001):
            path.moveTo(72 + step % 400, 60)
            path.lineTo(73 + step % 400, 60)
        drawing.drawPath(path)

    sheet = sheet_of(draw, tmp_path)
    assert sheet.text_words
    assert sheet.drawn is None


def test_a_layer_whose_short_words_alone_are_right_is_not_trusted(reader: Reader, tmp_path: Path) -> None:
    sheet = sheet_of(table, tmp_path)
    forged = str.maketrans("0123456789", "9876543210")
    words = tuple((text.translate(forged), box) for text, box in sheet.text_words or ())
    told = [
        read_page(picture_of(sheet), SheetInfo(1, sheet.dpi, layer, sheet.drawn), reader)
        for layer in (words, sheet.text_words or ())
    ]
    assert [page.reader == TEXT_LAYER for page in told] == [False, True]
    assert "4500123" in told[0].text


def test_nothing_on_a_page_of_words_and_lines_is_a_hands(read: Callable[[Draw], Page]) -> None:
    found = read(table)
    assert found.reader == TEXT_LAYER
    assert {word.ink for word in found.words} == {Ink.PRINT}
    assert found.marks == ()
    assert found.signatures == ()
    assert found.ticks == ()


def test_a_signature_drawn_on_the_page_is_found(read: Callable[[Draw], Page]) -> None:
    found = read(signature)
    (region,) = found.signatures
    assert region.present
    assert within(region.box, Box(225 / 612, 600 / 792, 430 / 612, 690 / 792), 0.02)
    assert {word.ink for word in found.words if any(map(str.isdigit, word.text))} == {Ink.PRINT}


def test_a_signature_over_printed_words_is_found_whole(read: Callable[[Draw], Page]) -> None:
    def draw(drawing: canvas.Canvas) -> None:
        signature(drawing)
        drawing.drawString(232, 131, "Maria Almeida, goods in")

    apart, over = (next(one for one in read(how).signatures if one.present) for how in (signature, draw))
    assert over.box.overlap(apart.box) >= 0.7 * apart.box.width * apart.box.height


def test_a_place_to_sign_without_a_signature_is_empty(read: Callable[[Draw], Page]) -> None:
    def draw(drawing: canvas.Canvas) -> None:
        drawing.drawString(72, 130, "Customer signature:")
        drawing.line(220, 126, 420, 126)

    (region,) = read(draw).signatures
    assert not region.present


def test_bars_are_read_and_boxes_seen(read: Callable[[Draw], Page]) -> None:
    def draw(drawing: canvas.Canvas) -> None:
        table(drawing)
        Code128("DN80012345", barHeight=30, barWidth=1.0).drawOn(drawing, 250, 20)
        for place, text in enumerate(("Complete", "Damaged")):
            drawing.rect(72, 236 - 20 * place, 11, 11)
            drawing.drawString(92, 238 - 20 * place, text)
        drawing.line(73, 217, 82, 226)
        drawing.line(73, 226, 82, 217)

    found = read(draw)
    assert [code.text for code in found.barcodes] == ["DN80012345"]
    assert {tick.text: tick.ticked for tick in found.ticks} == {"Complete": False, "Damaged": True}
