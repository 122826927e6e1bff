"""Short lines to be ticked, and boxes on pages that lie aslant."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from extractors.page.ticking.ticks import ticks
from models.paper import Box, Tick, Word

WIDE, HIGH, DPI = 1654, 2339, 200.0
TEXT = ("Goods in order", "Unchecked", "Short delivery", "Pallets exchanged")


@dataclass
class Paper:
    """A page that is drawn upon, with the words that a reader would find."""

    picture: np.ndarray
    words: list[Word]


def paper(lines: int = 12) -> Paper:
    blank = Paper(np.full((HIGH, WIDE), 255, np.uint8), [])
    for number in range(lines):
        put(blank, "Hinge butt four inch of brass with screws and plates", 200, 300 + 60 * number)
    return blank


def put(page: Paper, text: str, left: int, foot: int) -> None:
    """Print `text` with its foot at `foot`."""
    line = len(page.words)
    for word in text.split():
        (wide, high), _ = cv2.getTextSize(word, cv2.FONT_HERSHEY_SIMPLEX, 0.8, 2)
        cv2.putText(page.picture, word, (left, foot), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 0, 2, cv2.LINE_AA)
        box = Box(left / WIDE, (foot - high) / HIGH, (left + wide) / WIDE, foot / HIGH)
        page.words.append(Word(word, box, 0.98, line))
        left += wide + 14


def cross(page: Paper, x: int, y: int) -> None:
    cv2.line(page.picture, (x - 11, y - 11), (x + 11, y + 11), 40, 3, cv2.LINE_AA)
    cv2.line(page.picture, (x + 11, y - 11), (x - 11, y + 11), 40, 3, cv2.LINE_AA)


def choices(page: Paper, long: int = 60, text: tuple[str, ...] = TEXT, *, ticked: bool = True) -> Paper:
    """Lines of `long` pixels before the words; the third is `ticked`."""
    for number, said in enumerate(text):
        foot = 1500 + 50 * number
        cv2.line(page.picture, (200, foot), (200 + long, foot), 0, 2)
        put(page, said, 200 + long + 14, foot)
    if ticked:
        cross(page, 200 + long // 2, 1500 + 100 - 16)
    return page


def found(page: Paper) -> tuple[Tick, ...]:
    return ticks(page.picture, DPI, page.words)


def test_short_lines_before_words_are_told_ticked_or_empty():
    told = [(tick.text, tick.ticked) for tick in found(choices(paper()))]
    assert told == [(text, text == "Short delivery") for text in TEXT]


def test_a_line_to_write_on_and_one_behind_its_label_are_none():
    assert found(choices(paper(), long=300, ticked=False)) == ()
    labelled = paper()
    for number, label in enumerate(("Date", "Time", "Name")):
        put(labelled, label, 200, 1500 + 50 * number)
        cv2.line(labelled.picture, (270, 1500 + 50 * number), (330, 1500 + 50 * number), 0, 2)
        put(labelled, "Quantity received", 344, 1500 + 50 * number)
    assert found(labelled) == ()


def test_pieces_of_a_broken_line_of_a_table_are_none():
    broken = choices(paper(), ticked=False)
    for number in range(len(TEXT)):
        foot = 1500 + 50 * number
        cv2.line(broken.picture, (700, foot), (790, foot), 0, 2)
    assert found(broken) == ()


def test_a_line_alone_says_nothing():
    assert found(choices(paper(), text=TEXT[:1], ticked=False)) == ()


@pytest.mark.parametrize("degrees", [-3.5, 2.5])
def test_boxes_of_a_page_that_lies_aslant_are_found_where_they_lie(degrees: float):
    level = paper()
    for number, text in enumerate(TEXT):
        foot = 1500 + 50 * number
        cv2.rectangle(level.picture, (200, foot - 26), (226, foot), 0, 2)
        put(level, text, 244, foot)
    cross(level, 213, 1537)
    turn = cv2.getRotationMatrix2D((WIDE / 2, HIGH / 2), degrees, 1.0)
    picture = cv2.warpAffine(level.picture, turn, (WIDE, HIGH), borderValue=255)
    tilted = Paper(picture, [Word(w.text, moved(w.box, turn), w.confidence, w.line) for w in level.words])
    told = found(tilted)
    assert [(tick.text, tick.ticked) for tick in told] == [(text, text == "Unchecked") for text in TEXT]
    for tick, number in zip(told, range(len(TEXT)), strict=True):
        x, y = turn @ (213, 1487 + 50 * number, 1)
        assert tick.box.middle == pytest.approx((x / WIDE, y / HIGH), abs=0.002)


def moved(box: Box, turn: np.ndarray) -> Box:
    corners = [(x * WIDE, y * HIGH, 1) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    places = [turn @ corner for corner in corners]
    xs, ys = ([place[axis] for place in places] for axis in (0, 1))
    return Box(min(xs) / WIDE, min(ys) / HIGH, max(xs) / WIDE, max(ys) / HIGH)
