"""Lines of forms: borders of whole pages are some, streaks of a scanner's glass and letters are none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.page.rules import Rule, Rules, find_rules
from extractors.page.signing.print_lines import without_print
from models.paper import Box, Ink, Word

ROWS, COLUMNS, DPI = 2200, 1700, 200


def page(*lines: tuple[int, int, int, int]) -> np.ndarray:
    """Lines from (x, y) to (x, y)."""
    picture = np.full((ROWS, COLUMNS), 255, np.uint8)
    for left, top, right, bottom in lines:
        cv2.line(picture, (left, top), (right, bottom), 40, 3)
    return picture


def uprights(picture: np.ndarray) -> list[int]:
    """Where they stand, in fortieths of the page's width."""
    return sorted(round(40 * rule.offset / COLUMNS) for rule in find_rules(picture, DPI).upright)


def test_a_streak_down_the_whole_page_is_no_line() -> None:
    assert uprights(page((850, 0, 850, ROWS - 1), (200, 700, 600, 700), (200, 900, 600, 900))) == []


def test_borders_of_a_form_that_fills_the_page_are_lines() -> None:
    rows = [(170, top, 1530, top) for top in (20, 500, 900, 1500, 2170)]
    assert uprights(page((170, 20, 170, 2170), (1530, 20, 1530, 2170), *rows)) == [4, 36]


def test_lines_that_cross_a_streak_make_no_border_of_it() -> None:
    rows = [(170, top, 1530, top) for top in (300, 500, 900, 1500)]
    assert uprights(page((850, 0, 850, ROWS - 1), *rows)) == []


def level(*rules: Rule) -> Rules:
    return Rules(rules, (), np.zeros((1, 1), np.uint8))


def word(left: int, right: int, ink: Ink = Ink.PRINT) -> Word:
    """Between rows 980 and 1020."""
    return Word(
        "Unterschrift", Box(left / COLUMNS, 980 / ROWS, right / COLUMNS, 1020 / ROWS), 0.98, 0, ink=ink
    )


def ends(rules: Rules, *words: Word) -> list[tuple[float, float]]:
    return [(rule.start, rule.end) for rule in without_print(rules, words, (ROWS, COLUMNS)).level]


def test_a_line_made_of_the_letters_of_a_word_is_none() -> None:
    assert ends(level(Rule(205, 395, 1000, 1000)), word(200, 400)) == []


def test_a_line_ends_where_the_word_begins_that_it_ran_on_into() -> None:
    assert ends(level(Rule(500, 1200, 1000, 1000)), word(1000, 1250)) == [(500, 1000)]


@pytest.mark.parametrize(
    ("other", "ends_at"), [(Rule(100, 1600, 400, 400), 400), (Rule(100, 1600, 400, 415), 200)]
)
def test_a_line_that_is_bent_by_the_word_before_it_begins_behind_the_word(other: Rule, ends_at: int) -> None:
    bent = Rule(200, 1400, 990, 1002)
    rules = level(other, Rule(100, 1600, 600, 600 + other.last_offset - other.offset), bent)
    assert ends(rules, word(150, 400))[-1] == (ends_at, 1400)


def test_a_line_under_a_word_or_through_handwriting_is_kept() -> None:
    under, through = Rule(100, 500, 1030, 1030), Rule(100, 500, 1000, 1000)
    assert ends(level(under), word(100, 500)) == [(100, 500)]
    assert ends(level(through), word(100, 500, Ink.HAND)) == [(100, 500)]
