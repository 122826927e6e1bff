"""The returned page is laid onto the page as issued: print goes, what people added stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.page.returning.returned import Compared, Seen, compare, highlighted
from tests.papers.drawn_forms import box_of, note, scanned, scribble, warped, with_word

WAYS = ((0.0, (0, 0)), (0.6, (8, -5)), (-1.2, (-14, 11)))
SIGNED = box_of(200, 1900, 560, 1990)
STRUCK = box_of(1225, 915, 1300, 925)


def compared(page: int, ways: tuple[float, tuple[int, int]], *inks: np.ndarray) -> Compared:
    picture, read = note(page)
    for ink in inks:
        picture[ink > 0] = 40
    worn, words = scanned(picture, read, *ways)
    found = compare(Seen(read, note(page)[0], 200), Seen(words, worn, 200))
    assert found is not None
    return found


def drawn(box) -> np.ndarray:
    return scribble(note(1)[0], box)


@pytest.mark.parametrize("way", WAYS)
def test_added_ink_is_kept_and_print_is_not(way: tuple[float, tuple[int, int]]):
    signature = drawn(SIGNED)
    found = compared(1, way, signature)
    truth = warped(signature, *way)
    shared = int((found.added & truth).sum())
    assert 2 * shared / (found.added.sum() + truth.sum()) >= 0.9
    (addition,) = found.additions
    assert addition.box.overlap(SIGNED) > 0.5 * SIGNED.width * SIGNED.height


@pytest.mark.parametrize("way", WAYS)
def test_an_untouched_return_has_nothing_added(way: tuple[float, tuple[int, int]]):
    assert compared(1, way).additions == ()


def test_paper_that_was_stretched_here_and_there_is_no_addition():
    picture, read = note(1)
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
    bent = cv2.remap(picture, x, y + 6 * np.sin(y / 400), cv2.INTER_LINEAR, borderValue=255)
    found = compare(Seen(read, picture, 200), Seen(read, bent, 200))
    assert found is not None
    assert found.additions == ()


def test_a_struck_quantity_is_named():
    line = np.zeros(note(1)[0].shape, np.uint8)
    cv2.line(line, (1222, 922), (1305, 916), 1, 4)
    (addition,) = compared(1, WAYS[1], line).additions
    assert addition.over == "40"


def test_words_read_in_added_ink_are_told_without_the_print_beneath():
    picture, read = note(1)
    at = box_of(420, 1790, 640, 1830)
    scribble(picture, at)
    found = compare(Seen(read, note(1)[0], 200), Seen(with_word(read, "damaged", at), picture, 200))
    assert found is not None
    assert [addition.text for addition in found.additions] == ["damaged"]


def test_dust_holes_and_a_streak_are_nobodys_addition():
    picture, read = note(1)
    chance = np.random.default_rng(5)
    for x, y in chance.integers(20, 1600, (300, 2)).tolist():
        cv2.circle(picture, (x, y), 1, 30, -1)
    cv2.circle(picture, (70, 850), 24, 40, -1)
    cv2.line(picture, (1000, 0), (1004, 2338), 90, 2)
    found = compare(Seen(read, note(1)[0], 200), Seen(read, picture, 200))
    assert found is not None
    assert found.additions == ()


def test_another_paper_is_not_compared():
    picture, read = note(1)
    blank = np.full_like(picture, 255)
    assert compare(Seen(read, picture, 200), Seen(read, blank, 200)) is None


def test_the_picture_for_people_shows_additions_in_red():
    found = compared(1, WAYS[1], drawn(SIGNED))
    shown = cv2.imdecode(np.frombuffer(highlighted(found), np.uint8), cv2.IMREAD_COLOR)
    red = (shown[..., 2].astype(int) - shown[..., 0]) > 100
    rows = np.flatnonzero(red.any(axis=1)) / shown.shape[0]
    assert SIGNED.y0 - 0.02 < rows.min() < rows.max() < SIGNED.y1 + 0.02
