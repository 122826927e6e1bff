"""Boxes to be ticked are found, told ticked or empty, and given their words; tables and letters are none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.page.straightening.flatten import flatten
from extractors.page.ticking.ticks import ticks
from models.paper import Box, Tick, Word
from tests.papers.tick_pages import TickPage, tick_page


def found(page: TickPage) -> tuple[Tick, ...]:
    """The boxes of a page."""
    return ticks(flatten(page.picture), page.dpi, page.words)


@pytest.mark.parametrize("level", ["clean"])
@pytest.mark.parametrize("seed", [3, 6])
def test_boxes_are_told_ticked_or_empty_and_have_their_words(seed: int, level: str):
    page = tick_page(seed, level)
    told = found(page)
    for box, ticked, text in page.truth:
        best = max(told, key=lambda one: one.box.overlap(box))
        assert best.box.overlap(box) > 0.5 * box.width * box.height
        assert (best.ticked, best.text) == (ticked, text)
        assert best.confidence > 0.9


@pytest.mark.parametrize("seed", range(20, 22))
def test_cells_of_tables_combs_letters_and_codes_are_no_boxes(seed: int):
    assert len(found(tick_page(seed, "clean", boxes=False))) == 0


@pytest.mark.parametrize("dpi", [20, 30, 40, 50, 66])
def test_a_picture_too_small_for_any_box_is_read_without_one(dpi: int):
    page = tick_page(3, "clean")
    small = cv2.resize(page.picture, None, fx=dpi / page.dpi, fy=dpi / page.dpi, interpolation=cv2.INTER_AREA)
    assert len(ticks(flatten(small), dpi, page.words)) <= len(page.truth)


OPTIONS = ("Received complete", "Late delivery", "Wrong item", "No exceptions")
"""None begins with a letter that looks like a circle."""


def listed(*read: str, into: bool = True, letter: bool = False) -> list[str]:
    """Options of a column of circles, read `into` the first words of each, or their first `letter`."""
    picture = np.full((700, 900), 255, np.uint8)
    words: list[Word] = []
    for row, text in enumerate(read):
        top, left = 100 + 60 * row, 150
        cv2.circle(picture, (117, top + 12), 15, 0, 2)
        for place, word in enumerate(text.split()):
            first = letter and not place
            left = 137 if first else left
            cv2.putText(picture, word[first:], (left, top + 22), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
            right = left + cv2.getTextSize(word, cv2.FONT_HERSHEY_SIMPLEX, 0.9, 2)[0][0]
            start = left if place or not into else 101
            box = Box(start / 900, (top - 8) / 700, right / 900, (top + 36) / 700)
            words.append(Word(word, box, 0.98, row))
            left = right + 16
    return [tick.text for tick in ticks(picture, 200, words)]


def test_circles_that_were_read_into_the_words_beside_them_are_found():
    assert listed(*OPTIONS) == list(OPTIONS)


def test_a_circle_that_may_be_the_first_letter_of_its_word_is_none():
    assert listed("Omitted goods", "Order copy", "Other things", letter=True) == []


def test_a_circle_with_room_behind_it_is_a_box_whatever_letter_its_words_begin_with():
    options = ["Crushed", "Delivered in full", "Complete"]
    assert listed(*options) == options


def test_the_letter_that_was_made_of_a_circle_is_no_part_of_its_words():
    assert listed("OReceived complete", "OLate delivery") == ["Received complete", "Late delivery"]


def test_a_frame_beside_a_number_is_no_box():
    assert listed("OH 43215", "Wrong item", into=False) == ["Wrong item"]
    assert listed("Late 2 days", "Wrong item", into=False) == ["Late 2 days", "Wrong item"]


def test_a_ring_in_the_midst_of_a_word_that_was_surely_read_is_a_letter():
    picture = np.full((700, 900), 255, np.uint8)
    for top in (100, 160):
        cv2.rectangle(picture, (100, top), (128, top + 28), 0, 2)
        cv2.putText(picture, "Complete", (150, top + 24), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    cv2.rectangle(picture, (210, 220), (238, 248), 0, 2)
    option = [
        Word("Complete", Box(150 / 900, top / 700, 290 / 900, (top + 30) / 700), 0.98, 0)
        for top in (100, 160)
    ]
    inner = Word("Komplett", Box(100 / 900, 218 / 700, 330 / 900, 250 / 700), 0.98, 2)
    assert len(ticks(picture, 200, [*option, inner])) == 2
    unsure = Word("Komplett", inner.box, 0.6, 2)
    assert len(ticks(picture, 200, [*option, unsure])) == 3
