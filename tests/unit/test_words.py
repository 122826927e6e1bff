"""Words in reading order, whatever the skew, and lines parted into words."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.page.engines.port import RawWord
from extractors.page.engines.recogniser import Character
from extractors.page.engines.splitting import split
from extractors.page.words import from_text_layer, read_order, skew
from models.paper import Box, Page, PageKind

ROWS, COLUMNS = 2200, 1700


def raw(text: str, left: float, top: float, angle: float = 0.0) -> RawWord:
    """A word of 14 x 30 pixels a letter, the page turned by `angle` degrees about its corner."""
    right, bottom = left + 14 * len(text), top + 30
    turn = math.radians(angle)
    places = ((left, top), (right, top), (right, bottom), (left, bottom))
    one, two, three, four = (
        (x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)) for x, y in places
    )
    return RawWord(text, (one, two, three, four), 0.9)


def printed_lines(angle: float = 0.0) -> list[RawWord]:
    rows = (("Delivery", "note", "80012345"), ("Your", "order", "PO-4711"), ("Total", "12", "cartons"))
    return [
        raw(text, 200 + 450 * column, 300 + 45 * row, angle)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]


def as_text(words: list[RawWord]) -> str:
    return Page(1, PageKind.CONTENT, words=read_order(words, (ROWS, COLUMNS))).text


@given(st.permutations(printed_lines()))
def test_reading_order_does_not_depend_on_the_order_of_detection(words: list[RawWord]) -> None:
    assert as_text(words) == "Delivery note 80012345\nYour order PO-4711\nTotal 12 cartons"


@given(st.floats(-4, 4))
def test_lines_stay_whole_on_a_skewed_page(angle: float) -> None:
    assert as_text(printed_lines(angle)) == as_text(printed_lines())


@given(st.floats(-4, 4))
def test_skew_is_the_angle_of_the_lines(angle: float) -> None:
    assert math.degrees(skew(printed_lines(angle))) == pytest.approx(angle, abs=1e-6)


@given(st.floats(-300, 2500), st.floats(-300, 2500))
def test_boxes_are_fractions_of_the_page(left: float, top: float) -> None:
    (word,) = read_order([raw("edge", left, top)], (ROWS, COLUMNS))
    assert 0 <= word.box.x0 <= word.box.x1 <= 1
    assert 0 <= word.box.y0 <= word.box.y1 <= 1


def test_words_side_by_side_share_a_line_when_their_heights_differ() -> None:
    large = RawWord("TOTAL", ((100, 90), (300, 90), (300, 150), (100, 150)), 0.9)
    assert {word.line for word in read_order([large, raw("12,00", 400, 108)], (ROWS, COLUMNS))} == {0}


def test_a_text_layer_keeps_its_boxes_and_its_reading_order() -> None:
    lower, upper = ("4711", Box(0.1, 0.5, 0.2, 0.52)), ("Order", Box(0.1, 0.1, 0.2, 0.12))
    words = from_text_layer([lower, upper, (" ", Box(0, 0, 0.1, 0.1))], aspect=0.7)
    assert [word.text for word in words] == ["Order", "4711"]
    assert words[1].box.x0 == pytest.approx(0.1)
    assert words[1].box.y1 == pytest.approx(0.52)


def characters(text: str, places: list[int]) -> list[Character]:
    return [Character(sign, place, 0.9) for sign, place in zip(text, places, strict=True)]


def crop_with_ink(places: list[int]) -> np.ndarray:
    part = np.full((48, 400), 255, np.uint8)
    for place in places:
        part[12:36, place - 6 : place + 6] = 0
    return part


def pieces(text: str, places: list[int]) -> list[str]:
    inked = [place for sign, place in zip(text, places, strict=True) if sign != " "]
    return [piece.text for piece in split(characters(text, places), crop_with_ink(inked))]


def test_a_read_blank_parts_words() -> None:
    assert pieces("ab c", [20, 35, 50, 65]) == ["ab", "c"]


def test_a_wide_gap_parts_words_though_no_blank_was_read() -> None:
    assert pieces("abcd", [20, 35, 70, 85]) == ["ab", "cd"]


def test_even_gaps_part_nothing() -> None:
    assert pieces("12345", [20, 42, 64, 86, 108]) == ["12345"]


def test_a_narrow_digit_in_type_of_one_width_parts_nothing() -> None:
    places = [20 + 26 * index for index in range(7)]
    part = np.full((48, 220), 255, np.uint8)
    for index, place in enumerate(places):
        half = 1 if index == 3 else 11
        part[12:36, place - half : place + half] = 0
    assert [piece.text for piece in split(characters("4561690", places), part)] == ["4561690"]


def test_a_value_right_after_its_label_is_a_word_of_its_own() -> None:
    assert pieces("No:IN7", [20, 35, 50, 65, 80, 95]) == ["No:", "IN7"]


@pytest.mark.parametrize("text", ["15:30", "a://b", "1:INV"])
def test_other_colons_part_nothing(text: str) -> None:
    assert pieces(text, [20 + 15 * index for index in range(len(text))]) == [text]


def test_the_box_of_a_word_ends_with_its_ink() -> None:
    first, second = split(characters("ab", [40, 200]), crop_with_ink([40, 200]))
    assert (first.start, first.end) == (34, 46)
    assert (second.start, second.end) == (194, 206)
