"""Blank pages: what empty paper carries is nothing, what a person wrote is something."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from extractors.page.blank import is_blank
from extractors.page.straightening.flatten import flatten

DPI = 200
MM = DPI / 25.4


def paper(noise: float = 4.0) -> np.ndarray:
    grain = np.random.default_rng(5).normal(0, noise, (2339, 1654))
    return np.clip(242 + grain, 0, 255).astype(np.uint8)


def holes(page: np.ndarray) -> None:
    for height in (108, 188):
        cv2.circle(page, (round(12 * MM), round(height * MM)), round(3 * MM), 30, -1)


def staple(page: np.ndarray) -> None:
    cv2.line(page, (round(9 * MM), round(9 * MM)), (round(19 * MM), round(14 * MM)), 90, 4)


def edge_shadow(page: np.ndarray) -> None:
    page[:, : round(3 * MM)] = 60
    page[-round(4 * MM) :, :] = 110


def speckle(page: np.ndarray) -> None:
    chance = np.random.default_rng(9)
    for row, column in zip(chance.integers(0, 2330, 400), chance.integers(0, 1650, 400), strict=True):
        page[row : row + 2, column : column + 2] = 20


def shine_through(page: np.ndarray) -> None:
    other_side = np.full_like(page, 255)
    for line in range(30):
        cv2.putText(other_side, "DELIVERY OF GOODS 4711 0815", (150, 200 + 60 * line), 0, 1.2, 215, 2)
    page[:] = np.minimum(page, other_side[:, ::-1])


def crease(page: np.ndarray) -> None:
    cv2.line(page, (0, 1168), (1653, 1172), 150, 3)


def shadow_of_a_book(page: np.ndarray) -> None:
    page[:] = (page * np.linspace(0.55, 1.0, page.shape[1])).astype(np.uint8)


def initials(page: np.ndarray) -> None:
    stroke = np.array([[700, 900], [715, 840], [730, 900], [745, 840], [770, 905], [810, 850], [790, 900]])
    cv2.polylines(page, [stroke.astype(np.int32)], False, 70, 4)


def pencil_note(page: np.ndarray) -> None:
    cv2.putText(page, "2 short", (500, 700), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 2.0, 140, 3)


def stamp(page: np.ndarray) -> None:
    cv2.rectangle(page, (600, 1500), (1000, 1640), 110, 5)
    cv2.putText(page, "RECEIVED", (620, 1600), 0, 2.0, 110, 4)


def page_number(page: np.ndarray) -> None:
    cv2.putText(page, "Page 2 of 2", (700, 2200), 0, 1.0, 40, 2)


@pytest.mark.parametrize(
    "mark",
    [holes, staple, edge_shadow, speckle, shine_through, crease, shadow_of_a_book],
    ids=lambda mark: mark.__name__,
)
def test_what_empty_paper_carries_is_blank(mark: Callable[[np.ndarray], None]) -> None:
    page = paper()
    mark(page)
    assert is_blank(flatten(page), DPI)


@pytest.mark.parametrize("mark", [initials, pencil_note, stamp, page_number], ids=lambda mark: mark.__name__)
def test_what_somebody_wrote_or_stamped_is_content(mark: Callable[[np.ndarray], None]) -> None:
    page = paper()
    for nothing in (holes, staple, speckle):
        nothing(page)
    mark(page)
    assert not is_blank(flatten(page), DPI)


def test_an_empty_page_is_blank_at_every_resolution() -> None:
    for dpi in (100, 150, 300):
        page = np.full((round(11.69 * dpi), round(8.27 * dpi)), 240, np.uint8)
        assert is_blank(flatten(page), dpi)
