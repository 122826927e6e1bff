"""The closer look of every engine, and text layers held against the picture."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.page import Reader, SheetInfo, open_reader, read_page
from extractors.page.engines.port import Corners, Look
from models.paper import Box

ROWS, COLUMNS, DPI = 2200, 1700, 200
FONT, SIZE = cv2.FONT_HERSHEY_DUPLEX, 1.3
LINES = (
    "Delivery note 80012345",
    "Invoice no 4400126",
    "Purchase order PX-77310",
    "Twelve cartons of paper delivered",
    "Please check before signing",
    "Carriage forward Manchester",
)
OTHER = (
    "Remittance advice 99310077",
    "Account no 7711820",
    "Statement March QQ-00417",
    "Interest charged without further",
    "Kindly settle within fourteen",
    "Department overdue Birmingham",
)


@pytest.fixture(scope="module")
def neural() -> Reader:
    return open_reader("neural")


def baseline(row: int) -> int:
    return 250 + 180 * row


def page() -> np.ndarray:
    paper = np.full((ROWS, COLUMNS), 246, np.uint8)
    for row, text in enumerate(LINES):
        cv2.putText(paper, text, (150, baseline(row)), FONT, SIZE, 25, 2, cv2.LINE_AA)
    return cv2.GaussianBlur(paper, (0, 0), 0.7)


def layer(lines: tuple[str, ...], down: float = 0.0) -> tuple[tuple[str, Box], ...]:
    """A text layer of `lines` as tight around the words of the page as a viewer has it."""
    words = []
    for row, text in enumerate(lines):
        left = 150.0
        for word in text.split():
            (width, height), _ = cv2.getTextSize(word, FONT, SIZE, 2)
            bottom = baseline(row) / ROWS + down
            words.append(
                (word, Box(left / COLUMNS, bottom - height / ROWS, (left + width) / COLUMNS, bottom))
            )
            left += cv2.getTextSize(word + " ", FONT, SIZE, 2)[0][0]
    return tuple(words)


@pytest.mark.parametrize("engine", ["neural", "tesseract"])
def test_a_closer_look_reads_what_is_printed_in_a_place(engine: str) -> None:
    places: list[Corners] = []
    for row in (0, 1):
        word = LINES[row].rpartition(" ")[2]
        (before, _), _ = cv2.getTextSize(LINES[row].rpartition(" ")[0] + " ", FONT, SIZE, 2)
        (width, height), _ = cv2.getTextSize(word, FONT, SIZE, 2)
        left, right = 150.0 + before - 6, 150.0 + before + width + 6
        top, bottom = baseline(row) - height - 12.0, baseline(row) + 12.0
        places.append(((left, top), (right, top), (right, bottom), (left, bottom)))
    looks = open_reader(engine).look(page(), places)
    assert [look.text for look in looks] == ["80012345", "4400126"]
    assert all(0 < look.confidence <= 1 for look in looks)


def test_no_place_is_no_look(neural: Reader) -> None:
    assert neural.look(page(), ()) == ()


def test_a_text_layer_that_the_picture_shows_is_believed(neural: Reader) -> None:
    read = read_page(page(), SheetInfo(1, DPI, layer(LINES)), neural)
    assert read.reader == "text layer"


@pytest.mark.parametrize("wrong", [layer(OTHER), layer(LINES, down=180 / ROWS), layer(LINES[::-1])])
def test_the_text_layer_of_another_paper_or_place_is_not_believed(
    neural: Reader, wrong: tuple[tuple[str, Box], ...]
) -> None:
    read = read_page(page(), SheetInfo(1, DPI, wrong), neural)
    assert read.reader == neural.name
    assert {"80012345", "4400126", "PX-77310"} <= {word.text for word in read.words}


def test_a_word_in_doubt_is_looked_at_again_and_no_other(neural: Reader) -> None:
    looked: list[int] = []

    class Counting:
        """The neural reader, and how many places each closer look was asked for."""

        name = neural.name
        turn, read = neural.turn, neural.read

        def look(self, picture: np.ndarray, places: Sequence[Corners]) -> tuple[Look, ...]:
            looked.append(len(places))
            return neural.look(picture, places)

        handwriting = neural.handwriting

    plain = read_page(page(), SheetInfo(1, DPI), neural)
    doubted = next(index for index, word in enumerate(plain.words) if word.text == "4400126")
    again = read_page(page(), SheetInfo(1, DPI), Counting(), lambda _: (doubted,))
    assert looked == [1]
    assert [word.text for word in again.words] == [word.text for word in plain.words]
