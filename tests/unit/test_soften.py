"""Print torn into dots by a threshold runs together again; a gray page stays as it is."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page.flatten import flatten
from extractors.page.soften import softened

DPI = 200


def torn() -> np.ndarray:
    """A bar of black dots, each a pixel apart from the next."""
    page = np.full((400, 600), 255, np.uint8)
    page[200:206, 100:500:2] = 0
    return page


def test_dots_run_together() -> None:
    bar = softened(torn(), DPI)[203, 105:495].astype(int)
    assert np.abs(np.diff(bar)).max() < 60
    assert bar.max() < 190


def test_paper_around_stays_white() -> None:
    assert (softened(torn(), DPI)[:190] == 255).all()


def test_a_gray_page_is_left_alone() -> None:
    page = np.full((400, 600), 240, np.uint8)
    cv2.putText(page, "Delivered", (80, 220), cv2.FONT_HERSHEY_DUPLEX, 2, 40, 3, cv2.LINE_AA)
    flat = flatten(page)
    assert (softened(flat, DPI) == flat).all()


def test_an_empty_page_is_left_alone() -> None:
    page = np.full((400, 600), 255, np.uint8)
    assert (softened(page, DPI) == page).all()
