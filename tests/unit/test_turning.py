"""Turning a page moves all that lies on it, and four quarters bring it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.paper import Box
from models.reading import FieldName
from pipeline.turning import as_turned, turned_box, turned_page, turned_reading
from tests.values.builders import At, page_from_lines
from tests.values.register_values import reading_of

EDGES = st.integers(0, 64).map(lambda n: n / 64)
BOXES = st.tuples(EDGES, EDGES, EDGES, EDGES).map(
    lambda e: Box(min(e[0], e[2]), min(e[1], e[3]), max(e[0], e[2]), max(e[1], e[3]))
)
PAGE = page_from_lines([At(0.1, 0.2, "Delivery note 4711"), At(0.5, 0.8, "Received")])


def test_a_quarter_turn_brings_the_top_left_corner_to_the_right():
    assert turned_box(Box(0.0, 0.0, 0.25, 0.125), 90) == Box(0.875, 0.0, 1.0, 0.25)


@given(BOXES, st.sampled_from([90, 180, 270]))
def test_a_turn_and_its_opposite_leave_a_box_where_it_was(box: Box, degrees: int):
    assert turned_box(turned_box(box, degrees), 360 - degrees) == box


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_turns_with_its_words(degrees: int):
    turned = turned_page(PAGE, degrees)
    assert [word.text for word in turned.words] == [word.text for word in PAGE.words]
    assert turned.words[0].box == turned_box(PAGE.words[0].box, degrees)
    assert turned.aspect == (PAGE.aspect if degrees == 180 else 1 / PAGE.aspect)
    assert turned.turned == degrees


def test_only_the_page_that_is_turned_moves():
    reading = reading_of({FieldName.PO_NUMBER: "4711"}, pages=(1, 2))
    other = turned_reading(reading, 2, 90)
    assert other.fields == reading.fields
    assert (other.turn(1), other.turn(2)) == (0, 90)
    mine = turned_reading(reading, 1, 180)
    value = mine.value(FieldName.PO_NUMBER)
    assert value is not None
    assert value.box == turned_box(reading.fields[FieldName.PO_NUMBER][0].box, 180)


def test_pages_are_shown_as_people_have_turned_them():
    reading = turned_reading(reading_of({}, pages=(1,)), 1, 270)
    assert as_turned([PAGE], reading) == (turned_page(PAGE, 270),)
